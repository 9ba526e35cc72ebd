// Omise's documents in our words: the recorded ones, strange ones, and all of our own that its server writes.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { after as following, baht, inState, judge, noon, provisionallyWon } from '../../../test/kit/builders.ts'
import { acceptedWords, after, theirs } from '../../../test/kit/omise-upstream.ts'
import { booksObserved } from '../../core/observed.ts'
import { currencies } from '../../core/currency.ts'
import { isOpen, reasonCategories, states, type Dispute, type State } from '../../core/dispute.ts'
import type { ReadState } from '../../core/observation.ts'
import { categoryOf, reasonTexts, type ReasonCode } from './reasons.ts'
import { statusByState } from './status.ts'
import { omiseTerms } from './terms.ts'
import { toldOf } from './told.ts'
import { toWireDispute } from './translate.ts'
import { disputeIn } from './versioned.ts'
import { newestVersion, versions } from './view.ts'

const told = (changes: object = {}) => toldOf(theirs(changes))!
const view = { now: noon, version: newestVersion, base: null }

test('the recorded dispute is read whole', () => {
  const { theirId, theirs: own, reading, facts, changedAt, words, rank } = told()
  assert.deepEqual([theirId, own, changedAt, words, rank], ['dspt_test_6344fcf1z4svpiz2chc', { status: 'open', reasonCode: 'goods_or_services_not_provided', reasonText: 'Merchandise/Services Not Received' }, null, [], 0])
  assert.deepEqual(reading, { state: 'needs_response', phase: null, respondBy: null, judged: null, final: true })
  assert.deepEqual([facts?.money, facts?.settlement, facts?.openedAt, facts?.payment.id, facts?.reason],
    [baht(100_000n), null, Date.UTC(2026, 10, 20, 8, 59, 59), 'chrg_test_6344fc3dqaonb91fqa9', { category: 'not_received', code: 'goods_or_services_not_provided', network: null, networkCode: null }])
})

test('four statuses, and one that only its message makes an acceptance', () => {
  const read = (changes: object) => { const { reading, changedAt, rank } = told(changes); return [reading.state, changedAt, rank] }
  const at = Date.UTC(2026, 10, 21, 12, 0, 1)
  assert.deepEqual([read({}), read({ status: 'pending', message: 'Delivered.' })], [['needs_response', null, 0], ['under_review', null, 1]])
  assert.deepEqual([read({ ...after(), status: 'won' }), read(after()), read({ ...after(), message: 'Delivered.' })], [['won', at, 2], ['lost', at, 2], ['lost', at, 2]])
  assert.deepEqual(read({ ...after(), ...acceptedWords }), ['accepted', at, 2])
  assert.equal(told({ status: 'pending', ...acceptedWords }).reading.state, 'under_review')
})

test('a status that nobody knows, or that contradicts itself, says nothing and is kept', () => {
  for (const status of ['closed', 'Lost', 'lost ', 'expired', '__proto__', 'constructor', 7, true]) {
    const { reading, words, theirs: own } = told({ status, closed_at: '2026-11-21T12:00:01Z' })
    assert.deepEqual([reading.state, own.status, words], [null, String(status), [{ field: 'status', word: String(status) }]])
  }
  const odd = told({ status: 'open', closed_at: '2026-11-21T12:00:01Z' })
  assert.deepEqual([odd.reading.state, odd.words], [null, [{ field: 'closed_at', word: 'open 2026-11-21T12:00:01Z' }]])
  assert.deepEqual(told({ status: null }).words, [{ field: 'status', word: 'object' }])
})

test('a reason of tomorrow is kept, and of no category', () => {
  const { facts, words } = told({ reason_code: 'ai_agent_overspent' })
  assert.deepEqual([facts?.reason.category, facts?.reason.code, words], ['other', 'ai_agent_overspent', [{ field: 'reason_code', word: 'ai_agent_overspent' }]])
  assert.deepEqual([told({ reason_code: 'unauthorized_charge_aka_fraud' }).facts?.reason.category, told({ reason_code: 'unauthorized_charge_aka_fraud' }).words], ['fraud', []])
  for (const code of Object.keys(reasonTexts) as ReasonCode[]) assert.ok(reasonCategories.includes(categoryOf(code)), code)
  assert.deepEqual(['toString', '', null].map(categoryOf), ['other', 'other', 'other'])
})

test('money is whole numbers of its currency, and times have a zone and a calendar', () => {
  const money = (amount: unknown, currency: unknown) => told({ amount, currency }).facts?.money ?? null
  assert.deepEqual([money(1000, 'JPY'), money(1000, 'jpy'), money(5, 'KWD')], [{ amount: 1000n, currency: 'JPY' }, { amount: 1000n, currency: 'JPY' }, { amount: 5n, currency: 'KWD' }])
  for (const amount of ['1000', 10.5, -1, null, 2 ** 53, NaN, undefined]) assert.equal(money(amount, 'THB'), null, String(amount))
  for (const currency of ['BAHT', '', null, 764, 'XTS', 'toString']) assert.equal(money(1, currency), null, String(currency))
  for (const time of ['2026-11-20T09:00:00', '2026-11-20', '2026-02-30T00:00:00Z', '', 1_700_000_000, null]) assert.equal(told({ created_at: time, created: undefined }).facts, null, String(time))
  assert.equal(told({ created_at: '2017-11-02T16:00:00+07:00' }).facts?.openedAt, Date.UTC(2017, 10, 2, 9))
  assert.deepEqual(told({ ...after('yesterday') }).words, [{ field: 'closed_at', word: 'yesterday' }])
})

