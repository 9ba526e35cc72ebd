// Webhooks: the form of the envelope, the signature and who forges it, what the receiver asks for, and which events reach whom.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { noticeKinds } from '../../core/notice.ts'
import { startAhrvo, errorOf, sendFile, type Shop } from '../../../test/kit/ahrvo.ts'
import { accepted, held, inState, noon, needsResponse } from '../../../test/kit/builders.ts'
import { items, textOf, type Json } from '../../../test/kit/native.ts'
import { answers, startReceiver, type Receiver } from '../../../test/kit/receiver.ts'
import { ahrvoNotices } from './notices.ts'
import { sign, verify } from './scheme.ts'

const kit = await startAhrvo()
const receiver: Receiver = await startReceiver(answers(200))
after(async () => {
  await kit.close()
  await receiver.close()
})
const key = '0f'.repeat(32)
const body = '{"type":"created","entity":"dispute"}'
const work = () => kit.pass('PT1S')

test('the signature is an HMAC under the text of the key over the seconds, a colon and the bytes', () => {
  const header = sign(body, key, noon + 999)
  const seconds = noon / 1000
  assert.equal(header, `timestamp=${seconds}, sig=${createHmac('sha256', key).update(`${seconds}:${body}`).digest('hex')}`)
  assert.ok(verify(header, body, [key], noon) && verify(header, Buffer.from(body), ['other', key], noon) && verify(header.replace(', ', ','), body, [key], noon))
})

test('whatever is forged, changed, stale or spelt otherwise does not verify', () => {
  const header = sign(body, key, noon)
  const hex = /sig=(.*)/.exec(header)![1]!
  const bad = [undefined, '', header.toUpperCase(), header.slice(0, -1), `${header}0`, header.replace(hex, hex.toUpperCase()), header.replace(hex, 'z'.repeat(64)), header.replace(hex, '0'.repeat(64)), `t=${noon / 1000},v1=${hex}`,
    header.replace('timestamp=', 'timestamp=0'), header.replace('timestamp=1', 'timestamp=2'), `${header}, ${header}`]
  for (const [n, one] of bad.entries()) assert.equal(verify(one, body, [key], noon), false, String(n))
  assert.equal(verify(header, `${body} `, [key], noon), false)
  assert.equal(verify(header, body, [key.toUpperCase()], noon), false)
  assert.equal(verify(header, body, [], noon), false)
  for (const [off, good] of [[300_000, true], [300_001, false], [-300_000, true], [-300_001, false]] as const) assert.equal(verify(header, body, [key], noon + off), good, String(off))
})

test('every notice has their form or is not told, and a deadline that comes near is not', () => {
  const told = noticeKinds.filter(kind => ahrvoNotices.render({ id: 'ntc_1', kind, at: noon, position: 1n, dispute: needsResponse() }))
  assert.deepEqual(noticeKinds.filter(kind => !told.includes(kind)), ['dispute.due_soon'])
  const { type, body: made } = ahrvoNotices.render({ id: 'ntc_1', kind: 'dispute.opened', at: noon + 288, position: 1n, dispute: needsResponse() })!
  assert.equal(type, 'dispute.created')
  const envelope = JSON.parse(made) as Json
  assert.deepEqual([envelope.id, envelope.type, envelope.entity, envelope.occurred_at].map(textOf), ['ntc_1', 'created', 'dispute', '2026-11-21T12:00:00.288'])
  const [dispute] = items(envelope._embedded?.disputes)
  assert.deepEqual([textOf(dispute?.response_state), '_links' in dispute!], ['NEEDS_RESPONSE', false])
})

test('an acceptance is told again when it is final, and only that', () => {
  const dispute = accepted()
  const notice = { id: 'ntc_1', kind: 'dispute.accepted', at: noon, position: 1n, dispute } as const
  const final = ahrvoNotices.later!(notice)!
  const at = (now: number) => items((JSON.parse(ahrvoNotices.render(notice, now)!.body) as Json)._embedded?.disputes)[0]!.state
  assert.deepEqual([final - noon, textOf(at(noon)), textOf(at(final - 1)), textOf(at(final))], [3_600_001, 'PENDING', 'PENDING', 'LOST'])
  assert.equal(ahrvoNotices.later!({ ...notice, kind: 'dispute.updated' }), null)
  for (const other of [held(), inState.won(), inState.lost(), inState.expired()]) assert.equal(ahrvoNotices.later!({ ...notice, dispute: other }), null)
})

