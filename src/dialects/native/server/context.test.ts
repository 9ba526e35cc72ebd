// What is said before a decision: the provider's own call, its terms in numbers and sentences, and what is known of others.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { anOpening, day, hour } from '../../../../test/kit/builders.ts'
import { startNative, textOf, type Merchant } from '../../../../test/kit/native.ts'
import type { Opening } from '../../../core/command.ts'
import type { DisputeId, MerchantId } from '../../../core/ids.ts'
import { dialects } from '../../index.ts'
import { context, type WireContext } from '../contract/context.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant('Mill Ceramics')

const open = async (more: object = {}, of: Merchant = mill) => textOf((await kit.open(of, more)).id)
const contextOf = async (dispute: string, of: Merchant = mill): Promise<WireContext> => {
  const { status, body } = await of.call('GET', `/v1/disputes/${dispute}/context`)
  assert.equal(status, 200)
  return context.parse(body)
}
const codes = (sentences: readonly { code: string }[]) => sentences.map(({ code }) => code)

/** Opened as a connection's reading does it: living upstream. */
async function bridged(more: Partial<Opening> = {}): Promise<string> {
  const { ids, now } = kit.engine.world
  const [dispute, by] = [ids.next('dsp'), { kind: 'system', id: 'given', surface: 'bridge', request: null } as const]
  const respondBy = { at: now() + 7 * day, zone: null, source: 'provider' } as const
  const opening = anOpening({ id: dispute, merchant: mill.id as MerchantId, home: ids.next('con'), theirs: { id: dispute, status: null, reasonCode: null, reasonText: null }, openedAt: now(), respondBy, ...more })
  await kit.engine.perform({ merchant: mill.id as MerchantId, dispute: dispute as DisputeId, command: { kind: 'open', by, opening } })
  return dispute
}

const theirCalls = {
  native: ['Parley', 'POST', '/v1/disputes/{id}/accept'], alipay: ['Alipay', 'POST', '/ams/api/v1/payments/acceptDispute'], afterpay: ['Afterpay', 'GET', '/v2/disputes/{dispute_id}/accept'],
  omise: ['Omise', 'POST', '/disputes/{id}/accept'], moov: ['Moov', 'POST', '/accounts/{accountID}/disputes/{disputeID}/accept'], ahrvo: ['Ahrvo', 'POST', '/payments/na/disputes/{id}/accept'],
}
/** What accepting a chargeback costs, what silence does, and whether it can be conceded after a defense. */
const theirTerms = {
  native: ['held_is_lost', 'conceded', true], alipay: ['held_is_lost', 'conceded', false], afterpay: ['debited', 'conceded', true],
  omise: ['already_taken', 'conceded', true], moov: ['already_taken', 'conceded', false], ahrvo: ['already_taken', 'conceded', false],
}

for (const { name: dialect, terms: { evidence } } of Object.values(dialects)) {
  test(`${dialect}: the context names its call, its price, its limits, and when it is too late`, async () => {
    const known = await contextOf(await open({ dialect }))
    const { name, accept } = known.provider
    assert.deepEqual([name, accept?.method, accept?.path], theirCalls[dialect])
    assert.deepEqual([known.accept.sentences[0]!.code, known.silence.effect, known.contest.concede_later], theirTerms[dialect])
    assert.deepEqual([known.accept.possible, known.accept.final, known.accept.undo.seconds, known.accept.until], [true, true, 3600, known.deadline!.at])
    assert.deepEqual(known.deadline!.buffer, { seconds: 86_400, source: 'usual', at: new Date(Date.parse(known.deadline!.at) - day).toISOString().replace('.000', '') })
    const { files, file_bytes, total_bytes, types, text_length, statement_alone, after_accept, after_submit } = known.evidence
    assert.deepEqual([files, file_bytes, total_bytes, types, text_length, statement_alone], [evidence.files, evidence.fileBytes, evidence.totalBytes, evidence.types, evidence.textLength, evidence.statementAlone])
    assert.deepEqual([after_accept, after_submit], [false, false])
  })
}

