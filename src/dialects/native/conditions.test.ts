import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, after, connection, hour, needsResponse, news, noon, observe, submit } from '../../../test/kit/builders.ts'
import type { Dispute } from '../../core/dispute.ts'
import { conditionsOf } from './conditions.ts'

const codes = (dispute: Dispute): string[] => (conditionsOf(dispute, noon + 2 * hour).conditions ?? []).map(({ code }) => code)
const bridged = needsResponse({ home: connection })
const turnedDown = (dispute: Dispute, code: string): Dispute => {
  assert.ok('act' in dispute)
  return after(dispute, { kind: 'refuse', by: { kind: 'upstream', id: 'bridge', surface: 'bridge', request: null }, act: dispute.act.id, code, text: 'Said so' })
}
const told = (dispute: Dispute, state: 'accepted' | 'under_review'): Dispute => after(dispute, observe(news(state)), { at: noon + hour })

test('what is in conflict is told as that alone, and not as done elsewhere too', () => {
  const asked = after(bridged, accept())
  assert.deepEqual(codes(told(turnedDown(asked, 'conflict'), 'accepted')), ['conflict'])
  assert.deepEqual(codes(told(turnedDown(asked, 'conflict'), 'under_review')), ['conflict'])
})

test('what was done elsewhere is told once, whether somebody had decided here or not', () => {
  assert.deepEqual(codes(told(bridged, 'accepted')), ['done_elsewhere'])
  assert.deepEqual(codes(told(turnedDown(after(bridged, accept()), 'done_elsewhere'), 'accepted')), ['done_elsewhere'])
  assert.deepEqual(codes(told(turnedDown(after(bridged, submit()), 'refused'), 'accepted')), ['refused_upstream', 'done_elsewhere'])
})
