// Bugs of order, of separation and of reading, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

const raceTest = 'test/race/race.test.ts'
const onSqlite = 'races on one process on SQLite'
const isolation = 'test/isolation/isolation.test.ts'
const input = 'test/input/input.test.ts'

export const planted: Planted[] = [
  { name: 'an accepted dispute can be accepted', file: 'src/core/can.ts', find: "accepted: ended('already_accepted')", replace: "accepted: { ...ended('already_accepted'), accept: 'yes' }", caughtBy: raceTest, testName: onSqlite },
  { name: 'a key answers for another request', file: 'src/engine/decide-batch.ts', find: 'known.fingerprint !== job.key!.fingerprint', replace: 'known.fingerprint === \'\'', caughtBy: raceTest, testName: onSqlite },
  { name: 'a decided dispute can be defended', file: 'src/core/can.ts', find: "accepted: ended('already_accepted')", replace: "accepted: { ...ended('already_accepted'), submit: 'yes' }", caughtBy: raceTest, testName: onSqlite },
  { name: 'what is judged can still be accepted', file: 'src/core/can.ts', find: "lost: { ...ended('already_lost'),", replace: "lost: { ...ended('already_lost'), accept: 'yes',", caughtBy: raceTest, testName: onSqlite },
  { name: 'at the deadline is late', file: 'src/core/deadline.ts', find: 'now > respondBy.at', replace: 'now >= respondBy.at', caughtBy: 'test/race/deadline.test.ts', testName: 'at its deadline an answer is in time, one millisecond later it is late, and no rounding decides' },
  { name: 'time ends a dispute at its deadline', file: 'src/core/deadline.ts', find: 'const overdueAt = at + ', replace: 'const overdueAt = at - 1 + ', caughtBy: 'test/race/deadline.test.ts', testName: 'time ends a dispute one millisecond after its deadline, and not at it' },
  {
    name: 'a dispute is read from memory', file: 'src/dialects/native/server/disputes.ts', find: 'return (await engine.reads.dispute(merchantOf(call), id))?.dispute ?? null',
    replace: 'const seen = ((globalThis as Record<string, unknown>).seen ??= new Map()) as Map<string, Dispute>\n  const found = seen.get(id) ?? (await engine.reads.dispute(merchantOf(call), id))?.dispute ?? null\n  if (found) seen.set(id, found)\n  return found',
    caughtBy: 'test/race/histories.test.ts', testName: 'what several clients saw of one dispute has an order that explains it (one process on SQLite)',
  },
  { name: 'a revoked key decides from memory', file: 'src/engine/decide-batch.ts', find: 'if (job.credential && loaded.revoked.has(job.credential))', replace: 'if (job.credential === \'\')', caughtBy: 'test/isolation/revocation.test.ts' },
  { name: 'an act is anybody\'s', file: 'src/store/reads.ts', find: "'where t.merchant = $1 and t.act = $2 order by", replace: "'where $1 <> $2 and t.act = $2 order by", caughtBy: isolation },
  { name: 'notices are everybody\'s', file: 'src/store/notices.ts', find: '`t.merchant = ${mark(merchant)} and t.position is not null`', replace: '`${mark(merchant)} <> \'\' and t.position is not null`', caughtBy: isolation },
  { name: 'the books are everybody\'s', file: 'src/store/reads.ts', find: "rowsOf(query, 'balance', 'where t.merchant = $1", replace: "rowsOf(query, 'balance', 'where t.merchant >= $1", caughtBy: isolation },
  { name: 'a foreign id is told from an unknown one', file: 'src/dialects/native/server/merchants.ts', find: 'principal.administrator || principal.merchant === id ? engine.reads.merchant(id) : null', replace: 'engine.reads.merchant(id)', caughtBy: isolation },
  { name: 'a header may come twice', file: 'src/wire/serve.ts', find: 'if (repeats(request.rawHeaders, single))', replace: 'if (request.rawHeaders.length < 0 && repeats(request.rawHeaders, single))', caughtBy: input },
  { name: 'any HTTP is HTTP/1', file: 'src/host/host.ts', find: 'message.httpVersionMajor === 1 ?', replace: 'message.httpVersionMajor < 9 ?', caughtBy: input },
  { name: 'a key of an object may come twice', file: 'src/wire/body.ts', find: 'if (seen.members !== scan.colons)', replace: 'if (seen.members > scan.colons)', caughtBy: input },
  { name: 'an amount may have a fraction', file: 'src/dialects/native/contract/shapes.ts', find: 'export const moneyIn = z.strictObject({ value: z.int().min(1)', replace: 'export const moneyIn = z.strictObject({ value: z.number().min(0.1)', caughtBy: input },
  { name: 'unknown fields are let through', file: 'src/dialects/native/contract/decisions.ts', find: 'body: json(z.strictObject({\n      reason:', replace: 'body: json(z.object({\n      reason:', caughtBy: input },
  { name: 'the log tells the query', file: 'src/app/observe.ts', find: 'path: request.path,', replace: 'path: request.target,', caughtBy: input },
  { name: 'bodies are read however many values they have', file: 'src/wire/body.ts', find: 'return values > MAX_VALUES ?', replace: 'return values > 9e9 ?', caughtBy: 'src/wire/body.test.ts', testName: 'more values than a body may have are refused, and as many as it may have are read' },
  { name: 'the clock goes past the end of time', file: 'src/dialects/native/server/sandbox-panel.ts', find: 'if (target > latestClock) return', replace: 'if (target > Infinity) return',
    caughtBy: 'src/dialects/native/server/sandbox.test.ts', testName: 'the clock is not turned to where what is counted from it would go past the last instant there is' },
  {
    name: 'a merchant may take every place of the relay', file: 'src/store/claim.ts', find: 'perMerchant - Number(ofMerchant) - more)', replace: 'more + perMerchant)',
    caughtBy: 'src/store/sqlite.test.ts',
  },
  { name: 'merchants do not take turns', file: 'src/store/claim.ts', find: 'order by turn, due, merchant, id limit $2', replace: 'order by due, merchant, id limit $2', caughtBy: 'src/store/sqlite.test.ts' },
]
