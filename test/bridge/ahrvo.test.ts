import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startBridge, until, type Bridge } from '../kit/bridge.ts'

let bridge: Bridge
before(async () => void (bridge = await startBridge({ dialect: 'ahrvo', settings: { connectMs: 1_000, answerMs: 3_000 } })))
after(() => bridge.close())

const inDollars = { amount: { value: 50_000, currency: 'USD' }, reason: { category: 'fraud', code: 'FRAUD' }, payment: { id: 'TR1' } }
const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const settled = (id: string) => until(async () => { const dispute = await here(id); return dispute.state !== 'accepting' && dispute.state !== 'submitting' && dispute })

test('a dispute of Ahrvo is learned of, and accepted there and here', async () => {
  const ids = await bridge.dispute(inDollars)
  const told = await here(ids.here)
  assert.deepEqual([told.state, told.home, told.amount, told.phase, told.reason.category, told.payment.id], ['needs_response', bridge.connection, { value: 50_000, currency: 'USD' }, 'chargeback', 'fraud', 'TR1'])
  const accepted = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, (await there(ids.there)).state, dispute.acceptance.by.kind], ['accepted', 'accepted', 'key'])
})
