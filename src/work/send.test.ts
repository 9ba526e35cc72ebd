// Sends to real receivers on loopback, good and bad. Nothing here leaves the machine: names are answered by a resolver in hand.

import assert from 'node:assert/strict'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, test } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { expiredForLocalhost, forAnotherName, forLocalhost, testAuthority } from '../../test/kit/certificates.ts'
import { heldTimer } from '../../test/kit/held-timer.ts'
import { answers, breaksOff, hangs, startReceiver, type Receiver } from '../../test/kit/receiver.ts'
import { createSend, sendLimits, type SendParts } from './send.ts'

const closing: { close(): Promise<void> }[] = []
afterEach(async () => void (await Promise.all(closing.splice(0).map(one => one.close()))))

const always = (): boolean => true
const post = (url: string): { url: string; headers: Record<string, string>; body: string } => ({ url, headers: { 'webhook-id': 'ntc_1' }, body: '{"é":1}' })
const noPublicAddress = { status: null, error: 'The receiver has no public address', answer: '' }

test('a notice arrives as it was signed and its answer is heard', async () => {
  const receiver = await open(startReceiver(answers(200, 'thank you')))
  assert.deepEqual(await sent(receiver.url), { status: 200, error: null, answer: 'thank you' })
  const [{ method, path, headers, body }] = receiver.received as [Receiver['received'][0]]
  assert.deepEqual([method, path, body], ['POST', '/hook', '{"é":1}'])
  assert.deepEqual([headers['webhook-id'], headers['content-type'], headers['user-agent'], headers['content-length'], headers.host, headers.connection],
    ['ntc_1', 'application/json', 'Parley/0.1', '8', `127.0.0.1:${receiver.port}`, 'close'])
})

test('a URL that could not be saved today is not sent to either', async () => {
  const receiver = await open(startReceiver())
  for (const url of [`http://user:secret@127.0.0.1:${receiver.port}/`, `http://127.0.0.1:${receiver.port}/${'x'.repeat(2000)}`, 'http://127.0.0.1:22/', 'http://127.0.0.1:6379/', 'file:///etc/passwd', 'nonsense']) {
    assert.deepEqual(await sent(url), noPublicAddress, url)
  }
  assert.equal(receiver.connections(), 0)
})

test('a redirect is an answer and is not followed', async () => {
  const inward = await open(startReceiver())
  for (const status of [301, 302, 303, 307, 308]) {
    const receiver = await open(startReceiver(answers(status, '', { location: inward.url })))
    assert.deepEqual(await sent(receiver.url), { status, error: null, answer: '' })
  }
  assert.equal(inward.connections(), 0)
})

test('live never opens a connection to a loopback receiver, however it is spelled', async () => {
  const receiver = await open(startReceiver())
  const { port } = receiver
  for (const host of ['127.0.0.1', 'localhost', 'localhost.', '0x7f.1', '2130706433', '127.1', '0177.0.0.1', '127。0。0。1', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '0.0.0.0', '[::]', 'a.localhost']) {
    for (const scheme of ['http', 'https']) assert.deepEqual(await sent(`${scheme}://${host}:${port}/`, { sandbox: false }), noPublicAddress, host)
  }
  assert.equal(receiver.connections(), 0)
})

