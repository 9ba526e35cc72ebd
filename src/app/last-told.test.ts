import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Decision } from '../core/decide.ts'
import type { Acknowledgement, Incoming } from '../engine/upstream.ts'
import { lastToldOf } from './last-told.ts'

const incoming = (receivedAt: number): Incoming => ({ method: 'POST', target: '/', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt })
const decided = (home: string, kind: 'upstream' | 'user', at: number) => ({ dispute: { home }, events: [{ by: { kind }, at }] }) as unknown as Decision

test('the last that a provider told is its last notification that was taken, or the last that was new here, whichever came later', async () => {
  let tell: (decision: Decision) => void = () => {}
  const { at, noting } = lastToldOf({ onDecision: listener => (tell = listener, () => {}) })
  assert.equal(at('con_a'), null)
  tell(decided('con_a', 'upstream', 5))
  tell(decided('con_a', 'user', 9))
  tell(decided('con_b', 'upstream', 7))
  assert.deepEqual([at('con_a'), at('con_b')], [5, 7])
  let status: number | null = 200
  const inbound = noting(async () => status === null ? null : { status, headers: {}, body: '' } as Acknowledgement)
  assert.equal((await inbound('con_a', incoming(8)))?.status, 200)
  for (status of [401, 503, null]) await inbound('con_a', incoming(20))
  assert.equal(at('con_a'), 8, 'what was forged, or could not be kept, told nothing')
  tell(decided('con_a', 'upstream', 6))
  assert.equal(at('con_a'), 8)
})
