// An acceptance whose answer is lost, carried by the courier itself: what became of it is read, and nothing is sent twice that was done.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { atBridge } from '../../../test/kit/at-bridge.ts'
import { startMoov } from '../../../test/kit/moov.ts'
import { answer, connectedTo, operationOf, served } from '../../../test/kit/moov-upstream.ts'
import type { Sender } from '../../wire/call.ts'

const far = await startMoov()
after(() => far.close())

/** A dispute of an account there, known here, and an acceptance asked for while `meddle` stands between the two. */
async function asked(meddle: (send: Sender, turn: number) => Sender) {
  const mine = await far.account()
  const theirId = await mine.open()
  const near = await atBridge()
  let turn = 0
  const send: Sender = request => (operationOf(request) === 'acceptDispute' ? meddle(served(far.handle), ++turn)(request) : served(far.handle)(request))
  const { upstream, operations } = connectedTo(send, { credentials: { account_id: mine.account, public_key: mine.username, secret_key: mine.password } })
  Object.assign(near.provider, { accept: upstream.accept, find: upstream.find })
  const dispute = await near.bridged({ dialect: 'moov', theirs: { id: theirId, status: null, reasonCode: null, reasonText: null }, money: { amount: 257_753n, currency: 'USD' } })
  await near.ask(dispute)
  const state = async () => (await near.dispute(dispute)).state
  const later = async () => {
    near.clock.advance(1_500)
    await near.round()
  }
  return { operations, state, later, status: async () => (await mine.ask(`/disputes/${theirId}`)).json.status }
}

test('Moov commits an accept and answers 504: it is read, found accepted, told so, and not sent again', async () => {
  const { operations, state, later, status } = await asked(send => async request => {
    await send(request)
    return answer(504)
  })
  assert.deepEqual([await state(), await status(), operations()], ['accepting', 'accepted', ['getDispute', 'acceptDispute']])
  await later()
  assert.deepEqual([await state(), operations()], ['accepted', ['getDispute', 'acceptDispute', 'getDispute']])
  await later()
  assert.equal(operations().length, 3)
})

test('Moov answers 504 and did nothing: it is read, found waiting, and only then sent again', async () => {
  const { operations, state, later } = await asked((send, turn) => (turn === 1 ? async () => answer(504) : send))
  assert.equal(await state(), 'accepting')
  await later()
  assert.deepEqual([await state(), operations()], ['accepted', ['getDispute', 'acceptDispute', 'getDispute', 'acceptDispute']])
})

test('Moov answers 200 with the old status, as its page shows: it is not believed until it is read', async () => {
  const { operations, state, later } = await asked(send => async request => {
    const sent = await send(request)
    return sent.kind === 'answered' ? { ...sent, bytes: Buffer.from(Buffer.from(sent.bytes).toString().replace('"accepted"', '"response-needed"')) } : sent
  })
  assert.equal(await state(), 'accepting')
  await later()
  assert.deepEqual([await state(), operations()], ['accepted', ['getDispute', 'acceptDispute', 'getDispute']])
})
