// Moov as upstream, end to end: our own server in its words is the provider, in another process, and breaks at every point of every call.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faultKinds } from '../../src/engine/sandbox.ts'
import { until } from '../kit/bridge.ts'
import { faultRound } from '../kit/bridge-faults.ts'
import { severalPages } from '../kit/bridge-pages.ts'
import { refusedThere } from '../kit/bridge-refused.ts'
import { startMoovBridge, type MoovBridge } from '../kit/moov-bridge.ts'
import { samplePdf, upload } from '../kit/native.ts'

/** Short here: each takes some ten seconds. */
const seeds = ['moov 1', 'moov 2']
const operations = ['acceptDispute', 'getDispute', 'listDisputes', 'submitEvidence', 'uploadEvidenceText', 'listEvidence'] as const

let bridge: MoovBridge
before(async () => void (bridge = await startMoovBridge()))
after(() => bridge.close())

const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const settled = (id: string) => until(async () => { const dispute = await here(id); return dispute.state !== 'accepting' && dispute.state !== 'submitting' && dispute }, 180_000, `${id} settles`)
const countOf = async (id: string, kind: string) => (await bridge.far.ask(`/v1/disputes/${id}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === kind).length
const accept = (id: string) => bridge.near.ask(`/v1/disputes/${id}/accept`, { reason: 'customer_is_right' })

test('a dispute of Moov is learned of as it is there, and accepted there and here', async () => {
  const ids = await bridge.dispute()
  const [told, theirs] = [await here(ids.here), await there(ids.there)]
  assert.deepEqual([told.state, told.home, told.amount, told.phase, told.reason.category, told.payment.id, told.respond_by.at, told.theirs.status],
    ['needs_response', bridge.connection, bridge.opening.amount, 'chargeback', 'fraud', bridge.opening.payment.id, theirs.respond_by.at, 'response-needed'])
  const accepted = await accept(ids.here)
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, dispute.theirs.status, (await there(ids.there)).state, dispute.acceptance.by.kind], ['accepted', 'accepted', 'accepted', 'key'])
})

test('money without two digits comes over as it is', async () => {
  const ids = await bridge.dispute({ amount: { value: 5_000, currency: 'JPY' }, phase: 'inquiry' })
  const told = await here(ids.here)
  assert.deepEqual([told.amount, told.phase], [{ value: 5_000, currency: 'JPY' }, 'inquiry'])
})

for (const fault of faultKinds.filter(kind => kind !== 'refuse')) {
  test(`an accept that meets ${fault} happens once there and is told so here`, async () => {
    const ids = await bridge.dispute()
    await bridge.fault('acceptDispute', fault)
    const { status } = await accept(ids.here)
    assert.ok([200, 202].includes(status), String(status))
    assert.deepEqual([(await settled(ids.here)).state, (await there(ids.there)).state, await countOf(ids.there, 'accepted')], ['accepted', 'accepted', 1])
  })
}

test('a refusal there is a refusal here, and the dispute can be accepted later', async () => {
  const ids = await bridge.dispute()
  await refusedThere(bridge, ids)
  await accept(ids.here)
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['accepted', 1])
})

test('what was accepted there meanwhile is done elsewhere, not by us', async () => {
  const ids = await bridge.dispute()
  await bridge.far.ask(`/v1/disputes/${ids.there}/accept`, { reason: 'other' })
  assert.notEqual((await accept(ids.here)).status, 200)
  assert.deepEqual([(await settled(ids.here)).acceptance.by.kind, await countOf(ids.there, 'accepted')], ['upstream', 1])
})

for (const [operation, fault] of [['uploadEvidenceFile', 'drop-after'], ['uploadEvidenceFile', 'error-after'], ['uploadEvidenceFile', 'timeout-before'], ['uploadEvidenceText', 'garbage'], ['listEvidence', 'garbage'], ['submitEvidence', 'drop-after']] as const) {
  test(`a defense of two files and two texts goes out once, and nothing of it twice, when ${operation} meets ${fault}`, async () => {
    const ids = await bridge.dispute()
    for (const name of ['receipt.pdf', 'parcel.pdf']) {
      const { body, headers } = upload({ name, category: 'receipt', bytes: samplePdf.replace('<< >>', `<< ${name} >>`) })
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
    assert.deepEqual(defended.defense.evidence.map(({ name, text, category }: Record<string, string>) => [name ?? text, category]).sort(), [
      ['It was delivered.', 'cover-letter'], ['Signed for by P. Suda.', 'generic-evidence'], ['parcel.pdf', 'receipt'], ['receipt.pdf', 'receipt']])
  })
}

for (const seed of seeds) {
  test(`faults at every point leave two ledgers that agree (${seed})`, async () => {
    const round = await faultRound(bridge, seed, { operations, opening: bridge.opening, faultsPer: 3, disputes: 16, brokenForMs: 3_000 })
    assert.equal(Object.values(round.decided).reduce((sum, count) => sum + count, 0), 16)
  })
}

test('with an access token it goes as with the key', async () => {
  const switched = async (auth: string) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, { settings: { switches: { auth } } }, { method: 'PATCH' })).status, 200)
  const tested = async () => (await bridge.near.ask(`/v1/connections/${bridge.connection}/test`, {})).body
  await bridge.fault('createAccessToken', 'error-before')
  await switched('token')
  const [first, second] = [await tested(), await tested()]
  assert.deepEqual([first.outcome, second.outcome, second.account], ['unsent', 'done', bridge.far.credentials.moov.account_id])
  const ids = await bridge.dispute()
  await accept(ids.here)
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['accepted', 1])
  await switched('basic')
})

test('every dispute of several pages is learned of, and so is what changed behind the first', () => severalPages(bridge, bridge.opening))

test('an event of theirs is heard at once by its signature; a forged one is turned away and nothing is read of it', async () => {
  const path = `/in/${bridge.connection}`
  const hook = await bridge.far.ask('/v1/webhooks', { url: `${bridge.near.url}${path}`, dialect: 'moov' })
  assert.equal(hook.status, 201, hook.text)
  const opened = await bridge.far.admin('/v1/sandbox/disputes', { merchant: bridge.far.merchant, respond_in: 'P7D', ...bridge.opening })
  const held = () => bridge.near.app.engine.reads.disputeByTheirs(bridge.near.merchant, 'moov', opened.body.theirs.id)
  await until(held, 180_000, 'Hearing of it')
  await bridge.far.ask(`/v1/disputes/${opened.body.id}/accept`, { reason: 'other' })
  await until(async () => (await held())?.dispute.state === 'accepted', 180_000, 'Hearing that it was accepted')
  const forged = await fetch(`${bridge.near.url}${path}`, { method: 'POST', headers: { 'x-timestamp': new Date().toISOString(), 'x-nonce': 'n', 'x-webhook-id': 'w', 'x-signature': '0'.repeat(128) }, body: '{}' })
  assert.equal(forged.status, 400)
})
