// Ahrvo as upstream, end to end: our own server in its words is the provider, behind a socket, and breaks at every point of every call.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faultKinds } from '../../src/engine/sandbox.ts'
import { asked, startBridge, until, type Bridge } from '../kit/bridge.ts'
import { faultRound } from '../kit/bridge-faults.ts'
import { severalPages } from '../kit/bridge-pages.ts'
import { refusedThere } from '../kit/bridge-refused.ts'
import { upload, samplePdf } from '../kit/native.ts'
import { answers, startReceiver } from '../kit/receiver.ts'

/** Short here; what is longer runs by `npm run soak -- --bridge`. */
const seeds = ['ahrvo 1', 'ahrvo 2']
const operations = ['acceptDispute', 'getDispute', 'listDisputes', 'submitDispute'] as const

let bridge: Bridge
before(async () => void (bridge = await startBridge({ dialect: 'ahrvo', credentials: far => ({ ...far.credentials.ahrvo, currency: 'USD' }), settings: { connectMs: 5_000, answerMs: 3_000 }, far: { workers: true } })))
after(() => bridge.close())

const opening = { dialect: 'ahrvo' as const, amount: { value: 50_000, currency: 'USD' }, reason: { category: 'fraud', code: 'FRAUD' }, payment: { id: 'TR1' } }
const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const settled = (id: string) => until(async () => { const dispute = await here(id); return dispute.state !== 'accepting' && dispute.state !== 'submitting' && dispute }, 180_000)
const countOf = async (id: string, kind: string) => (await bridge.far.ask(`/v1/disputes/${id}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === kind).length
const basicOf = ({ username, password }: Record<string, string>): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
/** So that a process that stands still for a while hears the answer all the same. */
const patient = async (answer_ms = 60_000) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, { settings: { answer_ms } }, { method: 'PATCH' })).status, 200)
const clear = () => bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })

test('a dispute of Ahrvo is learned of, and accepted there and here', async () => {
  const ids = await bridge.dispute(opening)
  const told = await here(ids.here)
  assert.deepEqual([told.state, told.home, told.amount, told.phase, told.reason.category, told.payment.id], ['needs_response', bridge.connection, opening.amount, 'chargeback', 'fraud', 'TR1'])
  assert.equal(told.respond_by.at, (await there(ids.there)).respond_by.at)
  const accepted = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, dispute.theirs.status, (await there(ids.there)).state, dispute.acceptance.by.kind], ['accepted', 'PENDING', 'accepted', 'key'])
})

for (const fault of faultKinds.filter(kind => kind !== 'refuse')) {
  test(`an accept that meets ${fault} happens once there and is told so here`, async () => {
    const ids = await bridge.dispute(opening)
    await bridge.fault('acceptDispute', fault)
    const { status } = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
    assert.ok([200, 202].includes(status), String(status))
    assert.deepEqual([(await settled(ids.here)).state, (await there(ids.there)).state, await countOf(ids.there, 'accepted')], ['accepted', 'accepted', 1])
  })
}

test('a refusal there is a refusal here, in their words, and the dispute can be accepted later', async () => {
  const ids = await bridge.dispute(opening)
  await refusedThere(bridge, ids)
  const later = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.ok([200, 202].includes(later.status), later.text)
  assert.equal((await settled(ids.here)).state, 'accepted')
})

test('what was accepted there meanwhile is done elsewhere, not by us', async () => {
  const ids = await bridge.dispute(opening)
  await bridge.far.ask(`/v1/disputes/${ids.there}/accept`, { reason: 'other' })
  const answer = await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  assert.notEqual(answer.status, 200)
  assert.deepEqual([(await settled(ids.here)).acceptance.by.kind, await countOf(ids.there, 'accepted')], ['upstream', 1])
})

for (const [operation, fault] of [['uploadEvidence', 'drop-after'], ['uploadEvidence', 'error-after'], ['uploadEvidence', 'timeout-after'], ['uploadEvidence', 'garbage'], ['listEvidence', 'drop-before'], ['listEvidence', 'garbage'], ['submitDispute', 'drop-after']] as const) {
  test(`a defense with two files and a text goes out once, and no file twice, when ${operation} meets ${fault}`, async () => {
    const ids = await bridge.dispute(opening)
    for (const name of ['receipt.pdf', 'parcel.pdf']) {
      const { body, headers } = upload({ name, bytes: samplePdf.replace('<< >>', `<< ${name} >>`) })
      const staged = await fetch(`${bridge.near.url}/v1/disputes/${ids.here}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${bridge.near.credentials.native.key}` } })
      assert.equal(staged.status, 201)
    }
    assert.equal((await bridge.near.ask(`/v1/disputes/${ids.here}/evidence`, { text: 'Signed for by P. Suda.' })).status, 201)
    await bridge.fault(operation, fault)
    const { status } = await bridge.near.ask(`/v1/disputes/${ids.here}/submit`, { statement: 'It was delivered.' })
    assert.ok([200, 202].includes(status), String(status))
    const dispute = await settled(ids.here)
    const defended = await there(ids.there)
    assert.deepEqual([dispute.state, defended.state, await countOf(ids.there, 'submitted')], ['under_review', 'under_review', 1])
    assert.deepEqual(defended.defense.evidence.map(({ name }: { name: string }) => name).sort(), ['parcel.pdf', 'receipt.pdf'])
    assert.equal(defended.defense.statement, 'It was delivered.\n\nSigned for by P. Suda.')
  })
}

test('a caller of ours in Ahrvo\'s words hears yes when Ahrvo said yes, no when it said no, and 500 while nobody knows', async () => {
  const call = (theirs: string) => fetch(`${bridge.near.url}/payments/na/disputes/${theirs}/accept`, { method: 'POST', headers: { authorization: basicOf(bridge.near.credentials.ahrvo) } })
  const theirsOf = async (ids: { here: string }) => (await here(ids.here)).theirs.id as string
  const [yes, no, lost] = [await bridge.dispute(opening), await bridge.dispute(opening), await bridge.dispute(opening)]
  await patient()
  const good = await call(await theirsOf(yes))
  assert.deepEqual([good.status, (await good.json() as { response_state: string }).response_state, await countOf(yes.there, 'accepted')], [200, 'ACCEPTED', 1])
  await bridge.fault('acceptDispute', 'refuse')
  assert.deepEqual([(await call(await theirsOf(no))).status, (await there(no.there)).state], [422, 'needs_response'])
  await patient(3_000)
  await bridge.fault('acceptDispute', 'drop-after')
  await bridge.fault('getDispute', 'error-before', 1_000)
  await bridge.fault('listDisputes', 'error-before', 1_000)
  const asked = [await call(await theirsOf(lost)), await call(await theirsOf(lost))].map(({ status }) => status)
  assert.deepEqual(asked, [500, 500])
  await clear()
  assert.deepEqual([(await settled(lost.here)).state, await countOf(lost.there, 'accepted')], ['accepted', 1])
  assert.equal((await call(await theirsOf(lost))).status, 422)
})

test('when an accepted dispute is LOST there in the end, it stays accepted here, and nothing is paid again', async () => {
  const ids = await bridge.dispute({ ...opening, metadata: { 'ahrvo.final_after': 'PT1S' } })
  await bridge.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'customer_is_right' })
  await settled(ids.here)
  const postings = async () => (await bridge.near.ask(`/v1/disputes/${ids.here}/postings`)).body.data.length as number
  const before = await postings()
  const final = await until(async () => {
    await bridge.poll()
    const dispute = await here(ids.here)
    return dispute.theirs.status === 'LOST' && dispute
  }, 180_000)
  assert.deepEqual([final.state, final.acceptance.by.kind, await postings(), before > 0], ['accepted', 'key', before, true])
})

for (const seed of seeds) {
  test(`faults at every point leave two ledgers that agree (${seed})`, async () => {
    const round = await faultRound(bridge, seed, { operations, opening, faultsPer: 3, disputes: 16, brokenForMs: 3_000 })
    assert.equal(Object.values(round.decided).reduce((sum, count) => sum + count, 0), 16)
  })
}

test('every dispute of several pages is learned of, and so is what changed behind the first', () => severalPages(bridge, opening))

test('a notification of theirs is heard by its signature, and a forged one is not', async t => {
  const receiver = await startReceiver(answers(200))
  t.after(() => receiver.close())
  const { webhook_secret: secret } = bridge.far.credentials.ahrvo
  const hook = await fetch(`${bridge.far.url}/payments/na/webhooks`, { method: 'POST', headers: { authorization: basicOf(bridge.far.credentials.ahrvo), 'content-type': 'application/json' }, body: JSON.stringify({ url: receiver.url }) })
  assert.deepEqual([hook.status, typeof secret], [201, 'string'])
  await clear()
  const opened = await asked(bridge.far.url, bridge.far.credentials.native.key!, '/v1/sandbox/disputes', { respond_in: 'P7D', ...opening })
  const theirs = opened.body.theirs.id as string
  const { headers, body } = await until(async () => receiver.received.find(one => one.body.includes(theirs)))
  const incoming = (changed: string) => ({ method: 'POST', target: `/in/${bridge.connection}`, headers: { get: (name: string) => headers[name] as string | undefined }, raw: Buffer.from(changed), receivedAt: bridge.near.app.engine.world.now() })
  const held = () => bridge.near.app.engine.reads.disputeByTheirs(bridge.near.merchant, 'ahrvo', theirs)
  const hear = async (text: string) => (await bridge.near.app.workers.inbound(bridge.connection, incoming(text)))?.status
  assert.deepEqual([await hear(`${body} `), await held()], [401, null])
  assert.deepEqual([await hear(body), (await held())?.dispute.state, await hear(body)], [200, 'needs_response', 200])
})

test('a clock of ours that is ahead of theirs hides nothing that happens there', async () => {
  assert.equal((await bridge.near.admin('/v1/sandbox/clock', { advance: 'PT2H' })).status, 200)
  await bridge.poll()
  const ids = await bridge.dispute(opening)
  const { reading } = (await bridge.near.ask(`/v1/connections/${bridge.connection}`)).body
  assert.deepEqual([(await here(ids.here)).state, reading.lag_seconds < 3_600], ['needs_response', true])
})
