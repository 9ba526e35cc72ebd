/** Bugs to be planted between a decision and the disk. Applied to a copy by the runner, never to what is shipped. */
import type { Planted } from './index.ts'

const faults = 'test/crash/faults.test.ts'
const everyRow = (store: string): string => `${store}: whichever row of a deed fails, or its commit, nothing of it is there, nobody hears of success, and its key then does it once`
const unknown = (side: string): string => `PostgreSQL: cut ${side} COMMIT and not to be asked, the outcome is told as unknown, and the key tells the truth later`
const anywhere = 'PostgreSQL: wherever the connection breaks, the answer is true, and the same key gives the true result'
const killed = 'SQLite: killed at any moment, nothing acknowledged is lost, nothing is half done (kills 1 to 20)'
const power = 'SQLite: whatever a power cut leaves of what was not synced, all that was acknowledged is there and everything fits together'

const oneTransaction = "await writer.tell({ kind: 'write', steps: stepsOf(writes, asks, loaded).map(flatOf) })"
/** The rows of one table in a transaction of their own. */
const apart = (table: string, order: 'after' | 'before'): string => {
  const [theirs, others] = [`step.table === '${table}'`, `step.table !== '${table}'`]
  return `for (const mine of [(step: { table: string }) => ${order === 'after' ? others : theirs}, (step: { table: string }) => ${order === 'after' ? theirs : others}]) await writer.tell({ kind: 'write', steps: stepsOf(writes, asks, loaded).filter(mine).map(flatOf) })`
}

