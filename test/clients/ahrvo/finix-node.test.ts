// Finix's own Node client, unmodified, against a real socket: every dispute method that it has, its webhooks, accepting as far as it can be
// made to, and every class of error. It breaks the whole process on an error that is not in Finix's shape.
import assert from 'node:assert/strict'
import { mkdtempSync, createReadStream, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { samplePdf } from '../../kit/native.ts'
import { root, sendFile, startAhrvo } from '../../kit/ahrvo.ts'

type Record_ = Record<string, unknown>
type List = Iterable<Record_> & { length: number; hasMore: boolean; listNext(limit?: number): Promise<List>; page?: Record_ }
type Http = { response: { statusCode: number; headers: Record<string, string>; request: { method: string; path: string; headers: Record<string, string> } }; rawBody: Record_ }
type Outgoing = { method: string; uri: string; headers?: object; body?: unknown }
type Disputes = {
  get(id: string, options?: object): Promise<Record_>
  getHttp(id: string, options?: object): Promise<Http>
  list(query?: object): Promise<List>
  createDisputeEvidence(id: string, body?: object): Promise<Record_>
  getDisputeEvidence(id: string, evidence: string): Promise<Record_>
  listDisputeEvidenceByDisputeId(id: string, query?: object): Promise<List>
  listDisputesAdjustments(id: string, query?: object): Promise<List>
  addInterceptor(interceptor: (outgoing: Outgoing) => void): void
}
type Webhooks = { create(body: object): Promise<Record_>; get(id: string): Promise<Record_>; list(query?: object): Promise<List>; update(id: string, body: object): Promise<Record_> }
type Finix = { Disputes: Disputes; Webhooks: Webhooks }
type HttpError = Error & { statusCode: number; body: { message: string; code: string; field?: string }[] }
const { Client } = createRequire(import.meta.url)('@finix-payments/finix') as { Client: new (user: string, password: string, base: string) => Finix }

const kit = await startAhrvo({ socket: true, finixPrefix: '/finix' })
after(() => kit.close())
const shop = await kit.shop()
const base = `${kit.url}${root}`
const { Disputes, Webhooks } = new Client(shop.username, shop.password, base)

const folder = mkdtempSync(join(tmpdir(), 'parley-finix-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const receipt = join(folder, 'receipt.pdf')
writeFileSync(receipt, samplePdf)

const failing = (call: Promise<unknown>): Promise<HttpError> => call.then(() => assert.fail('It went well.'), error => error as HttpError)

/** The client has no accept: its hook turns a fetch into one, as its users do. */
function acceptingClient(note?: string, at = base): Disputes {
  const { Disputes: own } = new Client(shop.username, shop.password, at)
  own.addInterceptor(outgoing => {
    outgoing.method = 'POST'
    outgoing.uri += '/accept'
    if (note !== undefined) outgoing.body = { note }
  })
  return own
}

test('44: fetches a dispute, and asks as it always does', async () => {
  const id = await kit.dispute(shop)
  const one = await Disputes.get(id)
  assert.deepEqual([one.id, Number(one.amount), one.state, one.reason], [id, 50000, 'PENDING', 'FRAUD'])
  assert.ok(one.createdAt instanceof Date && one.respondBy instanceof Date)
  const { response } = await Disputes.getHttp(id)
  const { method, path, headers } = response.request
  assert.deepEqual([method, path, headers.Accept, headers['Finix-Version'], response.headers['content-type']], ['GET', `${root}/disputes/${id}`, 'application/hal+json', '2022-02-01', 'application/hal+json'])
  assert.match(headers.authorization!, /^Basic /)
  assert.match(response.headers['x-request-id']!, /./)
})

test('46: a wrong password is an HttpError that says Unauthorized', async () => {
  const error = await failing(new Client(shop.username, 'wrong', base).Disputes.get('DP1'))
  assert.deepEqual([error.statusCode, error.message, error.body[0]!.message, error.body[0]!.code], [401, 'HTTP request failed', 'Unauthorized', 'UNKNOWN'])
})

test('48: accepts through its hook, with a note and without, and once only', async () => {
  for (const note of ['Accepting Dispute: valid', undefined]) {
    const id = await kit.dispute(shop)
    const { response, rawBody } = await acceptingClient(note).getHttp(id)
    assert.deepEqual([response.statusCode, rawBody.response_state, rawBody.state], [200, 'ACCEPTED', 'PENDING'])
    const error = await failing(acceptingClient(note).getHttp(id))
    assert.deepEqual([error.statusCode, error.body[0]!.code], [422, 'UNPROCESSABLE_ENTITY'])
  }
})

test('pages through disputes by offset, until an empty page', async () => {
  const other = await kit.shop('Paged')
  const ids = [await kit.dispute(other), await kit.dispute(other), await kit.dispute(other), await kit.dispute(other)]
  const { Disputes: theirs } = new Client(other.username, other.password, base)
  const seen: unknown[] = []
  let page = await theirs.list({ limit: 2, offset: 0, sort: 'created_at,desc', createdAtGte: '2020-01-01T00:00:00Z' })
  for (let pages = 0; ; pages += 1) {
    assert.ok(pages < 5, 'the list has no end')
    seen.push(...[...page].map(one => one.id))
    if (!page.hasMore) break
    page = await page.listNext(2)
  }
  assert.deepEqual(seen, ids.toReversed())
  // Its next page forgets the order, so the other one is good for one page.
  assert.deepEqual([...await theirs.list({ limit: 4, sort: 'created_at,asc' })].map(one => one.id), ids)
})

test('uploads, fetches and lists evidence by cursor, and lists what moved', async () => {
  const id = await kit.dispute(shop)
  const kept = await Disputes.createDisputeEvidence(id, { file: createReadStream(receipt) })
  assert.deepEqual([kept.dispute, kept.state, (kept.tags as Record_)['file-name']], [id, 'SUCCEEDED', 'receipt.pdf'])
  assert.equal((await Disputes.getDisputeEvidence(id, kept.id as string)).id, kept.id)
  const second = (await sendFile(shop.ahrvo, id)).body.id
  const first = await Disputes.listDisputeEvidenceByDisputeId(id, { limit: 1 })
  assert.deepEqual([[...first].map(one => one.id), first.hasMore], [[kept.id], true])
  assert.deepEqual([...await first.listNext(1)].map(one => one.id), [second])
  assert.deepEqual([...await Disputes.listDisputeEvidenceByDisputeId(id, { limit: 10, afterCursor: kept.id })].map(one => one.id), [second])
  assert.deepEqual([...await Disputes.listDisputesAdjustments(id, { limit: 10 })].map(({ amount }) => Number(amount)), [50000])
})

test('every class of error rejects as the client\'s own HttpError, and the process lives', async () => {
  const reader = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'ahrvo', scope: 'read' })).body.shown as unknown as Record<string, string>
  const weak = new Client(reader.username!, reader.password!, base)
  const id = await kit.dispute(shop)
  const nowhere = new Client(shop.username, shop.password, `${base}/nowhere`)
  const put = new Client(shop.username, shop.password, base)
  put.Disputes.addInterceptor(outgoing => void (outgoing.method = 'DELETE'))
  const typed = new Client(shop.username, shop.password, base)
  typed.Disputes.addInterceptor(outgoing => {
    Object.assign(outgoing, { method: 'POST', body: { note: 'x' }, headers: { ...outgoing.headers, 'Content-Type': 'text/plain' } })
    outgoing.uri += '/accept'
  })
  const cases: [number, string, () => Promise<unknown>][] = [
    [403, 'FORBIDDEN', () => weak.Disputes.createDisputeEvidence(id, { file: createReadStream(receipt) })],
    [404, 'NOT_FOUND', () => Disputes.get('DPnope')],
    [404, 'NOT_FOUND', () => Disputes.get('DP a/b')],
    [404, 'NOT_FOUND', () => nowhere.Disputes.get('x')],
    [404, 'NOT_FOUND', () => Disputes.getDisputeEvidence(id, 'EVnope')],
    [405, 'METHOD_NOT_ALLOWED', () => put.Disputes.get(id)],
    [422, 'INVALID_FIELD', () => Disputes.createDisputeEvidence(id)],
    [422, 'INVALID_FIELD', () => Disputes.list({ limit: 2, offset: Number.NaN })],
    [406, 'NOT_ACCEPTABLE', () => typed.Disputes.getHttp(id)],
  ]
  for (const [status, code, call] of cases) {
    const error = await failing(call())
    assert.deepEqual([error.statusCode, error.body[0]?.code], [status, code])
  }
})

