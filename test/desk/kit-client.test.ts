import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { read, send } from '../../desk/api/client.ts'
import { parseExactly } from '../../desk/api/json.ts'
import { ProblemError } from '../../desk/api/problem.ts'

type Told = { url: string; method: string; headers: Record<string, string>; body: unknown }

/** Stands in for the network, and for nothing of ours. */
function network(answer: () => Response | Promise<Response>): Told[] {
  const told: Told[] = []
  mock.method(globalThis, 'fetch', async (url: string, { method, headers, body }: Told) => {
    told.push({ url, method, headers, body })
    return answer()
  })
  return told
}

afterEach(() => mock.restoreAll())

const problem = (status: number, code: string) => new Response(JSON.stringify({ code, title: code, detail: 'd', next: 'n', status }), { status })
const accept = () => send('POST /v1/disputes/{id}/accept', { params: { id: 'dsp_1' }, body: { reason: 'no_proof' } }, { key: 'k1' })

test('a decision that nobody answered is unknown, whether the line broke before, in or after the answer', async () => {
  const cut = new ReadableStream({ start(controller) { controller.enqueue(new TextEncoder().encode('{"id":')); controller.error(new Error('cut')) } })
  for (const answer of [() => Promise.reject(new TypeError('failed')), () => new Response(cut)]) {
    network(answer)
    assert.equal((await accept()).kind, 'unknown')
  }
})

test('what the server itself does not know, or is still doing, is unknown and never refused', async () => {
  for (const answer of [problem(500, 'internal_error'), problem(503, 'outcome_unknown'), problem(502, 'bad_gateway'), problem(409, 'key_in_flight'), new Response('<html>', { status: 504 })]) {
    network(() => answer)
    assert.equal((await accept()).kind, 'unknown')
  }
})

test('a refusal is a value with its code, and a call is sent once with the key that was given', async () => {
  const told = network(() => problem(409, 'already_accepted'))
  const outcome = await accept()
  assert.deepEqual([outcome.kind, outcome.kind === 'refused' && outcome.problem.code], ['refused', 'already_accepted'])
  assert.deepEqual(told.map(({ url, method, headers }) => [method, url, headers['idempotency-key']]), [['POST', '/v1/disputes/dsp_1/accept', 'k1']])
})

test('a path and a query are written so that no value can be more than a value', async () => {
  const told = network(() => new Response('{"data":[],"next_cursor":null}'))
  await read('GET /v1/disputes', { query: { text: 'a&b=c', state: 'won' } })
  await read('GET /v1/disputes/{id}', { params: { id: '../merchants?x' } })
  assert.deepEqual(told.map(({ url }) => url), ['/v1/disputes?text=a%26b%3Dc&state=won', '/v1/disputes/..%2Fmerchants%3Fx'])
})

test('a read that fails throws what the server said, or that nothing came', async () => {
  network(() => problem(404, 'dispute_not_found'))
  await assert.rejects(read('GET /v1/system', {}), error => error instanceof ProblemError && error.problem.code === 'dispute_not_found')
  network(() => Promise.reject(new TypeError('failed')))
  await assert.rejects(read('GET /v1/system', {}), error => error instanceof ProblemError && error.problem.code === 'unreachable')
})

test('sums keep every digit, and nothing else changes its type', () => {
  assert.deepEqual(parseExactly('{"a":9007199254740993,"b":1.5,"c":12000,"d":"9007199254740993"}'), { a: 9007199254740993n, b: 1.5, c: 12000, d: '9007199254740993' })
  assert.equal(parseExactly('<html>'), undefined)
})
