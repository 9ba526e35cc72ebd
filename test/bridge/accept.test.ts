import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startBridge, until, type Bridge } from '../kit/bridge.ts'

let bridge: Bridge
before(async () => void (bridge = await startBridge()))
after(() => bridge.close())

const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const settled = (id: string) => until(async () => { const dispute = await here(id); return dispute.state !== 'accepting' && dispute.state !== 'submitting' && dispute })

test('whoever waits for what was just asked hears of its end and looks for nothing meanwhile', async t => {
  const ids = await bridge.dispute()
  const looks = t.mock.method(bridge.near.app.engine.reads, 'dispute')
  const accepted = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.equal(looks.mock.callCount(), accepted.status === 200 ? 0 : 1, accepted.text)
})

test('a dispute that lives at another Parley is learned of, and accepted there and here', async () => {
  const ids = await bridge.dispute()
  const told = await here(ids.here)
  assert.deepEqual([told.state, told.home, told.theirs.id, told.amount], ['needs_response', bridge.connection, ids.there, { value: 12_000, currency: 'THB' }])
  const accepted = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, (await there(ids.there)).state, dispute.acceptance.by.kind], ['accepted', 'accepted', 'key'])
})
