import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, test } from 'node:test'
import { startHost, type Host, type HostLimits } from './host.ts'
import type { WireHandle, WireRequest, WireResponse } from '../wire/http.ts'

const bugs: unknown[] = []
let host: Host | undefined
afterEach(async () => {
  await host?.close(0)
  assert.deepEqual(bugs.splice(0), [])
})

async function start(answer: (request: WireRequest) => Promise<WireResponse> | WireResponse, limits: Partial<HostLimits> = {}): Promise<string> {
  const handle: WireHandle = Object.assign(async (request: WireRequest) => answer(request), { bodyLimit: () => 1000 })
  let made = 0
  host = await startHost({ handle, port: 0, host: '127.0.0.1', nextId: () => `req_${++made}`, onBug: (error) => bugs.push(error), problem: (code) => ({ contentType: 'application/problem+json', body: JSON.stringify({ code }) }), limits })
  return `http://127.0.0.1:${host.port}`
}

/** Sends raw bytes and gives everything that comes back until the server closes. */
async function raw(text: string): Promise<string> {
  const socket = connect(host!.port, '127.0.0.1')
  let got = ''
  socket.on('data', (chunk) => (got += chunk)).on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return got
}
const ok = (body = ''): WireResponse => ({ status: 200, headers: { 'content-type': 'text/plain' }, body })
const tells = (request: WireRequest) => ok(JSON.stringify([request.method, request.target, request.path, request.search, new TextDecoder().decode(request.body), request.bodyTooLarge]))
const CLOSE = 'Host: a\r\nConnection: close\r\n'

test('a request arrives as it was sent and the answer carries its id', async () => {
  const url = await start(tells)
  const answer = await fetch(`${url}/a%2Fb?c=%20`, { method: 'POST', body: 'é'.repeat(500) })
  assert.equal(answer.headers.get('x-request-id'), 'req_1')
  assert.deepEqual(await answer.json(), ['POST', '/a%2Fb?c=%20', '/a%2Fb', '?c=%20', 'é'.repeat(500), false])
  assert.match(await raw(`GET http://evil/x?y HTTP/1.1\r\n${CLOSE}\r\n`), /\["GET","http:\/\/evil\/x\?y","\/x","\?y","",false\]/)
})

test('an answer that names its request in its own form is not given a second name', async () => {
  await start(() => ({ status: 200, headers: { 'x-request-id': 'own' }, body: '' }))
  const heard = await raw(`GET / HTTP/1.1\r\n${CLOSE}\r\n`)
  assert.deepEqual(heard.match(/x-request-id: .*/gi), ['x-request-id: own'])
})

test('duplicates of headers are kept, also after thousands of others', async () => {
  await start((request) => ok(String(request.rawHeaders.filter((name) => name.toLowerCase() === 'authorization').length)))
  const filler = 'a:b\r\n'.repeat(2500)
  assert.match(await raw(`GET / HTTP/1.1\r\nAuthorization: x\r\n${CLOSE}${filler}authorization: y\r\n\r\n`), /\r\n\r\n2$/)
})

test('a body over its limit is answered without being read, and the answer arrives', async () => {
  const url = await start((request) => ({ ...tells(request), status: request.bodyTooLarge ? 413 : 200 }))
  const declared = await raw(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n`)
  assert.match(declared, /^HTTP\/1.1 413 .*connection: close.*true\]$/is)
  const chunked = await raw(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n${'x'.repeat(1024)}\r\n`)
  assert.match(chunked, /^HTTP\/1.1 413 /)
  assert.equal((await fetch(url, { method: 'POST', body: 'x'.repeat(5_000_000) })).status, 413)
  const waiting = await raw(`POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n`)
  assert.match(waiting, /^HTTP\/1.1 413 /)
  assert.match(await raw(`POST / HTTP/1.1\r\n${CLOSE}Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx`), /^HTTP\/1.1 100 .*HTTP\/1.1 200 /s)
})

test('a client that sends on before it reads still gets the answer', async () => {
  await start((request) => ({ ...ok(), status: request.bodyTooLarge ? 413 : 200 }))
  const socket = connect(host!.port, '127.0.0.1')
  let got = ''
  socket.on('error', (error) => (got += error.message)).pause()
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n')
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    socket.write('x'.repeat(20_000))
  }
  socket.on('data', (chunk) => (got += chunk)).resume()
  await once(socket, 'close')
  assert.match(got, /^HTTP\/1.1 413 (?!.*ECONNRESET)/s)
})

