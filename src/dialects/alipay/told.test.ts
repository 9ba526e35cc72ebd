import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { anOpening, after, confirm, connection, deadline, inState, judge, noon, observe, open, respondBy, stage, submit } from '../../../test/kit/builders.ts'
import { currencies } from '../../core/currency.ts'
import { phases, type Dispute, type Phase, type State } from '../../core/dispute.ts'
import type { NoticeKind } from '../../core/notice.ts'
import { largestAmount } from '../../core/money.ts'
import { observationOf, openingOf } from '../../engine/reconcile.ts'
import { alipayConnector } from './connector.ts'
import { typeOf } from './notices.ts'
import { alipayTerms } from './terms.ts'
import { toldByAnswer, toldOf } from './told.ts'
import { toWireNotice } from './translate.ts'

/** docs.antom.com/ac/cashierpay/dispute. */
const documented = {
  defendable: true, defenseDueTime: '2025-01-13T19:09:16-08:00', disputeAmount: { currency: 'KRW', value: '14204' }, disputeId: '2025010329013101740904829052', disputeNotificationType: 'DISPUTE_CREATED', disputeReasonCode: '2006',
  disputeReasonMsg: 'Other Fraud', disputeSource: 'Shinhan', disputeTime: '2025-01-02T19:09:18-08:00', disputeType: 'CHARGEBACK', paymentId: '20250101194010800100188740269658664', paymentRequestId: '101520250101400409669231020023',
}
const sentAt = Date.UTC(2026, 10, 20, 12)
const told = (changes: object = {}) => toldOf({ ...documented, ...changes }, 'as it came', sentAt)!
const judged = (disputeJudgedResult: unknown, more: object = {}) => told({ disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult, disputeJudgedTime: '2025-01-20T00:00:00+00:00', defenseDueTime: undefined, ...more })
const accepted = (disputeAcceptReason?: unknown, more: object = {}) => told({ disputeNotificationType: 'DISPUTE_ACCEPTED', disputeAcceptReason, disputeAcceptTime: '2025-01-10T00:00:00+00:00', ...more })

test('the documented notification is read whole', () => {
  const openedAt = Date.UTC(2025, 0, 3, 3, 9, 18)
  assert.deepEqual(told(), {
    theirId: documented.disputeId, theirs: { status: 'DISPUTE_CREATED', reasonCode: '2006', reasonText: 'Other Fraud' }, document: 'as it came', changedAt: openedAt + 999, rank: 0, words: [],
    reading: { state: 'needs_response', phase: 'chargeback', respondBy: { at: Date.UTC(2025, 0, 14, 3, 9, 16), zone: null, source: 'provider' }, judged: null, final: true },
    facts: {
      money: { amount: 14204n, currency: 'KRW' }, settlement: null, fees: [], reason: { category: 'other', code: '2006', network: 'Shinhan', networkCode: null }, story: null, metadata: {}, tags: [], openedAt,
      payment: { id: documented.paymentId, order: documented.paymentRequestId, paidAt: null, network: 'Shinhan', references: {}, captured: null, refunded: null },
    },
  })
})

