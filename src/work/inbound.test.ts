// What a provider tells by itself: taken in once it is kept, and asked for again as long as it cannot be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, blind, type AtBridge } from '../../test/kit/at-bridge.ts'
import { connection, hour, mill, noon } from '../../test/kit/builders.ts'
import type { Told } from '../engine/upstream.ts'

const facts: Told['facts'] = {
  money: { amount: 12_000n, currency: 'THB' }, settlement: null, fees: [], reason: { category: 'fraud', code: null, network: null, networkCode: null },
  payment: { id: 'P1', order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }, story: null, metadata: {}, tags: [], openedAt: noon - hour,
}
const heard = (kit: AtBridge) => kit.inbound(connection, { method: 'POST', target: '/', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt: kit.clock.now() })
const tell = async (kit: AtBridge, ...told: Told[]): Promise<number[]> => {
  const coming = [...told]
  kit.provider.read = () => ({ kind: 'news', id: null, told: [coming.shift()!], thin: [] })
  return (await Promise.all(told.map(() => heard(kit)))).map(answer => answer!.status)
}
const stateOf = async (kit: AtBridge): Promise<string | undefined> => (await kit.engine.reads.disputeByTheirs(mill, 'native', 'a'))?.dispute.state

test('where nothing can be asked, news too thin to open a dispute is not acknowledged, and counts once its dispute is there', async () => {
  const kit = await atBridge({ capabilities: blind })
  const [created, accepted] = [kit.told('a', 'needs_response', { facts, changedAt: noon - hour }), kit.told('a', 'accepted', { changedAt: noon - 1, rank: 5 })]
  assert.deepEqual([await tell(kit, accepted), await stateOf(kit)], [[503], undefined])
  assert.deepEqual([await tell(kit, created), await stateOf(kit)], [[200], 'needs_response'])
  assert.deepEqual([await tell(kit, accepted), await stateOf(kit)], [[200], 'accepted'])
  await kit.close()
})

test('of two that tell of a new dispute at the same moment none is lost', async () => {
  const kit = await atBridge({ capabilities: blind })
  const [created, accepted] = [kit.told('a', 'needs_response', { facts, changedAt: noon - hour }), kit.told('a', 'accepted', { facts, changedAt: noon - 1, rank: 5 })]
  assert.deepEqual(await tell(kit, created, accepted), [200, 200])
  assert.equal(await stateOf(kit), 'accepted')
  await kit.close()
})
