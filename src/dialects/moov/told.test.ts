import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { inState, noon } from '../../../test/kit/builders.ts'
import { theirs } from '../../../test/kit/moov-upstream.ts'
import type { Currency } from '../../core/currency.ts'
import { phases, states } from '../../core/dispute.ts'
import { reasonCategories } from '../../core/dispute.ts'
import { moovTerms } from './terms.ts'
import { toldOf } from './told.ts'
import { toWireDispute } from './translate.ts'

const told = (changes: object = {}) => toldOf(theirs(changes))!

test('the documented dispute is read whole', () => {
  const { theirId, theirs: own, reading, facts, changedAt, words } = told()
  assert.deepEqual([theirId, own, changedAt, words], ['6e356108-fdfa-4910-bbe4-1e3c8abf5520', { status: 'response-needed', reasonCode: '10.4', reasonText: null }, null, []])
  assert.deepEqual(reading, { state: 'needs_response', phase: 'chargeback', respondBy: { at: Date.UTC(2024, 11, 23, 18, 55), zone: null, source: 'provider' }, judged: null, final: true })
  assert.deepEqual([facts?.money, facts?.openedAt, facts?.payment.id, facts?.payment.references, facts?.reason], [
    { amount: 257_753n, currency: 'USD' }, Date.UTC(2024, 11, 23, 17, 55), 'ecac148a-917e-4ee0-b46a-c51408939fff', { merchantAccountID: '34233b72-780c-4e0e-8b08-cbbe1bc878f8' },
    { category: 'fraud', code: '10.4', network: null, networkCode: '10.4' }])
})

test('each of their words has its meaning', () => {
  const read = (field: string, words: string[]) => words.map(word => told({ [field]: word }).reading[field === 'status' ? 'state' : 'phase'])
  assert.deepEqual(read('status', ['response-needed', 'under-review', 'accepted', 'won', 'lost', 'expired', 'closed', 'resolved']),
    ['needs_response', 'under_review', 'accepted', 'won', 'lost', 'expired', 'withdrawn', 'prevented'])
  assert.deepEqual(read('phase', ['pre-dispute', 'inquiry', 'chargeback', 'unknown']), ['alert', 'inquiry', 'chargeback', 'unknown'])
})

test('a word that nobody has seen says nothing and is kept', () => {
  for (const strange of ['Accepted', 'accepted ', 'conceded', '__proto__', 'constructor', 'toString']) {
    const { reading, words, theirs: own } = told({ status: strange, phase: strange })
    assert.deepEqual([reading.state, reading.phase, own.status, words], [null, null, strange, [{ field: 'status', word: strange }, { field: 'phase', word: strange }]], strange)
  }
  const { reading, words, facts } = told({ status: 7, phase: null, networkReasonCode: 'UA02', amount: { currency: 'XTS', value: 1 } })
  assert.deepEqual([reading.state, reading.phase, facts, words.map(({ field, word }) => `${field} ${word}`)], [null, null, null, ['status (number)', 'networkReasonCode UA02', 'amount.currency XTS']])
})

test('times are strict: without a zone, or of no calendar, there is none', () => {
  for (const time of ['2024-12-23T18:55:00', '2024-12-23', '2025-02-30T00:00:00Z', '23 Dec 2024', '', 0, null]) {
    assert.deepEqual([told({ respondBy: time }).reading.respondBy, told({ createdOn: time }).facts], [null, null], String(time))
  }
  assert.equal(told({ respondBy: '2024-12-23T19:55:00.250+01:00' }).reading.respondBy?.at, Date.UTC(2024, 11, 23, 18, 55, 0, 250))
  assert.deepEqual(told({ respondBy: 'soon' }).words, [{ field: 'respondBy', word: 'soon' }])
})

test('money counts as its currency does, and what is no whole number of it is none', () => {
  const of = (currency: unknown, value: unknown) => told({ amount: { currency, value } }).facts?.money ?? null
  assert.deepEqual([of('JPY', 5000), of('KWD', 5000), of('usd', 1)], [{ amount: 5000n, currency: 'JPY' }, { amount: 5000n, currency: 'KWD' }, { amount: 1n, currency: 'USD' }])
  for (const value of ['257753', 1.5, -1, null, 2 ** 53, NaN]) assert.equal(of('USD', value), null, String(value))
})