test('an error of ours, and a store that is away, are in its shape too', async () => {
  const id = await kit.dispute(shop)
  for (const fault of ['error-before', 'error-after', 'refuse']) {
    await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'ahrvo', operation: 'getDispute', fault, times: 1 })
    const { statusCode, body } = await failing(Disputes.get(id))
    assert.ok(statusCode >= 400 && body[0]!.code, fault)
  }
})

test('makes, fetches, lists and changes webhooks', async () => {
  const made = await Webhooks.create({ url: 'https://shop.example/finix', enabledEvents: [{ entity: 'dispute', types: ['updated'] }], authentication: { type: 'BEARER', bearer: { token: 'let-me-in' } } })
  const id = made.id as string
  assert.equal((await Webhooks.get(id)).url, 'https://shop.example/finix')
  assert.ok([...await Webhooks.list({ limit: 5 })].some(one => one.id === id))
  assert.equal((await Webhooks.update(id, { enabled: false })).enabled, false)
})

test('below the configured prefix everything is there as well, and links stay below it', async () => {
  const id = await kit.dispute(shop)
  const { Disputes: finix } = new Client(shop.username, shop.password, `${kit.url}/finix`)
  const { rawBody } = await finix.getHttp(id)
  assert.equal((rawBody._links as { self: { href: string } }).self.href, `${kit.url}/finix/disputes/${id}`)
  assert.equal((await acceptingClient('x', `${kit.url}/finix`).getHttp(id)).rawBody.response_state, 'ACCEPTED')
  assert.equal((await failing(finix.get('DPnope'))).body[0]!.code, 'NOT_FOUND')
  assert.deepEqual([...await finix.listDisputeEvidenceByDisputeId(id)], [])
  const kept = await failing(finix.createDisputeEvidence(id, { file: createReadStream(receipt) }))
  assert.equal(kept.body[0]!.code, 'UNPROCESSABLE_ENTITY')
})
