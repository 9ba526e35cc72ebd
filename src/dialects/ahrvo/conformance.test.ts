// The conformance rows of Ahrvo's contract, under their numbers; what the pages say is in the source of each exchange. 44, 46 and 48 are
// about Finix's Node client and stand with it in test/clients/ahrvo.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseInstant } from '../../core/time.ts'
import { errorOf, pdf, sendFile, startAhrvo, version, type Answered } from '../../../test/kit/ahrvo.ts'
import { items, textOf, type Json } from '../../../test/kit/native.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import { failureBody, root } from './contract/shapes.ts'

const kit = await startAhrvo()
after(() => kit.close())
const shop = await kit.shop()
const { ahrvo } = shop
const accept = (id: string, body: unknown = { note: 'x' }, headers: Record<string, string> = {}) => ahrvo('POST', `/disputes/${id}/accept`, body, headers)
const fetched = async (id: string): Promise<Json> => (await ahrvo('GET', `/disputes/${id}`)).body
const hrefOf = (body: Json | undefined, link: string): string => textOf(body?._links?.[link]?.href)

function shaped(answer: Answered, status: number, code: string): Json {
  const body = failureBody.parse(answer.body)
  assert.deepEqual([answer.status, body.total, body._embedded.errors[0]!.code], [status, body._embedded.errors.length, code], answer.text)
  return items(answer.body._embedded?.errors)[0]!
}

test('1, 2, 3, 4, 9: an accepted dispute is answered whole, with what moved and what did not', async () => {
  const id = await kit.dispute(shop, { metadata: { order_id: 'ORDER-12345' } })
  const before = await fetched(id)
  kit.clock.advance(1_000)
  const { status, headers, body } = await accept(id)
  assert.deepEqual([status, headers['content-type']], [200, 'application/json'])
  assert.deepEqual([body.id, body.response_state, body.state].map(textOf), [id, 'ACCEPTED', 'PENDING'])
  assert.ok(Number.isInteger(body.amount))
  for (const field of ['created_at', 'updated_at', 'transfer', 'reason', 'respond_by', 'evidence_submitted']) assert.equal(typeof body[field], 'string', field)
  assert.equal(typeof body.tags, 'object')
  for (const field of ['created_at', 'amount', 'transfer', 'reason', 'respond_by', 'evidence_submitted', 'tags']) assert.deepEqual(body[field], before[field], field)
  assert.ok(textOf(body.updated_at) > textOf(before.updated_at))
  assert.ok(hrefOf(body, 'self').endsWith(`${root}/disputes/${id}`))
  assert.ok(hrefOf(body, 'transfer').endsWith(`${root}/transfers/${textOf(body.transfer)}`))
  assert.equal('note' in body, false)
})

test('5, 7: the note may be left out and the version may be there', async () => {
  for (const [body, headers] of [[{}, {}], [{ note: 'x' }, version]] as const) {
    const answer = await accept(await kit.dispute(shop), body, headers)
    assert.deepEqual([answer.status, textOf(answer.body.response_state)], [200, 'ACCEPTED'])
  }
})

test('10: without credentials', async () => {
  const answer = await kit.calling('', '')('POST', `/disputes/${await kit.dispute(shop)}/accept`, {}, { authorization: '' })
  assert.equal(textOf(shaped(answer, 401, 'UNKNOWN').message), 'Unauthorized')
})

test('12, 22: an unknown dispute', async () => {
  assert.equal(textOf(shaped(await accept('DPnope'), 404, 'NOT_FOUND').message), 'DPnope was not found')
  assert.equal(textOf(shaped(await ahrvo('GET', '/disputes/DPnope'), 404, 'NOT_FOUND').message), 'DPnope was not found')
})