export const planted: Planted[] = [
  { name: 'a decision is answered before the commit', file: 'src/engine/batch.ts', find: 'told = decided.flatMap(d => d.told)\n',
    replace: 'told = decided.flatMap(d => d.told); told.filter(({ waiting: { job } }) => job.dispute && !job.payments.length).forEach(tell)\n',
    caughtBy: 'test/crash/kill-sqlite.test.ts', testName: killed },
  { name: 'the answer goes out though the commit may fail', file: 'src/engine/batch.ts', find: 'told = decided.flatMap(d => d.told)\n', replace: 'told = decided.flatMap(d => d.told); told.forEach(tell)\n',
    caughtBy: faults, testName: everyRow('SQLite') },
  { name: 'postings are written in a second transaction', file: 'src/store/sqlite/driver.ts', find: oneTransaction, replace: apart('posting', 'after'), caughtBy: faults, testName: everyRow('SQLite') },
  { name: 'the audit entry is written after the commit', file: 'src/store/sqlite/driver.ts', find: oneTransaction, replace: apart('event', 'after'), caughtBy: faults, testName: everyRow('SQLite') },
  { name: 'the key is written outside the transaction', file: 'src/store/sqlite/driver.ts', find: oneTransaction, replace: apart('idempotency', 'before'), caughtBy: faults, testName: everyRow('SQLite') },
  { name: 'the disk is not waited for', file: 'src/store/sqlite/connection.ts', find: "'synchronous = full'", replace: "'synchronous = off'", caughtBy: 'test/crash/power.test.ts', testName: power },
  { name: 'commits are synced, but only now and then', file: 'src/store/sqlite/connection.ts', find: "'synchronous = full'", replace: "'synchronous = normal'", caughtBy: 'test/crash/power.test.ts', testName: power },
  { name: 'a dispute is written over whatever it has become', file: 'src/store/sqlite/statements.ts', find: "guard === null ? '' : ` and ${columnOf(guard)} = $${fields.length + 1}`", replace: "guard === null ? '' : ` and $${fields.length + 1} is not null`",
    caughtBy: 'src/store/sqlite.test.ts', testName: 'a dispute that is no longer at the revision decided upon is not written' },
  { name: 'the database lets a dispute be accepted twice', file: 'migrations/sqlite/0001_disputes.sql', find: 'create unique index event_one_acceptance', replace: 'create index event_one_acceptance',
    caughtBy: 'src/store/sqlite.test.ts', testName: 'there is one acceptance per dispute and cycle' },
  { name: 'a kept answer is written over', file: 'src/store/tables.ts', find: "key: ['merchant', 'principal', 'key'], meets: 'insert'", replace: "key: ['merchant', 'principal', 'key'], meets: 'replace'",
    caughtBy: 'src/store/sqlite.test.ts', testName: 'an answer under a key is written once' },
  { name: 'turning a credential brings back what another process revoked', file: 'src/store/conflict.ts', find: '`coalesce(${table}.${column}, excluded.${column})`', replace: '`excluded.${column}`',
    caughtBy: 'src/store/sqlite.test.ts', testName: 'what was revoked stays revoked, whatever is written over it' },
  { name: 'only the look before it keeps a credential from being given twice', file: 'src/engine/accounts-rows.ts', find: "({ merchant: '', lookup, owner: merchant })", replace: "({ merchant: '', lookup: `${merchant} ${lookup}`, owner: merchant })",
    caughtBy: 'src/engine/accounts.test.ts', testName: 'of two processes that give the same credential away at once, one does; the other hears that it is taken' },
  { name: 'money is read through a float', file: 'src/core/json.ts', find: "if (key === 'amount') return { amount: BigInt(text)", replace: "if (key === 'amount') return { amount: BigInt(Number(text))", caughtBy: 'src/core/json.test.ts' },
  { name: 'balances are summed as floats', file: 'src/store/tables.ts', find: "if (kind === 'big') row[field] = BigInt(value as bigint)", replace: "if (kind === 'big') row[field] = BigInt(Number(value))",
    caughtBy: 'src/store/sqlite.test.ts', testName: 'balances are added up, within a batch and from batch to batch' },
  { name: 'events are read without whose they are', file: 'src/store/reads.ts', find: "'where t.merchant = $1 and t.dispute = $2 and t.seq > $3 order by t.seq limit $4'", replace: "'where $1 = $1 and t.dispute = $2 and t.seq > $3 order by t.seq limit $4'",
    caughtBy: 'src/store/sqlite.test.ts', testName: 'another merchant sees nothing of it' },
  { name: 'lists and counts take in every merchant', file: 'src/store/filter.ts', find: '`d.merchant = ${mark(merchant)}`', replace: '`${mark(merchant)} is not null`',
    caughtBy: 'test/isolation/isolation.test.ts' },
  { name: 'the chain hashes the event as it is printed again', file: 'src/engine/effects.ts', find: 'after.revision, text)', replace: 'after.revision, JSON.stringify(JSON.parse(text), null, 1))', caughtBy: 'src/engine/effects.test.ts' },
  { name: 'an acceptance is undone after its window', file: 'src/core/decide.ts', find: ' || context.now >= acceptanceDueAt(dispute, pending.dueAt)', replace: '', caughtBy: 'src/core/deadline.test.ts' },
  { name: 'two processes write one file', file: 'src/store/sqlite/lock.ts', find: 'pragma locking_mode = exclusive; begin exclusive', replace: 'begin deferred',
    caughtBy: 'src/store/sqlite.test.ts', testName: 'a second process is refused with the file and the holder named, and let in when the first is killed' },
  { name: 'a commit without an answer is called not done', file: 'src/store/postgres/errors.ts', find: 'return commitSent ? new CommitUnknown', replace: 'return commitSent && code === \'\' ? new CommitUnknown', caughtBy: faults, testName: unknown('after') },
  { name: 'a commit without an answer is called done', file: 'src/store/postgres/driver.ts', find: 'if (cause !== undefined) throw errorOf(cause, true)', replace: "if (cause !== undefined && errorOf(cause, true).name !== 'CommitUnknown') throw errorOf(cause, true)\n  if (cause !== undefined) return",
    caughtBy: faults, testName: anywhere },
  { name: 'an opening nobody knows of is called one that exists', file: 'src/engine/engine.ts', find: 'whenTaken && error instanceof Taken', replace: 'whenTaken', caughtBy: faults, testName: unknown('after') },
]
