// Afterpay as upstream, end to end: our own server in its words is the provider, in another process, and breaks at every point of every call.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { faultKinds } from '../../src/engine/sandbox.ts'
import { until, type Bridge } from '../kit/bridge.ts'
import { startApart } from '../kit/bridge-apart.ts'
import { faultRound } from '../kit/bridge-faults.ts'
import { severalPages } from '../kit/bridge-pages.ts'
import { samplePdf, upload } from '../kit/native.ts'

/** Short here; what is longer runs by `npm run soak -- --bridge`. */
const seeds = ['afterpay 1', 'afterpay 2']
const operations = ['acceptDispute', 'getDispute', 'listDisputes', 'respondToDispute'] as const
const opening = { dialect: 'afterpay' as const, amount: { value: 4_846, currency: 'USD' }, reason: 'not_received', story: 'It never came.' }

let bridge: Bridge
before(async () => void (bridge = await startApart({ opening, credentials: { currency: 'USD' } })))
afterEach(() => bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' }))
after(() => bridge.close())

const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const isOnItsWay = (state: string) => state === 'accepting' || state === 'submitting'
const settled = (id: string) => until(async () => { const dispute = await here(id); return !isOnItsWay(dispute.state) && dispute }, 180_000, `${id} settling`)
const countOf = async (id: string, kind: string): Promise<number> => (await bridge.far.ask(`/v1/disputes/${id}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === kind).length
const postings = async (side: Bridge['near'], id: string) => (await side.ask(`/v1/disputes/${id}/postings`)).body.data.map(({ code, amount }: Record<string, unknown>) => [code, amount])
const accept = (id: string) => bridge.near.ask(`/v1/disputes/${id}/accept`, { reason: 'customer_is_right' })
const change = async (body: object) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, body, { method: 'PATCH' })).status, 200)
async function sameLedgers(ids: { here: string; there: string }, moves: number): Promise<void> {
  const [ours, theirs] = [await postings(bridge.near, ids.here), await postings(bridge.far, ids.there)]
  assert.deepEqual([ours, ours.length], [theirs, moves])
}

test('right credentials are proved without any effect, and wrong ones are refused', async () => {
  const tested = async () => {
    const { outcome, account } = (await bridge.near.ask(`/v1/connections/${bridge.connection}/test`, {})).body
    return [outcome, account]
  }
  const { afterpay } = bridge.far.credentials
  assert.deepEqual(await tested(), ['done', afterpay.merchant_id])
  await change({ credentials: { ...afterpay, secret_key: 'abcdefgh' } })
  assert.equal((await tested())[0], 'refused')
  await change({ credentials: { ...afterpay, currency: 'USD' } })
  assert.deepEqual(await tested(), ['done', afterpay.merchant_id])
})

test('a dispute of Afterpay is learned of as it is there, and accepted there and here', async () => {
  const ids = await bridge.dispute({ payment: { id: '123456789', order: 'order54321' } })
  const [told, theirs] = [await here(ids.here), await there(ids.there)]
  assert.deepEqual([told.state, told.dialect, told.home, told.amount, told.reason.category, told.theirs.reason_code, told.payment.id, told.payment.order, told.story.text, told.theirs.status],
    ['needs_response', 'afterpay', bridge.connection, opening.amount, 'not_received', 'product_not_received', '123456789', 'order54321', 'It never came.', 'needs_response'])
  assert.equal(Date.parse(told.respond_by.at), Math.floor(Date.parse(theirs.respond_by.at) / 1000) * 1000)
  await sameLedgers(ids, 0)
  const accepted = await accept(ids.here)
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, dispute.theirs.status, (await there(ids.there)).state, dispute.acceptance.by.kind], ['accepted', 'lost', 'accepted', 'key'])
  await sameLedgers(ids, 1)
})

test('money without minor units, and with three, comes over as it is', async () => {
  for (const amount of [{ value: 5_000, currency: 'JPY' }, { value: 12_345, currency: 'KWD' }]) assert.deepEqual((await here((await bridge.dispute({ amount })).here)).amount, amount)
})

for (const fault of faultKinds.filter(kind => kind !== 'refuse')) {
  test(`an accept that meets ${fault} happens once there and is told so here`, async () => {
    const ids = await bridge.dispute()
    await bridge.fault('acceptDispute', fault)
    const { status } = await accept(ids.here)
    assert.ok([200, 202].includes(status), String(status))
    assert.deepEqual([(await settled(ids.here)).state, (await there(ids.there)).state, await countOf(ids.there, 'accepted')], ['accepted', 'accepted', 1])
    await sameLedgers(ids, 1)
  })
}

test('a lost answer whose read-back is lost too is found out later, and nothing is sent meanwhile', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'drop-after')
  await bridge.fault('getDispute', 'garbage', 1)
  await bridge.fault('getDispute', 'drop-after', 1)
  await accept(ids.here)
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['accepted', 1])
})

test('a 412 without an end there is no end here: it goes again and is accepted', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'refuse')
  assert.ok([200, 202].includes((await accept(ids.here)).status))
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['accepted', 1])
})

test('a 412 without end while reading says open comes to an end: the act is refused, also after an answer that was lost', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'error-before')
  await bridge.fault('acceptDispute', 'refuse', 1_000)
  await accept(ids.here)
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['needs_response', 0])
})

test('what was accepted there meanwhile is done elsewhere, not by us', async () => {
  const ids = await bridge.dispute()
  await bridge.far.ask(`/v1/disputes/${ids.there}/accept`, { reason: 'other' })
  assert.notEqual((await accept(ids.here)).status, 200)
  assert.deepEqual([(await settled(ids.here)).acceptance.by.kind, await countOf(ids.there, 'accepted')], ['upstream', 1])
})

for (const verdict of ['won', 'lost', 'withdrawn', 'refunded'] as const) {
  test(`what was ${verdict} there cannot be accepted here, and nothing is sent`, async () => {
    const ids = await bridge.dispute()
    await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict })
    assert.ok([409, 202].includes((await accept(ids.here)).status))
    assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], [verdict, 0])
  })
}

for (const [operation, fault] of [[null, null], ['uploadFile', 'drop-after'], ['uploadFile', 'error-after'], ['uploadFile', 'timeout-before'], ['uploadFile', 'garbage'], ['respondToDispute', 'drop-after'], ['respondToDispute', 'error-before']] as const) {
  test(`a defense of two files and two texts goes out once when ${operation ?? 'nothing'} meets ${fault ?? 'anything'}`, async () => {
    const ids = await bridge.dispute()
    for (const [name, category] of [['receipt.pdf', 'other'], ['parcel.pdf', 'shippingDocumentation']] as const) {
      const { body, headers } = upload({ name, category, bytes: samplePdf.replace('<< >>', `<< ${name} >>`) })
      const staged = await fetch(`${bridge.near.url}/v1/disputes/${ids.here}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${bridge.near.credentials.native.key}` } })
      assert.equal(staged.status, 201, await staged.text())
    }
    assert.equal((await bridge.near.ask(`/v1/disputes/${ids.here}/evidence`, { text: '33XYZ', category: 'shippingTrackingNumber' })).status, 201)
    if (operation) await bridge.fault(operation, fault)
    const { status } = await bridge.near.ask(`/v1/disputes/${ids.here}/submit`, { statement: 'It was delivered.' })
    assert.ok([200, 202].includes(status), String(status))
    const dispute = await settled(ids.here)
    const defended = await there(ids.there)
    assert.deepEqual([dispute.state, defended.state, await countOf(ids.there, 'submitted')], ['under_review', 'under_review', 1])
    assert.deepEqual(defended.defense.evidence.map(({ text, category, size }: Record<string, unknown>) => [category, text ?? size]).sort(), [
      ['shippingDocumentation', samplePdf.length + ' parcel.pdf'.length], ['shippingTrackingNumber', '33XYZ'], ['uncategorizedFile', samplePdf.length + ' receipt.pdf'.length], ['uncategorizedText', 'It was delivered.']])
  })
}

test('each way of sending that the documents leave open is taken there', async () => {
  for (const switches of [{ accept: 'post', evidence: 'flat', upload: 'base64' }, {}]) {
    await change({ settings: { switches } })
    const [first, second] = [await bridge.dispute(), await bridge.dispute()]
    await accept(first.here)
    const { body, headers } = upload({ name: 'receipt.pdf', category: 'other', bytes: samplePdf })
    await fetch(`${bridge.near.url}/v1/disputes/${second.here}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${bridge.near.credentials.native.key}` } })
    await bridge.near.ask(`/v1/disputes/${second.here}/submit`, {})
    assert.deepEqual([(await settled(first.here)).state, (await settled(second.here)).state, (await there(second.there)).defense.evidence.length], ['accepted', 'under_review', 1], JSON.stringify(switches))
  }
})

test('where only the older verb is offered, it is found once the other is refused', async () => {
  const older = await startApart({ opening, env: { PARLEY_AFTERPAY: 'accept-by-post' } })
  try {
    const ids = await older.dispute()
    const { status } = await older.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'other' })
    assert.ok([200, 202].includes(status), String(status))
    await until(async () => (await older.near.ask(`/v1/disputes/${ids.here}`)).body.state === 'accepted', 180_000, 'Accepting')
    const { acceptance } = (await older.near.ask(`/v1/disputes/${ids.here}`)).body
    const { attempts } = (await older.near.ask(`/v1/acts/${acceptance.act}`)).body.upstream
    assert.deepEqual(attempts.map(({ request, outcome }: Record<string, string>) => [request!.split(' ')[0], outcome]), [['POST', 'done']])
  } finally {
    await older.close()
  }
})

for (const seed of seeds) {
  test(`faults at every point leave two ledgers that agree (${seed})`, async () => {
    const round = await faultRound(bridge, seed, { operations, opening, faultsPer: 3, disputes: 16, brokenForMs: 1_500 })
    assert.equal(Object.values(round.decided).reduce((sum, count) => sum + count, 0), 16)
  })
}

test('a list longer than one answer is read whole, and so is what changed in it', () => severalPages(bridge, opening))

test('a webhook of theirs is heard at once by its signature; a forged one is turned away and nothing is read of it', async () => {
  const path = `/in/${bridge.connection}`
  const url = `${bridge.near.url}${path}`
  const hook = await bridge.far.ask('/v1/webhooks', { url, dialect: 'afterpay' })
  assert.equal(hook.status, 201, hook.text)
  await change({ credentials: { ...bridge.far.credentials.afterpay, currency: 'USD', webhook_key: hook.body.secret, webhook_url: url } })
  const opened = await bridge.far.admin('/v1/sandbox/disputes', { merchant: bridge.far.merchant, respond_in: 'P7D', ...opening })
  const held = () => bridge.near.app.engine.reads.disputeByTheirs(bridge.near.merchant, 'afterpay', opened.body.theirs.id)
  await until(held, 180_000, 'Hearing of it')
  await bridge.far.ask(`/v1/disputes/${opened.body.id}/accept`, { reason: 'other' })
  await until(async () => (await held())?.dispute.state === 'accepted', 180_000, 'Hearing that it was accepted')
  const forged = await fetch(url, { method: 'POST', headers: { 'x-afterpay-request-date': String(Math.floor(Date.now() / 1000)), 'x-afterpay-request-signature': 'zz' }, body: '{}' })
  assert.equal(forged.status, 401)
})
