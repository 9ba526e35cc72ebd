import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { judge, startAfterpay, type Named, type Shop } from '../../../../test/kit/afterpay.ts'
import { items, textOf } from '../../../../test/kit/native.ts'
import { wireRequest } from '../../../wire/http.ts'
import { servicesOf } from '../../../app/services.ts'
import type { Services } from '../../dialect.ts'
import { serveAfterpay } from '../server.ts'
import { usualSwitches } from '../switches.ts'

const kit = await startAfterpay()
after(() => kit.close())
const shop = await kit.shop('Mill Ceramics')
const statusOf = async ({ id }: Named, of: Shop = shop) => textOf((await of.call('GET', `/v2/disputes/${id}`)).body.status)
const path = ({ id }: Named) => `/v2/disputes/${id}/accept`
const tried = async (method: string, headers: Record<string, string | null>, body?: unknown) => {
  const dispute = await kit.dispute(shop)
  const { status } = await shop.call(method, path(dispute), body, headers)
  return [status, await statusOf(dispute)]
}

test('whoever only looks, fetches ahead or comes from a page accepts nothing, under either verb', async () => {
  const ahead = [{ 'sec-purpose': 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }, { 'Sec-Purpose': 'Prerender' }, { purpose: 'prefetch' }, { purpose: 'preview' }, { 'x-moz': 'prefetch' }, { 'x-purpose': 'preview' }]
  const pages = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-dest': 'image' }, { 'sec-fetch-dest': 'document' }, { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }]
  for (const headers of [...ahead, ...pages]) {
    for (const method of ['GET', 'POST']) assert.deepEqual(await tried(method, headers as Record<string, string>), [403, 'needs_response'], `${method} ${JSON.stringify(headers)}`)
  }
})

test('what Node\'s own fetch sends is let through', async () => {
  assert.deepEqual(await tried('GET', { 'sec-fetch-mode': 'cors', accept: '*/*', 'accept-language': '*' }), [200, 'lost'])
  assert.deepEqual(await tried('GET', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }), [200, 'lost'])
})

test('HEAD, OPTIONS and other verbs change nothing and name what there is', async () => {
  for (const [method, status] of [['HEAD', 405], ['OPTIONS', 204], ['PUT', 405], ['PATCH', 405], ['DELETE', 405], ['TRACE', 405]] as const) {
    const dispute = await kit.dispute(shop)
    const heard = await shop.call(method, path(dispute))
    assert.deepEqual([heard.status, heard.headers.allow, await statusOf(dispute)], [status, 'GET, POST, OPTIONS', 'needs_response'], method)
  }
})

test('no spelling of the path redirects or reaches another route', async () => {
  const dispute = await kit.dispute(shop)
  const { id } = dispute
  for (const target of [`/v2/disputes/${id}/accept/`, `/v2//disputes/${id}/accept`, `/v2/disputes/${id}%2Faccept`, `/v2/disputes/x%2F..%2F${id}/accept`, `/v2/disputes/${id};x/accept`, `/v2/disputes/${id}/Accept`, `/v2/disputes/${id}%00/accept`, `/v2/disputes/${id.toLowerCase()}/accept`, '/v2/disputes/files/accept', '/v2/disputes//accept']) {
    const { status, headers } = await shop.call('GET', target)
    assert.deepEqual([status, headers.location], [404, undefined], target)
  }
  assert.equal(await statusOf(dispute), 'needs_response')
  assert.equal((await shop.call('GET', `http://other.example${path(dispute)}`)).status, 200, 'a target in absolute form is its path')
})

