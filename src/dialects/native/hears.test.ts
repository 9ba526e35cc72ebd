// Notifications of another Parley, as strangers send them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Incoming } from '../../engine/upstream.ts'
import { readNotice } from './hears.ts'
import { signatureOf } from './notices.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const receivedAt = Date.UTC(2026, 10, 20, 9)
const raw = Buffer.from('{"type":"webhook.test"}')
const seconds = receivedAt / 1000
const good = signatureOf(secret, 'ntc_1', seconds, raw)

function heard(signatures: string, at = receivedAt) {
  const sent = { 'webhook-id': 'ntc_1', 'webhook-timestamp': String(seconds), 'webhook-signature': signatures }
  return readNotice({ headers: new Map(Object.entries(sent)), raw, receivedAt: at } as unknown as Incoming, secret).kind
}

test('a signature of the right length in other bytes is a forgery like any other, and nothing breaks', () => {
  for (const strange of ['\u00e9'.repeat(good.length), `v1,${'\u00ff'.repeat(good.length - 3)}`, good.slice(0, -1) + '\u00e9', good.toUpperCase(), good.slice(1), '']) assert.equal(heard(strange), 'forged', strange)
})

test('one good signature among others is enough, at about its own time', () => {
  assert.deepEqual([heard(good), heard(`${'\u00e9'.repeat(good.length)} ${good}`), heard(good, receivedAt + 300_001)], ['not_about_disputes', 'not_about_disputes', 'stale'])
})
