// A check that finds nothing in a sound store, and names each thing that somebody spoiled by hand.
import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { accept, anOpening, bank, day, fee, hour, id, judge, noon, open, submit } from '../../test/kit/builders.ts'
import { benchOn } from '../../test/kit/stories-engine.ts'
import { wakeAtOf } from '../core/deadline.ts'
import type { Command, Opening } from '../core/command.ts'
import type { MerchantId } from '../core/ids.ts'
import { openStore } from '../store/open.ts'
import { check, type Checked } from './check.ts'
import { reportOf } from './check-problem.ts'

const now = noon + hour
const folder = mkdtempSync(join(tmpdir(), 'parley-check-'))
const sound = join(folder, 'sound.db')
const [conceded, contested, waiting, shared] = [id('dsp', 1), id('dsp', 2), id('dsp', 3), id('dsp', 4)]
let copies = 0

before(async () => {
  const store = await openStore(`sqlite:${sound}`)
  const bench = benchOn(store)
  const mill = await bench.merchant('mill')
  await bench.engine.write({ merchant: mill, writes: [{ table: 'endpoint', rows: [
    { merchant: mill, id: 'whk_1', dialect: 'native', url: 'https://mill.example', kinds: '*', sealed: '', createdAt: noon - 1, disabledAt: null, body: '{}' }] }] })
  const perform = (dispute: typeof conceded, command: Command, key: string | null = null) => bench.engine.perform({
    merchant: mill, dispute, command, key: key ? { principal: 'key_1', key, fingerprint: 'f' } : null, render: () => ({ status: 200, headers: {}, body: '{}' }),
  })
  const opened = (dispute: typeof conceded, changes: Partial<Opening> = {}) =>
    perform(dispute, { kind: 'open', by: bank, opening: { ...anOpening({ theirs: { ...anOpening().theirs, id: dispute }, ...changes }), id: dispute, merchant: mill } })
  await opened(conceded)
  await perform(conceded, accept(), 'k1')
  await opened(contested, { fees: [fee(500n)], payment: { ...anOpening().payment, id: 'pay-2' } })
  await perform(contested, submit())
  await perform(contested, judge('won'))
  await opened(waiting, { payment: { ...anOpening().payment, id: null } })
  await opened(shared, { payment: { ...anOpening().payment, id: 'pay-2' } })
  await store.queue.sequence(1000, noon, () => bench.engine.world.ids.next('dlv'))
  await store.close()
})
after(() => rmSync(folder, { recursive: true }))

/** What the check says of a copy in which somebody with all rights did this. */
async function spoiled(...statements: string[]): Promise<Checked> {
  const file = join(folder, `copy-${copies++}.db`)
  copyFileSync(sound, file)
  const raw = new DatabaseSync(file, { enableForeignKeyConstraints: false })
  raw.exec('pragma ignore_check_constraints = on')
  for (const { name } of raw.prepare("select name from sqlite_schema where type = 'trigger'").all()) raw.exec(`drop trigger ${String(name)}`)
  for (const statement of statements) {
    const { changes } = raw.prepare(statement).run()
    assert.ok(!/^(update|delete|insert)/.test(statement) || changes > 0, `${statement} changed nothing`)
  }
  raw.close()
  const store = await openStore(`sqlite:${file}`)
  try {
    return await check(store, { now })
  } finally {
    await store.close()
  }
}

const found = ({ problems }: Checked): string[] => [...new Set(problems.map(problem => problem.code))].sort()
const namesDispute = (checked: Checked, dispute: string): boolean => checked.problems.some(problem => problem.dispute === dispute)

test('a sound store is found sound, and everything in it was read', async () => {
  const checked = await spoiled()
  assert.deepEqual(checked.problems, [])
  assert.deepEqual([checked.ok, checked.found, checked.warnings], [true, 0, 0])
  assert.deepEqual(checked.counts, { disputes: 4, events: 7, postings: 8, balances: 4, payments: 3, notices: 7, deliveries: 7, answers: 1, errands: 0 })
  assert.match(reportOf(checked), /^Read 4 disputes, 7 events.*\nEverything fits together.\n$/)
})