test('each of their words has its meaning', () => {
  const stateOf = (type: string) => told({ disputeNotificationType: type }).reading.state
  assert.deepEqual(['DISPUTE_CREATED', 'DEFENSE_DUE_ALERT', 'DISPUTE_DUE_ALERT', 'DEFENSE_SUPPLIED', 'DISPUTE_SUPPLIED', 'DISPUTE_CANCELLED', 'RDR_RESOLVED'].map(stateOf),
    ['needs_response', 'needs_response', 'needs_response', 'under_review', 'under_review', 'withdrawn', 'prevented'])
  assert.deepEqual(['MERCHANT_ACCEPTED', 'MANUAL_PROCESSING_ACCEPTED', 'TIMEOUT', undefined].map(reason => accepted(reason).reading.state), ['accepted', 'accepted', 'expired', 'accepted'])
  assert.deepEqual(['ACCEPT_BY_CUSTOMER', 'VALIDATE_SUCCESS', 'ACCEPT_BY_MERCHANT'].map(word => judged(word).reading.state), ['won', 'won', 'lost'])
  assert.deepEqual(['CHARGEBACK', 'RETRIEVAL_REQUEST', 'COMPLIANCE_REQUEST', undefined].map(word => told({ disputeType: word }).reading.phase), ['chargeback', 'inquiry', 'compliance', null])
  assert.equal(told({ disputeNotificationType: 'RDR_RESOLVED', disputeType: undefined }).reading.phase, 'alert')
  assert.deepEqual([accepted('MERCHANT_ACCEPTED').theirs.status, judged('ACCEPT_BY_MERCHANT').theirs.status], ['DISPUTE_ACCEPTED/MERCHANT_ACCEPTED', 'DISPUTE_JUDGED/ACCEPT_BY_MERCHANT'])
})

test('documents that did not pass ask for others, with a new date or by the old one; where the amount is deducted there is nothing more to send', () => {
  const failed = (value?: string, more: object = {}) => judged('VALIDATE_FAIL', { ...(value !== undefined && { disputeJudgedAmount: { currency: 'KRW', value } }), ...more }).reading
  const { defenseDueTime } = documented
  assert.deepEqual([failed(), failed('0'), failed('0', { defenseDueTime }), failed('14204', { defenseDueTime })].map(({ state }) => state), ['needs_response', 'needs_response', 'needs_response', 'needs_response'])
  assert.deepEqual([failed().respondBy, failed('0', { defenseDueTime }).respondBy?.at], [null, Date.parse(defenseDueTime)])
  assert.deepEqual([failed('14204').state, failed('500').state, failed('500').judged?.amount], ['lost', 'lost', 500n])
  const asked = { ...documented, disputeType: 'COMPLIANCE_REQUEST', disputeTime: '2026-11-20T12:00:00+00:00', defenseDueTime: '2026-12-01T00:00:00+00:00' }
  const [supplied, rejected] = [{ ...asked, disputeNotificationType: 'DEFENSE_SUPPLIED' }, { ...asked, disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult: 'VALIDATE_FAIL', disputeJudgedTime: '2026-11-20T12:00:02+00:00', defenseDueTime: undefined }]
  const { state, respondBy: due, books } = heard([asked, supplied, rejected])
  assert.deepEqual([state, due?.at, books], ['needs_response', Date.parse(asked.defenseDueTime), heard([asked]).books])
})

test('a word that nobody has seen says nothing and is kept', () => {
  for (const strange of ['DISPUTE_PONDERED', 'dispute_created', '__proto__', 'constructor', 'toString']) {
    assert.deepEqual([told({ disputeNotificationType: strange }).reading.state, told({ disputeNotificationType: strange }).words], [null, [{ field: 'disputeNotificationType', word: strange }]], strange)
    const text = JSON.stringify(strange)
    assert.deepEqual([judged(strange).reading.state, judged(strange).words], [null, [{ field: 'disputeJudgedResult', word: text }]], strange)
    assert.deepEqual([accepted(strange).reading.state, accepted(strange).words], [null, [{ field: 'disputeAcceptReason', word: text }]], strange)
    assert.deepEqual([told({ disputeType: strange }).reading.phase, told({ disputeType: strange }).words], ['unknown', [{ field: 'disputeType', word: text }]], strange)
  }
  assert.deepEqual([judged(undefined).reading.state, accepted(7).reading.state, accepted(null).reading.state], [null, null, null])
  assert.deepEqual(told({ defendable: 'true', acquirerInfo: { acquirerName: 'x' }, issuerComments: {} }).words, [])
})

