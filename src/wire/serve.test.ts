import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Handlers } from './contract.ts'
import { wireRequest, type WireRequestInit, type WireResponse } from './http.ts'
import { sample, sampleFailure } from './sample.test-kit.ts'
import { serve } from './serve.ts'

const calls: string[] = []
const bugs: unknown[] = []

const handlers: Handlers<typeof sample, string> = {
  listLoans: ({ query, principal }) => ({ status: 200, body: [{ id: principal, title: 't', copies: query.limit }] }),
  lend: ({ body, headers }) => {
    calls.push('lend')
    if (body.title === 'boom') throw new Error('secret of the house')
    if (body.title === 'none') return { failure: 'loan_not_found', detail: 'There is none.' }
    const copies = 'copies' in body ? (body.copies ?? 1) : 1
    return { status: 201, body: { id: headers['idempotency-key'] ?? 'x', title: body.title, copies }, headers: { location: '/loans/x' } }
  },
  getLoan: ({ params }) => ({ status: 200, body: { id: params.id, title: 't', copies: 1 } }),
  returnLoan: ({ params, body }) => {
    calls.push(`return ${params.id} ${body?.note ?? '-'}`)
    return { status: 204 }
  },
  addCover: ({ body }) => ({ status: 200, body: { size: body.files.file.bytes.byteLength, back: body.files.back !== undefined } }),
  scan: ({ body }) => ({ status: 200, raw: `${body.contentType} ${body.bytes.byteLength}` }),
  watch: () => ({ status: 200, raw: 'data: x\n\n' }),
}

const handle = serve(sample, handlers, {
  authenticate: (request, endpoint) => (endpoint.open || request.headers.get('authorization') === 'Bearer ok' ? { principal: 'me' } : { failure: 'unauthorized' }),
  failureOf: sampleFailure,
  onBug: (error) => bugs.push(error),
})

const JSON_TYPE = { 'content-type': 'application/json' }
function ask(method: string, target: string, init: Partial<WireRequestInit> = {}): Promise<WireResponse> {
  const headers = Array.isArray(init.headers) ? init.headers : { authorization: 'Bearer ok', ...init.headers }
  return handle(wireRequest({ method, target, ...init, headers }))
}
async function check(answer: Promise<WireResponse>, status: number, code?: string): Promise<any> {
  const { status: got, body } = await answer
  const value = body === '' ? undefined : JSON.parse(body as string)
  assert.deepEqual([got, value?.code], [status, code], JSON.stringify(value))
  return value
}
const lend = (body: string, headers: Record<string, string> = JSON_TYPE) => ask('POST', '/loans', { body, headers })

test('a good request reaches its handler with typed values and is answered as JSON', async () => {
  const answer = await ask('POST', '/loans', { body: '{"title":"Emma","copies":2}', headers: { ...JSON_TYPE, 'idempotency-key': 'k1' } })
  assert.equal(answer.status, 201)
  assert.equal(answer.body, '{"id":"k1","title":"Emma","copies":2}')
  assert.deepEqual(answer.headers, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-type': 'application/json', location: '/loans/x' })
  assert.equal((await check(lend('title=Emma', { 'content-type': 'application/x-www-form-urlencoded' }), 201)).title, 'Emma')
  assert.deepEqual(await check(ask('GET', '/loans?limit=3'), 200), [{ id: 'me', title: 't', copies: 3 }])
})

test('paths that are spelt another way reach no route', async () => {
  const before = calls.length
  const spellings = ['/loans/', '//loans', '/Loans', '/loans/x%2Freturn', '/loans/x%2freturn', '/loans/../loans', '/loans/x/%72eturn', '/loans/%00/return',
    '/loans/%ff/return', '/loans/%/return', '/loans/%2e%2e/return', '/loans/./return', '/loans//return', '/loans/x/return/', '/loans/a%5Cb/return', '*', '']
  for (const target of spellings) await check(ask('POST', target), 404, 'route_not_found')
  assert.equal(calls.length, before)
})

test('parameters are percent-decoded exactly once', async () => {
  assert.equal((await check(ask('GET', '/loans/a%20b%2520;x'), 200)).id, 'a b%20;x')
  assert.equal((await check(ask('GET', 'http://evil.example/loans/a'), 200)).id, 'a')
  await check(ask('GET', `/loans/${'a'.repeat(21)}`), 404, 'loan_not_found')
})

test('an undeclared method is refused with the list of declared ones', async () => {
  for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'DELETE']) {
    const answer = ask(method, '/loans')
    await check(answer, 405, 'method_not_allowed')
    assert.equal((await answer).headers.allow, 'GET, POST')
  }
})