test('any 2xx is an acknowledgement and nothing else is; the delays are theirs, to the second', () => {
  for (const status of [200, 201, 204, 299]) assert.equal(ahrvoNotices.acknowledged(status, ''), 'delivered')
  for (const status of [199, 301, 400, 410, 500]) assert.equal(ahrvoNotices.acknowledged(status, ''), 'failed')
  assert.deepEqual([ahrvoNotices.schedule, ahrvoNotices.exact], [[90, 120, 180, 300, 540], true])
})

const hook = async (shop: Shop, more: object = {}): Promise<string> => textOf((await shop.ahrvo('POST', '/webhooks', { url: receiver.url, ...more })).body.id)

test('what arrives is signed with the secret of the pair that made the webhook, and authenticates as it was asked', async () => {
  const shop = await kit.shop()
  await hook(shop, { authentication: { type: 'BASIC', basic: { username: 'u', password: 'p:q' } } })
  await hook(shop, { authentication: { type: 'BEARER', bearer: { token: 'let-me-in' } } })
  await hook(shop)
  receiver.received.length = 0
  await kit.dispute(shop)
  await work()
  const headers = receiver.received.map(one => one.headers)
  assert.deepEqual(headers.map(({ authorization }) => authorization).sort(), ['Basic dTpwOnE=', 'Bearer let-me-in', undefined])
  for (const { headers, body } of receiver.received) {
    assert.equal(headers['content-type'], 'application/json')
    assert.ok(verify(headers['finix-signature'] as string, body, [shop.secret], kit.engine.world.now()))
    assert.ok(!verify(headers['finix-signature'] as string, body, [(await kit.shop()).secret], kit.engine.world.now()))
  }
})

test('who asks for some events hears of those, who asks for none of all, who switched off of nothing', async () => {
  const shop = await kit.shop()
  const [all, created, none] = [await hook(shop), await hook(shop, { enabled_events: [{ entity: 'dispute', types: ['created'] }] }), await hook(shop, { enabled_events: [{ entity: 'transfer', types: ['succeeded'] }] })]
  assert.ok(none)
  receiver.received.length = 0
  const id = await kit.dispute(shop)
  await shop.ahrvo('PUT', `/disputes/${id}`, { tags: { a: 'b' } })
  await work()
  assert.deepEqual(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type).sort(), ['created', 'created', 'updated'])
  receiver.received.length = 0
  await shop.ahrvo('PUT', `/webhooks/${all}`, { enabled: false })
  await shop.ahrvo('PUT', `/webhooks/${created}`, { enabled_events: [{ entity: 'dispute', types: ['updated'] }] })
  await shop.ahrvo('PUT', `/disputes/${id}`, { tags: { a: 'c' } })
  await work()
  assert.deepEqual(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type), ['updated'])
})

test('what happens to a file is told of the file, to whom it may concern, and not of its dispute as well', async () => {
  const [shop, receivers] = [await kit.shop(), await Promise.all([1, 2, 3].map(() => startReceiver(answers(200))))]
  after(() => Promise.all(receivers.map(each => each.close())))
  const asked = [[{ entity: 'evidence', types: ['created', 'updated'] }], [{ entity: 'dispute', types: ['created', 'updated'] }], []]
  for (const [at, { url }] of receivers.entries()) assert.deepEqual((await shop.ahrvo('POST', '/webhooks', { url, enabled_events: asked[at] })).body.enabled_events, asked[at])
  const id = await kit.dispute(shop)
  const sent = (await sendFile(shop.ahrvo, id)).body
  const tagged = (await shop.ahrvo('PUT', `/disputes/${id}/evidence/${textOf(sent.id)}`, { tags: { a: 'b' } })).body
  await shop.ahrvo('PUT', `/disputes/${id}`, { tags: { seen: 'yes' } })
  await work()
  const told = receivers.map(({ received }) => received.map(({ body }) => JSON.parse(body) as Json))
  const words = told.map(each => each.map(({ entity, type }) => `${textOf(entity)} ${textOf(type)}`).sort())
  assert.deepEqual(words, [['evidence created', 'evidence updated'], ['dispute created', 'dispute updated'], ['dispute created', 'dispute updated', 'evidence created', 'evidence updated']])
  const { _links, ...plain } = sent
  const [created, updated] = ['created', 'updated'].map(type => told[0]!.find(each => textOf(each.type) === type)!)
  assert.deepEqual(items(created!._embedded?.evidences), [plain])
  assert.deepEqual(items(updated!._embedded?.evidences)[0]!.tags, tagged.tags)
})