test('every answer says no-store and carries nothing by which it could be kept or asked for in part', async () => {
  const [open, closed] = [await kit.dispute(shop), await kit.dispute(shop)]
  await shop.call('GET', path(closed))
  const conditional = { 'if-none-match': '*', 'if-modified-since': 'Fri, 20 Nov 2026 09:00:00 GMT', range: 'bytes=0-1' }
  const answers = [
    await shop.call('GET', path(open), undefined, conditional), await shop.call('GET', path(closed), undefined, conditional), await shop.call('GET', `/v2/disputes/${open.id}`, undefined, conditional),
    await shop.call('GET', '/v2/disputes', undefined, { authorization: null }), await shop.call('GET', '/v2/disputes/a/b/c'), await shop.call('OPTIONS', path(open)), await shop.call('PUT', path(open)),
    await shop.call('POST', '/v2/disputes/files', '{'),
  ]
  assert.deepEqual(answers.map(({ status }) => status), [200, 412, 200, 401, 404, 204, 405, 400])
  for (const { headers } of answers) {
    assert.equal(headers['cache-control'], 'no-store')
    for (const name of ['etag', 'last-modified', 'access-control-allow-origin', 'set-cookie']) assert.equal(headers[name], undefined)
  }
})

test('a body is tolerated as far as clients send one', async () => {
  const json = { 'content-type': 'application/json' }
  for (const [method, headers, body, status] of [
    ['GET', json, undefined, 200], ['GET', json, '{"reason":"x"}', 200], ['GET', { 'content-type': 'text/plain' }, 'x'.repeat(1024), 200], ['GET', {}, 'x'.repeat(1025), 413],
    ['POST', {}, undefined, 200], ['POST', json, '', 200], ['POST', json, '{}', 200], ['POST', { 'content-type': 'application/x-www-form-urlencoded' }, '', 200],
    ['POST', json, '{"amount":"1.00"}', 422], ['POST', json, '{', 400], ['POST', { 'content-type': 'text/plain' }, '{}', 415], ['POST', { ...json, 'content-encoding': 'gzip' }, '{}', 415],
  ] as const) assert.deepEqual(await tried(method, headers, body), [status, status === 200 ? 'lost' : 'needs_response'], `${method} ${JSON.stringify(headers)} ${body?.slice(0, 20)}`)
})

test('Accept may be a list, and needs JSON in it', async () => {
  for (const [accept, status] of [['application/json, text/plain, */*', 200], ['application/json;q=0.9', 200], ['APPLICATION/JSON', 200], ['*/*;q=0.1', 200], ['text/html, application/xml', 406], ['application/json;q=0', 406], ['text/html, */*;q=0.0', 406]] as const) {
    assert.deepEqual(await tried('GET', { accept }), [status, status === 200 ? 'lost' : 'needs_response'], accept)
  }
})

test('thirty accepts at once are one success, one posting and one event', async () => {
  const dispute = await kit.dispute(shop)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => shop.call(n % 2 ? 'GET' : 'POST', path(dispute))))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(29).fill(412)])
  assert.equal(items((await shop.native('GET', `/v1/disputes/${dispute.own}/postings`)).body.data).length, 1)
  assert.equal(items((await shop.native('GET', `/v1/disputes/${dispute.own}/events`)).body.data).filter(({ kind }) => textOf(kind) === 'accepted').length, 1)
})

test('while an acceptance waits in its undo window nothing can be decided, and nothing has happened in Afterpay\'s words', async () => {
  const dispute = await kit.dispute(shop)
  const held = await shop.native('POST', `/v1/disputes/${dispute.own}/accept`, { reason: 'not_worth_it', hold_seconds: 300 })
  assert.equal(held.status, 202)
  for (const [method, target, body] of [['GET', path(dispute), undefined], ['POST', `/v2/disputes/${dispute.id}`, { uncategorizedText: 'x' }]] as const) {
    const { status, body: answer } = await shop.call(method, target, body)
    assert.deepEqual([status, textOf(answer.errorCode), textOf(answer.httpStatusCode)], [503, 'service_unavailable', 503])
  }
  assert.equal(await statusOf(dispute), 'needs_response')
})

