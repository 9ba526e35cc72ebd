// Their document in our words: the published samples, each pair of the two fields, what nobody has seen before, and that nothing which
// they have a word for is lost on the way there and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOpen, type Dispute } from '../../core/dispute.ts'
import type { ReadState } from '../../core/observation.ts'
import { isRefusal } from '../../core/refusal.ts'
import { observationOf } from '../../engine/reconcile.ts'
import type { Told } from '../../engine/upstream.ts'
import { reached } from '../../../test/kit/ahrvo-reached.ts'
import { accepting, after, ask, confirm, hour, noon, observe } from '../../../test/kit/builders.ts'
import { ahrvoConnector } from './connector.ts'
import { root } from './contract/shapes.ts'
import { ahrvoTerms as terms } from './terms.ts'
import { toldOf } from './told.ts'
import { responseStates, standingOf, states, toDispute, toLinkedDispute, transferOf } from './translate.ts'

/** The answer to an accept on Ahrvo's page (docs.ahrvo.network, Accept a Dispute). */
const ofAhrvo = {
  id: 'DPxxxxxxxxxxxxxxxxxx', created_at: '2025-12-08T14:30:00Z', updated_at: '2025-12-10T14:00:00Z', amount: 50000, transfer: 'TRxxxxxxxxxxxxxxxxxx', reason: 'FRAUD',
  respond_by: '2025-12-22T23:59:59Z', state: 'PENDING', response_state: 'ACCEPTED', evidence_submitted: 'CHARGEBACK', tags: { order_id: 'ORDER-12345' },
  _links: { self: { href: 'https://api.ahrvo.network/payments/na/disputes/DPxxxxxxxxxxxxxxxxxx' }, transfer: { href: 'https://api.ahrvo.network/payments/na/transfers/TRxxxxxxxxxxxxxxxxxx' } },
}
/** The form of Finix's samples, with the fields that Ahrvo's do not have (docs.finix.com, accepting disputes). */
const ofFinix = {
  id: 'DIs7yQRkHDdMYhurzYz72SFk', created_at: '2022-01-27T07:43:03.74Z', updated_at: '2022-01-27T07:43:03.74Z', action: null, amount: 888888, application: 'APgPDQrLD52TYvqazjHJJchM',
  dispute_details: { arn: '123', case_id: 'C1', reason_code: '10.4', pin_debit_adjustment_number: null }, evidence_submitted: 'NOT_SUPPORTED', identity: 'IDpYDM7J9n57q849o9E9yNrG', merchant: 'MUmfEGv5bMpSJ9k5TFRUjkmm',
  message: null, occurred_at: '2022-01-20T01:02:03.5Z', reason: 'FRAUD', respond_by: '2022-02-03T07:43:03.77Z', response_state: 'NEEDS_RESPONSE', state: 'INQUIRY', tags: {}, transfer: 'TRvypSLMraxvddvG4zmHF1zE', _links: {},
}
const read = (value: unknown): Told => toldOf(value, 'USD')!
const readWith = (changes: object) => read({ ...ofAhrvo, ...changes })

test('50: dates are read to the right instant in both spellings, and the two samples to their last field', () => {
  const ahrvo = read(ofAhrvo)
  assert.deepEqual(ahrvo.reading, { state: 'accepted', phase: 'chargeback', respondBy: { at: Date.UTC(2025, 11, 22, 23, 59, 59), zone: null, source: 'provider' }, judged: null, final: true })
  assert.deepEqual([ahrvo.theirId, ahrvo.theirs, ahrvo.changedAt, ahrvo.words], ['DPxxxxxxxxxxxxxxxxxx', { status: 'PENDING', reasonCode: 'FRAUD', reasonText: null }, Date.UTC(2025, 11, 10, 14), []])
  assert.deepEqual([ahrvo.facts!.money, ahrvo.facts!.openedAt, ahrvo.facts!.metadata, ahrvo.facts!.payment.id], [{ amount: 50000n, currency: 'USD' }, Date.UTC(2025, 11, 8, 14, 30), { order_id: 'ORDER-12345' }, 'TRxxxxxxxxxxxxxxxxxx'])
  const finix = read(ofFinix)
  assert.deepEqual([finix.reading.state, finix.reading.phase, finix.reading.respondBy?.at, finix.words], ['needs_response', 'inquiry', Date.UTC(2022, 1, 3, 7, 43, 3, 770), []])
  assert.deepEqual([finix.facts!.openedAt, finix.facts!.payment.paidAt], [Date.UTC(2022, 0, 27, 7, 43, 3, 740), Date.UTC(2022, 0, 20, 1, 2, 3, 500)])
  assert.deepEqual(finix.facts!.payment.references, { arn: '123', case_id: 'C1', merchant_id: 'MUmfEGv5bMpSJ9k5TFRUjkmm', merchant_identity_id: 'IDpYDM7J9n57q849o9E9yNrG' })
  assert.equal(finix.facts!.reason.networkCode, '10.4')
})