test('only submitted evidence dates a change', () => {
  const submittedOn = '2024-12-24T10:00:00Z'
  const at = (status: string) => told({ status, submittedOn }).changedAt
  assert.deepEqual(['response-needed', 'never-seen'].map(at), [null, null])
  assert.deepEqual(['under-review', 'won', 'lost', 'closed'].map(at), [1, 2, 3, 4].map(() => Date.UTC(2024, 11, 24, 10)))
  assert.equal(told({ status: 'won' }).changedAt, null)
})

test('the later in its life, the higher the rank', () => {
  assert.deepEqual(['response-needed', 'under-review', 'won', 'accepted'].map(status => told({ status }).rank), [0, 1, 2, 2])
})

test('a dispute says the same by itself and in a list, and another thing once any of its fields is another', () => {
  const { document, fingerprint } = toldOf(theirs(), ` ${JSON.stringify(theirs())} `)!
  assert.deepEqual([document[0], fingerprint], [' ', told({ later: 'field' }).fingerprint])
  const changes = [{ status: 'won' }, { phase: 'inquiry' }, { amount: { currency: 'USD', value: 1 } }, { amount: { currency: 'EUR', value: 257753 } }, { respondBy: 'x' }, { submittedOn: 'x' }, { networkReasonCode: 'x' }]
  for (const change of changes) assert.notEqual(told(change).fingerprint, fingerprint, JSON.stringify(change))
})

test('what is no dispute is none', () => {
  for (const value of [null, undefined, [], 'text', 7, {}, { disputeID: 7 }, { disputeID: '' }, { status: 'accepted' }]) assert.equal(toldOf(value), null)
  assert.equal(toldOf({ disputeID: 'x' })?.reading.state, null)
})

/** What Moov has one word for: acts on their way, phases after a chargeback, and a refund, which is `resolved` as well. */
const stateThere = { accepting: 'needs_response', submitting: 'needs_response', refunded: 'prevented' } as Record<string, string>
const phaseThere = { pre_arbitration: 'chargeback', arbitration: 'chargeback', compliance: 'chargeback' } as Record<string, string>
const currencies: Currency[] = ['USD', 'EUR', 'JPY', 'KWD', 'CLF', 'THB']

test('what we tell in their words is read back as what it was: state, phase, money, deadline, reason, payment and beginning', () => {
  fc.assert(fc.property(
    fc.constantFrom(...states), fc.constantFrom(...phases), fc.bigInt(1n, 9_007_199_254_740_991n), fc.constantFrom(...currencies), fc.constantFrom(...reasonCategories), fc.nat(40 * 86_400_000),
    (state, phase, amount, currency, category, inMs) => {
      const money = { amount, currency }
      const payment = { id: 'ecac148a-917e-4ee0-b46a-c51408939fff', order: null, paidAt: null, network: null, references: { merchantAccountID: '34233b72-780c-4e0e-8b08-cbbe1bc878f8' }, captured: null, refunded: null }
      const dispute = {
        ...inState[state]({ dialect: 'moov', money, payment, reason: { category, code: null, network: null, networkCode: null }, theirs: { id: 'd', status: null, reasonCode: null, reasonText: 'text' } }, { terms: moovTerms }),
        phase, respondBy: { at: noon + inMs, zone: null, source: 'provider' as const },
      }
      const { theirId, reading, facts, theirs: own, words } = toldOf(JSON.parse(JSON.stringify(toWireDispute(dispute, 'a'))))!
      assert.deepEqual([theirId, reading.state, reading.phase, reading.respondBy, words], ['d', stateThere[state] ?? state, phaseThere[phase] ?? phase, dispute.respondBy, []])
      assert.deepEqual([facts?.money, facts?.payment, facts?.openedAt, facts?.reason.category, own.reasonText], [money, payment, dispute.openedAt, category, 'text'])
    }), { numRuns: 300 })
})
