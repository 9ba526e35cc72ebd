import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { after, test } from 'node:test'
import type { Outgoing } from '../wire/call.ts'
import { realTimer } from './loop.ts'
import { createOutbound, outboundLimits } from './outbound.ts'

const servers: Server[] = []
const waiting = (answerMs: number) => createOutbound({ sandbox: true, resolve: async () => [], timer: realTimer, sockets: 4, limits: { ...outboundLimits, answerMs, answerBytes: 1_000 } })
const [outbound, impatient] = [waiting(60_000), waiting(1_000)]
after(() => {
  outbound.close()
  impatient.close()
  servers.forEach(server => { server.closeAllConnections(); server.close() })
})
async function listening(answer: RequestListener): Promise<{ url: string; asked: string[]; sockets: Set<Socket> }> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  server.on('connection', socket => sockets.add(socket))
  servers.push(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, sockets }
}
const post = (url: string, path = '/accept', body = '{"a":1}'): Outgoing => ({ method: 'POST', url: url + path, path, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) })
const go = () => true

test('an answer comes back whole, with its status, headers and bytes, and a connection carries more than one', async () => {
  const { url, sockets } = await listening((_, response) => response.writeHead(201, { 'x-a': 'b' }).end('{"ok":true}'))
  for (let n = 0; n < 3; n++) {
    const sent = await outbound.send(post(url), go)
    assert.ok(sent.kind === 'answered')
    assert.deepEqual([sent.status, sent.headers.get('x-a'), Buffer.from(sent.bytes).toString()], [201, 'b', '{"ok":true}'])
  }
  assert.equal(sockets.size, 1)
})

test('a page of a list is taken whole where each dispute of it has as long a text and as many documents as it may', async () => {
  const usual = createOutbound({ sandbox: true, resolve: async () => [], timer: realTimer, sockets: 1, limits: { ...outboundLimits, answerMs: 60_000 } })
  const page = JSON.stringify({ object: 'list', data: Array.from({ length: 100 }, () => ({ message: '\u0e01'.repeat(15_000), documents: Array.from({ length: 20 }, () => ({ download_uri: 'h'.repeat(1_000) })) })) })
  const { url } = await listening((_, response) => response.end(page))
  const sent = await usual.send(post(url), go)
  usual.close()
  assert.deepEqual(sent.kind === 'answered' ? sent.bytes.length : sent, Buffer.byteLength(page))
})

test('nothing leaves when the sender may not go any more, however late that turns out', async () => {
  const { url, asked } = await listening((_, response) => response.end())
  assert.deepEqual(await outbound.send(post(url), () => false), { kind: 'unsent', cause: 'not_ours' })
  assert.equal((await outbound.send(post(url, '/after'), go)).kind, 'answered')
  assert.deepEqual(asked, ['POST /after'])
})

test('a connection that never stood carried nothing', async () => {
  const server = await listening(() => {})
  servers.pop()!.close()
  assert.deepEqual(await outbound.send(post(server.url), go), { kind: 'unsent', cause: 'connection_refused' })
  assert.deepEqual(await outbound.send(post('https://nowhere.example'), go), { kind: 'unsent', cause: 'no_address' })
})

test('no connection is made to a forbidden address, whatever a name says', async () => {
  for (const url of ['https://169.254.169.254', 'https://10.0.0.1', 'https://[fd00::1]', 'http://public.example', 'https://user@public.example']) {
    assert.deepEqual(await outbound.send(post(url), go), { kind: 'unsent', cause: 'address_not_allowed' }, url)
  }
  const inward = createOutbound({ sandbox: false, resolve: async () => ['93.184.216.34', '10.0.0.1'], timer: realTimer, sockets: 1, limits: outboundLimits })
  assert.deepEqual(await inward.send(post('https://rebound.example'), go), { kind: 'unsent', cause: 'no_address' })
  assert.deepEqual(await inward.send(post('http://127.0.0.1:9'), go), { kind: 'unsent', cause: 'address_not_allowed' })
  inward.close()
})

test('once a byte has left, no answer is never proof that nothing happened', async () => {
  const { url } = await listening((request, response) => {
    if (request.url === '/reset') request.socket.destroy()
    if (request.url === '/half') response.writeHead(200, { 'content-length': '50' }).write('{"half"', () => request.socket.destroy())
    if (request.url === '/long') response.end('x'.repeat(1_001))
  })
  const lost = async (path: string, by = outbound) => {
    const sent = await by.send(post(url, path), go)
    return [sent.kind, sent.kind === 'lost' ? sent.status : null]
  }
  assert.deepEqual([await lost('/reset'), await lost('/silent', impatient), await lost('/half'), await lost('/long')], [['lost', null], ['lost', null], ['lost', 200], ['lost', 200]])
})

test('a redirect is an answer like any other, and nobody goes there', async () => {
  const { url, asked } = await listening((_, response) => response.writeHead(307, { location: '/elsewhere' }).end())
  const sent = await outbound.send(post(url), go)
  assert.deepEqual([sent.kind === 'answered' && sent.status, asked], [307, ['POST /accept']])
})

test('what no header can carry is not sent, and says so', async () => {
  const { url, asked } = await listening((_, response) => response.end('{}'))
  for (const authorization of ['Bearer key\n', 'Bearer \u201ckey\u201d', 'Bearer k\u0000y']) {
    assert.deepEqual(await outbound.send({ ...post(url), headers: { authorization } }, go), { kind: 'unsent', cause: 'credential_unfit' })
  }
  assert.deepEqual([(await outbound.send({ ...post(url), headers: { authorization: 'Bearer k\u00e9y' } }, go)).kind, asked], ['answered', ['POST /accept']])
})