test('each pair of the two fields has its reading, and a pair that is none has nothing', () => {
  const inOrder: Record<string, (ReadState | null)[]> = {
    INQUIRY: ['needs_response', 'under_review', 'accepted', null, null], PENDING: ['needs_response', 'under_review', 'accepted', null, null],
    ARBITRATION: ['needs_response', 'under_review', 'accepted', null, null],
    WON: ['won', 'won', 'accepted', 'won', 'won'], LOST: ['lost', 'lost', 'accepted', 'lost', 'lost'], CHARGED_AGAIN: ['needs_response', null, 'accepted', null, null],
  }
  for (const [state, wanted] of Object.entries(inOrder)) {
    assert.deepEqual(responseStates.map(response_state => readWith({ state, response_state }).reading.state), wanted, state)
  }
  assert.ok(states.every(state => state in inOrder))
})

test('words that nobody has seen are kept and counted, and change no state', () => {
  const wordsOf = (changes: object) => readWith(changes).words.map(({ field, word }) => `${field}: ${word}`)
  assert.deepEqual(wordsOf({ state: 'CLOSED', response_state: 'EXPIRED' }), ['state: CLOSED', 'response_state: EXPIRED'])
  assert.equal(readWith({ state: 'CLOSED', response_state: 'EXPIRED' }).reading.state, null)
  assert.deepEqual(wordsOf({ response_state: 'UNKNOWN' }), ['response_state: UNKNOWN'])
  assert.deepEqual(wordsOf({ response_state: 'NO_RESPONSE_ALLOWED' }), ['state/response_state: PENDING/NO_RESPONSE_ALLOWED'])
  assert.deepEqual(wordsOf({ reason: 'SOLAR_FLARE', evidence_submitted: 'ALL' }), ['reason: SOLAR_FLARE', 'evidence_submitted: ALL'])
  assert.deepEqual([readWith({ reason: 'SOLAR_FLARE' }).facts!.reason.category, readWith({ reason: 'SOLAR_FLARE' }).facts!.reason.code], ['other', 'SOLAR_FLARE'])
  for (const state of ['constructor', '__proto__', 'toString', 7, null, {}]) assert.equal(readWith({ state, response_state: 'RESPONDED' }).reading.state, null, String(state))
})

test('times without a zone and days that no calendar has are no times', () => {
  for (const time of ['2025-12-22T23:59:59', '2025-02-30T00:00:00Z', '2025-12-22', 1766447999, '']) {
    const { reading, words } = readWith({ respond_by: time })
    assert.deepEqual([reading.respondBy, words.map(({ field }) => field)], [null, ['respond_by']], String(time))
  }
  assert.deepEqual([readWith({ respond_by: null }).reading.respondBy, readWith({ respond_by: null }).words], [null, []])
  assert.equal(readWith({ created_at: '2025-12-08T14:30:00' }).facts, null)
})

test('money is whole minor units of the account\'s currency, or of the one that is named after all', () => {
  const moneyOf = (changes: object, currency: 'USD' | 'JPY' | 'CAD' = 'USD') => toldOf({ ...ofAhrvo, ...changes }, currency)!.facts?.money
  assert.deepEqual([moneyOf({}), moneyOf({}, 'JPY'), moneyOf({ amount: 0 }), moneyOf({ currency: 'CAD' })], [
    { amount: 50000n, currency: 'USD' }, { amount: 50000n, currency: 'JPY' }, { amount: 0n, currency: 'USD' }, { amount: 50000n, currency: 'CAD' },
  ])
  for (const amount of [null, undefined, '50000', 500.5, -1, -0, 2 ** 53, NaN]) assert.equal(moneyOf({ amount }), undefined, String(amount))
  assert.equal(moneyOf({ currency: 'XXX' }), undefined)
  assert.deepEqual(readWith({ amount: null }).words, [{ field: 'amount', word: 'nothing' }])
})

