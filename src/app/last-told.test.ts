import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Incoming } from '../engine/upstream.ts'
import { lastToldOf } from './last-told.ts'

test('what was taken is a sign of the provider; what was turned away, and the empty test that nobody signs, is none', async () => {
  const told = lastToldOf({ onDecision: () => () => {} })
  const heard = async (body: string, status: number, receivedAt: number) => {
    const incoming: Incoming = { method: 'POST', target: '/in/con_1', headers: { get: () => undefined }, raw: Buffer.from(body), receivedAt }
    await told.noting(async () => ({ status, headers: {}, body: '' }))('con_1', incoming)
    return told.at('con_1')
  }
  assert.deepEqual([await heard('{"a":1}', 401, 1), await heard('{"a":1}', 200, 2), await heard('', 200, 3), await heard(' {} ', 200, 4), await heard('{"a":1}', 200, 5)], [null, 2, 2, 2, 5])
})