test('money of the account is told beside the disputed money', () => {
  const { settlement } = told({ currency: 'USD', funding_amount: 3_071_661 }).facts!
  assert.deepEqual(settlement, { money: baht(3_071_661n), rate: null })
})

test('what is no dispute is nothing, however it looks', () => {
  const deep = JSON.parse('{"a":'.repeat(40) + '1' + '}'.repeat(40)) as object
  for (const strange of [null, [], 'dspt_test_1', 7, {}, theirs({ object: 'charge' }), theirs({ id: 7 }), theirs({ id: '' }), theirs({ id: '..' }), theirs({ id: 'a b' }), theirs({ metadata: deep })]) assert.equal(toldOf(strange), null)
})

test('what changes on its own is no news; what the dispute is, is', () => {
  const print = (changes: object) => told(changes).fingerprint
  const { documents, metadata, transactions } = theirs()
  assert.equal(print({ documents: { ...documents, to: '2027-01-01T00:00:00Z' } }), print({}))
  assert.equal(print({ metadata: { a: '1', b: '2' } }), print({ metadata: { b: '2', a: '1' } }))
  const changes: object[] = [{ status: 'pending' }, { message: 'm' }, { amount: 1 }, after(), { metadata: { ...metadata, a: '1' } }, { transactions: [...transactions, ...transactions] }, { documents: { ...documents, data: [{ id: 'docu_1' }] } }]
  assert.equal(new Set([{}, ...changes].map(print)).size, changes.length + 1)
})

test('an expanded charge is its id; text that no store can bear is shown as missing', () => {
  assert.equal(told({ charge: { object: 'charge', id: 'chrg_test_1' } }).facts?.payment.id, 'chrg_test_1')
  assert.equal(told({ reason_message: 'a\u0000b' }).theirs.reasonText, 'a\ufffdb')
  assert.deepEqual(told({ metadata: { 'a\u0000': 'b\u0007', n: { deep: [1] } } }).facts?.metadata, { 'a\ufffd': 'b\ufffd', n: 'json:{"deep":[1]}' })
})

/** What this provider has no word for is told as the nearest that it has. */
const readAs: Partial<Record<State, ReadState>> = { accepting: 'under_review', submitting: 'under_review', withdrawn: 'won', prevented: 'won', refunded: 'won', expired: 'lost' }
const mine = { dialect: 'omise', theirs: { id: 'dspt_test_6344fcf1z4svpiz2chc', status: null, reasonCode: null, reasonText: null } } as const

test('a dispute of ours, written as Omise and read again, keeps its state, its money, its times and where its money is', () => {
  const all = fc.record({
    state: fc.constantFrom(...states), amount: fc.bigInt(1n, 9_007_199_254_740_991n), currency: fc.constantFrom(...currencies),
    settlement: fc.option(fc.record({ amount: fc.bigInt(1n, 9_007_199_254_740_991n), currency: fc.constantFrom(...currencies) }, { noNullPrototype: true })), version: fc.constantFrom(...versions),
    category: fc.constantFrom(...reasonCategories), metadata: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3, noNullPrototype: true }),
  })
  fc.assert(fc.property(all, ({ state, amount, currency, settlement, version, category, metadata }) => {
    const money = { amount, currency }
    const opening = { ...mine, money, metadata, settlement: settlement && { money: settlement, rate: null }, reason: { category, code: null, network: null, networkCode: null } }
    const dispute: Dispute = inState[state]({ ...opening, payment: { id: 'chrg_test_1', order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null } }, { terms: omiseTerms })
    const read = toldOf(disputeIn(version, toWireDispute(dispute, view)))!
    assert.deepEqual([read.theirId, read.facts!.money, read.facts!.openedAt, read.facts!.payment.id, read.words], [dispute.theirs.id, money, dispute.openedAt, 'chrg_test_1', []])
    assert.equal(read.reading.state, readAs[state] ?? state)
    assert.equal(read.changedAt === null, isOpen(state))
    if (version !== newestVersion) return
    const isSame = settlement !== null && settlement.amount === amount && settlement.currency === currency
    assert.deepEqual([read.facts!.settlement, read.facts!.metadata], [isSame ? null : dispute.settlement, metadata])
    assert.deepEqual(booksObserved(omiseTerms, dispute, read.reading.state!, read.reading.judged), isOpen(state) ? dispute.books : { held: 0n, gone: dispute.books.gone + dispute.books.held })
  }), { numRuns: 300 })
})

test('a part that was judged is where it was, also in other money', () => {
  fc.assert(fc.property(fc.constantFrom('won' as const, 'lost' as const), fc.bigInt(1n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), fc.option(fc.bigInt(1n, 10n ** 12n)), (verdict, amount, part, funding) => {
    const judged = baht(part % (amount + 1n))
    const review = inState.under_review({ ...mine, money: baht(amount), settlement: funding === null ? null : { money: { amount: funding, currency: 'JPY' }, rate: null } }, { terms: omiseTerms })
    const dispute = following(review, judge(verdict, { judged }), { terms: omiseTerms })
    const { reading } = toldOf(toWireDispute(dispute, view))!
    // A win that gave nothing back shows no credit, as one whose credit is still to come.
    if (verdict === 'won' && dispute.books.gone === (funding ?? amount)) return
    assert.deepEqual([reading.state, booksObserved(omiseTerms, dispute, verdict, reading.judged)], [verdict, dispute.books])
  }), { numRuns: 300 })
})

test('a provisional win reads as won', () => {
  const dispute = provisionallyWon(mine, { terms: omiseTerms })
  assert.equal(toldOf(toWireDispute(dispute, view))!.reading.state, statusByState.won)
})