test('money counts as its currency does, and what is no whole number of it opens no dispute', () => {
  const of = (currency: unknown, value: unknown) => told({ disputeAmount: { currency, value } }).facts?.money ?? null
  assert.deepEqual([of('JPY', '5000'), of('KWD', '5000'), of('USD', '1'), of('USD', String(largestAmount))], [
    { amount: 5000n, currency: 'JPY' }, { amount: 5000n, currency: 'KWD' }, { amount: 1n, currency: 'USD' }, { amount: largestAmount, currency: 'USD' }])
  for (const [currency, value] of [['USD', 100], ['USD', '1.5'], ['USD', '-1'], ['USD', '007'], ['USD', '1e3'], ['USD', ''], ['USD', null], ['USD', String(largestAmount + 1n)], ['USD', '0'], ['usd', '1'], ['XXX', '1'], [null, '1']]) {
    assert.equal(of(currency, value), null, `${currency} ${value}`)
  }
  assert.deepEqual(told({ disputeAmount: { currency: 'USD', value: 100 } }).words, [{ field: 'disputeAmount', word: '{"currency":"USD","value":100}' }])
  assert.deepEqual([told({ disputeAmount: undefined }).facts, told({ disputeAmount: undefined }).words], [null, []])
})

test('a judgement deducts a part of this very money, or says no more than its word', () => {
  const part = (result: string, value: string, currency = 'KRW') => judged(result, { disputeJudgedAmount: { currency, value } }).reading.judged
  assert.deepEqual([part('ACCEPT_BY_MERCHANT', '14204'), part('ACCEPT_BY_CUSTOMER', '0')], [null, null])
  assert.deepEqual([part('ACCEPT_BY_MERCHANT', '500'), part('ACCEPT_BY_CUSTOMER', '500'), part('ACCEPT_BY_MERCHANT', '0')].map(money => money?.amount), [500n, 500n, 0n])
  assert.deepEqual([part('ACCEPT_BY_MERCHANT', '500', 'USD'), part('ACCEPT_BY_MERCHANT', '14205')], [null, null])
  assert.deepEqual(judged('ACCEPT_BY_MERCHANT', { disputeJudgedAmount: { currency: 'USD', value: '1' } }).words.map(({ field }) => field), ['disputeJudgedAmount'])
})

test('times are strict: without a zone, or of no calendar, there is none, and it is kept as a word', () => {
  for (const time of ['2025-01-13T19:09:16', '2025-01-13', '2025-02-30T00:00:00Z', 'soon', '', 0]) {
    assert.equal(told({ defenseDueTime: time }).reading.respondBy, null, String(time))
    assert.equal(told({ disputeTime: time }).facts?.openedAt, sentAt, String(time))
    assert.deepEqual(told({ defenseDueTime: time }).words.map(({ field }) => field), ['defenseDueTime'], String(time))
  }
  assert.equal(told({ defenseDueTime: '2026-09-02T10:15:00.250+08:00' }).reading.respondBy?.at, Date.UTC(2026, 8, 2, 2, 15, 0, 250))
})

test('what has a time of its own is dated by it, the rest by the beginning and by its place in a dispute\'s life', () => {
  const began = Date.UTC(2025, 0, 3, 3, 9, 18) + 999
  const ranks = ['DISPUTE_CREATED', 'DEFENSE_DUE_ALERT', 'DEFENSE_SUPPLIED', 'DISPUTE_CANCELLED'].map(type => told({ disputeNotificationType: type })).map(({ changedAt, rank }) => [changedAt, rank])
  assert.deepEqual(ranks, [[began, 0], [began, 1], [began, 2], [sentAt, 7]])
  assert.deepEqual([accepted('MERCHANT_ACCEPTED').changedAt, judged('ACCEPT_BY_MERCHANT').changedAt], [Date.UTC(2025, 0, 10) + 999, Date.UTC(2025, 0, 20) + 999])
  assert.deepEqual([accepted('TIMEOUT', { disputeAcceptTime: undefined }).changedAt, told({ disputeTime: undefined }).changedAt], [sentAt, 0])
  assert.ok(accepted('MERCHANT_ACCEPTED').rank < judged('ACCEPT_BY_MERCHANT').rank && judged('VALIDATE_FAIL', { defenseDueTime: documented.defenseDueTime }).rank < accepted().rank)
})

