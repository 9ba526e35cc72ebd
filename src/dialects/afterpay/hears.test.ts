import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Incoming } from '../../engine/upstream.ts'
import { acknowledge, readNotice } from './hears.ts'
import { signatureOf } from './scheme.ts'

const key = 'test_hmac_secret'
const url = 'https://merchant.example.com/afterpay/webhooks'
const spaced = '{"webhook_event_id": "b4df2187-4090-4845-be15-a73546107cbe", "webhook_event_type": "created", "dispute_id": "dp_KvGaECApCMdsH8earUSa2V", "merchant_reference": "08CF65ZSFNHVM"}'
const dense = spaced.replaceAll('": "', '":"').replaceAll('", "', '","')
const at = 1_664_239_810_000

type Given = { body?: string | Uint8Array; date?: string | undefined; signature?: string | undefined; receivedAt?: number }
function incoming({ body = spaced, receivedAt = at, ...headers }: Given = {}): Incoming {
  const date = 'date' in headers ? headers.date : '1664239810'
  const signature = 'signature' in headers ? headers.signature : signatureOf({ url, date: date ?? '', body }, key)
  const all: Record<string, string | undefined> = { 'x-afterpay-request-date': date, 'x-afterpay-request-signature': signature }
  return { method: 'POST', target: '/in/con_1', headers: { get: name => all[name] }, raw: Buffer.from(body), receivedAt }
}
const heard = (given: Given = {}, receiving: { url: string | undefined; key: string | undefined } = { url, key }) => readNotice(incoming(given), receiving)

test('the documented vectors are news of a dispute that is then asked for', () => {
  const news = { kind: 'news', id: 'b4df2187-4090-4845-be15-a73546107cbe', told: [], thin: ['dp_KvGaECApCMdsH8earUSa2V'] }
  assert.deepEqual(heard({ signature: 'Fl/8Bg6bFtgygvne+gPPeQedlUP9cI3xPqE9wa2aDQ0=' }), news)
  assert.deepEqual(heard({ body: dense, signature: 'Xm1t1g/nuRYNwb2kecK+huowDeWhsti34rB+nac7PnE=' }), news)
  assert.deepEqual(heard({ body: dense, date: '1664239811', signature: 'pH1Jn8DWy1NZXVKgtDSrMDA5WH+yGJqxHgdtzjBImSc=' }), news)
})

test('whatever is not signed for this address, this date and these bytes is forged, and nothing in it is read', () => {
  const signature = 'Fl/8Bg6bFtgygvne+gPPeQedlUP9cI3xPqE9wa2aDQ0='
  const forged: Given[] = [
    { body: dense, signature }, { body: spaced.replace('created', 'createe'), signature }, { date: '1664239811', signature }, { date: undefined, signature }, { signature: undefined }, { signature: '' }, { signature: 'zz' },
    { signature: Buffer.from(signature, 'base64').toString('hex') }, { signature: signature.slice(0, 40) }, { signature: `${signature} ` }, { body: dense, signature: '/ULueUf3JkverS6lm7jDOl+AtazGcHLMkFdn0rxky6o=' }, { body: 'not json', signature },
  ]
  for (const given of forged) assert.equal(heard(given).kind, 'forged', JSON.stringify(given))
  assert.equal(heard({}, { url: `${url}/`, key }).kind, 'forged')
  assert.equal(heard({}, { url, key: 'another' }).kind, 'forged')
  for (const receiving of [{ url: undefined, key }, { url, key: undefined }, { url, key: '' }, { url: '', key }]) assert.equal(heard({}, receiving).kind, 'forged')
})

test('bytes are signed as they came, also those that are no text', () => {
  const body = Buffer.concat([Buffer.from('{"dispute_id":"dp_1","x":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
  const given = { body, signature: signatureOf({ url, date: '1664239810', body }, key) }
  assert.equal(heard(given).kind, 'news')
  assert.equal(heard({ ...given, body: Buffer.from(body.toString()) }).kind, 'forged')
})

test('it is good for five minutes either way', () => {
  assert.deepEqual([at + 300_999, at - 300_000, at + 301_000, at - 301_000, at + 86_400_000].map(receivedAt => heard({ receivedAt }).kind), ['news', 'news', 'stale', 'stale', 'stale'])
})

test('of whatever type, it is news of the dispute that it names; without one it is none', () => {
  const kindOf = (body: string) => heard({ body }).kind
  assert.deepEqual(['{"dispute_id":"dp_1"}', '{"dispute_id":"dp_1","webhook_event_type":"reopened"}', '{"dispute_id":"dp_1","webhook_event_id":7}'].map(kindOf), ['news', 'news', 'news'])
  assert.deepEqual(['{}', '{"webhook_event_type":"ping"}', '{"dispute_id":null}'].map(kindOf), ['not_about_disputes', 'not_about_disputes', 'not_about_disputes'])
  for (const body of ['', 'x', '[]', 'null', '{"dispute_id":7}', '{"dispute_id":""}', '{"dispute_id":".."}', '{"dispute_id":"a b"}', '{"dispute_id":"dp_\\u0000"}']) assert.equal(kindOf(body), 'unreadable', body.slice(0, 40))
  assert.equal((heard({ body: '{"dispute_id":"dp_1","webhook_event_id":7}' }) as { id: unknown }).id, null)
})

test('200 is the acknowledgement; what was not heard is asked for again', () => {
  const statuses = (['news', 'not_about_disputes', 'unreadable', 'forged', 'stale', 'failed'] as const).map(kind => acknowledge(kind).status)
  assert.deepEqual(statuses, [200, 200, 200, 401, 401, 503])
})