test('14, 16: what was responded to, and what cannot be parsed, changes nothing', async () => {
  const id = await kit.dispute(shop)
  shaped(await accept(id, '{"note":', { 'content-type': 'application/json' }), 400, 'BAD_REQUEST')
  assert.equal(textOf((await fetched(id)).response_state), 'NEEDS_RESPONSE')
  await ahrvo('POST', `/disputes/${id}/submit`, { note: 'x' }, version)
  shaped(await accept(id), 422, 'UNPROCESSABLE_ENTITY')
  assert.equal(textOf((await fetched(id)).response_state), 'RESPONDED')
})

test('18: an accepted dispute on a sale ends LOST, one on a refund WON, and both stay ACCEPTED', async () => {
  const [sale, refund] = [await kit.dispute(shop), await kit.dispute(shop, { metadata: { 'ahrvo.disputed': 'refund', 'ahrvo.final_after': 'PT2H' } })]
  await accept(sale)
  await accept(refund)
  await kit.pass('PT1H')
  assert.equal(textOf((await fetched(sale)).state), 'PENDING')
  await kit.pass('PT1S')
  assert.deepEqual([textOf((await fetched(sale)).state), textOf((await fetched(sale)).response_state), textOf((await fetched(refund)).state)], ['LOST', 'ACCEPTED', 'PENDING'])
  await kit.pass('PT1H')
  assert.deepEqual([textOf((await fetched(refund)).state), textOf((await fetched(refund)).response_state)], ['WON', 'ACCEPTED'])
})

test('20: who listens to dispute/updated hears of the acceptance and of the final state', async t => {
  const other = await kit.shop('Listening')
  const receiver = await startReceiver(answers(204))
  t.after(() => receiver.close())
  const id = await kit.dispute(other)
  await other.ahrvo('POST', '/webhooks', { url: receiver.url, enabled_events: [{ entity: 'dispute', types: ['updated'] }] })
  await kit.app.workers.runOnceAll(kit.clock.now())
  receiver.received.length = 0
  await other.ahrvo('POST', `/disputes/${id}/accept`, {})
  await kit.pass('PT1S')
  await kit.pass('PT1H')
  await kit.pass('P2D')
  const told = receiver.received.map(({ body }) => JSON.parse(body) as Json)
  assert.deepEqual(told.map(({ entity, type }) => [entity, type].map(textOf)), [['dispute', 'updated'], ['dispute', 'updated']])
  assert.deepEqual(told.map(({ _embedded }) => [items(_embedded?.disputes)[0]!.id, items(_embedded?.disputes)[0]!.state].map(textOf)), [[id, 'PENDING'], [id, 'LOST']])
  assert.notEqual(textOf(told[0]!.id), textOf(told[1]!.id))
})

test('24, 26: filters, and a transfer that shuts them out', async () => {
  const other = await kit.shop('Filters')
  const large = await kit.dispute(other, { payment: { id: 'TR1' } })
  await kit.dispute(other, { amount: { value: 25000, currency: 'USD' }, payment: { id: 'TR2' } })
  const idsIn = ({ body }: Answered) => items(body._embedded?.disputes).map(one => textOf(one.id))
  assert.deepEqual(idsIn(await other.ahrvo('GET', '/disputes?amount.gte=30000')), [large])
  assert.deepEqual(idsIn(await other.ahrvo('GET', '/disputes?transfer_id=TR1&state=WON')), [large])
})

test('28: never more than a hundred', async () => {
  const other = await kit.shop('Many')
  await Promise.all(Array.from({ length: 103 }, () => kit.dispute(other)))
  for (const headers of [{}, version]) assert.equal(items((await other.ahrvo('GET', '/disputes?limit=500', undefined, headers)).body._embedded?.disputes).length, 100)
})