const kinds: readonly (readonly [State, NoticeKind])[] = [['needs_response', 'dispute.opened'], ['under_review', 'dispute.submitted'], ['accepted', 'dispute.accepted'], ['won', 'dispute.won'], ['lost', 'dispute.lost'], ['expired', 'dispute.expired'], ['withdrawn', 'dispute.withdrawn'], ['prevented', 'dispute.prevented'], ['refunded', 'dispute.refunded']]
const wordless: { states: Partial<Record<State, State>>; phases: Partial<Record<Phase, Phase | null>> } = {
  // A refund closes the case for the merchant; a settled alert is over, however it ended.
  states: { refunded: 'won' },
  // A later round is a chargeback like the first; what is not known has no type, and what was prevented without one was an alert.
  phases: { pre_arbitration: 'chargeback', arbitration: 'chargeback', unknown: null },
}

const phaseTold = (phase: Phase, state: State): Phase | null => (phase in wordless.phases ? (phase === 'unknown' && state === 'prevented' ? 'alert' : wordless.phases[phase]!) : phase)

test('what is told of a dispute comes back as it was: state, money, deadline, phase, payment and reason, to the second', () => {
  const given = fc.record({
    at: fc.integer({ min: noon - 400 * 86_400_000, max: noon }), respondIn: fc.integer({ min: 8 * 86_400_000, max: 300 * 86_400_000 }), amount: fc.bigInt({ min: 1n, max: largestAmount }), currency: fc.constantFrom(...currencies),
    phase: fc.constantFrom(...phases.filter(phase => phase !== 'alert')), of: fc.constantFrom(...kinds), id: fc.stringMatching(/^[0-9A-Z]{1,64}$/), code: fc.option(fc.stringMatching(/^[0-9.]{1,9}$/)),
  })
  const second = (at: number) => Math.floor(at / 1000) * 1000
  fc.assert(fc.property(given, ({ at, respondIn, amount, currency, phase, of: [state, kind], id, code }) => {
    const changes = { phase, theirs: { id, status: null, reasonCode: code, reasonText: null }, money: { amount, currency }, respondBy: respondBy(noon + respondIn), openedAt: at, payment: { ...anOpening().payment, id: 'P1', order: 'O1', network: 'Visa', references: { arn: 'A1' } }, reason: { category: 'fraud' as const, code, network: 'Visa', networkCode: null } }
    const dispute = (state === 'expired' ? { ...inState.expired({ ...changes, respondBy: respondBy(deadline) }) } : inState[state](changes)) as Dispute
    const type = typeOf(kind, dispute)!
    const { theirId, reading, facts, words } = toldOf(JSON.parse(JSON.stringify(toWireNotice(type, dispute))), '', sentAt)!
    const saysDue = type === 'DISPUTE_CREATED'
    assert.deepEqual([theirId, reading.state, reading.phase, reading.respondBy?.at ?? null, words], [id, wordless.states[state] ?? state, phaseTold(phase, state), saysDue ? second(dispute.respondBy!.at) : null, []])
    assert.deepEqual([facts?.money, facts?.openedAt, facts?.payment.id, facts?.payment.order, facts?.payment.references['arn']], [dispute.money, second(at), 'P1', 'O1', 'A1'])
    if (saysDue) assert.deepEqual([facts?.reason.network, code === null ? facts?.reason.category : facts?.reason.code], ['Visa', code ?? 'fraud'])
  }), { numRuns: 500 })
})

