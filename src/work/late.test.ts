// The provider's time is the time to answer in: what was answered has none any more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge } from '../../test/kit/at-bridge.ts'
import { day } from '../../test/kit/builders.ts'

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