const at = (dispute: string, seq: number): string => `where dispute = '${dispute}' and seq = ${seq}`
const ofDispute = (dispute: string): string => `where id = '${dispute}'`
const swap = (table: string, column: string, dispute: string): string => `update ${table} set ${column} =
  (select other.${column} from ${table} other where other.dispute = '${dispute}' and other.seq = 5 - ${table}.seq) where dispute = '${dispute}' and seq in (2, 3)`

// What was done, the codes that must be among what is found, and the dispute that must be named.
const deeds: [string, string[], string[], string | null][] = [
  ['a digit of an event is changed', [`update event set body = replace(body, '12000', '12001') ${at(conceded, 1)}`], ['chain_broken', 'dispute_differs', 'posting_differs'], conceded],
  ['the reason of an acceptance is changed', [`update event set body = replace(body, 'customer_is_right', 'real_fraud') ${at(conceded, 2)}`], ['chain_broken', 'dispute_differs'], conceded],
  ['an event is made unreadable', [`update event set body = '{' ${at(conceded, 2)}`], ['chain_broken', 'event_unreadable'], conceded],
  ['the last event is cut off', [`delete from event ${at(contested, 3)}`], ['chain_head_differs', 'dispute_differs', 'notice_unexpected', 'posting_unexpected'], contested],
  ['an event in the middle is removed', [`delete from event ${at(contested, 2)}`], ['chain_broken', 'event_gap'], contested],
  ['all events are removed', [`delete from event where dispute = '${contested}'`], ['events_missing', 'notice_unexpected'], contested],
  ['an event is added', [`insert into event (merchant, dispute, seq, id, kind, cycle, act, at, body, prev, hash)
    select merchant, dispute, 3, 'evt_x', kind, 2, act, at, body, hash, 'x' from event ${at(conceded, 2)}`], ['chain_broken', 'chain_head_differs', 'notice_missing'], conceded],
  ['a second acceptance is added with a chain that fits', ['drop index event_one_acceptance', `insert into event (merchant, dispute, seq, id, kind, cycle, act, at, body, prev, hash)
    select merchant, dispute, 3, 'evt_x', kind, cycle, act, at, body, hash, 'x' from event ${at(conceded, 2)}`], ['accepted_twice'], conceded],
  ['two events change places', [swap('event', 'body', contested)], ['chain_broken', 'event_differs'], contested],
  ['a hash is changed', [`update event set hash = 'x' ${at(contested, 1)}`], ['chain_broken'], contested],
  ['the kind beside an event is changed', [`update event set kind = 'won' ${at(contested, 3)}`], ['event_differs'], contested],
  ['the state of a row is changed', [`update dispute set state = 'accepted' ${ofDispute(waiting)}`], ['dispute_differs'], waiting],
  ['the body of a row is changed', [`update dispute set body = replace(body, '12000', '12001') ${ofDispute(waiting)}`], ['dispute_differs'], waiting],
  ['the revision of a row is changed', [`update dispute set revision = 2 ${ofDispute(waiting)}`], ['dispute_differs'], waiting],
  ['a row forgets to wake', [`update dispute set wake_at = null ${ofDispute(waiting)}`], ['dispute_differs'], waiting],
  ['a row forgets its payment', [`update dispute set payment = 'native:pay-2' ${ofDispute(conceded)}`], ['dispute_differs', 'payment_differs'], conceded],
  ['a row is removed', [`delete from dispute ${ofDispute(contested)}`], ['dispute_missing'], contested],
  ['the head of a chain is changed', [`update dispute set chain = 'x' ${ofDispute(waiting)}`], ['chain_head_differs'], waiting],
  ['a posting is changed', [`update posting set amount = amount + 1 ${at(conceded, 2)}`], ['balance_differs', 'posting_differs'], conceded],
  ['a posting is turned round', [`update posting set from_account = to_account, to_account = from_account ${at(conceded, 2)}`], ['balance_differs', 'posting_differs'], conceded],
  ['a posting is removed', [`delete from posting ${at(conceded, 2)}`], ['balance_differs', 'posting_missing'], conceded],
  ['a posting is added', [`insert into posting (merchant, dispute, seq, leg, code, dialect, from_account, to_account, currency, amount, at)
    select merchant, dispute, seq, 7, code, dialect, from_account, to_account, currency, amount, at from posting ${at(conceded, 2)}`], ['balance_differs', 'posting_unexpected'], conceded],
  ['a balance is changed', ["update balance set amount = amount + 1 where account = 'available'"], ['balance_differs', 'books_unbalanced'], null],
  ['a balance is removed', ["delete from balance where account = 'held' and amount <> 0"], ['balance_differs', 'books_unbalanced'], null],
  ['a payment is changed', ["update payment set returned = 0 where id = 'native:pay-1'"], ['payment_differs'], null],
  ['a notice is removed', [`delete from notice ${at(contested, 2)}`], ['delivery_dangling', 'notice_missing'], contested],
  ['a notice is told twice', [`insert into notice (merchant, id, dispute, seq, kind, dialect, at, position, body)
    select merchant, 'ntc_x', dispute, seq, kind, dialect, at, 999, body from notice ${at(contested, 2)}`], ['notice_unexpected'], contested],
  ['a notice is changed', [`update notice set body = replace(body, 'under_review', 'won') ${at(contested, 2)}`], ['notice_differs'], contested],
  ['a delivery is removed', [`delete from delivery where notice = (select id from notice ${at(contested, 2)})`], ['delivery_missing'], contested],
  ['a notice never got its place', [`update notice set position = null ${at(contested, 2)}`], ['not_sequenced'], contested],
  ['an answer is spoiled', ["update idempotency set answer = 'OK'"], ['answer_unreadable'], null],
  ['an answer has lost its body', ["update idempotency set answer = json_remove(answer, '$.body')"], ['answer_unreadable'], null],
]