test('who accepted elsewhere closed it here: 412, whatever the surface was', async () => {
  const dispute = await kit.dispute(shop)
  await shop.native('POST', `/v1/disputes/${dispute.own}/accept`, { reason: 'not_worth_it' })
  assert.equal((await shop.call('GET', path(dispute))).status, 412)
  assert.equal(await statusOf(dispute), 'lost')
})

test('each end refuses with 412, and a partial refund does not', async () => {
  for (const verdict of ['won', 'lost', 'withdrawn', 'prevented', 'refunded']) {
    const dispute = await kit.dispute(shop)
    await judge(shop, dispute.own, verdict)
    assert.equal((await shop.call('GET', path(dispute))).status, 412, verdict)
  }
  const partial = await kit.dispute(shop, { theirs: { id: 'dp_2222222222222222222222', status: 'merchant_refunded' } })
  assert.equal(await statusOf(partial), 'merchant_refunded')
  assert.equal((await shop.call('POST', `/v2/disputes/${partial.id}`, { uncategorizedText: 'x' })).status, 412, 'there is nothing to respond to')
  assert.equal((await shop.call('GET', path(partial))).status, 200)
})

test('a store that is down, and one that was lost while it wrote, are 503 in four fields and never a success', async t => {
  const dispute = await kit.dispute(shop)
  const services = servicesOf(kit.app, new AbortController().signal)
  for (const name of ['StoreDown', 'CommitUnknown', 'TryAgain']) {
    const broken: Services = { ...services, engine: { ...services.engine, perform: () => Promise.reject(Object.assign(new Error('gone'), { name })) } }
    const answer = await serveAfterpay(broken)(wireRequest({ target: path(dispute), headers: { authorization: shop.authorization } }))
    assert.deepEqual([answer.status, (JSON.parse(String(answer.body)) as { httpStatusCode: number }).httpStatusCode, answer.headers['retry-after']], [503, 503, '1'], name)
  }
  const bugs: unknown[] = []
  const buggy: Services = { ...services, onBug: error => void bugs.push(error), engine: { ...services.engine, perform: () => Promise.reject(new Error('secret of the house')) } }
  const answer = await serveAfterpay(buggy)(wireRequest({ target: path(dispute), headers: { authorization: shop.authorization } }))
  assert.deepEqual([answer.status, bugs.length, /secret/.test(String(answer.body))], [500, 1, false])
  t.diagnostic('the dispute is as it was')
  assert.equal(await statusOf(dispute), 'needs_response')
})

test('the switches: a verb that is not offered is 405 and not in Allow, and User-Agent may be required', async () => {
  const services = servicesOf(kit.app, new AbortController().signal)
  const dispute = await kit.dispute(shop)
  const ask = (handle: ReturnType<typeof serveAfterpay>, method: string, headers: Record<string, string> = {}) => handle(wireRequest({ method, target: path(dispute), headers: { authorization: shop.authorization, ...headers } }))
  const postOnly = serveAfterpay(services, { ...usualSwitches, acceptMethods: ['POST'] })
  const refused = await ask(postOnly, 'GET')
  assert.deepEqual([refused.status, refused.headers.allow], [405, 'POST, OPTIONS'])
  const strict = serveAfterpay(services, { ...usualSwitches, strictUserAgent: true })
  assert.deepEqual([(await ask(strict, 'GET')).status, (await ask(strict, 'GET', { 'user-agent': 'x' })).status, (await ask(postOnly, 'POST')).status], [400, 200, 412])
})

test('faults of the sandbox break it in its own shape, before or after the effect', async () => {
  for (const [fault, status, after] of [['refuse', 412, 'needs_response'], ['error-before', 503, 'needs_response'], ['error-after', 500, 'lost']] as const) {
    const dispute = await kit.dispute(shop)
    assert.equal((await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'afterpay', operation: 'acceptDispute', fault, times: 1 })).status, 201)
    const { status: heard, body } = await shop.call('GET', path(dispute))
    assert.deepEqual([heard, textOf(body.httpStatusCode), await statusOf(dispute)], [status, status, after], fault)
  }
})
