// Omise's events, as they arrive: signed over the bytes, within the time, and about a dispute.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keys, theirId } from '../../../test/kit/omise-upstream.ts'
import type { Incoming } from '../../engine/upstream.ts'
import { exampleEvent } from './contract/examples.ts'
import { acknowledge, readEvent } from './hears.ts'
import { signatureOf } from './scheme.ts'
import { eventIn } from './versioned.ts'
import { versions } from './view.ts'

const secret = keys.webhook_secret
const other = Buffer.alloc(32, 9).toString('base64')
const at = 1_767_225_600

function incoming(raw: Uint8Array | string, headers: Record<string, string | undefined>, seconds = at): Incoming {
  return { method: 'POST', target: '/in/con_1', headers: { get: name => headers[name] }, raw: Buffer.from(raw), receivedAt: seconds * 1000 }
}
const signedWith = (body: string, secrets: string[] = [secret]) => ({ 'omise-signature-timestamp': String(at), 'omise-signature': signatureOf(secrets, at, body) })
const heard = (body: string, headers: Record<string, string | undefined> = signedWith(body), seconds = at) => readEvent(incoming(body, headers, seconds), secret)
const event = (changes: object = {}) => JSON.stringify({ ...exampleEvent, ...changes })

test('the documented vector is genuine, and one byte more or less is not', () => {
  const body = '{"object":"event","key":"dispute.close"}'
  const headers = { 'omise-signature-timestamp': '1767225600', 'omise-signature': '995bdeb799bd062051a2aaa8aefa3b09c671245238e1fd042dab007ef64aa511' }
  assert.deepEqual(heard(body, headers), { kind: 'unreadable', why: 'It names no dispute' })
  for (const changed of [`${body} `, body.replace('close', 'Close'), body.slice(1), body.replace('":"', '": "')]) assert.equal(heard(changed, headers).kind, 'forged')
})

test('an event is news of one dispute under its own id, in every version and under every key', () => {
  for (const version of versions) assert.deepEqual(heard(JSON.stringify(eventIn(version, exampleEvent))), { kind: 'news', id: exampleEvent.id, told: [], thin: [theirId] })
  for (const key of ['dispute.update', 'dispute.accept', 'dispute.close', 'dispute.reopen']) assert.equal(heard(event({ key })).kind, 'news', key)
})

test('while a secret is turned over either of two signatures will do', () => {
  for (const secrets of [[other, secret], [secret, other]]) assert.equal(heard(event(), signedWith(event(), secrets)).kind, 'news')
})

test('what is not signed with the secret is forged, and nothing of it is read', () => {
  const { 'omise-signature': good, 'omise-signature-timestamp': time } = signedWith(event())
  const forged: Record<string, string | undefined>[] = [
    {}, { 'omise-signature': good }, { 'omise-signature-timestamp': time }, signedWith(event(), [other]), { 'omise-signature': good.toUpperCase(), 'omise-signature-timestamp': time },
    { 'omise-signature': good.slice(0, 63), 'omise-signature-timestamp': time }, { 'omise-signature': 'zz'.repeat(32), 'omise-signature-timestamp': time }, { 'omise-signature': good, 'omise-signature-timestamp': `${at + 1}` },
    { 'omise-signature': good, 'omise-signature-timestamp': `0${time}` }, { 'omise-signature': `${good},`.repeat(99), 'omise-signature-timestamp': time }, { 'omise-signature': '', 'omise-signature-timestamp': time },
  ]
  for (const headers of forged) assert.equal(heard(event(), headers).kind, 'forged', JSON.stringify(headers))
  assert.equal(readEvent(incoming(event(), signedWith(event())), null).kind, 'forged')
  assert.equal(heard('not json', {}).kind, 'forged')
})

test('the signature is over the bytes, not over what a decoder makes of them', () => {
  const [one, two] = [Buffer.from('{"object":"event","key":"dispute.create","x":"\xff"}', 'latin1'), Buffer.from('{"object":"event","key":"dispute.create","x":"\ufffd"}')]
  const headers = signedWith(two.toString())
  assert.deepEqual([readEvent(incoming(one, headers), secret).kind, readEvent(incoming(two, headers), secret).kind], ['forged', 'unreadable'])
})

test('a genuine one is stale after five minutes, or before them', () => {
  assert.deepEqual([300, -300, 301, -301, 3600].map(late => heard(event(), undefined, at + late).kind), ['news', 'news', 'stale', 'stale', 'stale'])
})

test('events of other things are none of ours; what cannot be read is said so', () => {
  assert.deepEqual(heard(event({ key: 'charge.complete', data: { object: 'charge', id: 'chrg_test_1' } })), { kind: 'not_about_disputes', why: 'charge.complete' })
  for (const body of ['', '[]', 'null', '7', '{}', '{"object":"event"}', event({ data: null }), event({ data: { object: 'dispute', id: '..' } }), event({ data: { object: 'dispute' } }), event({ key: 7 })]) {
    assert.equal(heard(body).kind, 'unreadable', body)
  }
  assert.equal(heard(event({ id: 7 })).kind, 'news')
})

test('what was made durable or turned away is acknowledged, a forgery refused, and a failure asked for again', () => {
  const statuses = (['news', 'not_about_disputes', 'unreadable', 'forged', 'stale', 'failed'] as const).map(kind => acknowledge(kind).status)
  assert.deepEqual(statuses, [200, 200, 200, 401, 401, 503])
})
