// What a batch writes is a function of its events: rows, chain, postings, balances, payments and notices, in one order everywhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, ask, baht, judge, needsResponse, noon, open, paid, through, underReview } from '../../test/kit/builders.ts'
import type { Command } from '../core/command.ts'
import type { Dispute } from '../core/dispute.ts'
import { idsFrom } from '../core/ids.ts'
import { wakeAtOf } from '../core/deadline.ts'
import { isRefusal } from '../core/refusal.ts'
import { chainHash, chainStart } from './chain.ts'
import { noEffects, record, writesOf, type Effects } from './effects.ts'
import { bodyOf, disputeOf } from './row.ts'
import type { Loaded, TableName, Tables } from './store.ts'

const world = { now: () => noon, ids: idsFrom(() => noon, n => new Uint8Array(n)), random: (n: number) => new Uint8Array(n) }
const nothing = (): Loaded => ({ disputes: new Map(), payments: new Map(), keys: new Map(), revoked: new Set() })

function recorded(before: Dispute | null, ...commands: Command[]): { effects: Effects; loaded: Loaded } {
  const effects = noEffects()
  const loaded = nothing()
  let dispute = before
  for (const command of commands) {
    const outcome = ask(dispute, command, { payment: paid(null) })
    assert.ok(!isRefusal(outcome))
    record(effects, loaded, { before: dispute, after: outcome.dispute, events: outcome.events, paymentId: 'p' }, world)
    dispute = outcome.dispute
  }
  return { effects, loaded }
}

const rowsOf = <T extends TableName>(effects: Effects, table: T): Tables[T][] =>
  writesOf(effects).flatMap(write => ('table' in write && write.table === table ? (write.rows as Tables[T][]) : []))

test('a dispute that changes twice in a batch is one row, two events, two notices', () => {
  const { effects } = recorded(null, open(), accept())
  assert.deepEqual(rowsOf(effects, 'dispute').map(({ state, revision, cycle }) => [state, revision, cycle]), [['accepted', 2, 1]])
  assert.deepEqual(rowsOf(effects, 'event').map(({ seq, kind, act }) => [seq, kind, act]), [[1, 'opened', null], [2, 'accepted', accept().act]])
  assert.deepEqual(rowsOf(effects, 'notice').map(({ seq, kind, position }) => [seq, kind, position]), [[1, 'dispute.opened', null], [2, 'dispute.accepted', null]])
})

test('each event carries the hash of the one before, over the bytes that are stored', () => {
  const { effects, loaded } = recorded(null, open(), accept())
  let prev = chainStart
  for (const row of rowsOf(effects, 'event')) {
    assert.equal(row.prev, prev)
    assert.equal(row.hash, chainHash(prev, row.merchant, row.dispute, row.seq, row.body))
    prev = row.hash
  }
  assert.equal(rowsOf(effects, 'dispute')[0]?.chain, prev)
  assert.equal([...loaded.disputes.values()][0]?.chain, prev)
})

test('the hash of an event depends on whose it is, of what, where it stands and what came before', () => {
  const hashes = [chainHash('', 'm', 'd', 1, 'b'), chainHash('', 'n', 'd', 1, 'b'), chainHash('', 'm', 'e', 1, 'b'), chainHash('', 'm', 'd', 2, 'b'), chainHash('x', 'm', 'd', 1, 'b'), chainHash('y', 'm', 'd', 1, 'b')]
  assert.equal(new Set(hashes).size, hashes.length)
})

test('balances are the sums of the postings and add up to nothing', () => {
  const { effects } = recorded(null, open(), judge('lost', { judged: baht(5_000n) }))
  const sums = Object.fromEntries(rowsOf(effects, 'balance').map(({ account, amount }) => [account, amount]))
  assert.deepEqual(sums, { available: -5_000n, held: 0n, clearing: 5_000n })
  assert.deepEqual(rowsOf(effects, 'balance').map(({ account }) => account), ['available', 'clearing', 'held'])
  assert.deepEqual(rowsOf(effects, 'posting').map(({ seq, leg, code }) => [seq, leg, code]), [[1, 0, 'hold'], [2, 0, 'forfeit'], [2, 1, 'release']])
})

test('a row wakes when the dispute is due, and says what the dispute says', () => {
  const { effects } = recorded(null, open())
  const [row] = rowsOf(effects, 'dispute')
  assert.equal(row?.wakeAt, wakeAtOf(needsResponse()))
  assert.deepEqual(disputeOf(row!.body), needsResponse())
})

test('every built dispute comes back from its row as it was', () => {
  for (const dispute of [needsResponse(), underReview(), through(needsResponse(), [accept()])]) assert.deepEqual(disputeOf(bodyOf(dispute)), dispute)
})

test('rows are written so that what is pointed at is there first', () => {
  const { effects } = recorded(null, open(), accept())
  assert.deepEqual(writesOf(effects).map(write => 'table' in write && write.table), ['payment', 'dispute', 'event', 'posting', 'balance', 'notice'])
})