test('checks come in one order: route, method, duplicates, caller, content type, size, body', async () => {
  const nobody = { authorization: 'Bearer no' }
  const twice: [string, string][] = [['Authorization', 'Bearer ok'], ['authorization', 'Bearer no']]
  await check(ask('POST', '/nowhere', { headers: twice }), 404, 'route_not_found')
  await check(ask('PUT', '/loans', { headers: twice }), 405, 'method_not_allowed')
  await check(ask('POST', '/loans', { headers: [...twice, ['content-type', 'text/plain']], body: 'x' }), 400, 'duplicate_header')
  await check(ask('POST', '/loans', { headers: { ...nobody, 'content-type': 'text/plain' }, body: '{' }), 401, 'unauthorized')
  await check(lend('x'.repeat(2_000_000), { 'content-type': 'text/plain' }), 415, 'unsupported_media_type')
  await check(lend('x'.repeat(2_000_000)), 413, 'body_too_large')
  await check(lend('{'), 400, 'malformed_request')
})

test('each header that may come once is refused when it comes twice', async () => {
  for (const name of ['Host', 'Authorization', 'Content-Type', 'Content-Length', 'Idempotency-Key']) {
    await check(ask('GET', '/loans', { headers: [[name, 'a'], [name.toUpperCase(), 'a']] }), 400, 'duplicate_header')
  }
})

test('a header that the contract lets come twice is read from its first line', async () => {
  const tolerant = serve({ ...sample, repeatableHeaders: ['content-type'] }, handlers, { authenticate: () => ({ principal: 'me' }), failureOf: sampleFailure, onBug: assert.fail })
  const twice = (...types: string[]) => tolerant(wireRequest({ method: 'POST', target: '/loans', headers: types.map((type) => ['content-type', type] as const), body: '{"title":"Emma"}' }))
  assert.equal((await twice('application/json', 'application/json; charset=UTF-8')).status, 201)
  assert.equal((await twice('text/plain', 'application/json')).status, 415)
})

