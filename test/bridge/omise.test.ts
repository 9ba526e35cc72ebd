// Omise as upstream, end to end: our own server in its words is the provider, in another process, and breaks at every point of every call.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { faultKinds } from '../../src/engine/sandbox.ts'
import { until, type Bridge } from '../kit/bridge.ts'
import { startApart } from '../kit/bridge-apart.ts'
import { faultRound } from '../kit/bridge-faults.ts'
import { severalPages } from '../kit/bridge-pages.ts'
import { refusedThere } from '../kit/bridge-refused.ts'
import { samplePdf, upload } from '../kit/native.ts'

/** Short here; what is longer runs by `npm run soak -- --bridge`. */
const seeds = ['omise 1', 'omise 2']
const operations = ['acceptDispute', 'getDispute', 'listDisputes', 'updateDispute', 'uploadDocument', 'listDocuments'] as const
const opening = { dialect: 'omise' as const, amount: { value: 100_000, currency: 'THB' }, reason: { category: 'not_received', code: 'goods_or_services_not_provided' }, payment: { id: 'chrg_test_6344fc3dqaonb91fqa9' } }

let bridge: Bridge
before(async () => void (bridge = await startApart({ opening })))
afterEach(() => bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' }))
after(() => bridge.close())

const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const settled = (id: string) => until(async () => { const dispute = await here(id); return dispute.state !== 'accepting' && dispute.state !== 'submitting' && dispute }, 180_000, `${id} settling`)
const countOf = async (id: string, kind: string): Promise<number> => (await bridge.far.ask(`/v1/disputes/${id}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === kind).length
const postings = async (side: Bridge['near'], id: string) => (await side.ask(`/v1/disputes/${id}/postings`)).body.data.map(({ code, amount }: Record<string, unknown>) => [code, amount])
const accept = (id: string) => bridge.near.ask(`/v1/disputes/${id}/accept`, { reason: 'customer_is_right' })
const submit = (id: string) => bridge.near.ask(`/v1/disputes/${id}/submit`, { statement: 'It was delivered.' })
const change = async (body: object) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, body, { method: 'PATCH' })).status, 200)
async function sameLedgers(ids: { here: string; there: string }): Promise<void> {
  const [ours, theirs] = [await postings(bridge.near, ids.here), await postings(bridge.far, ids.there)]
  assert.deepEqual([ours, ours.length > 0], [theirs, true])
}
async function acceptedOnce(ids: { here: string; there: string }): Promise<void> {
  assert.deepEqual([(await settled(ids.here)).state, (await there(ids.there)).state, await countOf(ids.there, 'accepted')], ['accepted', 'accepted', 1])
  await sameLedgers(ids)
}

test('the right key is proved without any effect, a public one is not', async () => {
  const tested = async () => (await bridge.near.ask(`/v1/connections/${bridge.connection}/test`, {})).body.outcome
  const { omise } = bridge.far.credentials
  assert.equal(await tested(), 'done')
  await change({ credentials: { ...omise, secret_key: omise.public_key } })
  assert.equal(await tested(), 'refused')
  await change({ credentials: omise })
  assert.equal(await tested(), 'done')
})

test('a dispute of Omise is learned of as it is there, and accepted there and here', async () => {
  const ids = await bridge.dispute()
  const told = await here(ids.here)
  assert.deepEqual([told.state, told.dialect, told.home, told.amount, told.reason.category, told.theirs.reason_code, told.payment.id, told.theirs.status, told.respond_by.source],
    ['needs_response', 'omise', bridge.connection, opening.amount, 'not_received', 'goods_or_services_not_provided', opening.payment.id, 'open', 'rule'])
  await sameLedgers(ids)
  const accepted = await accept(ids.here)
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  await acceptedOnce(ids)
  const dispute = await here(ids.here)
  assert.deepEqual([dispute.theirs.status, dispute.acceptance.by.kind], ['lost', 'key'])
})

test('money of every kind of digits, and of the account, comes over as it is', async () => {
  const yen = await bridge.dispute({ amount: { value: 1_000, currency: 'JPY' } })
  const dollars = await bridge.dispute({ amount: { value: 100_000, currency: 'USD' }, settlement: { amount: { value: 3_071_661, currency: 'THB' } } })
  assert.deepEqual([(await here(yen.here)).amount, (await here(dollars.here)).amount, (await here(dollars.here)).settlement.amount], [{ value: 1_000, currency: 'JPY' }, { value: 100_000, currency: 'USD' }, { value: 3_071_661, currency: 'THB' }])
  await sameLedgers(dollars)
})

for (const fault of faultKinds.filter(kind => kind !== 'refuse')) {
  test(`an accept that meets ${fault} happens once there and is told so here`, async () => {
    const ids = await bridge.dispute()
    await bridge.fault('acceptDispute', fault)
    const { status } = await accept(ids.here)
    assert.ok([200, 202].includes(status), String(status))
    await acceptedOnce(ids)
  })
}

for (const fault of [null, 'drop-after', 'error-after', 'timeout-before'] as const) {
  test(`a pending dispute is accepted with its own message left when accepting meets ${fault ?? 'nothing'}`, async () => {
    const ids = await bridge.dispute()
    assert.ok([200, 202].includes((await submit(ids.here)).status))
    assert.equal((await settled(ids.here)).state, 'under_review')
    if (fault) await bridge.fault('acceptDispute', fault)
    assert.ok([200, 202].includes((await accept(ids.here)).status))
    await acceptedOnce(ids)
    await bridge.poll()
    assert.equal((await here(ids.here)).state, 'accepted', 'its document says no more than lost')
  })
}

test('with PATCH by choice it goes as with POST', async () => {
  await change({ settings: { switches: { acceptMethod: 'PATCH' } } })
  const ids = await bridge.dispute()
  await bridge.fault('acceptDisputeByPatch', 'error-after')
  await accept(ids.here)
  await acceptedOnce(ids)
  await change({ settings: { switches: { acceptMethod: 'POST' } } })
})

test('a refusal there is a refusal here, and the dispute can be accepted later', async () => {
  const ids = await bridge.dispute()
  await refusedThere(bridge, ids)
  await accept(ids.here)
  await acceptedOnce(ids)
})

test('what was accepted there meanwhile is done elsewhere, not by us', async () => {
  const ids = await bridge.dispute()
  await bridge.far.ask(`/v1/disputes/${ids.there}/accept`, { reason: 'other' })
  assert.notEqual((await accept(ids.here)).status, 200)
  assert.deepEqual([(await settled(ids.here)).acceptance.by.kind, await countOf(ids.there, 'accepted')], ['upstream', 1])
})

for (const [verdict, read] of [['won', 'won'], ['lost', 'lost'], ['withdrawn', 'won'], ['refunded', 'won']] as const) {
  test(`what was ${verdict} there reads ${read} here, cannot be accepted, and nothing is sent`, async () => {
    const ids = await bridge.dispute()
    await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict })
    assert.equal((await accept(ids.here)).status, 409)
    assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], [read, 0])
    await sameLedgers(ids)
  })
}

for (const [operation, fault] of [[null, null], ['uploadDocument', 'drop-after'], ['uploadDocument', 'error-after'], ['uploadDocument', 'timeout-before'], ['uploadDocument', 'garbage'], ['listDocuments', 'garbage'], ['updateDispute', 'drop-after'], ['updateDispute', 'error-before']] as const) {
  test(`a defense of two files and a text goes out once, and no file twice, when ${operation ?? 'nothing'} meets ${fault ?? 'anything'}`, async () => {
    const ids = await bridge.dispute()
    for (const [name, category] of [['receipt.pdf', 'proof_of_receipt'], ['parcel.pdf', 'shipping']] as const) {
      const { body, headers } = upload({ name, category, bytes: samplePdf.replace('<< >>', `<< ${name} >>`) })
      const staged = await fetch(`${bridge.near.url}/v1/disputes/${ids.here}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${bridge.near.credentials.native.key}` } })
      assert.equal(staged.status, 201, await staged.text())
    }
    assert.equal((await bridge.near.ask(`/v1/disputes/${ids.here}/evidence`, { text: 'Signed for by P. Suda.' })).status, 201)
    if (operation) await bridge.fault(operation, fault)
    const { status } = await submit(ids.here)
    assert.ok([200, 202].includes(status), String(status))
    const dispute = await settled(ids.here)
    const defended = await there(ids.there)
    assert.deepEqual([dispute.state, defended.state, await countOf(ids.there, 'submitted')], ['under_review', 'under_review', 1])
    assert.deepEqual(defended.defense.evidence.map(({ name, category }: Record<string, string | null>) => [name, category]).sort(), [['parcel.pdf', null], ['receipt.pdf', 'proof_of_receipt']])
    assert.equal(defended.defense.statement, 'It was delivered.\n\nSigned for by P. Suda.')
  })
}

for (const seed of seeds) {
  test(`faults at every point leave two ledgers that agree (${seed})`, async () => {
    const round = await faultRound(bridge, seed, { operations, opening, faultsPer: 3, disputes: 16, brokenForMs: 3_000 })
    assert.equal(Object.values(round.decided).reduce((sum, count) => sum + count, 0), 16)
  })
}

test('every dispute of several pages is learned of, and so is what changed behind the first', () => severalPages(bridge, opening))

test('an event of theirs is heard at once by its signature; a forged one is turned away and nothing is read of it', async () => {
  const path = `/in/${bridge.connection}`
  const hook = await bridge.far.ask('/v1/webhooks', { url: `${bridge.near.url}${path}`, dialect: 'omise' })
  assert.equal(hook.status, 201, hook.text)
  const opened = await bridge.far.admin('/v1/sandbox/disputes', { merchant: bridge.far.merchant, respond_in: 'P7D', ...opening })
  const held = () => bridge.near.app.engine.reads.disputeByTheirs(bridge.near.merchant, 'omise', opened.body.theirs.id)
  await until(held, 180_000, 'Hearing of it')
  await bridge.far.ask(`/v1/disputes/${opened.body.id}/accept`, { reason: 'other' })
  await until(async () => (await held())?.dispute.state === 'accepted', 180_000, 'Hearing that it was accepted')
  const forged = await fetch(`${bridge.near.url}${path}`, { method: 'POST', headers: { 'omise-signature-timestamp': String(Math.floor(Date.now() / 1000)), 'omise-signature': '0'.repeat(64) }, body: '{}' })
  assert.equal(forged.status, 401)
})
