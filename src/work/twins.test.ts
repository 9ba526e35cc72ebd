// One dispute that two connections tell of: a provider's own, and a Parley that has it from that provider. It is taken in once, whoever comes
// first, and from whoever came first it is heard of afterwards.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, readsBack, type AtBridge } from '../../test/kit/at-bridge.ts'
import { hour, id, mill, noon } from '../../test/kit/builders.ts'
import type { DialectName } from '../core/dispute.ts'
import { connectionRow, usualSettings } from '../engine/connection.ts'
import type { Told } from '../engine/upstream.ts'
import { hear, type Heard } from './news.ts'
import type { Wired } from './lines.ts'

const facts: Told['facts'] = {
  money: { amount: 12_000n, currency: 'THB' }, settlement: null, fees: [], reason: { category: 'fraud', code: null, network: null, networkCode: null },
  payment: { id: null, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }, story: null, metadata: {}, tags: [], openedAt: noon - hour,
}
const homes = { omise: id('con', 2), native: id('con', 3) }
function wiredOf(dialect: 'omise' | 'native'): Wired {
  const connection = { merchant: mill, id: homes[dialect], dialect, name: dialect, url: 'https://far.example', state: 'active' as const, credentials: {}, settings: usualSettings, createdAt: 0, updatedAt: 0 }
  return { connection, connector: { credentials: [], switches: {}, production: null, capabilities: readsBack, connect: () => null as never }, line: null as never, upstream: () => null as never }
}
const hears = (kit: AtBridge, dialect: 'omise' | 'native', told: Told): Promise<Heard> => hear({ wired: wiredOf(dialect), told, source: 'poll', at: kit.clock.now() }, { engine: kit.engine, count: () => {} })
async function atBoth(): Promise<AtBridge> {
  const kit = await atBridge()
  await kit.engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [connectionRow(wiredOf('omise').connection, kit.vault), connectionRow(wiredOf('native').connection, kit.vault)] }] })
  return kit
}
const byOmise = (kit: AtBridge, state: 'needs_response' | 'won' = 'needs_response'): Told => kit.told('dspt_test_1', state, { facts })
const byParley = (kit: AtBridge, twin: Told['twin'] = { dialect: 'omise', theirId: 'dspt_test_1' }): Told => kit.told('dsp_there', 'needs_response', { facts, twin })
const found = async (kit: AtBridge, dialect: DialectName, theirId: string) => (await kit.engine.reads.disputeByTheirs(mill, dialect, theirId))?.dispute.home ?? null
const homesOf = async (kit: AtBridge) => [await found(kit, 'omise', 'dspt_test_1'), await found(kit, 'native', 'dsp_there')]

test('what is reached at the provider itself is not taken in from a Parley too', async () => {
  const kit = await atBoth()
  assert.deepEqual([await hears(kit, 'omise', byOmise(kit)), await hears(kit, 'native', byParley(kit)), await homesOf(kit)], ['opened', 'foreign', [homes.omise, null]])
  assert.equal(await hears(kit, 'omise', byOmise(kit, 'won')), 'changed')
  await kit.close()
})

test('what was taken in from a Parley is not taken in from the provider too', async () => {
  const kit = await atBoth()
  assert.deepEqual([await hears(kit, 'native', byParley(kit)), await hears(kit, 'omise', byOmise(kit)), await homesOf(kit)], ['opened', 'foreign', [null, homes.native]])
  assert.equal(await hears(kit, 'native', byParley(kit)), 'known')
  await kit.close()
})

test('of two that tell of it at the same moment one takes it in', async () => {
  for (const order of [['omise', 'native'], ['native', 'omise']] as const) {
    const kit = await atBoth()
    const heard = await Promise.all(order.map(dialect => hears(kit, dialect, dialect === 'omise' ? byOmise(kit) : byParley(kit))))
    assert.deepEqual([heard.toSorted(), (await homesOf(kit)).filter(Boolean).length], [['foreign', 'opened'], 1])
    await kit.close()
  }
})

test('a dispute of the house is not taken in again from a Parley that knows it by the same id, and what only that Parley has is', async () => {
  const kit = await atBoth()
  await kit.open({ dialect: 'omise', theirs: { id: 'dspt_test_1', status: null, reasonCode: null, reasonText: null } })
  assert.deepEqual([await hears(kit, 'native', byParley(kit)), await hears(kit, 'native', kit.told('dsp_other', 'needs_response', { facts, twin: null }))], ['foreign', 'opened'])
  await kit.close()
})
