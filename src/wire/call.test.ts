import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, requestOf, type Outgoing, type Sent } from './call.ts'
import { parseForm } from './form.ts'
import { parseMultipart } from './multipart.ts'

const post = { method: 'POST', path: '/disputes/{id}/accept' } as const
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const answered = (status: number, text: string, headers: Record<string, string> = {}): Sent =>
  ({ kind: 'answered', status, headers: new Map(Object.entries(headers)), bytes: bytes(text) })

async function called(answer: Sent, over: Partial<Parameters<typeof call>[2]> = {}) {
  const sent: Outgoing[] = []
  const result = await call(post, { params: { id: 'd 1' }, body: { json: { a: 1 } } }, {
    baseUrl: 'https://api.example/v2/', send: async request => { sent.push(request); return answer }, ...over,
  })
  return { sent: sent[0]!, result }
}

test('a request goes to the contract\'s path under the base address, with its parameters escaped', async () => {
  const { sent } = await called(answered(200, '{}'))
  assert.deepEqual([sent.method, sent.url, sent.path], ['POST', 'https://api.example/v2/disputes/d%201/accept', '/v2/disputes/d%201/accept'])
  assert.deepEqual([new TextDecoder().decode(sent.body), sent.headers['content-type']], ['{"a":1}', 'application/json'])
})

test('a parameter that would leave its segment is refused before anything is sent', () => {
  for (const id of ['', '.', '..']) assert.throws(() => requestOf(post, { params: { id } }, 'https://api.example'))
  assert.throws(() => requestOf(post, {}, 'https://api.example'))
  assert.equal(requestOf(post, { params: { id: '../x?y' } }, 'https://api.example').path, '/disputes/..%2Fx%3Fy/accept')
})

test('the signature is made over the request as it goes out and its headers go with it', async () => {
  const seen: Outgoing[] = []
  const { sent } = await called(answered(200, '{}'), { sign: request => { seen.push(request); return { signature: `of ${request.body.length}` } } })
  assert.equal(sent.headers['signature'], 'of 7')
  assert.deepEqual([seen[0]!.url, seen[0]!.body], [sent.url, sent.body])
})

test('a query leaves out what is not there and repeats a list', () => {
  const { path } = requestOf({ method: 'GET', path: '/d' }, { query: { a: 1, b: undefined, c: null, d: ['x', 'y z'], e: false } }, 'https://api.example')
  assert.equal(path, '/d?a=1&d=x&d=y+z&e=false')
})

test('forms and multipart bodies are read back as they were meant, also where a file holds the boundary', () => {
  const form = requestOf(post, { params: { id: 'a' }, body: { form: { a: 'é&=', m: { o: 1 }, l: ['x', 'y'], n: null } } }, 'https://api.example')
  assert.deepEqual(JSON.parse(JSON.stringify((parseForm(form.body) as { value: unknown }).value)), { a: 'é&=', m: { o: '1' }, l: ['x', 'y'] })
  const file = { filename: 'a "b".png', contentType: 'image/png', bytes: bytes('x--parley-0d1f6c1d2b9a4e7f8c3e5a7b9d1f3c5e--') }
  const many = requestOf(post, { params: { id: 'a' }, body: { multipart: { fields: { kind: 'x' }, files: { file } } } }, 'https://api.example')
  const read = parseMultipart(many.body, many.headers['content-type']!)
  assert.ok(read.ok)
  assert.deepEqual([read.value.fields['kind'], read.value.files['file']!.filename, Buffer.from(read.value.files['file']!.bytes).toString()], ['x', file.filename, 'x--parley-0d1f6c1d2b9a4e7f8c3e5a7b9d1f3c5e--'])
})

test('an answer is read as JSON where it is JSON, whatever it is called', async () => {
  const { result } = await called(answered(200, '{"id":"d","extra":{"kept":1}}', { 'content-type': 'text/html' }))
  assert.deepEqual(result.kind === 'answered' && result.body, { id: 'd', extra: { kept: 1 } })
  for (const text of ['', '<html>', '{"a":', '\ufffd']) {
    const { result } = await called(answered(502, text))
    assert.deepEqual(result.kind === 'answered' && [result.status, result.body], [502, undefined])
  }
})

test('how long to wait is read in both of its forms', async () => {
  const wait = async (text: string, now?: () => number) => {
    const { result } = await called(answered(429, '', { 'retry-after': text }), now ? { now } : {})
    return result.kind === 'answered' ? result.retryAfterMs : 'no answer'
  }
  assert.deepEqual([await wait('7'), await wait('Thu, 01 Jan 1970 00:00:09 GMT', () => 4_000), await wait('soon', () => 4_000)], [7_000, 5_000, null])
})

test('what was not sent and what was lost come back as they are', async () => {
  for (const sent of [{ kind: 'unsent', cause: 'refused', retryAfterMs: 5 }, { kind: 'lost', cause: 'reset', status: null }] as const) {
    assert.deepEqual((await called(sent)).result, sent)
  }
})
