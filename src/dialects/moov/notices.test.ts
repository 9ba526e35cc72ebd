// What a merchant is told in Moov's form, and how a receiver knows that it is Moov's.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { accept, anOpening, expired, held, inState, needsResponse, noon, through } from '../../../test/kit/builders.ts'
import { accountOf, json, startMoov, whileWorking } from '../../../test/kit/moov.ts'
import { textOf, type Json } from '../../../test/kit/native.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import type { Dispute } from '../../core/dispute.ts'
import { noticeKinds, type NoticeKind } from '../../core/notice.ts'
import { uuidOf } from './ids.ts'
import { moovNotices } from './notices.ts'
import { signatureOf, verifyWebhook } from './scheme.ts'

/** moovfinancial/moov-go:pkg/mhooks/event_test.go. */
const vector = {
  secret: 'my-webhook-signing-secret', timestamp: '2024-04-26T21:20:55Z', nonce: 'LwxF1Uk7QOeDq2nzB3theslHbtAo7y3uuncB1PoijwCZZaRZsd8DOtffBT7p',
  webhook: 'dff0a709-f982-4475-81e8-214b435c74ab',
  signature: '6231d03752de6963087e6aea1c78a27a0617b6df1c071195f30ed85defe34e02fd0bf3995949fe12dafd747c42de9cfae03b8aafcf69cceba5495f4c7b719d82',
}
const signedAt = Date.parse(vector.timestamp)
const sent = (changes: Partial<typeof vector> = {}) => {
  const { timestamp, nonce, webhook, signature } = { ...vector, ...changes }
  return new Headers({ 'X-Timestamp': timestamp, 'X-Nonce': nonce, 'X-Webhook-ID': webhook, 'X-Signature': signature })
}
const looked = (headers: { get(name: string): string | null }, more: object = {}) =>
  verifyWebhook(headers, { secrets: [vector.secret], now: signedAt, isNew: () => true, ...more })

test('row 60: the documented vector is accepted, and with one character changed refused', () => {
  assert.equal(signatureOf(vector.secret, vector), vector.signature)
  assert.equal(looked(sent()), 'valid')
  const changes = { timestamp: '2024-04-26T21:20:56Z', nonce: `${vector.nonce.slice(0, -1)}q`, webhook: `${vector.webhook.slice(0, -1)}c`, signature: `${vector.signature.slice(0, -1)}3` }
  for (const [name, value] of Object.entries(changes)) assert.equal(looked(sent({ [name]: value })), 'forged', name)
})

test('a signature that is short, in upper case, no hexadecimal or of another secret is forged', () => {
  for (const signature of ['', 'zz', vector.signature.slice(0, -2), vector.signature.toUpperCase(), `${vector.signature}00`]) assert.equal(looked(sent({ signature })), 'forged', signature)
  assert.equal(looked(sent(), { secrets: ['other'] }), 'forged')
  assert.equal(looked(sent(), { secrets: [] }), 'forged')
  assert.equal(looked(sent(), { secrets: ['other', vector.secret] }), 'valid')
  assert.equal(looked(new Headers()), 'forged')
})

test('after five minutes, or five minutes ahead, a webhook is stale', () => {
  const at = (ms: number) => looked(sent(), { now: signedAt + ms })
  assert.deepEqual([at(300_000), at(300_001), at(-300_000), at(-300_001)], ['valid', 'stale', 'valid', 'stale'])
  assert.equal(looked(sent(), { now: signedAt + 600_000, toleranceMs: 600_000 }), 'valid')
})

test('a nonce counts once, and a forged webhook uses up none', () => {
  const seen = new Set<string>()
  const isNew = (nonce: string) => !seen.has(nonce) && Boolean(seen.add(nonce))
  assert.equal(looked(sent({ signature: vector.signature.replace(/^6/, '7') }), { isNew }), 'forged')
  assert.deepEqual([looked(sent(), { isNew }), looked(sent(), { isNew })], ['valid', 'repeated'])
})

const told = (kind: NoticeKind, dispute: Dispute) => moovNotices.render({ id: 'ntc_06ef1xez40m2qa9d5wj8t3g7vc', kind, at: noon, position: 1n, dispute })?.type ?? null

test('it tells of a new dispute and of each change of status, and of nothing else', () => {
  const silent = noticeKinds.filter(kind => told(kind, needsResponse()) === null)
  assert.deepEqual(silent, ['dispute.updated', 'dispute.due_soon', 'dispute.acceptance_held', 'dispute.acceptance_undone', 'dispute.accepting', 'dispute.submitting', 'dispute.refused'])
  assert.deepEqual([told('dispute.opened', needsResponse()), told('dispute.accepted', inState.accepted()), told('webhook.test', held())], ['dispute.created', 'dispute.updated', 'event.test'])
})

test('news from upstream of another phase is told, other news is not', () => {
  const version = { at: noon, rank: 0, digest: 'd' }
  const seen = (phase: typeof version | null): Dispute => ({ ...needsResponse(), observed: { version, standing: null, phase, respondBy: null } })
  assert.equal(told('dispute.updated', seen(version)), 'dispute.updated')
  assert.equal(told('dispute.updated', seen({ ...version, at: noon - 1 })), null)
  assert.equal(told('dispute.updated', seen(null)), null)
})

