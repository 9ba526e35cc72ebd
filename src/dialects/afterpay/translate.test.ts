import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accept, after, ask, held, inState, judge, moveDeadline, noon, respondBy, submit, escalate, undo, needsResponse, through, day, hour, elapse } from '../../../test/kit/builders.ts'
import type { Command } from '../../core/command.ts'
import { currencies } from '../../core/currency.ts'
import { isOpen, reasonCategories, states, type Dispute } from '../../core/dispute.ts'
import { parseMajor } from '../../core/money.ts'
import { isRefusal } from '../../core/refusal.ts'
import { dispute as schema } from './contract/dispute.ts'
import { afterpayTerms as terms } from './terms.ts'
import { closingReasonOf, statusOf, toWireDispute } from './translate.ts'
import { reasons } from './words.ts'

const usual = { attachmentsAsArray: false }
const view = (dispute: Dispute) => toWireDispute(dispute, usual)

test('every state renders in the documented form', () => {
  for (const state of states) {
    const wire = view(inState[state]({ dialect: 'afterpay' }))
    assert.deepEqual(schema.parse(wire), wire, state)
    assert.equal(wire.open, isOpen(state), state)
  }
})

test('each state has its status and closing reason', () => {
  const told = Object.fromEntries(states.map(state => [state, [statusOf(inState[state]()), closingReasonOf({ state })]]))
  assert.deepEqual(told, {
    needs_response: ['needs_response', null], accepting: ['needs_response', null], submitting: ['needs_response', null], under_review: ['under_review', null],
    accepted: ['lost', 'merchant_accepted'], won: ['won', 'evidence_accepted'], lost: ['lost', 'evidence_rejected'], expired: ['lost', 'deadline_expired'],
    withdrawn: ['won', 'customer_cancelled'], prevented: ['merchant_refunded', null], refunded: ['merchant_refunded', null],
  })
})

test('an acceptance in its undo window has not happened yet', () => {
  assert.deepEqual([view(held()).status, view(held()).open], ['needs_response', true])
})

test('a cancellation is told from a refund, and a part of either leaves the dispute open', () => {
  const { status, closingReason } = view(after(needsResponse(), judge('refunded', { note: 'merchant_voided' })))
  assert.deepEqual([status, closingReason], ['merchant_voided', undefined])
  const partial = needsResponse({ theirs: { id: 'dp_1', status: 'merchant_refunded', reasonCode: null, reasonText: null } })
  assert.deepEqual([view(partial).status, view(partial).open], ['merchant_refunded', true])
})

test('a reason in their words stays, and any other is told by its category', () => {
  const reasonOf = (reasonCode: string | null, category: (typeof reasonCategories)[number] = 'other') =>
    view(needsResponse({ theirs: { id: 'dp_1', status: null, reasonCode, reasonText: null }, reason: { category, code: null, network: null, networkCode: null } })).reason
  for (const reason of reasons) assert.equal(reasonOf(reason), reason)
  for (const category of reasonCategories) assert.ok(reasons.includes(reasonOf('10.4', category)), category)
  assert.equal(reasonOf(null, 'cancelled'), 'order_canceled')
})

test('attachments are null, or strict JSON in a string, or an array where that is wanted', () => {
  const two = needsResponse({ metadata: { openingNoteAttachments: 'fi_48vmw3sXdVqvtJGXbgKbAZ, fi_7wvZBQqWzoPGLxvaMkpTjX' } })
  const tokens = ['fi_48vmw3sXdVqvtJGXbgKbAZ', 'fi_7wvZBQqWzoPGLxvaMkpTjX']
  assert.deepEqual([view(needsResponse()).openingNoteAttachments, view(two).openingNoteAttachments], [null, JSON.stringify(tokens)])
  const asArray = { attachmentsAsArray: true }
  assert.deepEqual([toWireDispute(needsResponse(), asArray).openingNoteAttachments, toWireDispute(two, asArray).openingNoteAttachments], [[], tokens])
})

test('amounts have two decimals in every currency that has no more', () => {
  const amountOf = (currency: (typeof currencies)[number], amount: bigint) => view(needsResponse({ money: { amount, currency } })).amount
  assert.deepEqual([amountOf('USD', 4846n), amountOf('USD', 5n), amountOf('JPY', 120n), amountOf('KWD', 1_234n)], ['48.46', '0.05', '120.00', '1.234'])
})

test('times are seconds as text, and the deadline stays when the dispute ends', () => {
  const open = needsResponse({ respondBy: respondBy(noon + 13 * day), openedAt: noon })
  const lost = view(after(open, accept()))
  assert.deepEqual([lost.createdAt, lost.responseDueBy, lost.transactionDate], [noon, noon + 13 * day, noon].map(at => String(at / 1000)))
})

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom(accept(), accept({ holdMs: hour }), undo(), submit(), elapse(), escalate(), moveDeadline(noon + 40 * day)),
  fc.constantFrom('won', 'lost', 'withdrawn', 'prevented', 'refunded').map(verdict => judge(verdict as 'won')),
)

test('from wherever a dispute can get to, its view keeps open or closed, money and deadline', () => {
  const amounts = fc.tuple(fc.constantFrom(...currencies), fc.bigInt(1n, 9_999_999_999n))
  fc.assert(fc.property(amounts, fc.array(fc.tuple(commands, fc.integer({ min: 0, max: 20 })), { maxLength: 8 }), ([currency, amount], steps) => {
    let dispute: Dispute = through(null, [{ kind: 'open', by: accept().by, opening: openingOf(amount, currency) }], { terms })
    let at = noon
    for (const [command, days] of steps) {
      at += days * day
      const outcome = ask(dispute, command, { terms, at })
      if (!isRefusal(outcome)) dispute = outcome.dispute
    }
    const wire = view(dispute)
    assert.equal(wire.open, isOpen(dispute.state))
    assert.equal(wire.open, !['won', 'lost', 'merchant_refunded', 'merchant_voided'].includes(wire.status))
    assert.equal(wire.open, !wire.closingReason && wire.status !== 'merchant_refunded')
    assert.deepEqual(parseMajor(wire.amount, currency, 'afterpay'), { amount, currency })
    assert.equal(wire.responseDueBy, String(Math.floor(dispute.respondBy!.at / 1000)))
    assert.equal(dispute.books.gone > 0n, wire.status === 'lost', 'money moves on loss and only then')
  }), { numRuns: 500 })
})

function openingOf(amount: bigint, currency: (typeof currencies)[number]) {
  const { home, merchant, dialect, id, theirs, phase, payment, reason, story, metadata, tags } = needsResponse({ dialect: 'afterpay' })
  return {
    home, merchant, dialect, id, theirs: { ...theirs, status: null }, phase, payment, reason, story, metadata, tags, fees: [], settlement: null,
    money: { amount, currency }, respondBy: null, openedAt: noon,
  }
}
