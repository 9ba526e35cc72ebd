import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { wireRequest } from '../../../wire/http.ts'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'

const kit = await startNative()
const mill = await kit.merchant()
const heard: { headers: IncomingMessage['headers']; body: string }[] = []
let status = 200
const receiver = createServer(async (request, response) => {
  let body = ''
  for await (const part of request) body += part
  heard.push({ headers: request.headers, body })
  response.writeHead(status).end('thank you')
})
await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
after(async () => {
  await kit.close()
  receiver.closeAllConnections()
  receiver.close()
})

const work = () => kit.app.workers.runOnceAll(kit.clock.now())
const make = async (more: object = {}) => (await mill.call('POST', '/v1/webhooks', { url, ...more })).body
const remove = (webhook: Json | undefined) => mill.call('DELETE', `/v1/webhooks/${webhook?.id}`)
const noticeOf = async (dispute: Json | undefined) => items((await mill.call('GET', `/v1/notices?dispute=${dispute}`)).body.data)[0]!
const signedBy = (secret: string, { headers, body }: (typeof heard)[number]) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`

test('a notice arrives signed, and its delivery is on record', async () => {
  const { webhook, secret } = await make({ kinds: ['dispute.opened'] })
  const { id } = await kit.open(mill)
  await work()
  const told = heard.splice(0)
  assert.equal(told.length, 1)
  assert.equal(told[0]!.headers['webhook-signature'], signedBy(textOf(secret), told[0]!))
  const notice = await noticeOf(id)
  assert.equal(told[0]!.headers['webhook-id'], textOf(notice.id))
  const { deliveries } = (await mill.call('GET', `/v1/notices/${notice.id}`)).body
  const [delivery] = items(deliveries)
  assert.deepEqual([textOf(delivery?.webhook), textOf(delivery?.state), textOf(items(delivery?.attempts)[0]?.answer)], [textOf(webhook?.id), 'delivered', 'thank you'])
  await mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'no_proof' })
  await work()
  assert.equal(heard.splice(0).length, 0, 'only the kinds that were asked for')
  await remove(webhook)
})

test('while a secret is turned over both sign, a day later only the new one', async () => {
  const { webhook, secret } = await make()
  const turned = (await mill.call('POST', `/v1/webhooks/${webhook?.id}/rotate`)).body
  await kit.open(mill)
  await work()
  const [during] = heard.splice(0)
  assert.equal(during!.headers['webhook-signature'], `${signedBy(textOf(turned.secret), during!)} ${signedBy(textOf(secret), during!)}`)
  kit.clock.advance(24 * 3_600_000 + 1)
  await kit.open(mill)
  await work()
  const told = heard.splice(0).at(-1)!
  assert.equal(told.headers['webhook-signature'], signedBy(textOf(turned.secret), told))
  assert.equal((await mill.call('GET', `/v1/webhooks/${webhook?.id}`)).body.secret_until, null)
  await remove(webhook)
})

test('a test goes to the one webhook that it is for', async () => {
  const [one, other] = [await make({ kinds: ['dispute.won'] }), await make()]
  const { notice } = (await mill.call('POST', `/v1/webhooks/${one.webhook?.id}/test`)).body
  await work()
  const told = heard.splice(0)
  assert.deepEqual(told.map(({ headers }) => headers['webhook-id']), [textOf(notice)])
  assert.equal((JSON.parse(told[0]!.body) as { type: string }).type, 'webhook.test')
  assert.equal(told[0]!.headers['webhook-signature'], signedBy(textOf(one.secret), told[0]!))
  await remove(one.webhook)
  await remove(other.webhook)
})

test('a disabled webhook is told nothing until it is enabled again', async () => {
  const { webhook } = await make()
  const off = (await mill.call('PATCH', `/v1/webhooks/${webhook?.id}`, { enabled: false })).body
  assert.equal(off.enabled, false)
  await kit.open(mill)
  await work()
  assert.equal(heard.splice(0).length, 0)
  await mill.call('PATCH', `/v1/webhooks/${webhook?.id}`, { enabled: true })
  await kit.open(mill)
  await work()
  assert.equal(heard.splice(0).length, 1)
  await remove(webhook)
})

test('a receiver that is gone disables its webhook', async () => {
  const { webhook } = await make()
  status = 410
  await kit.open(mill)
  await work()
  status = 200
  assert.equal((await mill.call('GET', `/v1/webhooks/${webhook?.id}`)).body.enabled, false)
  heard.length = 0
  await remove(webhook)
})

test('a notice is sent again when it is asked for, once per key, with the same id', async () => {
  const { webhook } = await make()
  const { id } = await kit.open(mill)
  await work()
  const notice = await noticeOf(id)
  heard.length = 0
  const resend = () => mill.call('POST', `/v1/notices/${notice.id}/resend`, undefined, { 'idempotency-key': 'again' })
  const first = await resend()
  assert.deepEqual([first.status, Number(first.body.deliveries)], [202, 1])
  await work()
  assert.equal((await resend()).text, first.text)
  await work()
  assert.deepEqual(heard.splice(0).map(({ headers }) => headers['webhook-id']), [textOf(notice.id)])
  await remove(webhook)
})

test('a webhook is not saved for an address that must not be reached', async () => {
  for (const bad of ['https://10.0.0.1/', 'http://mill.example/', 'https://user:pw@mill.example/', 'https://[::ffff:7f00:1]:22/', 'file:///etc/passwd', 'https://169.254.169.254/', 'nonsense']) {
    assert.equal(textOf((await mill.call('POST', '/v1/webhooks', { url: bad })).body.code), 'webhook_url_refused', bad)
  }
  const { webhook } = await make()
  assert.equal(textOf((await mill.call('PATCH', `/v1/webhooks/${webhook?.id}`, { url: 'https://10.0.0.1/' })).body.code), 'webhook_url_refused')
  assert.equal(textOf((await mill.call('GET', `/v1/webhooks/${webhook?.id}`)).body.url), url)
  await remove(webhook)
})

test('changes that come at once are all kept', async () => {
  const { webhook } = await make()
  const path = `/v1/webhooks/${webhook?.id}`
  const [, turned] = await Promise.all([mill.call('PATCH', path, { description: 'a' }), mill.call('POST', `${path}/rotate`), mill.call('PATCH', path, { kinds: ['dispute.won'] })])
  const { body } = await mill.call('GET', path)
  assert.deepEqual([textOf(body.description), items(body.kinds).map(textOf)], ['a', ['dispute.won']])
  assert.notEqual(body.secret_until, null)
  assert.equal(turned.status, 200)
  await remove(webhook)
})

test('twenty webhooks are the most, and the twentieth can be asked for again', async () => {
  const other = await kit.merchant('Many')
  const add = (at: number) => other.call('POST', '/v1/webhooks', { url, enabled: false }, { 'idempotency-key': `w${at}` })
  const answers = await Promise.all(Array.from({ length: 21 }, (_, at) => add(at)))
  assert.deepEqual(answers.map(answer => answer.status), [...Array<number>(20).fill(201), 409])
  const again = await add(19)
  assert.deepEqual([again.status, again.text], [201, answers[19]!.text])
})

type Follower = { next(): Promise<string>; stop(): void; ended(): Promise<boolean> }

async function follow(query = '', headers: Record<string, string> = {}): Promise<Follower> {
  const gone = new AbortController()
  const { body, status, headers: answered } = await kit.handle(wireRequest({ target: `/v1/events/stream${query}`, headers: { authorization: `Bearer ${mill.key}`, ...headers }, signal: gone.signal }))
  assert.deepEqual([status, answered['content-type']], [200, 'text/event-stream'])
  const parts = (body as AsyncIterable<string>)[Symbol.asyncIterator]()
  const first = (await parts.next()).value as string
  if (query.includes('clock=yes')) assert.match(first, /^: here\n\nevent: clock\ndata: \{"now":"\d{4}-[^"]+Z"\}\n\n$/)
  else assert.equal(first, ': here\n\n')
  return { next: async () => (await parts.next()).value as string, stop: () => gone.abort(), ended: async () => Boolean((await parts.next()).done) }
}

const dataOf = (event: string) => JSON.parse(/^data: (.*)$/m.exec(event)![1]!) as { id: string; kind: string; dispute: string }

test('a follower hears news as it happens, from now on', async () => {
  const follower = await follow()
  const news = follower.next()
  const { id } = await kit.open(mill)
  await work()
  const event = await news
  assert.match(event, /^id: \d+\nevent: dispute\.opened\ndata: \{.*\}\n\n$/)
  assert.equal(dataOf(event).dispute, textOf(id))
  follower.stop()
  assert.equal(await follower.ended(), true)
})

test('after a break a follower continues behind the last event that it saw, without a gap or a repetition', async () => {
  const first = await follow('?after=0')
  const seen = [await first.next(), await first.next(), await first.next()]
  first.stop()
  const position = /^id: (\d+)/.exec(seen[1]!)![1]!
  const second = await follow('', { 'last-event-id': position })
  assert.equal(await second.next(), seen[2])
  second.stop()
})

test('a follower hears nothing of another merchant', async () => {
  const follower = await follow()
  const news = follower.next()
  const tea = await kit.merchant('Tea House')
  await kit.open(tea)
  await work()
  const { id } = await kit.open(mill)
  await work()
  assert.equal(dataOf(await news).dispute, textOf(id))
  follower.stop()
})

test('a stream ends when its key is revoked', async () => {
  const made = (await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { scope: 'read' })).body
  const { body } = await kit.handle(wireRequest({ target: '/v1/events/stream', headers: { authorization: `Bearer ${made.shown?.key}` } }))
  const parts = (body as AsyncIterable<string>)[Symbol.asyncIterator]()
  await parts.next()
  const next = parts.next()
  await mill.call('POST', `/v1/credentials/${made.credential?.id}/revoke`)
  await kit.open(mill)
  await work()
  assert.equal((await next).value, 'event: ended\ndata: {"code":"unauthenticated"}\n\n')
  assert.equal((await parts.next()).done, true)
})

test('who asks for it hears of a clock that was turned, and who comes with a position that there is not hears so', async () => {
  const follower = await follow('?after=999999999&clock=yes')
  const [, position] = /^id: (\d+)\nevent: reset\ndata: \{"position":\1\}\n\n$/.exec(await follower.next())!
  assert.equal(items((await mill.call('GET', '/v1/notices?limit=1')).body.data)[0]?.position, Number(position))
  const { body } = await kit.admin('POST', '/v1/sandbox/clock', { advance: 'PT2H' })
  assert.equal(await follower.next(), `event: clock\ndata: {"now":"${textOf(body.now)}"}\n\n`)
  follower.stop()
})

test('a stream ends when the server stops', async () => {
  const follower = await follow()
  const end = follower.ended()
  kit.app.stopping()
  assert.equal(await end, true)
})
