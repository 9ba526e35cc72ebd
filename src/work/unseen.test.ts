// Where a provider's accept itself refuses what is not open any more, or of another amount, the first attempt goes out without a look before
// it: what it refuses is told as a look would have told it, and everything after the first attempt is looked at first as ever.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readsBack, silence, withBridge, type AtBridge } from '../../test/kit/at-bridge.ts'
import { day, hour } from '../../test/kit/builders.ts'
import type { Outcome, Told } from '../engine/upstream.ts'

const checking = (work: (kit: AtBridge) => Promise<void>): Promise<void> => withBridge(work, { capabilities: { ...readsBack, acceptChecks: true } })
const refusal: Outcome<Told> = { kind: 'refused', code: 'already_closed', text: 'No', final: true }

test('the first attempt asks nothing before it and nothing after it', () => checking(async kit => {
  kit.provider.accept = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'accepted') })
  const id = await kit.bridged()
  await kit.ask(id)
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard], ['accepted', ['accept 1']])
}))

test('after an outcome that nobody knows it is looked before anything is sent again', () => checking(async kit => {
  kit.provider.accept = () => silence
  const id = await kit.bridged()
  await kit.ask(id)
  kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, 'accepted') })
  kit.clock.advance(2_000)
  await kit.round()
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard], ['accepted', ['accept 1', 'find']])
}))

test('a defense is looked at before it is sent, as ever', () => checking(async kit => {
  kit.provider.submit = ({ dispute }) => ({ kind: 'done', value: kit.told(dispute, 'under_review') })
  const id = await kit.bridged()
  await kit.ask(id, 'submit')
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard], ['under_review', ['find', 'submit 1']])
}))

for (const [state, code] of [['won', 'done_elsewhere'], ['under_review', 'conflict'], ['needs_response', 'already_closed']] as const) {
  test(`a refusal of what is ${state} there is told as ${code}`, () => checking(async kit => {
    kit.provider.accept = () => refusal
    kit.provider.find = theirId => ({ kind: 'done', value: kit.told(theirId, state) })
    const id = await kit.bridged()
    const act = await kit.ask(id)
    const ended = (await kit.engine.reads.askings((await kit.dispute(id)).merchant, act)).find(({ part }) => part === 'ended')!
    assert.deepEqual([(await kit.dispute(id)).state, ended.outcome, ended.code, kit.provider.heard[0], kit.provider.heard.includes('accept 2')], [state, 'refused', code, 'accept 1', false])
  }))
}

test('after the provider\'s own deadline nothing is sent', () => checking(async kit => {
  kit.connected.state = 'paused'
  const id = await kit.bridged({ respondBy: { at: kit.clock.now() + hour, zone: null, source: 'provider' } })
  await kit.ask(id)
  kit.connected.state = 'active'
  kit.clock.advance(day)
  await kit.round()
  assert.deepEqual([(await kit.dispute(id)).state, kit.provider.heard], ['needs_response', []])
}))
