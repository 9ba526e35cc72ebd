import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { seededRandom } from '../../../test/kit/world.ts'
import { makeWebhookSecret, nativeNotices, signatureOf } from './notices.ts'
import { inventedDispute } from '../test-notice.ts'

const at = Date.UTC(2026, 10, 21, 9, 30)
const dispute = inventedDispute('mch_06ef1x3k80w4nqg7t2yh5rdmac', at)
const notice = { id: 'ntc_06ef1xez40m2qa9d5wj8t3g7vc', kind: 'dispute.opened', at, position: 7n, dispute } as const

test('the signature is that of the public example of the Standard Webhooks libraries', () => {
  // The vector that the tests of its libraries share; found with the same values in many independent ones, 2026-11-21.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const signature = signatureOf(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')
  assert.equal(signature, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('while a secret is turned over, both sign, with a blank between', () => {
  const secrets = ['one', 'two'].map(seed => makeWebhookSecret({ random: seededRandom(seed) }))
  const { headers, body } = nativeNotices.sign({ id: notice.id, body: '{"a":1}' }, secrets, at + 999)
  assert.equal(headers['webhook-id'], notice.id)
  assert.equal(headers['webhook-timestamp'], String(at / 1000))
  const expected = secrets.map(secret => `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${notice.id}.${at / 1000}.{"a":1}`).digest('base64')}`)
  assert.equal(headers['webhook-signature'], expected.join(' '))
  assert.equal(body, '{"a":1}')
})

test('a secret has its prefix and 32 bytes', () => {
  const secret = makeWebhookSecret({ random: seededRandom('secret') })
  assert.match(secret, /^whsec_[0-9A-Za-z+/]{43}=$/)
  assert.equal(Buffer.from(secret.slice(6), 'base64').length, 32)
})

test('a notice names its kind and time and shows the dispute', () => {
  const { type, body } = nativeNotices.render(notice)!
  assert.equal(type, 'dispute.opened')
  const { type: inBody, timestamp, data } = JSON.parse(body) as { type: string; timestamp: string; data: { dispute: { amount: object; can?: object } } }
  assert.deepEqual([inBody, timestamp, data.dispute.amount], ['dispute.opened', '2026-11-21T09:30:00Z', { value: 12000, currency: 'THB' }])
  assert.equal('can' in data.dispute, false)
})

test('a large dispute is named only, so that the message stays below 20 kB', () => {
  const large = { ...dispute, story: { text: 'ก'.repeat(7000), language: 'th', customer: null } }
  const { body } = nativeNotices.render({ ...notice, dispute: large })!
  assert.ok(Buffer.byteLength(body) < 20_000)
  assert.deepEqual((JSON.parse(body) as { data: object }).data, { thin: true, dispute: { id: large.id, merchant: large.merchant, state: 'needs_response', revision: 1 } })
})

test('ten attempts are made over about 75 hours', () => {
  assert.equal(nativeNotices.schedule.length, 9)
  const hours = nativeNotices.schedule.reduce((sum, seconds) => sum + seconds, 0) / 3600
  assert.ok(hours > 72 && hours < 78, `${hours}`)
})

test('2xx is delivered, 410 is gone, and everything else failed', () => {
  const verdicts = [200, 204, 299, 301, 302, 304, 307, 400, 404, 409, 410, 429, 500, 503].map(status => nativeNotices.acknowledged(status, ''))
  assert.deepEqual(verdicts, ['delivered', 'delivered', 'delivered', ...Array<string>(7).fill('failed'), 'gone', 'failed', 'failed', 'failed'])
})