test('a name that resolves inward is never connected to, in live or in a sandbox', async () => {
  const receiver = await open(startReceiver(answers(204), forLocalhost))
  const inward = [['127.0.0.1'], ['127.0.0.1', '8.8.8.8'], ['8.8.8.8', '127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['10.0.0.1'], ['8.8.8.8', 'fd00::1'], ['169.254.169.254']]
  for (const addresses of inward) {
    assert.deepEqual(await sent(`https://hooks.example.com:${receiver.port}/`, { sandbox: false, resolve: async () => addresses }), noPublicAddress, addresses.join())
  }
  assert.deepEqual(await sent(`https://hooks.example.com:${receiver.port}/`, { sandbox: true, resolve: async () => ['10.0.0.1'] }), noPublicAddress)
  assert.equal(receiver.connections(), 0)
})

test('the address that was judged is the one that is connected to, and a name that changes its mind is not asked again', async () => {
  trustTheTestAuthority()
  const receiver = await open(startReceiver(answers(204), forAnotherName))
  let asked = 0
  const onceLoopback = async (): Promise<string[]> => (asked++ === 0 ? ['127.0.0.1'] : ['10.255.255.1'])
  assert.deepEqual(await sent(`https://other.example:${receiver.port}/`, { resolve: onceLoopback }), { status: 204, error: null, answer: '' })
  assert.deepEqual([asked, receiver.received[0]!.headers.host], [1, `other.example:${receiver.port}`])
})

test('an unknown name, a failing resolver and a forbidden address are told in the same words', async () => {
  const failing = [async () => [], () => Promise.reject(new Error('queryA ESERVFAIL')), async () => ['192.168.1.1']]
  for (const resolve of failing) assert.deepEqual(await sent('https://db.corp.example:8443/', { sandbox: false, resolve }), noPublicAddress)
})

test('a receiver that is not there or breaks off is told without its address', async () => {
  const gone = await startReceiver()
  await gone.close()
  assert.deepEqual(await sent(gone.url), { status: null, error: 'The receiver refused the connection', answer: '' })
  const rude = await open(startReceiver(breaksOff))
  assert.deepEqual(await sent(rude.url), { status: null, error: 'The receiver closed the connection without an answer', answer: '' })
})

test('a receiver that hangs is cut after the whole time', async () => {
  const receiver = await open(startReceiver(hangs))
  const timer = heldTimer()
  const answered = sent(receiver.url, { timer })
  await receiver.nth(1)
  assert.deepEqual(timer.waits(), [15_000])
  timer.pass(sendLimits.wholeMs)
  assert.deepEqual(await answered, { status: null, error: 'The receiver did not answer in time', answer: '' })
  assert.deepEqual(timer.waits(), [])
})

test('a handshake that hangs is cut after the time for connecting', async () => {
  const silent = await openRaw(() => {})
  const timer = heldTimer()
  const answered = sent(`https://localhost:${silent.port}/`, { timer })
  await silent.connected
  timer.pass(sendLimits.connectMs)
  assert.deepEqual(await answered, { status: null, error: 'The receiver did not answer in time', answer: '' })
})

test('a name server that hangs is cut after the time for connecting', async () => {
  const timer = heldTimer()
  const answered = sent('https://hooks.example.com/', { timer, resolve: () => new Promise(() => {}) })
  timer.pass(sendLimits.connectMs)
  assert.deepEqual(await answered, { status: null, error: 'The receiver did not answer in time', answer: '' })
})

test('an answer that drips is cut after the whole time, and what came is kept', async () => {
  const receiver = await open(startReceiver(response => void response.writeHead(200).write('drip')))
  const timer = heldTimer()
  const answered = sent(receiver.url, { timer })
  await until(() => receiver.received.length === 1)
  await until(() => timer.waits().length === 1)
  await manyTurns()
  timer.pass(sendLimits.wholeMs)
  assert.deepEqual(await answered, { status: 200, error: 'The receiver did not answer in time', answer: 'drip' })
})

test('an answer without end is cut at its limit', async () => {
  const receiver = await open(startReceiver(response => {
    response.writeHead(200)
    const more = (error?: Error | null): void => void (error || response.write('x'.repeat(50_000), more))
    more()
  }))
  const { status, error, answer } = await sent(receiver.url)
  assert.deepEqual([status, error, answer.length], [200, null, 64 * 1024])
})

test('a packed answer is not unpacked', async () => {
  const receiver = await open(startReceiver(answers(200, 'not really gzip', { 'content-encoding': 'gzip' })))
  assert.deepEqual(await sent(receiver.url), { status: 200, error: null, answer: 'not really gzip' })
  assert.equal(receiver.received[0]!.headers['accept-encoding'], 'identity')
})

test('a head without end is cut', async () => {
  const flood = await openRaw(socket => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const more = (error?: Error | null): void => void (error || socket.write(`x-more: ${'y'.repeat(4000)}\r\n`, more))
    more()
  })
  assert.deepEqual(await sent(`http://127.0.0.1:${flood.port}/`), { status: null, error: "The receiver's answer has too long a head", answer: '' })
})

test('an answer that stops before its end, one that is no HTTP and one that changes the protocol are failures', async () => {
  const short = await openRaw(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc'))
  assert.deepEqual(await sent(`http://127.0.0.1:${short.port}/`), { status: 200, error: 'The answer broke off', answer: 'abc' })
  const other = await openRaw(socket => socket.end('220 smtp.example ESMTP\r\n'))
  assert.deepEqual(await sent(`http://127.0.0.1:${other.port}/`), { status: null, error: 'The connection to the receiver failed', answer: '' })
  const upgrading = await openRaw(socket => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'))
  assert.equal((await sent(`http://127.0.0.1:${upgrading.port}/`)).status, null)
})

test('a receiver that only says that it goes on is cut after the whole time', async () => {
  const receiver = await openRaw(socket => socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n'))
  const timer = heldTimer()
  const answered = sent(`http://127.0.0.1:${receiver.port}/`, { timer })
  await receiver.connected
  await until(() => timer.waits().length === 1)
  timer.pass(sendLimits.wholeMs)
  assert.deepEqual(await answered, { status: null, error: 'The receiver did not answer in time', answer: '' })
})

test('a certificate must be valid for the name, now, and from a known authority', async () => {
  const invalid = { status: null, error: 'The receiver has no valid certificate for this name', answer: '' }
  const forget = trustTheTestAuthority()
  const good = await open(startReceiver(answers(204), forLocalhost))
  assert.deepEqual(await sent(good.url), { status: 204, error: null, answer: '' })
  for (const certificate of [forAnotherName, expiredForLocalhost]) {
    const bad = await open(startReceiver(answers(204), certificate))
    assert.deepEqual(await sent(bad.url), invalid)
    assert.equal(bad.received.length, 0)
  }
  forget()
  assert.deepEqual(await sent(good.url), invalid)
  assert.equal(good.received.length, 1)
})

test('the switch that turns checking off for a whole process does not turn it off here', async () => {
  const self = await open(startReceiver(answers(204), forLocalhost))
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  try {
    assert.equal((await sent(self.url)).status, null)
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
  }
})

test('nothing is sent when the lease ran out while the address was looked for', async () => {
  const receiver = await open(startReceiver())
  const send = createSend({ sandbox: true, resolve: async () => [], timer: heldTimer() })
  assert.equal(await send(post(receiver.url), () => false), null)
  assert.equal(receiver.connections(), 0)
})

async function sent(url: string, parts: Partial<SendParts> = {}): Promise<{ status: number | null; error: string | null; answer: string }> {
  const send = createSend({ sandbox: true, resolve: async () => [], timer: heldTimer(), ...parts })
  const { status, error, answer } = (await send(post(url), always))!
  return { status, error, answer: answer.toString() }
}

async function open(starting: Promise<Receiver>): Promise<Receiver> {
  const receiver = await starting
  closing.push(receiver)
  return receiver
}

async function openRaw(talk: (socket: Socket) => void): Promise<{ port: number; connected: Promise<void> }> {
  const sockets = new Set<Socket>()
  let tell = (): void => {}
  const connected = new Promise<void>(resolve => void (tell = resolve))
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => {}))
    tell()
    talk(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push({ close: () => new Promise(resolve => {
    server.close(() => resolve())
    sockets.forEach(socket => socket.destroy())
  }) })
  return { port: (server.address() as AddressInfo).port, connected }
}

function trustTheTestAuthority(): () => void {
  setDefaultCACertificates([testAuthority])
  return () => setDefaultCACertificates([])
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}

/** Long enough for a few bytes to come over loopback; nothing can be waited for that would tell. */
async function manyTurns(): Promise<void> {
  for (let n = 0; n < 500; n++) await new Promise(resolve => setImmediate(resolve))
}
