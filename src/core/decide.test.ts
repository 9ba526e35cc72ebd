// What a command is answered, one line per circumstance, in the order in which decide refuses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as kit from '../../test/kit/builders.ts'
import { accept, accepted, accepting, annotate, ask, baht, confirm, deadline, elapse, escalate, expired, held, id, judge, lost, moveDeadline, needsResponse,
  noon, open, paid, prevented, provisionallyWon, refunded, refuseAct, respondBy, reverse, stage, submit, submitting, termsWith, through, underReview, undo,
  unstage, withdrawn, won, type When } from '../../test/kit/builders.ts'
import type { Command } from './command.ts'
import type { Dispute } from './dispute.ts'
import type { EventKind } from './event.ts'
import { isRefusal, type RefusalCode } from './refusal.ts'

const late = deadline + 1
const chargebacksOnly = termsWith({ acceptPhases: ['chargeback'] })
const spent = paid(12_000n, { refunded: 1n })

function check(dispute: Dispute | null, command: Command, expected: RefusalCode | EventKind[], when: When = {}): void {
  const outcome = ask(dispute, command, when)
  const got = isRefusal(outcome) ? outcome.refused : outcome.events.map(event => event.kind)
  assert.deepEqual(got, expected, `${command.kind} on ${dispute?.state ?? 'nothing'}`)
}

test('accept refuses in this order', () => {
  const everythingWrong = { expect: { revision: 9, amount: 1n } }
  check(null, accept(), 'dispute_not_found')
  check(accepting(), accept(everythingWrong), 'act_in_progress', { at: late })
  check(submitting(), accept(everythingWrong), 'act_in_progress', { at: late })
  check(accepted(), accept(everythingWrong), 'already_accepted', { at: late })
  check(underReview(), accept(everythingWrong), 'already_submitted', { terms: termsWith({ acceptUnderReview: false }) })
  check(won(), accept(everythingWrong), 'already_won', { at: late })
  check(lost(), accept(everythingWrong), 'already_lost', { at: late })
  check(expired(), accept(everythingWrong), 'already_expired', { at: late })
  check(withdrawn(), accept(everythingWrong), 'already_withdrawn', { at: late })
  check(prevented(), accept(everythingWrong), 'already_prevented', { at: late })
  check(refunded(), accept(everythingWrong), 'already_refunded', { at: late })
  check(held(), accept(everythingWrong), 'acceptance_pending', { at: late })
  check(needsResponse({ phase: 'inquiry' }), accept(everythingWrong), 'deadline_passed', { at: late, terms: chargebacksOnly, payment: spent })
  check(needsResponse({ phase: 'inquiry' }), accept(everythingWrong), 'not_acceptable_in_phase', { terms: chargebacksOnly, payment: spent })
  check(needsResponse(), accept(everythingWrong), 'revision_changed', { payment: spent })
  check(needsResponse(), accept({ expect: { revision: 1, amount: 1n } }), 'amount_changed', { payment: spent })
  check(needsResponse(), accept({ expect: { revision: 1, amount: 12_000n } }), 'payment_already_returned', { payment: spent })
  check(needsResponse(), accept({ override: 'The buyer is owed twice.' }), ['accepted'], { payment: spent })
  check(needsResponse(), accept(), ['accepted'], { payment: paid(12_000n) })
  check(needsResponse({ home: kit.connection }), accept(), ['acceptance_asked'])
  check(needsResponse(), accept({ holdMs: kit.hour }), ['acceptance_held'])
  check(underReview(), accept(), ['accepted'])
  check(underReview(), accept({ expect: { state: 'needs_response' } }), 'already_submitted')
  check(needsResponse(), accept({ expect: { state: 'needs_response' } }), ['accepted'])
})

test('submit refuses in this order', () => {
  const everythingWrong = { expect: { revision: 9 }, statement: '' }
  check(null, submit(), 'dispute_not_found')
  check(submitting(), submit(everythingWrong), 'act_in_progress', { at: late })
  check(accepted(), submit(everythingWrong), 'already_accepted', { at: late })
  check(underReview(), submit(everythingWrong), 'already_submitted', { at: late })
  check(held(), submit(everythingWrong), 'acceptance_pending', { at: late })
  check(needsResponse(), submit(everythingWrong), 'deadline_passed', { at: late })
  check(needsResponse(), submit(everythingWrong), 'revision_changed')
  check(needsResponse(), submit({ expect: { amount: 1n } }), 'amount_changed')
  check(needsResponse(), submit({ statement: 'x'.repeat(20_001) }), 'statement_too_long')
  check(needsResponse(), submit({ statement: ' ' }), 'evidence_missing')
  check(needsResponse(), submit(), ['submitted'])
  check(needsResponse({ home: kit.connection }), submit(), ['submission_asked'])
})