test('30, 34: what is uploaded is described by the server, and listed', async () => {
  const id = await kit.dispute(shop)
  const { status, body } = await sendFile(shop.ahrvo, id)
  assert.deepEqual([status, textOf(body.dispute)], [201, id])
  assert.match(textOf(body.id), /^EV/)
  assert.ok(['PENDING', 'SUCCEEDED'].includes(textOf(body.state)))
  assert.deepEqual(body.tags, { 'file-name': 'receipt.pdf', 'content-type': 'application/pdf', 'file-extension': 'pdf' })
  for (const link of ['self', 'dispute', 'download']) assert.ok(hrefOf(body, link), link)
  await sendFile(shop.ahrvo, id, pdf('second.pdf'))
  const listed = items((await ahrvo('GET', `/disputes/${id}/evidence?limit=10`)).body._embedded?.evidences)
  assert.equal(listed.length, 2)
  for (const one of listed) assert.ok(hrefOf(one, 'self') && hrefOf(one, 'download'))
})

test('32: a ninth file is refused and the list still has eight', async () => {
  const id = await kit.dispute(shop)
  for (let n = 1; n <= 8; n += 1) assert.equal((await sendFile(shop.ahrvo, id, pdf(`${n}.pdf`))).status, 201)
  const ninth = await sendFile(shop.ahrvo, id, pdf('9.pdf'))
  assert.deepEqual(errorOf(ninth), [422, 'INVALID_FIELD', 'file'])
  shaped(ninth, 422, 'INVALID_FIELD')
  assert.equal(items((await ahrvo('GET', `/disputes/${id}/evidence`)).body._embedded?.evidences).length, 8)
})

test('36: tags of evidence are added to those of the server', async () => {
  const id = await kit.dispute(shop)
  const evidence = textOf((await sendFile(shop.ahrvo, id)).body.id)
  const { status, body } = await ahrvo('PUT', `/disputes/${id}/evidence/${evidence}`, { tags: { document_type: 'receipt' } }, version)
  assert.deepEqual([status, body.tags], [200, { document_type: 'receipt', 'file-name': 'receipt.pdf', 'content-type': 'application/pdf', 'file-extension': 'pdf' }])
})

test('38: submitting', async () => {
  const id = await kit.dispute(shop)
  const { status, body } = await ahrvo('POST', `/disputes/${id}/submit`, { note: 'x' }, version)
  assert.deepEqual([status, textOf(body.response_state), textOf(body.state)], [200, 'RESPONDED', 'PENDING'])
  for (const link of ['self', 'transfer', 'evidence']) assert.ok(hrefOf(body, link), link)
})

test('40: what moved', async () => {
  const id = await kit.dispute(shop)
  const moved = items((await ahrvo('GET', `/disputes/${id}/adjustment_transfers?limit=10`)).body._embedded?.transfers)
  assert.deepEqual(moved.map(({ type, subtype, amount }) => [type, subtype, amount] as unknown[]), [['DISPUTE', 'MERCHANT_DEBIT', 50000]])
  assert.ok(hrefOf(moved[0], 'self') && hrefOf(moved[0], 'dispute'))
})

test('42: a receiver that always fails is asked five times more, then never again', async t => {
  const other = await kit.shop('Failing')
  const receiver = await startReceiver(answers(500))
  t.after(() => receiver.close())
  await other.ahrvo('POST', '/webhooks', { url: receiver.url })
  const start = kit.engine.world.now()
  const heardAt: number[] = []
  receiver.behave(response => {
    heardAt.push(Math.round((kit.engine.world.now() - start) / 1000))
    response.writeHead(500).end()
  })
  await kit.dispute(other)
  for (let second = 0; second <= 1_400; second += 10) await kit.pass('PT10S')
  await kit.pass('P1D')
  const gaps = heardAt.slice(1).map((at, n) => at - heardAt[n]!)
  assert.deepEqual(gaps, [90, 120, 180, 300, 540])
})

test('50: both spellings of a time are read to the right instant', () => {
  assert.equal(parseInstant('2025-12-08T14:30:00Z'), Date.UTC(2025, 11, 8, 14, 30))
  assert.equal(parseInstant('2022-01-27T07:43:03.74Z'), Date.UTC(2022, 0, 27, 7, 43, 3, 740))
})