test('where something is not possible the sentence is the reason that the dispute itself gives', async () => {
  const dispute = await open()
  await mill.call('POST', `/v1/disputes/${dispute}/accept`, { reason: 'no_proof' })
  const [known, { body }] = [await contextOf(dispute), await mill.call('GET', `/v1/disputes/${dispute}`)]
  assert.deepEqual([known.accept.possible, known.contest.possible], [body.can?.accept, body.can?.submit] as unknown[])
  assert.deepEqual([codes(known.accept.sentences), codes(known.contest.sentences), codes(known.silence.sentences)], [['cannot'], ['cannot'], ['closed']])
  assert.ok(known.accept.sentences[0]!.text.includes(textOf(body.can?.accept?.why)))
  assert.deepEqual([known.accept.until, known.accept.undo.seconds], [null, 0])
})

test('shortly before the deadline there is no undo window any more', async () => {
  const known = await contextOf(await open({ respond_in: 'PT4M' }))
  assert.ok(known.accept.possible === true && known.accept.undo.seconds === 0)
  assert.ok(codes(known.accept.sentences).includes('no_undo'))
  const sooner = await contextOf(await open({ respond_in: 'PT10M' }))
  assert.deepEqual([sooner.accept.undo.seconds, codes(sooner.accept.sentences).includes('undo')], [300, true])
})

test('fees that stay and fees that a win gives back are told apart', async () => {
  const fee = (value: number, refundable: boolean) => ({ kind: 'chargeback', amount: { value, currency: 'USD' }, refundable })
  const { fees } = await contextOf(await open({ fees: [fee(1500, false), fee(2000, true)] }))
  assert.deepEqual([fees.kept.map(({ amount }) => amount.value), fees.refundable.map(({ amount }) => amount.value)], [[1500], [2000]])
  assert.deepEqual(codes(fees.sentences), ['refundable', 'kept'])
  assert.match(fees.sentences[1]!.text, /15\.00 USD/)
})

test('what of the payment was given back already is said before it is given back twice', async () => {
  const amount = (value: number) => ({ value, currency: 'THB' })
  const payment = { id: 'pay_refunded', captured: amount(20_000), refunded: amount(9_000) }
  const first = await open({ payment })
  const known = await contextOf(first)
  assert.deepEqual([known.payment.captured, known.payment.refunded, known.payment.returned, known.payment.left], [amount(20_000), amount(9_000), amount(0), amount(11_000)])
  assert.ok(codes(known.accept.sentences).includes('would_pay_twice'))
  assert.match(known.payment.sentences[0]!.text, /90\.00 THB/)
  const refused = await mill.call('POST', `/v1/disputes/${first}/accept`, { reason: 'no_proof' })
  assert.equal(refused.body.code, 'payment_already_returned')
  const small = await open({ payment, amount: amount(5_000) })
  await mill.call('POST', `/v1/disputes/${small}/accept`, { reason: 'no_proof' })
  const later = await contextOf(first)
  assert.deepEqual([later.payment.returned, later.payment.left, codes(later.payment.sentences)], [amount(5_000), amount(6_000), ['refunded', 'returned']])
  assert.deepEqual((await contextOf(small)).payment.returned, amount(0), 'what it gave back itself is not what others did')
})

test('earlier disputes of the payment and of the customer are shown, newest first, each once, and of this merchant alone', async () => {
  const tea = await kit.merchant('Tea House')
  const story = { text: 'Never came.', customer: 'Nok Suda' }
  await open({ story }, tea)
  const byName = await open({ story: { ...story, customer: ' nok suda' } })
  await open({ story: { ...story, customer: 'Nok Sudarat' } })
  kit.clock.advance(hour)
  const both = await open({ story, payment: { id: 'pay_nok' } })
  kit.clock.advance(hour)
  const byPayment = await open({ payment: { id: 'pay_nok' } })
  const { earlier } = await contextOf(await open({ story, payment: { id: 'pay_nok' } }))
  assert.deepEqual(earlier.data.map(({ id, same }) => [id, same]), [[byPayment, ['payment']], [both, ['payment', 'customer']], [byName, ['customer']]])
  assert.equal(earlier.complete, true)
})

