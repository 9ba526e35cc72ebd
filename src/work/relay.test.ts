// Deliveries to real receivers on loopback, from a real store, with a clock held in the hand.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { atWork, webhookSecret, type AtWork, type AtWorkOptions } from '../../test/kit/at-work.ts'
import { day, hour, mill, minute, noon, respondBy } from '../../test/kit/builders.ts'
import { heldTimer } from '../../test/kit/held-timer.ts'
import { answers, hangs, startReceiver, type Behaviour, type Receiver } from '../../test/kit/receiver.ts'
import { nativeNotices, signatureOf } from '../dialects/native/notices.ts'
import { rotateSecrets, signingContext, writeSecrets } from '../core/signing.ts'
import { leaseMs, mostPerEndpoint, mostPerMerchant } from './relay.ts'

const closing: { close(): Promise<void> }[] = []
afterEach(async () => { for (const one of closing.splice(0).reverse()) await one.close() })

const secondSecret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`

test('a notice is delivered once, signed over what was sent, and its answer is on record', async () => {
  const [kit, receiver] = await begin(answers(200, 'ok'))
  await kit.open()
  const workers = kit.workers()
  assert.equal(await workers.runOnceAll(noon), 2)
  assert.equal(await workers.runOnceAll(noon), 0)
  const [{ headers, body }] = receiver.received as [Receiver['received'][0]]
  const [delivery] = await kit.deliveries()
  assert.equal(headers['webhook-id'], delivery!.notice)
  assert.equal(headers['webhook-signature'], signatureOf(webhookSecret, delivery!.notice, noon / 1000, body))
  assert.equal((JSON.parse(body) as { type: string }).type, 'dispute.opened')
  assert.deepEqual([delivery!.state, delivery!.attempts, delivery!.lastStatus, delivery!.leaseUntil], ['delivered', 1, 200, 0])
  assert.deepEqual(delivery!.tries, [{ merchant: mill, delivery: delivery!.id, number: 1, at: noon, tookMs: 0, status: 200, error: null, answer: 'ok' }])
})

test('after a failure it comes again by the schedule, spread by a tenth, and never sooner', async () => {
  const [kit, receiver] = await begin(answers(500, 'not now'))
  await kit.open()
  const workers = kit.workers()
  for (const [n, seconds] of nativeNotices.schedule.entries()) {
    await workers.runOnceAll(kit.clock.now())
    const [{ dueAt, attempts, state }] = await kit.deliveries() as [Tables]
    const wait = dueAt - kit.clock.now()
    assert.deepEqual([attempts, state], [n + 1, 'pending'])
    assert.ok(wait >= seconds * 900 && wait <= seconds * 1100, `${wait} ms for ${seconds} s`)
    kit.clock.set(dueAt - 1)
    assert.equal(await workers.runOnceAll(dueAt - 1), 0)
    kit.clock.set(dueAt)
  }
  receiver.behave(answers(204))
  await workers.runOnceAll(kit.clock.now())
  const [{ state, tries }] = await kit.deliveries() as [Tables]
  assert.deepEqual([state, tries.length, receiver.received.length, tries[0]!.answer], ['delivered', 10, 10, 'not now'])
})

test('deliveries that failed together do not come back together', async () => {
  const [kit] = await begin(answers(500))
  for (let n = 0; n < 4; n++) await kit.open()
  await kit.workers().runOnceAll(noon)
  assert.equal(new Set((await kit.deliveries()).map(({ dueAt }) => dueAt)).size, 4)
})

test('a dead end is visible and can be sent again by hand', async () => {
  const [kit, receiver] = await begin(answers(503))
  await kit.open({ respondBy: respondBy(noon + 90 * day) })
  const workers = kit.workers()
  for (let n = 0; n < 10; n++) {
    await workers.runOnceAll(kit.clock.now())
    kit.clock.advance(2 * day)
  }
  const [delivery] = await kit.deliveries()
  assert.deepEqual([delivery!.state, delivery!.attempts, receiver.received.length], ['exhausted', 10, 10])
  assert.equal(await workers.runOnceAll(kit.clock.now()), 0)
  assert.deepEqual(kit.log.map(({ text }) => text), ['A notice was given up and can be sent again by hand'])
  receiver.behave(answers(200))
  assert.equal(await kit.store.queue.resend(mill, delivery!.notice, kit.clock.now()), 1)
  await workers.runOnceAll(kit.clock.now())
  assert.deepEqual((await kit.deliveries()).map(({ state, attempts }) => [state, attempts]), [['delivered', 11]])
})

test('a redirect is a failed attempt and its target hears nothing', async () => {
  const target = await open(startReceiver())
  const [kit] = await begin(answers(307, '', { location: target.url }))
  await kit.open()
  await kit.workers().runOnceAll(noon)
  assert.deepEqual((await kit.deliveries()).map(({ state, lastStatus }) => [state, lastStatus]), [['pending', 307]])
  assert.equal(target.connections(), 0)
})

test('410 disables the webhook, keeps what was changed meanwhile, and gives up visibly what was still waiting', async () => {
  const [kit, receiver, webhook] = await begin(answers(500))
  await kit.open()
  await kit.workers().runOnceAll(noon)
  await kit.open()
  receiver.behave((response) => void change(kit, webhook, { kinds: 'dispute.lost' }).then(() => response.writeHead(410).end()))
  await kit.workers().runOnceAll(noon)
  kit.clock.advance(hour)
  await kit.workers().runOnceAll(kit.clock.now())
  const [endpoint] = await kit.store.reads.endpoints(mill)
  assert.deepEqual([endpoint!.disabledAt, endpoint!.kinds], [noon, 'dispute.lost'])
  assert.deepEqual((await kit.deliveries()).map(({ state, tries }) => [state, tries.at(-1)!.status, tries.at(-1)!.error]),
    [['exhausted', null, 'The webhook is disabled: nothing was sent'], ['exhausted', 410, null]])
  assert.equal(receiver.received.length, 2)
})

test('a receiver that hangs holds its own few places and delays nobody else', async () => {
  const [kit, slow] = await begin(hangs)
  const quick = await open(startReceiver())
  await kit.webhook(quick.url)
  for (let n = 0; n < 12; n++) await kit.open()
  const timer = heldTimer()
  const workers = kit.workers({ timer })
  const first = workers.runOnceAll(noon)
  await Promise.all([slow.nth(mostPerEndpoint), quick.nth(mostPerEndpoint)])
  const relay = kit.workers()
  while (quick.received.length < 12) await relay.runOnceAll(noon)
  assert.deepEqual([slow.received.length, quick.received.length], [mostPerEndpoint, 12])
  while ((await kit.deliveries()).filter(({ state }) => state === 'delivered').length < 12);
  timer.pass(15_000)
  await first
  assert.equal((await kit.deliveries()).filter(({ tries }) => tries[0]?.error === 'The receiver did not answer in time').length, mostPerEndpoint)
})

test('a merchant of many receivers that hang holds its own few places', async () => {
  const [kit, slow] = await begin(hangs)
  for (let n = 1; n < 8; n++) await kit.webhook(slow.url)
  for (let n = 0; n < 4; n++) await kit.open()
  const timer = heldTimer()
  const first = kit.workers({ timer }).runOnceAll(noon)
  await slow.nth(mostPerMerchant)
  assert.equal(await kit.workers().runOnceAll(noon), 0)
  timer.pass(15_000)
  await first
  assert.equal(slow.received.length, mostPerMerchant)
})

test('a notice that we cannot write is a recorded attempt, is told to the operator and comes again later only', async () => {
  const [kit, receiver, webhook] = await begin()
  await change(kit, webhook, { sealed: 'not sealed at all' })
  await kit.open()
  const workers = kit.workers()
  await workers.runOnceAll(noon)
  assert.equal(await workers.runOnceAll(noon), 0)
  const [delivery] = await kit.deliveries()
  assert.deepEqual([delivery!.state, delivery!.tries[0]!.error, receiver.connections()], ['pending', 'Parley could not write this notice', 0])
  assert.ok(delivery!.dueAt >= noon + 4500)
  assert.equal(kit.log[0]!.text, 'A notice could not be written')
})

test('what a dialect does not tell is not sent', async () => {
  const [kit, receiver] = await begin(answers(204), { notices: { ...nativeNotices, render: () => null } })
  await kit.open()
  await kit.workers().runOnceAll(noon)
  const [delivery] = await kit.deliveries()
  assert.deepEqual([delivery!.state, delivery!.tries[0]!.error, receiver.connections()], ['delivered', 'This dialect does not tell of it: nothing was sent', 0])
})

test('while it is rotated both secrets sign, and afterwards the new one alone', async () => {
  const [kit, receiver, webhook] = await begin()
  const rotated = rotateSecrets([{ secret: webhookSecret, until: null }], secondSecret, noon + day)
  await change(kit, webhook, { sealed: kit.vault.seal(writeSecrets(rotated), signingContext(mill, webhook)) })
  for (const at of [noon, noon + day, noon + day + 1]) {
    kit.clock.set(at)
    await kit.open()
    await kit.workers().runOnceAll(at)
  }
  const signed = receiver.received.map(({ headers, body }) => [secondSecret, webhookSecret].map(secret =>
    String(headers['webhook-signature']).split(' ').includes(signatureOf(secret, String(headers['webhook-id']), Number(headers['webhook-timestamp']), body))))
  assert.deepEqual(signed, [[true, true], [true, true], [true, false]])
})

test('two kilobytes of an answer are kept, as data', async () => {
  const [kit] = await begin(answers(400, `\u001b[31m<script>\u0000\r\n${'é'.repeat(3000)}`))
  await kit.open()
  await kit.workers().runOnceAll(noon)
  const answer = (await kit.deliveries())[0]!.tries[0]!.answer!
  assert.ok(answer.startsWith('\u001b[31m<script>\ufffd\r\nééé') && answer.endsWith('é'))
  assert.ok(Buffer.byteLength(answer) <= 2048 && Buffer.byteLength(answer) > 2040)
})

test('a lease that could end before the attempt does is not used', async () => {
  const [kit, receiver] = await begin()
  await kit.open()
  const paused: AtWork['clock'] = { ...kit.clock, now: () => noon + leaseMs - 15_000 }
  await kit.workers({ engine: { ...kit.engine, world: { ...kit.engine.world, now: paused.now } } }).runOnceAll(noon)
  assert.deepEqual((await kit.deliveries()).map(({ state, attempts }) => [state, attempts]), [['pending', 0]])
  assert.deepEqual(kit.log.map(({ text }) => text), ['A delivery took longer than its lease; another process has it'])
  assert.equal(receiver.connections(), 0)
})

test('a holder whose lease ran out while its receiver hung records nothing over the one who took it', async () => {
  const [kit, receiver] = await begin(hangs)
  await kit.open()
  const timer = heldTimer()
  const late = kit.workers({ timer }).runOnceAll(noon)
  const first = await receiver.nth(1)
  kit.clock.advance(leaseMs)
  receiver.behave(answers(400, 'second'))
  await kit.workers().runOnceAll(kit.clock.now())
  timer.pass(15_000)
  await late
  const [delivery] = await kit.deliveries()
  assert.deepEqual([delivery!.state, delivery!.attempts, delivery!.fence, delivery!.lastStatus], ['pending', 1, 2, 400])
  assert.deepEqual(delivery!.tries.map(({ answer }) => answer), ['second'])
  assert.deepEqual([kit.faults, kit.log.map(({ text }) => text)], [[], ['A delivery took longer than its lease; another process has it']])
  assert.equal(first.headers['webhook-id'], receiver.received[1]!.headers['webhook-id'])
})

test('a receiver inside is not connected to in live, and its attempt says no more than any other forbidden one', async () => {
  const [kit, receiver] = await begin()
  await kit.webhook('https://10.0.0.1/hook')
  await kit.open()
  await kit.workers({ sandbox: false }).runOnceAll(noon)
  const tries = (await kit.deliveries()).map(({ tries: [first] }) => [first!.status, first!.error])
  assert.deepEqual(tries, [[null, 'The receiver has no public address'], [null, 'The receiver has no public address']])
  assert.equal(receiver.connections(), 0)
})

test('with a third of answers failing, some hanging and some redirecting, every notice arrives in the end', async () => {
  const [kit, receiver] = await begin()
  let n = 0
  receiver.behave((response, received) => (n++ % 3 === 0 ? answers(500) : n % 10 === 9 ? answers(302, '', { location: receiver.url }) : answers(204))(response, received))
  for (let m = 0; m < 30; m++) await kit.open()
  const workers = kit.workers()
  for (let round = 0; round < 40; round++) {
    while (await workers.runOnceAll(kit.clock.now()) > 0);
    kit.clock.advance(20 * minute)
  }
  assert.deepEqual(new Set((await kit.deliveries()).map(({ state }) => state)), new Set(['delivered']))
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 30)
})

type Tables = Awaited<ReturnType<AtWork['deliveries']>>[0]

async function begin(behaviour: Behaviour = answers(204), options: AtWorkOptions = {}): Promise<[AtWork, Receiver, `whk_${string}`]> {
  const kit = await atWork(options)
  closing.push(kit)
  const receiver = await open(startReceiver(behaviour))
  return [kit, receiver, await kit.webhook(receiver.url)]
}

async function open(starting: Promise<Receiver>): Promise<Receiver> {
  const receiver = await starting
  closing.push(receiver)
  return receiver
}

async function change({ store, engine }: AtWork, webhook: string, changes: object): Promise<void> {
  const rows = (await store.reads.endpoints(mill)).filter(({ id }) => id === webhook).map(row => ({ ...row, ...changes }))
  await engine.write({ merchant: mill, writes: [{ table: 'endpoint', rows }] })
}
