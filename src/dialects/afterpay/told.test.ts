import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accept, ask, connection, elapse, escalate, held, hour, judge, moveDeadline, needsResponse, noon, respondBy, submit, through, undo, day } from '../../../test/kit/builders.ts'
import type { Command } from '../../core/command.ts'
import { currencies, type Currency } from '../../core/currency.ts'
import { reasonCategories, type Dispute, type State } from '../../core/dispute.ts'
import type { ReadState } from '../../core/observation.ts'
import { isRefusal } from '../../core/refusal.ts'
import { exampleAccepted, exampleDispute } from './contract/examples.ts'
import { afterpayTerms as terms } from './terms.ts'
import { leavesOutWhy, toldOf } from './told.ts'
import { toWireDispute } from './translate.ts'
import { reasonOfCategory, reasons } from './words.ts'

const nowhere = { currency: null }
const american = { currency: 'USD' } as const
const told = (changes: object, account: { currency: Currency | null } = nowhere) => toldOf({ ...exampleDispute, ...changes }, account)!
const without = (field: string): object => Object.fromEntries(Object.entries(exampleDispute).filter(([name]) => name !== field))

/** The sample of developers.cash.app, whose values contradict each other. */
const current = {
  id: 'dp_N64jYg4RC4ZBUsXjLzE3W5', order: '123456789', amount: '48.46', reason: 'product_not_received', status: 'needs_response', open: true, responseDueBy: '1691884800',
  createdAt: '1691880800', openingNote: 'Customer has no knowledge of the payment', openingNoteAttachments: '[“fi_48vmw3sXdVqvtJGXbgKbAZ”]', updatedAt: '1691884000',
  closingReason: 'merchant_accepted', closingNote: 'Merchant accepted the dispute', merchantOrderId: 'order54321', transactionDate: '1691890000', settlementAmount: '48.46',
  meta: { transactionAmount: '48.46', orderType: 'ONLINE', network: 'Visa', networkReferenceId: '123456789' },
}
/** In the form of the older edition: numbers for times, `-1` for no deadline, a real array, a currency, no closing reason. */
const older = {
  id: 'dp_KvGaECApCMdsH8earUSa2V', order: '400100001', amount: '40.13', currency: 'GBP', reason: 'fraudulent', status: 'lost', open: false, responseDueBy: -1, createdAt: 1_664_239_810,
  openingNote: '', openingNoteAttachments: [], updatedAt: 1_664_239_900, merchantOrderId: '', transactionDate: 1_664_230_000, meta: { transactionAmount: '80.26', orderType: 'INSTORE' },
}

test('the current sample is an open dispute whatever its closing reason says', () => {
  const { theirId, theirs, reading, changedAt, rank, words, facts } = toldOf(current, american)!
  assert.deepEqual([theirId, theirs, changedAt, rank, words], [current.id, { status: 'needs_response', reasonCode: 'product_not_received', reasonText: null }, 1_691_884_000_000, 0, []])
  assert.deepEqual(reading, { state: 'needs_response', phase: null, respondBy: { at: 1_691_884_800_000, zone: null, source: 'provider' }, judged: null, final: true })
  const money = { amount: 4846n, currency: 'USD' }
  assert.deepEqual(facts, {
    money, settlement: null, fees: [], reason: { category: 'not_received', code: 'product_not_received', network: null, networkCode: null }, openedAt: 1_691_880_800_000, tags: [],
    payment: { id: '123456789', order: 'order54321', paidAt: 1_691_890_000_000, network: 'Visa', references: { orderType: 'ONLINE', networkReferenceId: '123456789' }, captured: money, refunded: null },
    story: { text: 'Customer has no knowledge of the payment', language: null, customer: null }, metadata: { openingNoteAttachments: 'fi_48vmw3sXdVqvtJGXbgKbAZ' },
  })
})

test('an older edition is read too: numbers, no deadline, no reason of its end', () => {
  const { reading, changedAt, words, facts } = toldOf(older, american)!
  assert.deepEqual([reading.state, reading.respondBy, changedAt, words], ['lost', null, null, []])
  assert.deepEqual([facts!.money, facts!.payment.captured, facts!.openedAt, facts!.story, facts!.metadata], [{ amount: 4013n, currency: 'GBP' }, { amount: 8026n, currency: 'GBP' }, 1_664_239_810_000, null, {}])
  assert.deepEqual([leavesOutWhy(older), leavesOutWhy({ dispute: older }), leavesOutWhy(exampleAccepted), leavesOutWhy(exampleDispute), leavesOutWhy('x')], [true, true, false, false, false])
})