test('a part that is deducted comes back, for whoever it was judged', () => {
  for (const verdict of ['won', 'lost'] as const) for (const amount of [1n, 500n, 11_999n]) {
    const dispute = after(inState.under_review(), judge(verdict, { judged: { amount, currency: 'THB' } }))
    assert.deepEqual(toldOf(toWireNotice('DISPUTE_JUDGED', dispute), '', sentAt)!.reading.judged, { amount, currency: 'THB' })
  }
})

/** As the bridge does: opened by the first that says enough, and then told of each in the order that it arrives. */
function heard(bodies: readonly object[], at = (index: number) => sentAt + index * 60_000): Dispute {
  let dispute: Dispute | null = null
  bodies.forEach((body, index) => {
    const news = toldOf(body, JSON.stringify(body), at(index))!
    const opening = openingOf(news, { merchant: anOpening().merchant, connection, dialect: 'alipay', bufferMs: 0 }, anOpening().id)!
    dispute ??= after(null, open(opening), { terms: alipayTerms, at: at(index) })
    dispute = after(dispute, observe(observationOf(dispute, news, alipayConnector.capabilities, 'notification', at(index))), { terms: alipayTerms, at: at(index) })
  })
  return dispute!
}

test('a check that fails within minutes of the answer to our document is heard: no copy that lags tells of it', () => {
  const began = sentAt - 3_600_000
  const at = (minutes: number) => sentAt + minutes * 60_000
  const time = (instant: number) => new Date(instant).toISOString()
  const asked = { ...documented, disputeType: 'COMPLIANCE_REQUEST', disputeTime: time(began), defenseDueTime: time(at(10_000)) }
  const { theirs, ...waiting } = heard([asked], () => began)
  const when = { terms: alipayTerms, at: sentAt }
  const sent = [stage({ type: 'application/pdf' }), submit({ statement: null }), confirm()].reduce((dispute, command) => after(dispute, command, when), { ...waiting, theirs } as Dispute)
  const news = (dispute: Dispute, told: NonNullable<ReturnType<typeof toldOf>>, source: 'notification' | 'read_back', minutes: number) => after(dispute, observe(observationOf(dispute, told, alipayConnector.capabilities, source, at(minutes))), { terms: alipayTerms, at: at(minutes) })
  const answered = news(sent, toldByAnswer('supplyDefenseDocument', 'under_review', { body: { disputeId: asked.disputeId, disputeResolutionTime: time(sentAt) }, text: '{}' }, theirs)!, 'read_back', 0)
  const failed = toldOf({ ...asked, disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult: 'VALIDATE_FAIL', disputeJudgedTime: time(at(5)), defenseDueTime: time(at(20_000)) }, 'failed', at(5))!
  const { state, respondBy: due } = news(answered, failed, 'notification', 5)
  assert.deepEqual([sent.state, answered.state, state, due?.at], ['under_review', 'under_review', 'needs_response', at(20_000)])
  assert.equal(news(answered, toldOf(asked, 'again', at(5))!, 'notification', 5).state, 'under_review')
})

const lives: Record<string, object[]> = {
  lost: [documented, { ...documented, disputeNotificationType: 'DEFENSE_DUE_ALERT' }, { ...documented, disputeNotificationType: 'DEFENSE_SUPPLIED' }, { ...documented, disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult: 'ACCEPT_BY_MERCHANT', disputeJudgedTime: '2025-01-20T00:00:00+00:00' }],
  accepted: [documented, { ...documented, disputeNotificationType: 'DEFENSE_DUE_ALERT' }, { ...documented, disputeNotificationType: 'DISPUTE_ACCEPTED', disputeAcceptReason: 'MERCHANT_ACCEPTED', disputeAcceptTime: '2025-01-02T19:09:18-08:00' }],
  withdrawn: [documented, { ...documented, disputeNotificationType: 'DEFENSE_SUPPLIED' }, { ...documented, disputeNotificationType: 'DISPUTE_CANCELLED' }],
  won: [{ ...documented, disputeType: 'COMPLIANCE_REQUEST' }, { ...documented, disputeType: 'COMPLIANCE_REQUEST', disputeNotificationType: 'DEFENSE_SUPPLIED' },
    { ...documented, disputeType: 'COMPLIANCE_REQUEST', disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult: 'VALIDATE_FAIL', disputeJudgedTime: '2025-01-05T00:00:00+00:00', defenseDueTime: '2025-01-20T00:00:00+00:00' },
    { ...documented, disputeType: 'COMPLIANCE_REQUEST', disputeNotificationType: 'DISPUTE_JUDGED', disputeJudgedResult: 'VALIDATE_SUCCESS', disputeJudgedTime: '2025-01-07T00:00:00+00:00', defenseDueTime: undefined }],
}

