import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, toldOf, type Operation } from '../kit/linear.ts'
import { disputeModel, type Call, type Result } from '../kit/linear-dispute.ts'

type One = Operation<Call, Result>
/** `[called, returned]`; without an answer it never returned. */
const op = (client: string, what: Call['do'], at: [number, number], result: Result | null): One =>
  ({ client, call: { do: what }, called: at[0], returned: result ? at[1] : Infinity, result })
const said = (told: string, state?: string, revision?: number): Result => ({ told, ...(state ? { state } : {}), ...(revision ? { revision } : {}) })
const holds = (...history: One[]): boolean => judge(disputeModel, history).linearizable

test('a history without overlap is what it says', () => {
  assert.ok(holds())
  assert.ok(holds(op('a', 'read', [0, 1], said('done', 'needs_response', 1)), op('a', 'accept', [2, 3], said('done', 'accepted', 2)), op('b', 'submit', [4, 5], said('already_accepted')), op('b', 'read', [6, 7], said('done', 'accepted', 2))))
})

test('two acceptances that both succeeded are no history', () => {
  assert.ok(!holds(op('a', 'accept', [0, 5], said('done')), op('b', 'accept', [1, 4], said('done'))))
  assert.ok(holds(op('a', 'accept', [0, 5], said('already_accepted')), op('b', 'accept', [1, 4], said('done'))))
})

test('an acceptance that was acknowledged and is gone is no history', () => {
  const accepted = op('a', 'accept', [0, 1], said('done', 'accepted', 2))
  assert.ok(!holds(accepted, op('b', 'read', [2, 3], said('done', 'needs_response', 1))))
  assert.ok(!holds(accepted, op('b', 'submit', [2, 3], said('done', 'under_review', 2))))
  assert.ok(!holds(accepted, op('b', 'submit', [2, 3], said('done', 'under_review', 3))))
})

test('a read that is older than what was acknowledged before it began is no history, and one that overlapped is', () => {
  const stale = (at: [number, number]): One => op('b', 'read', at, said('done', 'needs_response', 1))
  assert.ok(!holds(op('a', 'accept', [0, 2], said('done', 'accepted', 2)), stale([3, 4])))
  assert.ok(holds(op('a', 'accept', [0, 2], said('done', 'accepted', 2)), stale([1, 4])))
})

test('reads that go back in time are no history, although each alone would do', () => {
  const accept = op('a', 'accept', [0, 10], said('done', 'accepted', 2))
  const [first, second] = [op('b', 'read', [1, 2], said('done', 'accepted', 2)), op('c', 'read', [3, 4], said('done', 'needs_response', 1))]
  assert.ok(holds(accept, first) && holds(accept, second))
  assert.ok(!holds(accept, first, second))
})

test('a loser who is told another winner than there was is no history', () => {
  const won = op('a', 'submit', [0, 5], said('done', 'under_review', 2))
  assert.ok(holds(won, op('b', 'accept', [1, 4], said('already_submitted'))))
  assert.ok(!holds(won, op('b', 'accept', [1, 4], said('already_accepted'))))
})

test('a revision that two changes share, or that one skips, is no history', () => {
  assert.ok(!holds(op('a', 'note', [0, 3], said('done', 'needs_response', 2)), op('b', 'note', [1, 4], said('done', 'needs_response', 2))))
  assert.ok(!holds(op('a', 'note', [0, 3], said('done', 'needs_response', 3))))
  assert.ok(holds(op('a', 'note', [0, 3], said('done', 'needs_response', 3)), op('b', 'note', [1, 4], said('done', 'needs_response', 2))))
})

test('what was never answered may have happened late, early or not at all, but not before it was asked', () => {
  const lost = op('a', 'accept', [5, 6], null)
  assert.ok(holds(lost))
  assert.ok(holds(lost, op('b', 'read', [7, 8], said('done', 'needs_response', 1)), op('b', 'read', [100, 101], said('done', 'accepted', 2))))
  assert.ok(holds(lost, op('b', 'submit', [7, 8], said('done', 'under_review', 2))))
  assert.ok(!holds(lost, op('b', 'read', [7, 8], said('done', 'accepted', 2)), op('b', 'read', [9, 10], said('done', 'needs_response', 1))))
  assert.ok(!holds(lost, op('b', 'read', [1, 2], said('done', 'accepted', 2))))
})

test('it says how far an order was possible and where none goes on', () => {
  const judged = judge(disputeModel, [op('a', 'accept', [0, 1], said('done', 'accepted', 2)), op('b', 'read', [2, 3], said('done', 'needs_response', 1))])
  assert.match(toldOf(judged), /Possible up to:\n {2}a \{"do":"accept"\}.*\nand then none of:\n {2}b \{"do":"read"\}/)
})

test('many overlapping operations are judged without trying every order', () => {
  const notes = Array.from({ length: 16 }, (_, n) => op(`n${n}`, 'note', [n, 1000 + n], said('done')))
  const judged = judge(disputeModel, [...notes, op('z', 'read', [2000, 2001], said('done', 'accepted', 17))])
  assert.equal(judged.linearizable, false)
  assert.ok(judged.tried < 2_000_000, String(judged.tried))
})