test('content types and encodings that the endpoint does not take are refused', async () => {
  for (const type of ['text/plain', 'application/jsonx', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x']) {
    await check(lend('{"title":"a"}', { 'content-type': type }), 415, 'unsupported_media_type')
  }
  await check(ask('POST', '/loans', { body: '{"title":"a"}' }), 415, 'unsupported_media_type')
  for (const coding of ['gzip', 'br', 'zstd', 'gzip, gzip']) await check(lend('{"title":"a"}', { ...JSON_TYPE, 'content-encoding': coding }), 415, 'unsupported_media_type')
  await check(lend('{"title":"a"}', { 'content-type': 'Application/JSON; charset="UTF-8"', 'content-encoding': 'identity' }), 201)
})

test('a wrong body names each field by pointer and repeats no long value', async () => {
  const long = 'v'.repeat(5000)
  const { errors } = await check(lend(JSON.stringify({ title: 7, copies: 1.5, status: long, [long]: 1, 'a/b~c': 1 })), 400, 'invalid_body')
  const pointers = errors.map((one: { pointer: string }) => one.pointer.slice(0, 12))
  for (const pointer of ['/title', '/copies', '/status', '/a~1b~0c']) assert.ok(pointers.includes(pointer), pointers.join())
  assert.ok(JSON.stringify(errors).length < 2000)
  const many = await check(lend(JSON.stringify({ title: 'a', tags: Array(500).fill(1) })), 400, 'invalid_body')
  assert.equal(many.errors.length, 20)
})

test('an empty body is tolerated only where the contract says so', async () => {
  await check(ask('POST', '/loans/x/return'), 204)
  await check(ask('POST', '/loans/x/return', { body: '{"note":"n"}', headers: JSON_TYPE }), 204)
  assert.deepEqual(calls.slice(-2), ['return x -', 'return x n'])
  await check(ask('POST', '/loans', { headers: JSON_TYPE }), 400, 'invalid_body')
  await check(ask('GET', '/loans', { body: '{}', headers: JSON_TYPE }), 400, 'malformed_request')
  assert.equal((await ask('GET', '/watch', { body: 'x' })).status, 200)
})

test('query parameters are refused when repeated, unknown, broken or wrong', async () => {
  for (const search of ['limit=1&limit=1', 'offset=1', 'limit=%', 'limit=%ff', 'limit=-1', 'limit=1e9', 'limit[]=1', '__proto__=1', `${'a=1&'.repeat(1001)}`]) {
    await check(ask('GET', `/loans?${search}`), 400, 'invalid_query')
  }
  await check(ask('GET', '/loans/x?limit=1'), 400, 'invalid_query')
  await check(ask('GET', '/loans?'), 200)
})

test('a header that its schema refuses is named', async () => {
  const { errors } = await check(lend('{"title":"a"}', { ...JSON_TYPE, 'idempotency-key': 'k'.repeat(41) }), 400, 'invalid_header')
  assert.equal(errors[0].pointer, '/idempotency-key')
})

test('what a handler throws is told to us and not to the caller', async () => {
  const answer = lend('{"title":"boom"}')
  const value = await check(answer, 500, 'internal_error')
  assert.doesNotMatch(JSON.stringify(value), /secret|stack|Error:/)
  assert.match(String(bugs.at(-1)), /secret of the house/)
})

test('a handler refuses by code and the dialect gives the shape', async () => {
  assert.equal((await check(lend('{"title":"none"}'), 404, 'loan_not_found')).detail, 'There is none.')
})

test('files and bytes arrive as they were sent', async () => {
  const part = (head: string, body: string) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  const put = (body: string) => ask('PUT', '/loans/x/cover', { body: `${body}--b--\r\n`, headers: { 'content-type': 'multipart/form-data; boundary=b' } })
  assert.deepEqual(await check(put(part('name="kind"', 'front') + part('name="file"; filename="a.png"', '12345')), 200), { size: 5, back: false })
  await check(put(part('name="kind"', 'front')), 400, 'invalid_body')
  await check(put(part('name="kind"', 'f') + part('name="file"; filename="a"', '1') + part('name="evil"; filename="a"', '1')), 400, 'invalid_body')
  await check(put(part('name="file"; filename="a"', '1')), 400, 'invalid_body')
  assert.equal((await ask('POST', '/loans/scan', { body: '12345', headers: { 'content-type': 'image/png' } })).body, 'image/png 5')
  await check(ask('POST', '/loans/scan', { body: '12345678901', headers: { 'content-type': 'image/png' } }), 413, 'body_too_large')
})

test('the body limit is known before a body is read', () => {
  assert.deepEqual([handle.bodyLimit('POST', '/loans'), handle.bodyLimit('POST', '/loans/scan'), handle.bodyLimit('POST', '/x')], [1_048_576, 10, 4096])
})

test('JSON is read as far as an endpoint says, whatever it lets files have', async () => {
  const served = (more: object) => serve({ ...sample, endpoints: { ...sample.endpoints, lend: { ...sample.endpoints.lend, ...more } } }, handlers, { authenticate: () => ({ principal: 'me' }), failureOf: sampleFailure, onBug: assert.fail })
  const sent = async (more: object) => (await served(more)(wireRequest({ method: 'POST', target: '/loans', headers: JSON_TYPE, body: JSON.stringify({ title: 'x'.repeat(2000) }) }))).status
  assert.deepEqual([await sent({ maxTextBody: 1000 }), await sent({})], [413, 400], 'the second is read, and its title is too long')
})
