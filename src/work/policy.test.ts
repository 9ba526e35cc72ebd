// What a connection's policy does by itself at the buffer: once, below its amount, in its currency, before the provider's time, and on the
// record under its own name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, type AtBridge } from '../../test/kit/at-bridge.ts'
import { connection, day, deadline, hour, mill, news, observe } from '../../test/kit/builders.ts'
import type { Actor } from '../core/dispute.ts'
import { check } from '../engine/check.ts'
import type { BufferPolicy } from '../engine/connection.ts'
import type { Told } from '../engine/upstream.ts'

const below = (amount: bigint, currency: 'THB' | 'USD' = 'THB'): BufferPolicy => ({ kind: 'accept_below', below: { amount, currency } })
async function withPolicy(policy: BufferPolicy, work: (kit: AtBridge) => Promise<void>): Promise<void> {
  const kit = await atBridge()
  kit.settings.policy = policy
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  await work(kit)
  const { problems } = await check(kit.store, { now: kit.clock.now() })
  assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), [])
  await kit.close()
}
/** Every dispute is about 12 000 of THB, and due in seven days. */
async function atTheBuffer(kit: AtBridge, at = deadline - day) {
  const id = await heardOf(kit)
  kit.clock.set(at)
  await settle(kit)
  return id
}
/** Opened, and told of by its provider. */
async function heardOf(kit: AtBridge, changes: Parameters<AtBridge['bridged']>[0] = {}) {
  const id = await kit.bridged(changes)
  await kit.engine.perform({ merchant: mill, dispute: id, command: observe(news('needs_response', { at: kit.clock.now() })) })
  return id
}
async function settle(kit: AtBridge): Promise<void> {
  await kit.timekeep()
  await kit.courier.drain()
}
const sent = (kit: AtBridge): number => kit.provider.heard.filter(one => one.startsWith('accept')).length
const kindsOf = async (kit: AtBridge, id: Awaited<ReturnType<typeof atTheBuffer>>) => (await kit.events(id)).slice(2)
async function byWhom(kit: AtBridge, id: Awaited<ReturnType<typeof atTheBuffer>>): Promise<string[]> {
  const events = await kit.engine.reads.events(mill, id, 2, 100)
  return events.map(({ kind, body }) => {
    const { by } = JSON.parse(body) as { by: Actor }
    return `${kind} by ${by.kind} ${by.id}`
  })
}

test('what is worth less is warned of and conceded at the buffer, by the policy under its own name, and confirmed by the provider', () => withPolicy(below(12_001n), async kit => {
  const id = await atTheBuffer(kit)
  const dispute = await kit.dispute(id)
  assert.ok(dispute.state === 'accepted')
  const { by, reason, note, override } = dispute.acceptance
  assert.deepEqual([by, reason, override, note], [{ kind: 'system', id: 'policy', surface: 'bridge', request: null }, 'not_worth_it', null, `The policy of ${connection}: what is worth less than 120.01 THB is conceded when the deadline is near`])
  assert.deepEqual(await byWhom(kit, id), ['deadline_near by system timekeeper', 'acceptance_asked by system policy', 'accepted by upstream bridge', 'observed by upstream bridge'])
}))

test('nothing is conceded a moment before the buffer, of its amount or more, or in another currency', async () => {
  for (const [policy, at] of [[below(12_001n), deadline - day - 1], [below(12_000n), deadline - day], [below(1n), deadline - day], [below(99_999n, 'USD'), deadline - day]] as const) {
    await withPolicy(policy, async kit => {
      const id = await atTheBuffer(kit, at)
      assert.deepEqual([(await kit.dispute(id)).state, sent(kit), await kindsOf(kit, id)], ['needs_response', 0, at === deadline - day ? ['deadline_near'] : []])
    })
  }
})

test('where the policy is to warn it warns, and where it is nothing nothing happens', async () => {
  for (const [kind, expected] of [['warn', ['deadline_near']], ['nothing', []]] as const) {
    await withPolicy({ kind }, async kit => {
      const id = await heardOf(kit, { bufferMs: kind === 'nothing' ? 0 : day })
      kit.clock.set(deadline - 1)
      await settle(kit)
      assert.deepEqual([(await kit.dispute(id)).state, sent(kit), await kindsOf(kit, id)], ['needs_response', 0, expected])
    })
  }
})

test('however many processes see it at once and however often one starts anew, it concedes once', () => withPolicy(below(12_001n), async kit => {
  kit.provider.accept = () => ({ kind: 'unknown', cause: 'answer_timeout' })
  const id = await heardOf(kit)
  kit.clock.set(deadline - day)
  await Promise.all([kit.timekeep(), kit.timekeep(), kit.timekeep()])
  await kit.courier.drain()
  for (let restart = 0; restart < 3; restart++) await settle(kit)
  assert.deepEqual([sent(kit), await kindsOf(kit, id)], [1, ['deadline_near', 'acceptance_asked']])
}))

test('what the provider turned down is not conceded again by itself', () => withPolicy(below(12_001n), async kit => {
  kit.provider.accept = () => ({ kind: 'refused', code: 'no', text: 'No', final: true })
  const id = await atTheBuffer(kit)
  for (const at of [deadline - hour, deadline, deadline + 1]) {
    kit.clock.set(at)
    await settle(kit)
    await kit.round()
  }
  assert.deepEqual([(await kit.dispute(id)).state, sent(kit), (await kindsOf(kit, id)).filter(kind => kind === 'acceptance_asked').length], ['needs_response', 1, 1])
}))

test('after the provider\'s time nothing is conceded: not by who slept through the buffer, and not of what waited to be sent', () => withPolicy(below(12_001n), async kit => {
  const slept = await atTheBuffer(kit, deadline + 1)
  assert.deepEqual([(await kit.dispute(slept)).state, await kindsOf(kit, slept)], ['needs_response', ['deadline_near']])
  const waited = await heardOf(kit, { respondBy: { at: deadline + 3 * day, zone: null, source: 'provider' } })
  kit.connected.state = 'paused'
  kit.clock.set(deadline + 2 * day)
  await settle(kit)
  assert.equal((await kit.dispute(waited)).state, 'accepting')
  kit.connected.state = 'active'
  kit.clock.set(deadline + 3 * day + 1)
  await kit.round()
  const dispute = await kit.dispute(waited)
  assert.deepEqual([dispute.state, dispute.turnedDown?.code, sent(kit)], ['needs_response', 'deadline_passed', 0])
}))

test('a dispute that the provider meanwhile names in another amount or currency is not conceded', async () => {
  for (const money of [{ amount: 12_500n, currency: 'THB' as const }, { amount: 12_000n, currency: 'USD' as const }]) {
    await withPolicy(below(12_001n), async kit => {
      kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'needs_response', { facts: { money } as Told['facts'] }) })
      const id = await atTheBuffer(kit)
      assert.deepEqual([(await kit.dispute(id)).turnedDown?.code, sent(kit)], ['amount_changed_upstream', 0])
    })
  }
})