test('bytes that are not HTTP are answered in one small shape', async () => {
  await start(tells)
  const smuggling = ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/2.0\r\nHost: a\r\n\r\n', 'GET / HTTP/0.9\r\n\r\n', 'nonsense\r\n\r\n']
  for (const text of smuggling) assert.match(await raw(text), /^HTTP\/1.1 400 /, text)
  assert.match(await raw(`GET / HTTP/1.1\r\nHost: a\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`), /^HTTP\/1.1 431 .*headers_too_large/s)
})

test('slow headers end with 408', async () => {
  await start(tells, { headersMs: 300, requestMs: 600 })
  assert.match(await raw('GET / HTTP/1.1\r\nHost'), /^HTTP\/1.1 408 /)
})

test('connections above the cap are dropped and counted', async () => {
  await start(tells, { connections: 1 })
  const first = connect(host!.port, '127.0.0.1')
  await once(first, 'connect')
  assert.equal(await raw(`GET / HTTP/1.1\r\n${CLOSE}\r\n`), '')
  assert.deepEqual([host!.stats().dropped, host!.stats().connections], [1, 1])
  first.destroy()
})

test('HEAD and 204 carry no body', async () => {
  await start((request) => (request.method === 'HEAD' ? ok('hello') : { status: 204, headers: {}, body: '' }))
  assert.match(await raw(`HEAD / HTTP/1.1\r\n${CLOSE}\r\n`), /content-length: 5\r\n(?:.*\r\n)*\r\n$/)
  assert.doesNotMatch(await raw(`GET / HTTP/1.1\r\n${CLOSE}\r\n`), /content-length|transfer-encoding/i)
})

test('a stream is sent piece by piece and ended when the client goes', async () => {
  let ended = false
  const url = await start(({ signal }) => ({ status: 200, headers: { 'content-type': 'text/event-stream' }, body: news(signal, () => (ended = true)) }))
  const stop = new AbortController()
  const reader = (await fetch(url, { signal: stop.signal })).body!.getReader()
  assert.equal(new TextDecoder().decode((await reader.read()).value), 'data: 1\n\n')
  stop.abort()
  await reader.read().catch(() => {})
  await until(() => ended)
})

test('a stream that breaks is cut off, so that nobody takes the part for the whole', async () => {
  const url = await start(() => ({ status: 200, headers: { 'content-type': 'text/csv' }, body: breaking() }))
  await assert.rejects(fetch(url).then((answer) => answer.text()))
  assert.deepEqual(bugs.splice(0).map(String), ['Error: The next page cannot be read'])
})

async function* breaking(): AsyncGenerator<string> {
  yield 'a,b'
  throw new Error('The next page cannot be read')
}

test('the signal of a request is aborted when its client goes and not when it is answered', async () => {
  const signals: AbortSignal[] = []
  const url = await start(async ({ path, signal }) => {
    signals.push(signal)
    if (path === '/wait') await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return ok()
  })
  await (await fetch(`${url}/`)).text()
  const stop = new AbortController()
  const gone = fetch(`${url}/wait`, { signal: stop.signal }).catch(() => 'gone')
  await until(() => signals.length === 2)
  stop.abort()
  await gone
  await until(() => signals[1]!.aborted)
  assert.equal(signals[0]!.aborted, false)
})

test('faults drop the connection or leave the client without an answer', async () => {
  const url = await start(({ path }) => ({ ...ok(), fault: path === '/drop' ? 'drop' : 'hang' }))
  await assert.rejects(fetch(`${url}/drop`))
  await assert.rejects(fetch(`${url}/hang`, { signal: AbortSignal.timeout(200) }), { name: 'TimeoutError' })
})

test('closing finishes what runs, ends streams and refuses newcomers', async () => {
  let release = () => {}
  const url = await start(({ path }) =>
    path === '/slow' ? new Promise((resolve) => (release = () => resolve(ok('late')))) : { ...ok(), body: news(new AbortController().signal, () => {}) },
  )
  const slow = fetch(`${url}/slow`)
  const streamed = fetch(`${url}/stream`).then((answer) => answer.text())
  await until(() => host!.stats().running === 2)
  const closed = host!.close(60_000)
  assert.equal(await streamed, 'data: 1\n\n')
  await assert.rejects(fetch(`${url}/new`))
  release()
  const answer = await slow
  assert.deepEqual([await answer.text(), answer.headers.get('connection')], ['late', 'close'])
  await closed
})

test('closing cuts what does not finish within the grace', async () => {
  const url = await start(() => new Promise(() => {}))
  const never = fetch(url).catch(() => 'cut')
  await until(() => host!.stats().running === 1)
  await host!.close(100)
  assert.equal(await never, 'cut')
})

async function* news(signal: AbortSignal, ended: () => void): AsyncGenerator<string> {
  try {
    yield 'data: 1\n\n'
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  } finally {
    ended()
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 60_000
  while (!holds()) {
    assert.ok(performance.now() < end, 'it did not happen within a minute')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
