// A provider whose word for a lost dispute may mean our acceptance or somebody else's doing: which, is known by when we asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, readsBack } from '../../test/kit/at-bridge.ts'

const capabilities = { ...readsBack, acceptedReads: ['accepted', 'lost'] as const }
const second = 1000

test('what was lost by something else right before our acceptance left is lost, and not accepted', async () => {
  const kit = await atBridge({ capabilities })
  const id = await kit.bridged()
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'lost', { changedAt: kit.clock.now() - second }) })
  await kit.ask(id)
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard], ['lost', ['find']])
  await kit.close()
})

test('news of a loss, while an acceptance has not left, waits for what its carrier finds', async () => {
  const kit = await atBridge({ capabilities })
  const id = await kit.bridged()
  kit.provider.find = () => ({ kind: 'unsent', cause: 'breaker_open' })
  await kit.ask(id)
  const dispute = await kit.dispute(id)
  const lost = kit.told(dispute, 'lost', { changedAt: kit.clock.now() })
  kit.provider.read = () => ({ kind: 'news', id: null, told: [lost], thin: [] })
  const incoming = { method: 'POST', target: '/', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt: kit.clock.now() }
  assert.equal((await kit.inbound(dispute.home, incoming))?.status, 200)
  assert.equal((await kit.dispute(id)).state, 'accepting')
  kit.provider.find = () => ({ kind: 'done', value: lost })
  kit.clock.advance(2 * second)
  await kit.round()
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard.includes('accept 1')], ['lost', false])
  await kit.close()
})

test('a loss after our acceptance had left is that acceptance, whoever hears of it first', async () => {
  const kit = await atBridge({ capabilities })
  const id = await kit.bridged()
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'needs_response') })
  await kit.ask(id)
  const dispute = await kit.dispute(id)
  const lost = kit.told(dispute, 'lost', { changedAt: kit.clock.now() })
  kit.provider.read = () => ({ kind: 'news', id: null, told: [lost], thin: [] })
  await kit.inbound(dispute.home, { method: 'POST', target: '/', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt: kit.clock.now() })
  kit.provider.find = () => ({ kind: 'done', value: lost })
  kit.clock.advance(2 * second)
  await kit.round()
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard.filter(one => one.startsWith('accept'))], ['accepted', ['accept 1']])
  await kit.close()
})
