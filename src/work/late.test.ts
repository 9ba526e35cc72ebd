// The provider's time is the time to answer in: what was answered has none any more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, blind, type AtBridge } from '../../test/kit/at-bridge.ts'
import { day, hour } from '../../test/kit/builders.ts'
import type { Told } from '../engine/upstream.ts'
import { errandLeaseMs } from '../engine/errand.ts'

test('a dispute that was answered in time is accepted after its deadline; one that was not is not', async () => {
  const kit = await atBridge()
  const [answered, silent] = [await kit.bridged({ dialect: 'omise', theirs: { id: 'dspt_test_1', status: null, reasonCode: null, reasonText: null } }), await kit.bridged({ dialect: 'omise', theirs: { id: 'dspt_test_2', status: null, reasonCode: null, reasonText: null } })]
  kit.provider.find = id => ({ kind: 'done', value: kit.told(id, 'needs_response') })
  kit.provider.submit = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'under_review') })
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  await kit.ask(answered, 'submit')
  kit.clock.advance(8 * day)
  kit.provider.find = id => ({ kind: 'done', value: kit.told(id, id === 'dspt_test_1' ? 'under_review' : 'needs_response') })
  await kit.ask(answered)
  await kit.ask(silent)
  assert.deepEqual([(await kit.dispute(answered)).state, (await kit.dispute(silent)).state, kit.provider.heard.filter(one => one.startsWith('accept'))], ['accepted', 'needs_response', ['accept 1']])
  await kit.close()
})

test('what was decided before an assumed deadline is sent after it: only a deadline of the provider\'s own stops it', async () => {
  const kit = await atBridge()
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  kit.connected.state = 'paused'
  const [assumed, named] = await Promise.all((['rule', 'provider'] as const).map(source => kit.bridged({ respondBy: { at: kit.clock.now() + day, zone: null, source } })))
  await kit.ask(assumed!)
  await kit.ask(named!)
  kit.connected.state = 'active'
  kit.clock.advance(2 * day)
  await kit.round()
  const [sent, stopped] = [await kit.dispute(assumed!), await kit.dispute(named!)]
  assert.deepEqual([sent.state, stopped.state, stopped.turnedDown?.code], ['accepted', 'needs_response', 'deadline_passed'])
  await kit.close()
})

const otherMoney: Told['facts'] = {
  money: { amount: 1n, currency: 'THB' }, settlement: null, fees: [], reason: { category: 'fraud', code: null, network: null, networkCode: null },
  payment: { id: null, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null }, story: null, metadata: {}, tags: [], openedAt: 0,
}

/** Asked an hour before the provider's time, answered by nobody; a minute after it the provider is asked again. */
async function unansweredInTime(kit: AtBridge): Promise<{ id: Awaited<ReturnType<AtBridge['bridged']>>; act: string }> {
  const id = await kit.bridged({ respondBy: { at: kit.clock.now() + hour, zone: null, source: 'provider' } })
  const act = await kit.ask(id)
  kit.clock.advance(hour + 60_000)
  return { id, act }
}

async function lookedAt(kit: AtBridge, act: string): Promise<void> {
  await kit.round()
  const errand = await kit.errand(act)
  if (errand) kit.clock.set(errand.dueAt)
}

test('what was sent in time and read as open after it is no refusal yet: what they show may lag', async () => {
  const kit = await atBridge()
  const { id, act } = await unansweredInTime(kit)
  await lookedAt(kit, act)
  assert.equal((await kit.dispute(id)).state, 'accepting')
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  await lookedAt(kit, act)
  const dispute = await kit.dispute(id)
  assert.equal(dispute.state === 'accepted' && dispute.acceptance.act, act)
  await kit.close()
})

test('what was sent in time and stays open after it ends as too late, and is not sent again', async () => {
  for (const told of [{}, { facts: otherMoney }]) {
    const kit = await atBridge()
    const { id, act } = await unansweredInTime(kit)
    kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'needs_response', told) })
    for (let looks = 0; looks < 10 && await kit.errand(act); looks++) await lookedAt(kit, act)
    const dispute = await kit.dispute(id)
    assert.deepEqual([dispute.state, dispute.turnedDown?.code, kit.provider.heard.filter(one => one.startsWith('accept'))], ['needs_response', 'facts' in told ? 'amount_changed_upstream' : 'deadline_passed', ['accept 1']])
    await kit.close()
  }
})

test('what a process that is gone sent in time is not called too late while it may still arrive', async () => {
  const kit = await atBridge({ taking: false })
  const left = kit.clock.now()
  const id = await kit.bridged({ respondBy: { at: left + 1_000, zone: null, source: 'provider' } })
  const act = await kit.ask(id)
  await kit.store.inherit(left)
  kit.clock.advance(2_000)
  while (kit.clock.now() < left + errandLeaseMs) {
    await lookedAt(kit, act)
    assert.equal((await kit.dispute(id)).state, 'accepting')
  }
  assert.equal((await kit.errand(act))!.last, '{"cause":"may_be_under_way"}')
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  await lookedAt(kit, act)
  assert.equal((await kit.dispute(id)).state, 'accepted')
  await kit.close()
})

test('where nothing can be asked, nothing is repeated after the provider\'s time either', async () => {
  const kit = await atBridge({ capabilities: blind })
  const { id, act } = await unansweredInTime(kit)
  await lookedAt(kit, act)
  await lookedAt(kit, act)
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard], ['accepting', ['accept 1']])
  await kit.close()
})
