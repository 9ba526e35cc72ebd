import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startBridge, until, type Bridge } from '../kit/bridge.ts'

let bridge: Bridge
before(async () => void (bridge = await startBridge({ dialect: 'afterpay', settings: { answerMs: 1_500 } })))
after(() => bridge.close())

const amount = { value: 4846, currency: 'USD' }
const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const settled = (id: string) => until(async () => { const dispute = await here(id); return dispute.state !== 'accepting' && dispute.state !== 'submitting' && dispute })

test('a dispute that lives at Afterpay is learned of, and accepted there and here', async () => {
  const ids = await bridge.dispute({ amount })
  const told = await here(ids.here)
  assert.deepEqual([told.state, told.dialect, told.home, told.amount], ['needs_response', 'afterpay', bridge.connection, amount])
  const accepted = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.equal(accepted.status, 200, accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, dispute.theirs.status, (await there(ids.there)).state], ['accepted', 'lost', 'accepted'])
})
