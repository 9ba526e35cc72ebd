// A connection that was removed or paused while somebody still tells of what lives there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, type AtBridge } from '../../test/kit/at-bridge.ts'
import { connection, hour, mill, noon } from '../../test/kit/builders.ts'
import { firstPoll } from '../engine/connection.ts'
import type { Told } from '../engine/upstream.ts'

const facts: Told['facts'] = {
  money: { amount: 12_000n, currency: 'THB' }, settlement: null, fees: [], reason: { category: 'fraud', code: null, network: null, networkCode: null },
  payment: { id: 'P1', order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }, story: null, metadata: {}, tags: [], openedAt: noon - hour,
}
const stateOf = async (kit: AtBridge): Promise<string | undefined> => (await kit.engine.reads.disputeByTheirs(mill, 'native', 'a'))?.dispute.state
const heard = async (kit: AtBridge, told: Told): Promise<number | undefined> => {
  kit.provider.read = () => ({ kind: 'news', id: null, told: [told], thin: [] })
  return (await kit.inbound(connection, { method: 'POST', target: '/', headers: { get: () => undefined }, raw: new Uint8Array(), receivedAt: kit.clock.now() }))?.status
}

test('what a list tells of after its connection was removed is not taken in: nobody could reach it', async () => {
  const kit = await atBridge()
  await kit.engine.write({ merchant: mill, writes: [{ table: 'poll', rows: [firstPoll(mill, connection, kit.clock.now())] }] })
  kit.provider.list = async () => {
    await kit.engine.write({ merchant: mill, writes: [{ remove: 'connection', rows: [{ merchant: mill, id: connection }] }, { remove: 'poll', rows: [{ merchant: mill, connection }] }] })
    return { kind: 'done', value: { items: [kit.told('a', 'needs_response', { facts })], next: null } }
  }
  await kit.poll()
  assert.deepEqual([kit.provider.heard, await stateOf(kit), kit.counted], [['list null'], undefined, ['news refused']])
  await kit.close()
})

test('while a connection is paused a notification counts as far as it speaks for itself, and nothing is asked for it', async () => {
  const kit = await atBridge()
  kit.connected.state = 'paused'
  assert.deepEqual([await heard(kit, kit.told('a', 'needs_response', { facts, changedAt: noon })), await stateOf(kit)], [200, 'needs_response'])
  assert.deepEqual([await heard(kit, kit.told('a', 'won', { facts })), await stateOf(kit), kit.provider.heard], [503, 'needs_response', []])
  kit.connected.state = 'active'
  kit.provider.find = () => ({ kind: 'done', value: kit.told('a', 'won', { facts }) })
  assert.deepEqual([await heard(kit, kit.told('a', 'won', { facts })), await stateOf(kit), kit.provider.heard], [200, 'won', ['find']])
  await kit.close()
})
