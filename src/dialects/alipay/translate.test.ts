import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { accept, after, anOpening, ask, day, deadline, elapse, escalate, inState, judge, moveDeadline, noon, open, respondBy, reverse, stage, submit, undo } from '../../../test/kit/builders.ts'
import type { Command } from '../../core/command.ts'
import { isOpen, phases, states, type Dispute } from '../../core/dispute.ts'
import { noticeOf } from '../../core/notice.ts'
import { isRefusal } from '../../core/refusal.ts'
import { notificationTypes, type WireNotice } from './contract/notice.ts'
import { typeOf } from './notices.ts'
import { alipayTerms } from './terms.ts'
import { fromWireTime, stateTold, toWireNotice } from './translate.ts'

const rules = { terms: alipayTerms }
const second = (at: number) => Math.floor(at / 1000) * 1000

test('the documented example is written as it stands there', () => {
  const at = Date.UTC(2025, 0, 3, 3, 9, 18)
  const dispute = after(null, open({
    theirs: { id: '2025010329013101740904829052', status: null, reasonCode: '2006', reasonText: 'Other Fraud' }, money: { amount: 14204n, currency: 'KRW' },
    reason: { category: 'fraud', code: '2006', network: 'Shinhan', networkCode: null }, respondBy: respondBy(Date.UTC(2025, 0, 14, 3, 9, 16)), openedAt: at,
    payment: { ...anOpening().payment, id: '20250101194010800100188740269658664', order: '101520250101400409669231020023' },
  }), { ...rules, at })
  // docs.antom.com/ac/cashierpay/dispute; the instants are the same, in UTC.
  assert.equal(JSON.stringify(toWireNotice('DISPUTE_CREATED', dispute)), '{"defendable":true,"defenseDueTime":"2025-01-14T03:09:16+00:00","disputeAmount":{"currency":"KRW","value":"14204"},"disputeId":"2025010329013101740904829052","disputeNotificationType":"DISPUTE_CREATED","disputeReasonCode":"2006","disputeReasonMsg":"Other Fraud","disputeSource":"Shinhan","disputeTime":"2025-01-03T03:09:18+00:00","disputeType":"CHARGEBACK","paymentId":"20250101194010800100188740269658664","paymentRequestId":"101520250101400409669231020023"}')
})

test('every type renders for every state and phase, with texts that keep their limits', () => {
  for (const state of states) for (const phase of phases) for (const type of notificationTypes) {
    const notice = toWireNotice(type, inState[state]({ phase, theirs: { id: 'D1', status: null, reasonCode: 'c'.repeat(99), reasonText: 'm'.repeat(999) }, payment: { ...anOpening().payment, id: 'p'.repeat(99), order: null } }))
    for (const [name, value] of Object.entries(notice)) {
      if (typeof value === 'string') assert.ok(value.length > 0 && value.length <= (name === 'disputeReasonMsg' ? 256 : 64), name)
      else if (typeof value === 'object') assert.match(value.value, /^\d+$/)
      else assert.equal(name, 'defendable')
    }
  }
})

test('what nobody named is filled where it is required', () => {
  const bare = inState.needs_response({ theirs: { id: 'D1', status: null, reasonCode: null, reasonText: null }, reason: { category: 'not_received', code: null, network: null, networkCode: null }, payment: { ...anOpening().payment, id: null } })
  const { paymentId, paymentRequestId, disputeReasonCode, disputeSource, disputeReasonMsg } = toWireNotice('DISPUTE_CREATED', bare)
  assert.deepEqual([paymentId, paymentRequestId, disputeReasonCode, disputeSource, disputeReasonMsg], [bare.id, bare.id, 'NOT_RECEIVED', 'Alipay', undefined])
})

test('an acceptance says who accepted: the merchant, time, or the provider\'s staff', () => {
  const told = (dispute: Dispute) => toWireNotice('DISPUTE_ACCEPTED', dispute)
  const waiting = inState.needs_response()
  assert.equal(told(after(waiting, accept())).disputeAcceptReason, 'MERCHANT_ACCEPTED')
  assert.equal(told(after(waiting, accept())).disputeAcceptTime, '2026-11-21T12:00:00+00:00')
  assert.equal(told(after(waiting, accept({ by: { kind: 'upstream', id: 'staff', surface: 'bridge', request: null } }))).disputeAcceptReason, 'MANUAL_PROCESSING_ACCEPTED')
  const late = told(after(waiting, elapse(), { at: deadline + 1 }))
  assert.deepEqual([late.disputeAcceptReason, late.disputeAcceptTime], ['TIMEOUT', '2026-11-28T12:00:00+00:00'])
})