test('a webhook that the native API narrowed to changes hears of files too, in their own form', async () => {
  const [shop, narrow] = [await kit.shop(), await startReceiver(answers(200))]
  after(() => narrow.close())
  await shop.call('POST', '/v1/webhooks', { url: narrow.url, dialect: 'ahrvo', kinds: ['dispute.updated'] })
  const id = await kit.dispute(shop)
  await sendFile(shop.ahrvo, id)
  await shop.ahrvo('PUT', `/disputes/${id}`, { tags: { seen: 'yes' } })
  await work()
  assert.deepEqual(narrow.received.map(({ body }) => textOf((JSON.parse(body) as Json).entity)).sort(), ['dispute', 'evidence'])
})

test('a change of a webhook moves its updated_at, whatever it changes', async () => {
  const shop = await kit.shop()
  const id = await hook(shop)
  const before = (await shop.ahrvo('GET', `/webhooks/${id}`)).body
  await kit.pass('PT1M')
  const { body } = await shop.ahrvo('PUT', `/webhooks/${id}`, { authentication: { type: 'BEARER', bearer: { token: 'new' } } })
  assert.ok(textOf(body.updated_at) > textOf(before.updated_at))
  assert.deepEqual([body.created_at, body.enabled_events], [before.created_at, before.enabled_events])
})

test('a change here leaves the description that the native API gave, and what it narrowed', async () => {
  const shop = await kit.shop()
  const { webhook } = (await shop.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'ahrvo', kinds: ['dispute.won'], description: 'Back office' })).body
  const [shown] = items((await shop.ahrvo('GET', '/webhooks')).body._embedded?.webhooks)
  await shop.ahrvo('PUT', `/webhooks/${textOf(shown!.id)}`, { authentication: { type: 'BEARER', bearer: { token: 't' } } })
  const after = (await shop.call('GET', `/v1/webhooks/${textOf(webhook?.id)}`)).body
  assert.deepEqual([textOf(after.description), after.kinds], ['Back office', ['dispute.won']])
})

test('a webhook is the merchant\'s alone, is made for reachable addresses only, and twenty are the most', async () => {
  const [shop, rival] = [await kit.shop(), await kit.shop()]
  const id = await hook(shop)
  for (const [method, body] of [['GET', undefined], ['PUT', { enabled: false }]] as const) assert.equal((await rival.ahrvo(method, `/webhooks/${id}`, body)).status, 404)
  for (const url of ['https://10.0.0.1/', 'https://user:pw@shop.example/', 'ftp://shop.example', 'nonsense']) assert.deepEqual(errorOf(await shop.ahrvo('POST', '/webhooks', { url })), [422, 'INVALID_FIELD', 'url'], url)
  assert.deepEqual(errorOf(await shop.ahrvo('POST', '/webhooks', { url: `https://shop.example/${'x'.repeat(120)}` })), [422, 'INVALID_FIELD', 'url'])
  assert.deepEqual(errorOf(await shop.ahrvo('PUT', `/webhooks/${id}`, { url: 'https://10.0.0.1/' })), [422, 'INVALID_FIELD', 'url'])
  const made = await Promise.all(Array.from({ length: 20 }, () => shop.ahrvo('POST', '/webhooks', { url: 'https://shop.example/' })))
  assert.deepEqual(made.map(({ status }) => status).sort(), [...Array<number>(19).fill(201), 422])
})

test('a webhook that the native API made in this dialect speaks it, and both see the other\'s', async () => {
  const shop = await kit.shop()
  const { webhook, secret } = (await shop.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'ahrvo', kinds: ['dispute.opened'] })).body
  assert.equal(textOf(secret), shop.secret)
  const [seen] = items((await shop.ahrvo('GET', '/webhooks')).body._embedded?.webhooks)
  assert.deepEqual([textOf(seen?.url), seen?.enabled_events], [receiver.url, [{ entity: 'dispute', types: ['created'] }]])
  receiver.received.length = 0
  await kit.dispute(shop)
  await work()
  assert.ok(verify(receiver.received[0]!.headers['finix-signature'] as string, receiver.received[0]!.body, [shop.secret], kit.engine.world.now()))
  assert.equal((await shop.call('POST', `/v1/webhooks/${webhook?.id}/test`)).status, 202)
  await work()
  assert.equal(receiver.received[1]!.body, '{}')
})