for (const [end, life] of Object.entries(lives)) {
  test(`notifications of a dispute that is ${end}, in any order and any number of times, end the same`, () => {
    fc.assert(fc.property(fc.shuffledSubarray(life, { minLength: life.length }), fc.array(fc.constantFrom(...life), { maxLength: 4 }), (order, again) => {
      const { state, respondBy: due, money, books } = heard([...order, ...again])
      const { state: inOrder, respondBy: dueInOrder, money: moneyInOrder, books: booksInOrder } = heard(life)
      assert.deepEqual([state, due, money, books], [inOrder, dueInOrder, moneyInOrder, booksInOrder])
      assert.equal(state, end)
    }), { numRuns: 100 })
  })
}

test('the time of the beginning is optional: without it nothing that only says that it waits undoes or hides what ended it', () => {
  const bare = { ...documented, disputeTime: undefined }
  const [alert, created] = [{ ...bare, disputeNotificationType: 'DEFENSE_DUE_ALERT' }, bare]
  const ends: [object, string][] = [
    [{ disputeNotificationType: 'DISPUTE_CANCELLED' }, 'withdrawn'], [{ disputeNotificationType: 'DEFENSE_SUPPLIED' }, 'under_review'],
    [{ disputeNotificationType: 'DISPUTE_ACCEPTED', disputeAcceptReason: 'MERCHANT_ACCEPTED', disputeAcceptTime: '2025-01-10T00:00:00+00:00' }, 'accepted'],
  ]
  for (const [end, state] of ends) for (const its of [documented, bare]) for (const first of [documented, created]) {
    if (state !== 'under_review' || its.disputeTime) assert.equal(heard([first, alert, { ...its, ...end }, alert, created]).state, state)
  }
  const cancelled = heard([documented, { ...documented, disputeNotificationType: 'DISPUTE_CANCELLED' }])
  assert.equal('resolution' in cancelled && cancelled.resolution.at, sentAt + 60_000, 'when it was told, not when it began')
  const atOnce = [documented, { ...documented, disputeNotificationType: 'DISPUTE_CANCELLED' }].map(body => ({ ...body, disputeTime: new Date(sentAt).toISOString().replace('.000', '') }))
  assert.equal(heard(atOnce, () => sentAt).state, 'withdrawn')
})

test('what happened within one second, in any order and any number of times, ends the same while that second lasts', () => {
  const began = '2026-11-21T12:00:00+00:00'
  const life = [{ ...documented, disputeTime: began }, { ...documented, disputeTime: began, disputeNotificationType: 'DEFENSE_DUE_ALERT' }, { ...documented, disputeTime: began, disputeNotificationType: 'DISPUTE_ACCEPTED', disputeAcceptReason: 'MERCHANT_ACCEPTED', disputeAcceptTime: began }]
  fc.assert(fc.property(fc.shuffledSubarray(life, { minLength: life.length }), fc.array(fc.constantFrom(...life), { maxLength: 4 }), (order, again) => {
    assert.equal(heard([...order, ...again], index => Date.parse(began) + 100 + index * 50).state, 'accepted')
  }), { numRuns: 100 })
})
