import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTerminal, desk, parley, type Desk } from '../../test/kit/cli.ts'
import { exampleAct, exampleDispute } from '../dialects/native/contract/examples.ts'
import { nothingWasSent } from './lost.ts'

const problem = (code: string) => JSON.stringify({ code, title: 'T', detail: 'D.', next: 'N.' })

test('what answers in the place of Parley: only who surely did not pass a decision on leaves it undone', async t => {
  const asked = await desk(t)
  const id = await asked.open()
  for (const [status, body, deciding, reading] of [
    [200, '<html>', 8, 9], [200, '{}', 8, 9], [204, '', 8, 9], [200, '{"id":"dsp_', 8, 9], [502, 'Bad Gateway', 8, 9], [504, '', 8, 9], [408, '', 8, 9], [499, '', 8, 9],
    [301, '', 9, 9], [401, 'login', 9, 9], [404, 'nothing here', 9, 9], [413, '', 9, 9],
    [500, problem('internal_error'), 8, 1], [503, problem('of_a_newer_server'), 8, 1], [503, problem('outcome_unknown'), 8, 8], [409, problem('key_in_flight'), 8, 8],
    [503, problem('unavailable'), 9, 9], [409, problem('of_a_newer_server'), 10, 10],
  ] as const) {
    const answer = async (): Promise<Response> => new Response(status === 204 || status === 301 ? null : body, { status, headers: { location: 'http://elsewhere.example/' } })
    const decided = await atTerminal(asked, '120.00', ['accept', id, '--reason', 'other'], only('POST', answer))
    assert.equal(decided.code, deciding, `deciding, ${status} ${body}: ${decided.stderr}`)
    assert.equal((await atTerminal(asked, '', ['get', id], only('GET', answer))).code, reading, `reading, ${status} ${body}`)
  }
})

test('asked of the provider and not confirmed is unknown, and still the answer of the API', async t => {
  const asked = await desk(t)
  const id = await asked.open()
  const onItsWay = JSON.stringify({ act: { ...exampleAct, state: 'asked' }, dispute: exampleDispute })
  const said = await atTerminal(asked, '120.00', ['accept', id, '--reason', 'other', '--json'], only('POST', async () => new Response(onItsWay, { status: 202 })))
  assert.deepEqual([said.code, said.stdout], [8, `${onItsWay}\n`])
})

test('whoever accepts again what the provider has not confirmed yet hears the same, under another key too', async t => {
  const asked = await desk(t)
  const why = 'A decision was sent to the provider and has not been confirmed yet.'
  const dispute = { ...exampleDispute, state: 'accepting', can: { ...exampleDispute.can!, accept: { refused: 'act_in_progress', why } } }
  const onItsWay = JSON.stringify({ act: { ...exampleAct, state: 'unknown' }, dispute })
  const answering: typeof fetch = async (_, init) => (init?.method === 'POST' ? new Response(onItsWay, { status: 202 }) : new Response(JSON.stringify(dispute)))
  const [dry, again] = [await atTerminal(asked, '', ['accept', dispute.id, '--reason', 'other', '--dry-run'], answering), await atTerminal(asked, '120.00', ['accept', dispute.id, '--reason', 'other', '--json'], answering)]
  assert.deepEqual([dry.code, again.code, again.stdout], [5, 8, `${onItsWay}\n`], dry.stderr + again.stderr)
})

test('a decision goes out once, whatever becomes of it', async t => {
  const asked = await desk(t)
  const id = await asked.open()
  for (const failing of [() => Promise.reject(broken('ECONNRESET')), () => Promise.reject(broken('ECONNREFUSED')), async () => new Response('', { status: 503 })]) {
    let sent = 0
    await atTerminal(asked, '120.00', ['accept', id, '--reason', 'other'], only('POST', () => (sent++, failing())))
    assert.equal(sent, 1)
  }
})

test('only an error before anything was sent counts as nothing sent', async t => {
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID']) assert.equal(nothingWasSent(broken(code)), true, code)
  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', '', 'ENEWKIND']) assert.equal(nothingWasSent(broken(code)), false, code)
  assert.equal(nothingWasSent(broken('ETIMEDOUT', 'connect')), true)
  assert.equal(nothingWasSent(new DOMException('timed out', 'TimeoutError')), false)
  const { kit } = await desk(t)
  for (const url of [kit.url.replace('http:', 'https:'), 'http://no-such-host.invalid:80', 'http://127.0.0.1:6000']) {
    const said = await parley(['clock', 'advance', '1d'], { PARLEY_URL: url, PARLEY_KEY: 'pk_some_key_of_somebody' })
    assert.equal(said.code, 9, `${url}: ${said.stderr}`)
  }
})

test('a key is not sent without encryption unnoticed, nor given to a redirect', async t => {
  const asked: Pick<Desk, 'kit' | 'key'> = await desk(t)
  const inits: RequestInit[] = []
  const recording: typeof fetch = async (_, init) => (inits.push(init!), new Response('{"now":"2026-11-20T09:00:00Z"}'))
  const said = await atTerminal(asked, '', ['clock'], recording, { env: { PARLEY_URL: 'http://parley.example', PARLEY_KEY: asked.key } })
  assert.deepEqual([said.code, /without encryption/.test(said.stderr), inits[0]!.redirect], [0, true, 'manual'])
})

const broken = (code: string, syscall?: string): TypeError => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, syscall }) })

function only(method: string, answer: () => Promise<Response>): typeof fetch {
  return (input, init) => (init?.method === method ? answer() : fetch(input, init))
}