test('status and open say whether it is open, and the closing reason by what it was closed', () => {
  const states: [status: unknown, open: unknown, closingReason: unknown, state: ReadState | null][] = [
    ['needs_response', true, undefined, 'needs_response'], ['needs_response', undefined, 'merchant_accepted', 'needs_response'], ['needs_response', false, 'merchant_accepted', null],
    ['under_review', true, undefined, 'under_review'], ['under_review', false, undefined, null],
    ['won', false, 'evidence_accepted', 'won'], ['won', false, 'customer_cancelled', 'withdrawn'], ['won', undefined, null, 'won'], ['won', false, 'merchant_accepted', 'won'], ['won', true, 'evidence_accepted', null],
    ['lost', false, 'merchant_accepted', 'accepted'], ['lost', false, 'evidence_rejected', 'lost'], ['lost', false, 'deadline_expired', 'expired'], ['lost', undefined, 'merchant_accepted', 'accepted'],
    ['lost', false, undefined, 'lost'], ['lost', false, '', 'lost'], ['lost', false, 'a_new_one', 'lost'], ['lost', false, 'evidence_accepted', 'lost'], ['lost', false, '__proto__', 'lost'], ['lost', true, 'merchant_accepted', null],
    ['merchant_refunded', false, undefined, 'refunded'], ['merchant_voided', false, undefined, 'refunded'], ['merchant_refunded', true, undefined, 'needs_response'], ['merchant_voided', true, undefined, 'needs_response'],
    ['merchant_refunded', undefined, undefined, null], ['partially_won', false, 'evidence_accepted', null], ['LOST', false, 'merchant_accepted', null], ['', false, undefined, null], [undefined, true, undefined, null], [7, true, undefined, null],
  ]
  for (const [status, open, closingReason, state] of states) assert.equal(told({ status, open, closingReason }).reading.state, state, `${String(status)} ${String(open)} ${String(closingReason)}`)
})

test('the time of a change counts unless it is an end that nobody explains', () => {
  const changed = (status: string, closingReason?: string) => told({ status, open: undefined, closingReason }).changedAt !== null
  assert.deepEqual([changed('needs_response'), changed('lost', 'merchant_accepted'), changed('lost', 'evidence_rejected'), changed('won', 'evidence_accepted')], [true, true, true, true])
  assert.deepEqual([changed('lost'), changed('won'), changed('lost', 'a_new_one'), changed('won', 'merchant_accepted')], [false, false, false, false])
})

test('words that nobody knows are kept beside what is read, and change nothing', () => {
  const strange = {
    status: 'partially_won', reason: 'changed_mind', currency: 'EURO', responseDueBy: 'soon', transactionDate: '2023-02-30T00:00:00Z', meta: { orderType: 'BY_PHONE', transactionAmount: '48.46' },
  }
  assert.deepEqual(told(strange).words, Object.entries({ status: 'partially_won', reason: 'changed_mind', currency: 'EURO', 'meta.orderType': 'BY_PHONE', responseDueBy: 'soon', transactionDate: '2023-02-30T00:00:00Z' })
    .map(([field, word]) => ({ field, word })))
  const wordsOf = (changes: object) => told(changes).words.map(({ field, word }) => `${field}: ${word}`)
  assert.deepEqual(wordsOf({ status: 'lost', open: true, closingReason: 'a_new_one' }), ['open: lost true', 'closingReason: a_new_one'])
  assert.deepEqual(wordsOf({ status: 'won', open: false, closingReason: 'merchant_accepted' }), ['closingReason: merchant_accepted'])
  assert.deepEqual([wordsOf({ amount: 48.46 }), wordsOf({ amount: '48.465' }), wordsOf({ status: 7 })], [['amount: 48.46'], ['amount: 48.465'], ['status: 7']])
  assert.deepEqual(wordsOf({ status: 'lost', open: false, closingReason: ['merchant_accepted'] }), ['closingReason: ["merchant_accepted"]'])
  assert.equal(told({ reason: 'changed_mind' }).facts!.reason.category, 'other')
  assert.equal(told({ reason: 'x\u0000'.repeat(500) }).words[0]!.word.length, 200)
  assert.doesNotMatch(told({ reason: 'x\u0000' }).words[0]!.word, /\u0000/)
})