test('undo takes back an acceptance that is still pending, and nothing else', () => {
  check(accepting(), undo(), 'act_in_progress')
  check(accepted(), undo(), 'act_not_pending')
  check(needsResponse(), undo(), 'act_not_pending')
  check(held(), undo(id('act', 2)), 'act_not_pending')
  check(held(), undo(), ['acceptance_undone'], { at: noon + kit.hour - 1 })
  check(held(), undo(), 'act_not_pending', { at: noon + kit.hour })
})

test('evidence is staged and removed while a response is needed, in time', () => {
  check(underReview(), stage(), 'already_submitted')
  check(held(), stage(), 'acceptance_pending')
  check(needsResponse(), stage(), 'deadline_passed', { at: late })
  check(needsResponse(), stage({ type: 'text/html' }), 'evidence_type_not_allowed')
  check(needsResponse(), stage(), ['evidence_staged'])
  check(through(needsResponse(), [stage()]), unstage(), 'deadline_passed', { at: late })
  check(needsResponse(), unstage(), 'evidence_not_found')
  check(through(needsResponse(), [stage()]), unstage(), ['evidence_removed'])
})

test('the other side may end, reverse and reopen what is there to be ended, reversed and reopened', () => {
  check(accepted(), judge('won'), 'already_accepted')
  check(needsResponse(), judge('lost', { judged: baht(12_001n) }), 'judged_amount_invalid')
  check(needsResponse(), judge('lost', { judged: baht(-1n) }), 'judged_amount_invalid')
  check(needsResponse(), judge('lost', { judged: { amount: 1n, currency: 'JPY' } }), 'judged_amount_invalid')
  check(accepting(), judge('won'), ['resolved'])
  check(submitting(), judge('lost'), ['resolved'])
  check(needsResponse(), reverse(), 'not_provisional')
  check(underReview(), reverse(), 'not_provisional')
  check(won(), reverse(), 'not_provisional')
  check(provisionallyWon(), reverse(), ['win_reversed'])
  check(needsResponse(), escalate({ respondBy: respondBy(noon) }), 'respond_by_invalid')
  check(lost(), escalate(), 'already_lost', { terms: termsWith({ secondCycle: false }) })
  check(lost(), escalate(), ['escalated'])
  check(won(), escalate(), ['escalated'])
  check(underReview(), escalate(), ['escalated'])
  check(needsResponse(), moveDeadline(noon), 'respond_by_invalid')
  check(needsResponse(), moveDeadline(noon + 1), ['deadline_moved'])
})

test('the answer of upstream counts for the act that was asked, and for no other', () => {
  check(needsResponse(), confirm(), 'act_not_pending')
  check(underReview(), confirm(), 'act_not_pending')
  check(accepting(), confirm(id('act', 2)), 'act_not_pending')
  check(accepting(), refuseAct(id('act', 2)), 'act_not_pending')
  check(accepting(), confirm(), ['accepted'])
  check(submitting(), confirm(), ['submitted'])
  check(accepting(), refuseAct(), ['ask_refused'])
})

test('opening needs a deadline that lies ahead and an id that is free', () => {
  check(needsResponse(), open(), 'dispute_exists')
  check(null, open({ respondBy: respondBy(noon) }), 'respond_by_invalid')
  check(null, open({ respondBy: respondBy(noon + 1) }), ['opened'])
  check(null, open({ respondBy: null }), ['opened'])
})

test('metadata has limits, which count what is kept and not what is sent', () => {
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'v']))
  const full = through(needsResponse(), [annotate({ metadata: fifty })])
  check(full, annotate({ metadata: { more: 'v' } }), 'metadata_too_large')
  check(full, annotate({ metadata: { k0: null, more: 'v' } }), ['annotated'])
  check(needsResponse(), annotate({ metadata: { k: 'v'.repeat(501) } }), 'metadata_too_large')
  check(needsResponse(), annotate({ metadata: { ['k'.repeat(101)]: 'v' } }), 'metadata_too_large')
  check(accepted(), annotate({ note: 'Told the customer.' }), ['annotated'])
})

test('nothing elapses before it is due, and every thing due elapses once', () => {
  check(needsResponse(), elapse(), 'not_due')
  check(accepted(), elapse(), 'not_due', { at: late })
  check(needsResponse(), elapse(), ['deadline_near'], { at: deadline - kit.day })
  check(kit.after(needsResponse(), elapse(), { at: deadline - kit.day }), elapse(), 'not_due', { at: deadline })
  check(held(), elapse(), ['accepted'], { at: noon + kit.hour })
})

test('a refusal tells what a latecomer wants to know and leaves the dispute alone', () => {
  const outcome = ask(kit.deepFreeze(accepted()), accept())
  assert.deepEqual(outcome, { refused: 'already_accepted', facts: { state: 'accepted', at: noon, surface: 'native' } })
})