test('what is no dispute is nothing, and what no store can keep is mended', () => {
  for (const value of [null, undefined, 7, 'DP1', [], {}, { id: 'DP1' }, { ...ofAhrvo, id: 7 }, { ...ofAhrvo, id: '' }, { ...ofAhrvo, id: 'a/../b' }, { ...ofAhrvo, id: 'x'.repeat(65) }]) assert.equal(toldOf(value, 'USD'), null)
  assert.deepEqual(readWith({ tags: { 'a\u0000': '\ud800b', n: 7 } }).facts!.metadata, { 'a\ufffd': '\ufffdb' })
})

test('links change nothing, and each thing that is read does', () => {
  const print = (changes: object) => readWith(changes).fingerprint
  assert.equal(print({ _links: {} }), print({}))
  for (const changes of [{ state: 'LOST' }, { response_state: 'RESPONDED' }, { updated_at: '2025-12-10T14:00:01Z' }, { amount: 1 }, { respond_by: null }, { reason: 'QUALITY' }, { tags: {} }]) assert.notEqual(print(changes), print({}))
})

test('an acceptance that is known stays one when the final word is LOST, and is not paid for twice', () => {
  const dispute = after(accepting({ dialect: 'ahrvo' }, { terms }), confirm(), { terms })
  for (const response_state of ['ACCEPTED', 'NO_RESPONSE_ALLOWED']) {
    const told = readWith({ id: dispute.theirs.id, state: 'LOST', response_state, updated_at: '2026-11-21T15:00:00Z' })
    const outcome = ask(dispute, observe(observationOf(dispute, told, ahrvoConnector.capabilities, 'poll', noon + 3 * hour)), { terms, at: noon + 3 * hour })
    assert.ok(!isRefusal(outcome))
    assert.deepEqual([outcome.dispute.state, outcome.dispute.books, outcome.dispute.theirs.status], ['accepted', dispute.books, 'LOST'], response_state)
  }
})

/**
 * What they cannot hold: that a dispute expired, was withdrawn, prevented or refunded (they know won and lost), an alert (an inquiry),
 * the later phases (PENDING), provisional ends, judged amounts, fees, and while something is asked of a provider any state at all.
 */
function heldOf(dispute: Dispute, now: number): ReadState | null {
  const { state, response } = standingOf(dispute, now)
  if (response === 'UNKNOWN') return null
  if (isOpen(dispute.state)) return state === 'LOST' ? 'lost' : dispute.state as ReadState
  return dispute.state === 'accepted' ? 'accepted' : dispute.state === 'lost' || dispute.state === 'expired' ? 'lost' : 'won'
}

test('there and back nothing is lost of state, money, deadline and phase that they have a word for', () => {
  fc.assert(fc.property(reached, ({ dispute, now }) => {
    const told = read(JSON.parse(JSON.stringify(toLinkedDispute(dispute, now, root))))
    assert.equal(told.theirId, dispute.theirs.id)
    assert.equal(told.reading.state, heldOf(dispute, now))
    assert.deepEqual(told.facts!.money, dispute.money)
    assert.equal(told.reading.respondBy?.at, dispute.respondBy?.at)
    const { state } = standingOf(dispute, now)
    assert.equal(told.reading.phase, state === 'WON' || state === 'LOST' ? null : dispute.phase === 'inquiry' ? 'inquiry' : 'chargeback')
    assert.deepEqual([told.facts!.openedAt, told.facts!.payment.id, told.facts!.metadata], [dispute.openedAt, transferOf(dispute), dispute.metadata])
    assert.deepEqual(told.words.map(({ field }) => field).filter(field => field !== 'reason'), standingOf(dispute, now).response === 'UNKNOWN' ? ['response_state'] : [])
    assert.equal(toldOf(toDispute(dispute, now), 'USD')!.fingerprint, told.fingerprint)
  }), { numRuns: 300 })
})

test('of two readings of one dispute the later in its life has the higher rank', () => {
  const rank = (state: string, response_state: string) => readWith({ state, response_state }).rank
  const lives = [
    [['INQUIRY', 'NEEDS_RESPONSE'], ['INQUIRY', 'RESPONDED'], ['PENDING', 'NEEDS_RESPONSE'], ['PENDING', 'RESPONDED'], ['WON', 'NO_RESPONSE_ALLOWED']],
    [['PENDING', 'NEEDS_RESPONSE'], ['PENDING', 'ACCEPTED'], ['LOST', 'ACCEPTED']],
    [['PENDING', 'NEEDS_RESPONSE'], ['LOST', 'NO_RESPONSE_ALLOWED']],
  ] as const
  for (const life of lives) {
    const ranks = life.map(([state, response]) => rank(state, response))
    assert.deepEqual(ranks, ranks.toSorted((a, b) => a - b))
    assert.equal(new Set(ranks).size, ranks.length)
  }
})
