// Where nothing can be asked: what a refusal of a repeat proves, and who hears of what does not get through.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, blind } from '../../test/kit/at-bridge.ts'
import { day, minute } from '../../test/kit/builders.ts'

test('a repeat that is refused for now says nothing of the first: it is not sent a third time, and ends with a person', async () => {
  const kit = await atBridge({ capabilities: { ...blind, closedUnproven: [] } })
  kit.provider.accept = ({ attempt }) => (attempt === 1 ? { kind: 'unknown', cause: 'answer_timeout' } : { kind: 'refused', code: 'RIGHTS', text: null, final: false })
  const id = await kit.bridged({ respondBy: { at: kit.clock.now() + 90 * day, zone: null, source: 'provider' } })
  const act = await kit.ask(id)
  for (let round = 0; round < 30; round++) {
    kit.clock.advance(60 * minute)
    await kit.round()
  }
  const errand = (await kit.errand(act))!
  assert.deepEqual([kit.provider.heard, (await kit.dispute(id)).state, errand.stage, errand.alarmedAt !== null], [['accept 1', 'accept 2'], 'accepting', 'person', true])
  await kit.close()
})

test('what is refused for now from the start is tried again, and somebody hears of it within a quarter of an hour', async () => {
  const kit = await atBridge({ capabilities: blind })
  kit.provider.accept = () => ({ kind: 'refused', code: 'RIGHTS', text: null, final: false })
  const act = await kit.ask(await kit.bridged())
  for (let round = 0; round < 16; round++) {
    kit.clock.advance(minute)
    await kit.round()
  }
  const errand = (await kit.errand(act))!
  assert.deepEqual([errand.stage, errand.alarmedAt !== null], ['queued', true])
  await kit.close()
})