test('at most ten are shown, and that there are more is said', async () => {
  const ids = []
  for (let count = 0; count < 12; count++) ids.push(await open({ payment: { id: 'pay_often' } }))
  const { earlier } = await contextOf(ids.at(-1)!)
  assert.deepEqual([earlier.data.length, earlier.complete, earlier.recent], [10, false, { days: 90, nth: 11, complete: false }])
})

test('what came of disputes for the same reason here is counted, and the rate is of those that were judged', async () => {
  const tea = await kit.merchant('Tea House')
  const judged = async (verdict: string, reason = 'duplicate') => tea.call('POST', `/v1/sandbox/disputes/${await open({ reason }, tea)}/judge`, { verdict })
  for (const verdict of ['won', 'lost', 'lost', 'lost', 'withdrawn']) await judged(verdict)
  await judged('won', 'fraud')
  await tea.call('POST', `/v1/disputes/${await open({ reason: 'duplicate' }, tea)}/accept`, { reason: 'no_proof' })
  const { record } = await contextOf(await open({ reason: 'duplicate' }, tea), tea)
  assert.deepEqual(record, { category: 'duplicate', decided: 6, won: 1, lost: 3, accepted: 1, expired: 0, win_rate: 0.25, complete: true })
  assert.deepEqual((await contextOf(await open({ reason: 'other' }, tea), tea)).record.win_rate, null)
})

test('of a dispute that lives upstream it says who ends it, when it counts, and whose buffer is kept', async () => {
  const known = await contextOf(await bridged({ bufferMs: 2 * hour }))
  assert.deepEqual([known.silence.effect, known.deadline!.binding, known.deadline!.buffer.seconds, known.deadline!.buffer.source], ['provider_decides', true, 7200, 'connection'])
  assert.ok(codes(known.accept.sentences).includes('confirmed_there'))
  const unwarned = await contextOf(await bridged({ bufferMs: 0 }))
  assert.deepEqual(unwarned.deadline!.buffer, { seconds: 0, source: 'connection', at: null })
})

test('a deadline that the provider never named is a guess and holds nobody', async () => {
  const known = await contextOf(await bridged({ respondBy: null }))
  assert.deepEqual([known.deadline!.source, known.deadline!.binding, known.accept.possible, known.accept.until], ['rule', false, true, null])
})

test('no sentence is said twice under one heading, and none holds a gap', async () => {
  for (const { name: dialect } of Object.values(dialects)) {
    const known = await contextOf(await open({ dialect, phase: 'inquiry' }))
    for (const { sentences } of [known.accept, known.contest, known.silence, known.fees, known.payment] as { sentences: { code: string; text: string }[] }[]) {
      assert.equal(new Set(codes(sentences)).size, sentences.length)
      for (const { text } of sentences) assert.doesNotMatch(text, /undefined|null|NaN|\{/)
    }
  }
})

test('large amounts are said in groups of three, with the digits of their currency', async () => {
  const known = await contextOf(await open({ amount: { value: 1_234_567_890, currency: 'KWD' } }))
  assert.match(known.accept.sentences[0]!.text, /The 1,234,567\.890 KWD that is held/)
})

test('which dispute of its customer or payment it is counts those of ninety days before it, and none after', async () => {
  const story = { text: 'Again.', customer: 'Mali Thong' }
  const long = await open({ story })
  kit.clock.advance(91 * day)
  const first = await open({ story })
  const ofPayment = await open({ payment: { id: 'pay_mali' } })
  kit.clock.advance(hour)
  const third = await open({ story, payment: { id: 'pay_mali' } })
  kit.clock.advance(89 * day)
  const fourth = await open({ story })
  const recent = await Promise.all([long, first, ofPayment, third, fourth].map(async id => (await contextOf(id)).earlier.recent))
  assert.deepEqual(recent.map(({ nth }) => nth), [1, 1, 1, 3, 3])
  assert.ok(recent.every(({ days, complete }) => days === 90 && complete))
})