test('amounts are text in major units by the exponent that Afterpay writes, and never a guess', () => {
  const moneyOf = (amount: unknown, currency: unknown, own: Currency | null = null) => toldOf({ ...exampleDispute, amount, currency }, { currency: own })!.facts?.money.amount ?? null
  assert.deepEqual([moneyOf('48.46', 'USD'), moneyOf('48', 'USD'), moneyOf('48.4', 'USD'), moneyOf('120.00', 'JPY'), moneyOf('120', 'JPY'), moneyOf('1.234', 'KWD'), moneyOf('0.05', 'USD')], [4846n, 4800n, 4840n, 120n, 120n, 1234n, 5n])
  for (const amount of [48.46, 48, null, undefined, '', '48,46', '48.465', '-48.46', '4.8e1', ' 48.46', '0x30', '١٢', '9007199254740993.00']) assert.equal(moneyOf(amount, 'USD'), null, String(amount))
  assert.equal(moneyOf('120.50', 'JPY'), null)
  for (const none of [undefined, null, '']) assert.deepEqual([moneyOf('1.00', none), moneyOf('1.00', none, 'AUD')], [null, 100n])
  for (const other of ['usd', 'EURO', 'XXX', 840, {}]) assert.equal(moneyOf('1.00', other, 'AUD'), null, 'a word that is no currency is not the account\'s')
})

test('what is settled is the account\'s currency where that is another', () => {
  const settled = (settlementAmount: unknown, own: Currency | null) => told({ settlementAmount }, { currency: own }).facts!.settlement
  assert.deepEqual([settled('48.46', null), settled(undefined, null), settled('x', null)], [null, null, null])
  assert.deepEqual(settled('40.00', null), { money: { amount: 4000n, currency: 'USD' }, rate: null })
  assert.deepEqual(settled('48.46', 'AUD'), { money: { amount: 4846n, currency: 'AUD' }, rate: null })
})

test('times are epoch seconds as text or number, or ISO in UTC; anything else is none', () => {
  const due = (responseDueBy: unknown) => told({ responseDueBy }).reading.respondBy?.at ?? null
  for (const same of ['1691884800', 1_691_884_800, '2023-08-13T00:00:00Z', '2023-08-13T00:00:00', '2023-08-13T10:00:00+10:00']) assert.equal(due(same), 1_691_884_800_000, String(same))
  for (const none of [-1, '-1', null, undefined, '', 0.5, 1e300, '1691884800.5', '2023-02-30T00:00:00Z', '13 August', {}, [], true]) assert.equal(due(none), null, JSON.stringify(none))
})

test('attachments become a list from each way of writing them', () => {
  const tokens = (openingNoteAttachments: unknown) => told({ openingNoteAttachments }).facts!.metadata['openingNoteAttachments'] ?? null
  for (const two of [['fi_1', 'fi_2'], '["fi_1","fi_2"]', '[“fi_1”, “fi_2”]', '[„fi_1“,„fi_2‟]']) assert.equal(tokens(two), 'fi_1,fi_2', String(two))
  for (const none of [null, undefined, '', '[]', [], 'fi_1', '{"a":1}', 7, [7, null, '']]) assert.equal(tokens(none), null, JSON.stringify(none))
})

test('an envelope of exactly one key is opened, and what is no dispute is none', () => {
  assert.equal(toldOf({ dispute: exampleDispute }, nowhere)!.theirId, exampleDispute.id)
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as object
  for (const none of [null, 'x', [], {}, { dispute: exampleDispute, more: 1 }, { dispute: { dispute: exampleDispute } }, { dispute: 'x' }, without('id'), { ...exampleDispute, id: 7 }, { ...exampleDispute, id: '..' },
    { ...exampleDispute, id: 'dp_\u0000' }, { ...exampleDispute, id: 'x'.repeat(201) }, { ...exampleDispute, meta: deep }]) assert.equal(toldOf(none, nowhere), null)
})

test('a document too thin to open a dispute from says so, and its state is read all the same', () => {
  for (const changes of [{ amount: undefined }, { currency: undefined }, { createdAt: undefined }, { createdAt: -1 }]) {
    const { facts, reading } = told(changes)
    assert.deepEqual([facts, reading.state], [null, 'needs_response'], JSON.stringify(changes))
  }
})

