// What is said of a choice beforehand is what `decide` does afterwards, under the terms of every dialect and in every phase.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, after, anOpening, ask, connection, deadline, elapse, fee, held, hour, judge, minute, needsResponse, noon, open, stage, submit, type When } from '../../test/kit/builders.ts'
import { consequencesOf } from '../core/consequences.ts'
import { phases, type Dispute } from '../core/dispute.ts'
import { isRefusal } from '../core/refusal.ts'
import { longestHold } from '../core/terms.ts'
import { omiseTermsFor } from './omise/terms.ts'
import { dialects } from './index.ts'

const silent = omiseTermsFor({ respondWithin: 'P7D', closesAtDeadline: false })
const rules = [...Object.values(dialects).map(({ name, terms }) => ({ name, terms })), { name: 'omise that closes nothing', terms: silent }]
const refusedBy = (outcome: ReturnType<typeof ask>) => (isRefusal(outcome) ? outcome.refused : null)

for (const { name, terms } of rules) {
  const when = (at = noon): When => ({ at, terms })
  const each = phases.map(phase => needsResponse({ dialect: terms.dialect, phase }, when()))
  const means = (dispute: Dispute, at = noon) => consequencesOf(dispute, terms, at)
  const acceptable = each.filter(({ phase }) => terms.acceptPhases.includes(phase))

  test(`${name}: accepting costs what was said, to the last unit`, () => {
    for (const dispute of acceptable) {
      const { books } = after(dispute, accept(), when())
      assert.equal(books.gone - dispute.books.gone, means(dispute).debit.amount, dispute.phase)
      assert.deepEqual([means(dispute).held.amount, means(dispute).gone.amount], [dispute.books.held, dispute.books.gone])
    }
  })

  test(`${name}: an answer is in time until the instant that was said, and not a millisecond longer`, () => {
    for (const dispute of acceptable) {
      const until = means(dispute).until!
      assert.equal(refusedBy(ask(dispute, accept(), when(until))), null)
      assert.equal(refusedBy(ask(dispute, accept(), when(until + 1))), 'deadline_passed')
    }
  })

  test(`${name}: the undo window that is granted is as long as was said, none where none was`, () => {
    for (const left of [7 * 24 * hour, 40 * minute, 5 * minute, minute]) {
      const [dispute, at] = [acceptable[0]!, deadline - left]
      const decided = after(dispute, accept({ holdMs: longestHold }), when(at))
      const granted = 'pending' in decided && decided.pending ? decided.pending.dueAt - at : 0
      assert.equal(granted, means(dispute, at).undoMs)
    }
  })

  test(`${name}: silence has the effect that was said`, () => {
    for (const dispute of each) {
      const outcome = ask(dispute, elapse(), when(deadline + 1))
      const effect = isRefusal(outcome) || outcome.dispute.state !== 'expired' ? 'waits' : outcome.dispute.books.gone === 0n ? 'free' : 'conceded'
      assert.deepEqual(means(dispute).silence, { effect, at: deadline }, dispute.phase)
    }
  })

  test(`${name}: after a defense it can be conceded, and evidence added, if that was said`, () => {
    for (const dispute of acceptable) {
      const staged = after(dispute, stage({ type: terms.evidence.types[0]! }), when())
      const reviewed = after(staged, submit({ statement: null }), when())
      const { concedeLater, evidenceAfter } = means(dispute)
      assert.equal(refusedBy(ask(reviewed, accept(), when())) === null, concedeLater)
      const again = stage({ type: terms.evidence.types[0]! })
      assert.equal(refusedBy(ask(reviewed, again, when())) === null, evidenceAfter.submit)
      assert.equal(refusedBy(ask(after(dispute, accept(), when()), again, when())) === null, evidenceAfter.accept)
    }
  })

  test(`${name}: a win brings back what was said to be gone`, () => {
    for (const dispute of each) assert.equal(dispute.books.gone - after(dispute, judge('won'), when()).books.gone, means(dispute).gone.amount)
  })
}

const { terms } = dialects.native

test('upstream the provider ends what is left alone, and a deadline that it never named holds nobody', () => {
  const bridged = needsResponse({ home: connection })
  assert.deepEqual(consequencesOf(bridged, terms, noon).silence, { effect: 'provider_decides', at: deadline })
  assert.equal(after(bridged, elapse(), { at: deadline + 1 }).state, 'needs_response')
  assert.equal(consequencesOf(bridged, terms, noon).until, deadline)
  const guessed = after(null, open({ home: connection, respondBy: null }))
  assert.deepEqual([guessed.respondBy?.source, consequencesOf(guessed, terms, noon).until], ['rule', null])
  assert.equal(refusedBy(ask(guessed, accept(), { at: guessed.respondBy!.at + 1 })), null)
})

test('nothing is waited for once it was answered, and a held acceptance still counts as open', () => {
  assert.deepEqual(consequencesOf(after(needsResponse(), accept()), terms, noon).silence, { effect: 'none', at: null })
  assert.deepEqual(consequencesOf(after(needsResponse(), submit()), terms, noon).silence, { effect: 'none', at: null })
  assert.equal(consequencesOf(held(), terms, noon).silence.effect, 'conceded')
})

test('fees are told apart by whether a win gives them back, and one that was given back is neither', () => {
  const [kept, refundable] = [fee(1500n, false), fee(300n)]
  const dispute = after(null, open({ ...anOpening(), fees: [kept, refundable] }))
  assert.deepEqual(consequencesOf(dispute, terms, noon).fees, { kept: [kept], refundable: [refundable] })
  assert.deepEqual(consequencesOf(after(dispute, judge('won')), terms, noon).fees, { kept: [kept], refundable: [] })
})