test('a judgement names its deduction: all, a part, or nothing', () => {
  const told = (command: Command, phase: 'chargeback' | 'compliance' = 'chargeback') => {
    const { disputeJudgedResult, disputeJudgedAmount } = toWireNotice('DISPUTE_JUDGED', after(inState.under_review({ phase }), command))
    return [disputeJudgedResult, disputeJudgedAmount?.value]
  }
  const part = { judged: { amount: 500n, currency: 'THB' as const } }
  assert.deepEqual([told(judge('won')), told(judge('won', part)), told(judge('lost')), told(judge('lost', part)), told(judge('refunded'))],
    [['ACCEPT_BY_CUSTOMER', '0'], ['ACCEPT_BY_CUSTOMER', '500'], ['ACCEPT_BY_MERCHANT', '12000'], ['ACCEPT_BY_MERCHANT', '500'], ['ACCEPT_BY_CUSTOMER', '0']])
  assert.deepEqual([told(judge('won'), 'compliance'), told(judge('lost'), 'compliance')], [['VALIDATE_SUCCESS', '0'], ['VALIDATE_FAIL', '12000']])
})

test('an unknown word is nobody\'s verdict', () => {
  assert.equal(stateTold({ disputeNotificationType: 'DISPUTE_PONDERED' as never }), null)
  assert.equal(stateTold({ disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult: 'SHRUG' as never }), null)
})

const commands: ((at: number) => Command)[] = [
  () => accept(), () => accept({ holdMs: 3_600_000 }), () => undo(), () => stage(), () => submit({ statement: null }), () => elapse(),
  () => judge('won'), () => judge('won', { final: false }), () => judge('lost'), () => judge('withdrawn'), () => judge('prevented'), () => judge('refunded'),
  () => reverse(), at => escalate({ phase: 'chargeback', respondBy: respondBy(at + 9 * day) }), at => escalate({ phase: 'compliance', respondBy: respondBy(at + 9 * day) }),
  () => escalate({ phase: 'compliance', respondBy: null }), at => moveDeadline(at + 2 * day),
]

type Lived = { dispute: Dispute; last: WireNotice | null }

/** A life through real decisions, and the last thing that was told of it. */
function live(phase: Dispute['phase'], steps: readonly { command: number; hours: number }[]): Lived {
  let at = noon
  let lived: Lived = { dispute: null as unknown as Dispute, last: null }
  const step = (dispute: Dispute | null, command: Command): void => {
    const decided = ask(dispute, command, { ...rules, at })
    if (isRefusal(decided)) return
    for (const event of decided.events) {
      const type = typeOf(noticeOf(event), decided.dispute)
      lived = { dispute: decided.dispute, last: type ? toWireNotice(type, decided.dispute) : lived.last }
    }
  }
  step(null, open({ phase, payment: { ...anOpening().payment, captured: null } }))
  for (const { command, hours } of steps) {
    at += hours * 3_600_000 + 17
    step(lived.dispute, commands[command]!(at))
  }
  return lived
}

test('whatever happened, what was told last agrees on open or closed, on the money and on the id', () => {
  const steps = fc.array(fc.record({ command: fc.nat(commands.length - 1), hours: fc.nat(80) }), { maxLength: 12 })
  let toldOnce = 0
  fc.assert(fc.property(fc.constantFrom(...phases), steps, (phase, taken) => {
    const { dispute, last } = live(phase, taken)
    if (!last) return assert.equal(dispute.phase === 'alert' && isOpen(dispute.state), true)
    toldOnce++
    const state = stateTold(last)
    assert.ok(state)
    if (dispute.phase !== 'alert') assert.equal(isOpen(state), isOpen(dispute.state), `${dispute.state} told as ${JSON.stringify(last)}`)
    assert.deepEqual(last.disputeAmount, { currency: dispute.money.currency, value: String(dispute.money.amount) })
    assert.equal(last.disputeId, dispute.theirs.id)
  }), { numRuns: 2000 })
  assert.ok(toldOnce > 1000)
})

test('whatever happened, the deadline that is shown is the one that counts, to the second', () => {
  const steps = fc.array(fc.record({ command: fc.nat(commands.length - 1), hours: fc.nat(80) }), { maxLength: 8 })
  fc.assert(fc.property(fc.constantFrom(...phases), steps, (phase, taken) => {
    const { dispute } = live(phase, taken)
    for (const type of ['DISPUTE_CREATED', 'DEFENSE_DUE_ALERT'] as const) {
      const { defenseDueTime } = toWireNotice(type, dispute)
      assert.equal(defenseDueTime === undefined ? null : fromWireTime(defenseDueTime), dispute.respondBy && second(dispute.respondBy.at))
    }
  }))
})

test('what is told of a state reads back as that state, or as what it comes to', () => {
  const told: Partial<Record<Dispute['state'], Dispute['state']>> = {}
  for (const [state, kind] of [['accepted', 'dispute.accepted'], ['won', 'dispute.won'], ['lost', 'dispute.lost'], ['expired', 'dispute.expired'], ['withdrawn', 'dispute.withdrawn'], ['prevented', 'dispute.prevented'], ['refunded', 'dispute.refunded'], ['under_review', 'dispute.submitted'], ['needs_response', 'dispute.opened']] as const) {
    const dispute = inState[state]()
    told[state] = stateTold(toWireNotice(typeOf(kind, dispute)!, dispute))!
  }
  assert.deepEqual(told, { accepted: 'accepted', won: 'won', lost: 'lost', expired: 'expired', withdrawn: 'withdrawn', prevented: 'prevented', refunded: 'won', under_review: 'under_review', needs_response: 'needs_response' })
})
