import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sent } from '../wire/call.ts'
import { createLine, type Exchange, type LineParts } from './line.ts'

const request = { method: 'POST', url: 'https://far.example/x', path: '/x', headers: {}, body: new Uint8Array() }
const ok: Sent = { kind: 'answered', status: 200, headers: new Map([['date', 'Thu, 01 Jan 1970 00:00:07 GMT']]), bytes: new Uint8Array() }
const down: Sent = { kind: 'unsent', cause: 'connection_refused' }

function lineOf(answer: () => Sent | Promise<Sent>, changes: Partial<LineParts> = {}) {
  const clock = { at: 0 }
  const sent: number[] = []
  const exchanges: Exchange[] = []
  const line = createLine({
    outbound: { send: async () => { sent.push(clock.at); return answer() }, close: () => {} }, rate: null, now: () => 2_000, monotonic: () => clock.at, chance: () => 1,
    timer: { after: (ms, then) => { clock.at += ms; then(); return () => {} } }, ...changes,
  })
  const send = (patient?: true) => line.send(request, { mayGo: () => true, record: exchange => void exchanges.push(exchange), patient })
  return { line, clock, sent, exchanges, send }
}

test('after five failures nothing is sent for a while; then one goes first, and with it the others again', async () => {
  let answer: Sent = down
  let held: (sent: Sent) => void = () => {}
  let holding = false
  const { line, clock, sent, send } = lineOf(() => (holding ? new Promise<Sent>(resolve => { held = resolve }) : answer))
  for (let n = 0; n < 5; n++) await send()
  assert.deepEqual(await send(), { kind: 'unsent', cause: 'breaker_open', retryAfterMs: 1_000 })
  assert.deepEqual([sent.length, line.health().open], [5, true])
  clock.at = 1_000
  holding = true
  const first = send()
  assert.equal((await send()).kind, 'unsent')
  assert.equal(sent.length, 6)
  holding = false
  answer = ok
  held(ok)
  assert.equal((await first).kind, 'answered')
  assert.deepEqual([(await send()).kind, line.health().open], ['answered', false])
})

test('what the rate turns away does not stand in the way of the one request that finds out whether the line is up again', async () => {
  let answer: Sent = down
  const { line, clock, send } = lineOf(() => answer, { rate: { perSecond: 0.1, burst: 5 } })
  for (let n = 0; n < 5; n++) await send()
  clock.at += line.waitMs()
  assert.deepEqual(await send(), { kind: 'unsent', cause: 'rate_limited', retryAfterMs: 9_000 })
  clock.at += 9_000
  answer = ok
  assert.equal((await send()).kind, 'answered')
})

test('a provider that stays down is tried less and less often, at least four times a minute', async () => {
  const { line, clock, send } = lineOf(() => down)
  const waits: number[] = []
  for (let n = 0; n < 14; n++) {
    await send()
    waits.push(line.waitMs())
    clock.at += line.waitMs()
  }
  assert.deepEqual(waits.slice(4), [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000])
})

test('how long the provider asks to be left alone is kept for everything on its line', async () => {
  for (const status of [429, 503]) {
    const { clock, sent, send } = lineOf(() => ({ kind: 'answered', status, headers: new Map([['retry-after', '40']]), bytes: new Uint8Array() }))
    await send()
    assert.deepEqual(await send(), { kind: 'unsent', cause: 'breaker_open', retryAfterMs: 40_000 })
    clock.at = 40_000
    await send()
    assert.equal(sent.length, 2)
  }
})

test('what waited for its turn while the provider asked to be left alone does not go out, nor does it keep the line shut', async () => {
  const answers: Sent[] = [ok, { kind: 'answered', status: 429, headers: new Map([['retry-after-ms', '5000']]), bytes: new Uint8Array() }, ok]
  const wakes: (() => void)[] = []
  const { clock, sent, send } = lineOf(() => answers.shift()!, { rate: { perSecond: 1, burst: 2 }, timer: { after: (_ms, then) => { wakes.push(then); return () => {} } } })
  await send()
  const [refused, waiting] = [send(), send()]
  assert.equal((await refused).kind, 'answered')
  clock.at = 1_000
  wakes.forEach(wake => wake())
  assert.deepEqual(await waiting, { kind: 'unsent', cause: 'breaker_open', retryAfterMs: 4_000 })
  clock.at = 5_000
  assert.equal((await send()).kind, 'answered')
  assert.equal(sent.length, 3)
})

test('no more than the rate goes out; what would wait long is turned away and has not left', async () => {
  const { sent, send } = lineOf(() => ok, { rate: { perSecond: 1, burst: 2 } })
  for (let n = 0; n < 4; n++) await send()
  assert.deepEqual(sent, [0, 0, 1_000, 2_000])
  const slow = lineOf(() => ok, { rate: { perSecond: 0.1, burst: 1 } })
  await slow.send()
  assert.deepEqual([await slow.send(), slow.sent.length], [{ kind: 'unsent', cause: 'rate_limited', retryAfterMs: 10_000 }, 1])
})

test('reading a list takes half of the rate, also a very low one, and ten a second where nobody named any', async () => {
  for (const [rate, count, at] of [[null, 13, [...Array<number>(10).fill(0), 100, 200, 300]], [{ perSecond: 10, burst: 4 }, 5, [0, 0, 200, 400, 600]], [{ perSecond: 0.1, burst: 1 }, 3, [0, 20_000, 40_000]]] as const) {
    const { sent, send } = lineOf(() => ok, { rate })
    for (let n = 0; n < count; n++) assert.equal((await send(true)).kind, 'answered')
    assert.deepEqual(sent, at)
  }
})

test('however much of a list was read, half of the burst is there for decisions, and they go first', async () => {
  const { clock, sent, send } = lineOf(() => ok, { rate: { perSecond: 2, burst: 4 } })
  for (let n = 0; n < 4; n++) await send()
  assert.equal(clock.at, 0)
  for (let pages = 0; pages < 5; pages++) {
    await send(true)
    const at: number = clock.at
    for (let n = 0; n < 2; n++) await send()
    assert.deepEqual([at, clock.at], [1_500 * (pages + 1), at], 'two decisions wait for nothing, and the next page for what they took')
  }
  assert.equal(sent.length, 19)
})

test('the line knows how it went: the last answer, errors, and their clock against ours', async () => {
  const { line, exchanges, send } = lineOf(() => ok)
  await send()
  assert.deepEqual(line.health(), { lastAnswerAt: 2_000, lastError: null, skewMs: 5_000, open: false, asked: 1, failed: 0 })
  assert.deepEqual(exchanges.map(({ method, path, effect }) => [method, path, effect]), [['POST', '/x', true]])
})

test('whether a request can have an effect is what its connector says, and only where it says nothing what its verb says', async () => {
  const { line, exchanges } = lineOf(() => ok)
  const send = (method: string, effect?: boolean) => line.send({ ...request, method, effect }, { mayGo: () => true, record: exchange => void exchanges.push(exchange) })
  await send('GET', true)
  await send('POST', false)
  await send('GET')
  await send('POST')
  assert.deepEqual(exchanges.map(({ method, effect }) => [method, effect]), [['GET', true], ['POST', false], ['GET', false], ['POST', true]])
})