test('an event has all keys of the envelope and of its data, with ids as UUIDs', () => {
  const dispute = through(null, [{ kind: 'open', by: accept().by, opening: anOpening({ dialect: 'moov' }) }, accept()])
  const notice = { id: 'ntc_06ef1xez40m2qa9d5wj8t3g7vc', kind: 'dispute.accepted', at: noon, position: 1n, dispute } as const
  const rendered = moovNotices.render(notice)!
  const { body } = moovNotices.sign({ id: notice.id, body: rendered.body, webhook: 'whk_06ef1xez40m2qa9d5wj8t3g7vc' }, ['acc secret with blanks'], noon)
  assert.deepEqual(JSON.parse(body), {
    eventID: uuidOf(notice.id), type: 'dispute.updated', createdOn: '2026-11-21T12:00:00Z',
    data: { accountID: 'acc', transferID: uuidOf('transfer pay-1'), transactionID: uuidOf(`transaction ${dispute.id}`), disputeID: 'D1', status: 'accepted', phase: 'chargeback' },
  })
  assert.equal(told('dispute.expired', expired()), 'dispute.updated')
})

test('the attempts last for less than a day, and only 2xx acknowledges', () => {
  const seconds = moovNotices.schedule.reduce((sum, wait) => sum + wait, 0)
  assert.ok(seconds * 1.1 > 20 * 3600 && seconds <= 24 * 3600)
  assert.deepEqual([199, 200, 204, 299, 300, 400, 410, 500].map(status => moovNotices.acknowledged(status, '')), ['failed', 'delivered', 'delivered', 'delivered', 'failed', 'failed', 'failed', 'failed'])
})

const kit = await startMoov()
after(() => kit.close())

test('row 58: accepting sends dispute.updated with the status accepted, signed with the secret of the credential', async () => {
  const mine = await kit.account()
  const receiver = await startReceiver()
  const made = await mine.merchant.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'moov' })
  const dispute = await mine.open()
  await mine.ask(`/disputes/${dispute}/accept`, { method: 'POST' })
  await kit.app.workers.runOnceAll(kit.clock.now())
  await receiver.nth(2)
  const events = receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, string>; eventID: string })
  assert.deepEqual(events.map(({ type, data }) => [type, data.status, data.disputeID, data.accountID]).sort(), [
    ['dispute.created', 'response-needed', dispute, mine.account], ['dispute.updated', 'accepted', dispute, mine.account]])
  const seen = new Set<string>()
  for (const { headers } of receiver.received) {
    const verdict = verifyWebhook({ get: name => headers[name] as string }, { secrets: [textOf(made.body.secret)], now: kit.clock.now(), isNew: nonce => Boolean(!seen.has(nonce) && seen.add(nonce)) })
    assert.equal(verdict, 'valid')
    assert.equal(headers['x-webhook-id'], uuidOf(textOf((made.body as Json).webhook?.id)))
  }
  await receiver.close()
})

test('a webhook that Moov\'s own call made hears of what it asked for, until it is disabled', async () => {
  const mine = await kit.account()
  const receiver = await startReceiver()
  const wanted = { url: receiver.url, status: 'enabled', eventTypes: ['dispute.created', 'transfer.created'], description: '' }
  const { webhookID } = (await mine.ask('/webhooks', json(wanted))).json
  const { secret } = (await mine.ask(`/webhooks/${textOf(webhookID)}/secret`)).json
  const dispute = await mine.open()
  await mine.ask(`/disputes/${dispute}/accept`, { method: 'POST' })
  await kit.app.workers.runOnceAll(kit.clock.now())
  const { headers, body } = await receiver.nth(1)
  assert.equal((JSON.parse(body) as { type: string }).type, 'dispute.created')
  assert.deepEqual([verifyWebhook({ get: name => headers[name] as string }, { secrets: [textOf(secret)], now: kit.clock.now(), isNew: () => true }), headers['x-webhook-id']], ['valid', textOf(webhookID)])
  await mine.ask(`/webhooks/${textOf(webhookID)}`, { method: 'DELETE' })
  await mine.open()
  await kit.app.workers.runOnceAll(kit.clock.now())
  assert.equal(receiver.received.length, 1)
  assert.equal(textOf((await mine.ask(`/webhooks/${textOf(webhookID)}`)).json.status), 'disabled')
  const other = await kit.account()
  assert.equal((await other.ask(`/webhooks/${textOf(webhookID)}/secret`)).status, 404)
  await receiver.close()
})

test('a ping sends the test event that it answers with, once, and tells the status that came back', async () => {
  const mine = await kit.account()
  const receiver = await startReceiver()
  after(() => receiver.close())
  const wanted = { url: receiver.url, status: 'enabled', eventTypes: ['dispute.updated'], description: '' }
  const made = (await mine.ask('/webhooks', json(wanted))).json
  const path = `/webhooks/${textOf(made.webhookID)}`
  const ping = () => whileWorking(kit, mine.ask(`${path}/ping`, { method: 'POST' }))
  for (const status of [204, 200, 500, 302]) {
    receiver.behave(answers(status))
    const { status: code, json: { webhook, requestBodySent, responseStatusCode } } = await ping()
    assert.deepEqual([code, webhook, Number(responseStatusCode)], [200, made, status])
    assert.deepEqual(requestBodySent, JSON.parse(receiver.received.at(-1)!.body))
    assert.deepEqual([textOf(requestBodySent!.type), requestBodySent!.data], ['event.test', { ping: true }])
  }
  kit.clock.advance(24 * 3_600_000)
  await kit.app.workers.runOnceAll(kit.clock.now())
  assert.equal(receiver.received.length, 4)
  const silent = await startReceiver()
  await mine.ask(path, json({ ...wanted, url: silent.url }, 'PUT'))
  await silent.close()
  assert.deepEqual([await ping()].map(({ status, text }) => [status, text]), [[504, '']])
  await mine.ask(path, { method: 'DELETE' })
  assert.equal((await ping()).status, 409)
  const reader = await accountOf(kit, mine.merchant, { scope: 'read' })
  assert.equal((await reader.ask(`${path}/ping`, { method: 'POST' })).status, 403)
  assert.equal((await (await kit.account()).ask(`${path}/ping`, { method: 'POST' })).status, 404)
})