test('texts of strangers come in without what no store and no terminal can bear', () => {
  const { story, payment } = told({ openingNote: `a\u0000b\u001b[2J\ud800 ${'x'.repeat(5_000_000)}`, order: 'o\u0000' }).facts!
  assert.match(story!.text, /^a\ufffdb\ufffd\[2J\ufffd x+$/)
  assert.deepEqual([story!.text.length, payment.id], [20_000, 'o\ufffd'])
})

test('the same facts written by two editions are one piece of news, and another status is another', () => {
  const asNumbers = { ...exampleDispute, responseDueBy: Number(exampleDispute.responseDueBy), createdAt: Number(exampleDispute.createdAt), updatedAt: Number(exampleDispute.updatedAt), openingNoteAttachments: [], extra: 1, settlementAmount: undefined }
  const print = (value: unknown) => toldOf(value, nowhere)!.fingerprint
  assert.equal(print(asNumbers), print(exampleDispute))
  assert.equal(print({ dispute: exampleDispute }), print(exampleDispute))
  const others = [{ status: 'under_review' }, { open: false }, { closingReason: 'evidence_accepted' }, { amount: '48.47' }, { responseDueBy: '1' }, { updatedAt: '1' }, { openingNote: 'x' }, { id: 'dp_2' }]
  assert.equal(new Set([exampleDispute, ...others.map(one => ({ ...exampleDispute, ...one }))].map(print)).size, others.length + 1)
})

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom(accept(), accept({ holdMs: hour }), undo(), submit(), elapse(), escalate(), moveDeadline(noon + 40 * day)),
  fc.constantFrom('won', 'lost', 'withdrawn', 'prevented', 'refunded').map(verdict => judge(verdict as 'won')),
)
/** Afterpay has no word for an act on its way, and none for what an alert programme ended. */
const readAs = (dispute: Dispute): State => (dispute.state === 'accepting' ? dispute.from : dispute.state === 'submitting' ? 'needs_response' : dispute.state === 'prevented' ? 'refunded' : dispute.state)

test('wherever a dispute can get to, what we write of it is read back: state, money, deadline, opening, reason, order, story', () => {
  const amounts = fc.tuple(fc.constantFrom(...currencies), fc.bigInt(1n, 9_999_999_999n), fc.option(fc.bigInt(1n, 9_999_999_999n), { nil: null }))
  const facts = fc.record({
    home: fc.constantFrom('house' as const, connection), category: fc.constantFrom(...reasonCategories), code: fc.constantFrom(null, ...reasons), order: fc.constantFrom(null, 'order54321'),
    note: fc.constantFrom(null, 'It never came.'), tokens: fc.constantFrom({}, { openingNoteAttachments: 'fi_1,fi_2' }), asArray: fc.boolean(),
  })
  fc.assert(fc.property(amounts, facts, fc.array(fc.tuple(commands, fc.integer({ min: 0, max: 20 })), { maxLength: 8 }), ([currency, amount, settled], { home, category, code, order, note, tokens, asArray }, steps) => {
    const money = { amount, currency }
    const settlement = settled === null || settled === amount ? null : { money: { amount: settled, currency }, rate: null }
    const { merchant, dialect, id, theirs, phase, payment } = needsResponse({ dialect: 'afterpay' })
    const reason = { category, code, network: null, networkCode: null }
    const opening = {
      home, merchant, dialect, id, theirs: { ...theirs, status: null, reasonCode: null }, phase, payment: { ...payment, order, captured: money }, reason, metadata: tokens as Record<string, string>, tags: [], fees: [], settlement, money,
      story: note === null ? null : { text: note, language: null, customer: null }, respondBy: respondBy(noon + 13 * day), openedAt: noon,
    }
    let dispute: Dispute = through(null, [{ kind: 'open', by: accept().by, opening }], { terms })
    let at = noon
    for (const [command, days] of steps) {
      at += days * day
      const outcome = ask(dispute, command, { terms, at })
      if (!isRefusal(outcome)) dispute = outcome.dispute
    }
    const { reading, theirId, facts: read, words } = toldOf(JSON.parse(JSON.stringify(toWireDispute(dispute, { attachmentsAsArray: asArray }))), nowhere)!
    assert.deepEqual([theirId, reading.state, reading.respondBy?.at, words], [dispute.theirs.id, readAs(dispute), Math.floor(dispute.respondBy!.at / 1000) * 1000, []])
    assert.deepEqual([read!.money, read!.settlement, read!.openedAt, read!.story, read!.payment.order, read!.payment.id, read!.metadata], [money, settlement, noon, opening.story, order, payment.id, tokens])
    assert.equal(read!.reason.code, code ?? reasonOfCategory[category])
  }), { numRuns: 500 })
})

test('an undo window, which Afterpay does not know, reads as open', () => {
  assert.equal(toldOf(toWireDispute(held(), { attachmentsAsArray: false }), nowhere)!.reading.state, 'needs_response')
})

test('each reason comes back as its category, but for those that Afterpay calls by another', () => {
  const back = Object.fromEntries(reasonCategories.map(category => [category, told({ reason: reasonOfCategory[category] }).facts!.reason.category]))
  const same = Object.fromEntries(reasonCategories.map(category => [category, category]))
  assert.deepEqual(back, { ...same, authorization: 'fraud', processing: 'incorrect_amount', other: 'not_received' })
})