for (const [deed, statements, codes, dispute] of deeds) {
  test(`${deed}: the check names it`, async () => {
    const checked = await spoiled(...statements)
    for (const code of codes) assert.ok(found(checked).includes(code as never), `${code} is not among ${found(checked).join()}`)
    if (dispute) assert.ok(namesDispute(checked, dispute), `${dispute} is not named`)
    const strangers = [conceded, contested, waiting, shared].filter(other => other !== dispute && namesDispute(checked, other))
    assert.deepEqual(dispute ? strangers : [], [], 'nobody else is named')
  })
}

test('the report says where, what is and what should be', async () => {
  const report = reportOf(await spoiled(`update dispute set state = 'accepted' ${ofDispute(waiting)}`))
  assert.match(report, new RegExp(`error: dispute_differs: A dispute is not what its events make it.\n  where      dispute ${waiting}, merchant mch_\\w+: state\n  is         accepted\n  should be  needs_response\n`))
  assert.match(report, /1 thing does not fit together.\n$/)
})

test('a report cannot be made to write on the terminal of who reads it', async () => {
  const report = reportOf(await spoiled(`update dispute set search = char(27) || '[2J' || char(10) ${ofDispute(waiting)}`))
  assert.doesNotMatch(report, /\u001b/)
})

test('what is overdue by more than a minute is a warning: the data is sound', async () => {
  const store = await openStore('sqlite::memory:')
  const bench = benchOn(store)
  const mill: MerchantId = await bench.merchant('mill')
  const { opening } = open()
  await bench.engine.perform({ merchant: mill, dispute: opening.id, command: { ...open(), opening: { ...opening, merchant: mill } } })
  const { dispute } = (await store.reads.dispute(mill, opening.id))!
  const due = wakeAtOf(dispute)!
  await store.queue.sequence(10, noon, () => 'dlv_1')
  const early = await check(store, { now: due + 60_000 })
  const late = await check(store, { now: due + 60_001 })
  assert.deepEqual([early.warnings, late.warnings, late.ok], [0, 1, true])
  assert.deepEqual(found(late), ['overdue'])
  assert.equal(due, noon + 6 * day)
  await store.close()
})
