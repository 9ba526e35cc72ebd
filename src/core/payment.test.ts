// The guard: what goes back to a buyer for one payment never exceeds what was captured, whatever the mixture.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, accepted, accepting, after, ask, baht, deadline, elapse, expired, familyIs, held, hour, judge, lost, needsResponse, noon, paid, provisionallyWon,
  reverse, through, underReview, undo, won } from '../../test/kit/builders.ts'
import { isRefusal } from './refusal.ts'
import { returnedBy, type PaymentSums } from './payment.ts'

const answer = (payment: PaymentSums | null, override: string | null = null) => {
  const outcome = ask(needsResponse(), accept({ override }), { payment })
  return isRefusal(outcome) ? outcome : outcome.dispute.state
}

test('an acceptance may use up what is left of a payment, to the last satang', () => {
  assert.equal(answer(paid(12_000n)), 'accepted')
  assert.equal(answer(paid(20_000n, { refunded: 5_000n, returned: 3_000n })), 'accepted')
})

test('an acceptance that would return more than was captured is refused with the sums', () => {
  assert.deepEqual(answer(paid(20_000n, { refunded: 5_000n, returned: 3_001n })),
    { refused: 'payment_already_returned', facts: { captured: '20000', already_returned: '8001', currency: 'THB' } })
})

test('an override is let through and stays on the record', () => {
  const outcome = ask(needsResponse(), accept({ override: 'The buyer paid twice.' }), { payment: paid(12_000n, { refunded: 12_000n }) })
  assert.equal(!isRefusal(outcome) && outcome.dispute.state === 'accepted' && outcome.dispute.acceptance.override, 'The buyer paid twice.')
})

test('where nobody told what was captured, or in which other currency, there is nothing to compare', () => {
  assert.equal(answer(null), 'accepted')
  assert.equal(answer(paid(null, { refunded: 99_000n })), 'accepted')
  assert.equal(answer(paid(1n, { currency: 'JPY' })), 'accepted')
})

test('money counts as returned from the moment it is promised, until the promise is taken back', () => {
  assert.equal(returnedBy(needsResponse()), 0n)
  assert.equal(returnedBy(held()), 12_000n)
  assert.equal(returnedBy(after(held(), undo())), 0n)
  assert.equal(returnedBy(accepting()), 12_000n)
  assert.equal(returnedBy(accepted()), 12_000n)
  assert.equal(returnedBy(through(underReview(), [accept({ holdMs: hour })])), 12_000n)
})

test('a lost, a partly lost, a partly won and a reversed dispute return what was judged', () => {
  assert.equal(returnedBy(lost()), 12_000n)
  assert.equal(returnedBy(expired()), 12_000n)
  assert.equal(returnedBy(won()), 0n)
  assert.equal(returnedBy(through(needsResponse(), [judge('lost', { judged: baht(5_000n) })])), 5_000n)
  assert.equal(returnedBy(through(needsResponse(), [judge('won', { judged: baht(2_000n) })])), 2_000n)
  assert.equal(returnedBy(through(provisionallyWon(), [reverse()])), 12_000n)
})

test('an inquiry that nobody answered, where that costs nothing, has returned nothing', () => {
  const ended = after(needsResponse({ phase: 'inquiry' }), elapse(), { at: deadline + 1, terms: familyIs('no_money_yet', { concedingDebits: false }) })
  assert.equal(ended.state, 'expired')
  assert.equal(returnedBy(ended), 0n)
})

test('time forces a held acceptance through, whatever has been returned since', () => {
  assert.equal(after(held(), elapse(), { at: noon + hour, payment: paid(12_000n, { returned: 24_000n }) }).state, 'accepted')
})
