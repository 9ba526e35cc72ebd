import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Incoming } from '../../engine/upstream.ts'
import { acknowledge, readEvent, type Nonces } from './hears.ts'
import { signatureOf } from './scheme.ts'

/** The vector of moovfinancial/moov-go:pkg/mhooks/event_test.go. */
const secret = 'my-webhook-signing-secret'
const signed = { timestamp: '2024-04-26T21:20:55Z', nonce: 'LwxF1Uk7QOeDq2nzB3theslHbtAo7y3uuncB1PoijwCZZaRZsd8DOtffBT7p', webhook: 'dff0a709-f982-4475-81e8-214b435c74ab' }
const signature = '6231d03752de6963087e6aea1c78a27a0617b6df1c071195f30ed85defe34e02fd0bf3995949fe12dafd747c42de9cfae03b8aafcf69cceba5495f4c7b719d82'
const signedAt = Date.parse(signed.timestamp)

const event = (changes: object = {}) => ({
  eventID: 'e1c5a0b4-3f7e-4c42-8a54-6a0f0c2b7d11', type: 'dispute.updated', createdOn: '2024-04-26T21:20:54Z',
  data: {
    accountID: '34233b72-780c-4e0e-8b08-cbbe1bc878f8', transferID: 'ecac148a-917e-4ee0-b46a-c51408939fff', transactionID: '0dfc0bb4-32c2-4b0f-8bd5-6b3e1c0a9d22',
    disputeID: '6e356108-fdfa-4910-bbe4-1e3c8abf5520', status: 'accepted', phase: 'chargeback',
  }, ...changes,
})

type Sent = { body?: unknown; raw?: string; at?: number; headers?: Record<string, string>; with?: string | null; nonces?: Nonces }

function heard({ body = event(), raw = JSON.stringify(body), at = signedAt, headers = {}, with: known = secret, nonces = new Map() }: Sent = {}) {
  const all = new Map(Object.entries({ 'x-timestamp': signed.timestamp, 'x-nonce': signed.nonce, 'x-webhook-id': signed.webhook, 'x-signature': signature, ...headers }))
  const incoming: Incoming = { method: 'POST', target: '/in/x', headers: { get: name => all.get(name) }, raw: new TextEncoder().encode(raw), receivedAt: at }
  return readEvent(incoming, known, nonces)
}

test('an event names a dispute to be read, and nothing in it is believed: the body is not signed', () => {
  assert.deepEqual(heard(), { kind: 'news', id: 'e1c5a0b4-3f7e-4c42-8a54-6a0f0c2b7d11', told: [], thin: ['6e356108-fdfa-4910-bbe4-1e3c8abf5520'] })
  for (const type of ['dispute.created', 'dispute.somethingNew']) assert.equal(heard({ body: event({ type }) }).kind, 'news', type)
})

test('a signature that does not fit is forged before anything is read, and so is all without a secret', () => {
  const forged: Record<string, string>[] = [{ 'x-signature': signature.replace(/^6/, '7') }, { 'x-signature': '' }, { 'x-nonce': 'other' }, { 'x-webhook-id': 'other' }, { 'x-timestamp': '2024-04-26T21:20:56Z' }]
  for (const headers of forged) assert.equal(heard({ headers, raw: '{' }).kind, 'forged', JSON.stringify(headers))
  assert.equal(heard({ with: null }).kind, 'forged')
  assert.equal(heard({ with: '', headers: { 'x-signature': signatureOf('', signed) } }).kind, 'forged')
})

test('after five minutes it is stale', () => {
  assert.deepEqual([300_000, 300_001, -300_001].map(ms => heard({ at: signedAt + ms }).kind), ['news', 'stale', 'stale'])
})

test('the same event again is news again, the same signature over another body is forged', () => {
  const nonces: Nonces = new Map()
  assert.deepEqual([heard({ nonces }).kind, heard({ nonces }).kind], ['news', 'news'])
  assert.equal(heard({ nonces, body: event({ eventID: 'other' }) }).kind, 'forged')
  assert.equal(heard({ nonces }).kind, 'news')
})

test('nonces are forgotten once their time has passed, and never more than so many are kept', () => {
  const nonces: Nonces = new Map(Array.from({ length: 10_000 }, (_, place) => [`n${place}`, { digest: '', at: signedAt }]))
  heard({ nonces })
  assert.deepEqual([nonces.size, nonces.has('n0'), nonces.has('n1')], [10_000, false, true])
  const old: Nonces = new Map([['n0', { digest: '', at: signedAt - 15 * 60_000 - 1 }], ['n1', { digest: '', at: signedAt }]])
  heard({ nonces: old })
  assert.deepEqual([...old.keys()], ['n1', signed.nonce])
})

test('what is about something else is let go, what cannot be read is told so', () => {
  for (const body of [{ type: 'event.test', data: { ping: true } }, event({ type: 'transfer.created' }), event({ type: 'disputes' })]) assert.equal(heard({ body }).kind, 'not_about_disputes')
  const unreadable = ['', '{', 'null', '[]', '"text"', '{"data":{}}', JSON.stringify(event({ data: null })), JSON.stringify(event({ data: { disputeID: '../x' } })), JSON.stringify(event({ data: 'dispute' }))]
  for (const raw of unreadable) assert.equal(heard({ raw }).kind, 'unreadable', raw)
})

test('a test event of ours is heard as one', () => {
  const timestamp = '2026-11-21T12:00:00Z'
  const headers = { 'x-timestamp': timestamp, 'x-signature': signatureOf(secret, { ...signed, timestamp }) }
  assert.equal(heard({ headers, at: Date.parse(timestamp), body: { type: 'event.test', data: { ping: true } } }).kind, 'not_about_disputes')
})

test('it is acknowledged as by Moov\'s own receiver, and asked for again when it could not be kept', () => {
  const statuses = (['news', 'not_about_disputes', 'forged', 'stale', 'unreadable', 'failed'] as const).map(kind => acknowledge(kind).status)
  assert.deepEqual(statuses, [200, 200, 400, 400, 400, 503])
})
