// Alipay as upstream, end to end: our own server in its words is the provider, in another process, and breaks at every point of every call.
// Nothing can be asked of it: one repetition, and what it sends by itself, are all that is known.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { check } from '../../src/engine/check.ts'
import { faultKinds } from '../../src/engine/sandbox.ts'
import { startAlipayBridge, opening, type AlipayBridge } from '../kit/alipay-bridge.ts'
import { until } from '../kit/bridge.ts'
import { ledgersAgree, type Told } from '../kit/bridge-faults.ts'
import { randomOf } from '../kit/crash-random.ts'
import { samplePdf, upload } from '../kit/native.ts'

let bridge: AlipayBridge
before(async () => void (bridge = await startAlipayBridge()))
afterEach(() => bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' }))
after(() => bridge.close())

/** So that a process that stands still for a while hears the answer all the same. */
const patient = async (answer_ms = 60_000) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, { settings: { answer_ms } }, { method: 'PATCH' })).status, 200)
const here = async (id: string) => (await bridge.near.ask(`/v1/disputes/${id}`)).body
const there = async (id: string) => (await bridge.far.ask(`/v1/disputes/${id}`)).body
const isOnItsWay = (state: string) => state === 'accepting' || state === 'submitting'
const settled = (id: string) => until(async () => { const dispute = await here(id); return !isOnItsWay(dispute.state) && dispute }, 180_000, `${id} settling`)
const countOf = async (id: string, kind: string): Promise<number> => (await bridge.far.ask(`/v1/disputes/${id}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === kind).length
const accept = (id: string) => bridge.near.ask(`/v1/disputes/${id}/accept`, { reason: 'customer_is_right' })
const postings = async (side: AlipayBridge['near'], id: string) => (await side.ask(`/v1/disputes/${id}/postings`)).body.data.map(({ code, amount }: Record<string, unknown>) => [code, amount])
const sameLedgers = async (ids: { here: string; there: string }) => assert.deepEqual(await postings(bridge.near, ids.here), await postings(bridge.far, ids.there))
/** It was repeated, and now only a notification, a person or time can say more. */
async function isWaiting(id: string) {
  const dispute = await here(id)
  const errand = isOnItsWay(dispute.state) ? await bridge.near.app.engine.reads.errand(bridge.near.merchant, dispute.act.id) : null
  return errand?.stage === 'unknown' && errand.dueAt - errand.madeAt > 20 * 3_600_000 && { dispute, errand }
}
const waiting = (id: string) => until(() => isWaiting(id), 180_000, `${id} waiting`)

async function defend(id: string, bytes = samplePdf) {
  const { body, headers } = upload({ name: 'receipt.pdf', category: 'receipt', bytes })
  const staged = await fetch(`${bridge.near.url}/v1/disputes/${id}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${bridge.near.credentials.native.key}` } })
  assert.equal(staged.status, 201, await staged.text())
  return bridge.near.ask(`/v1/disputes/${id}/submit`, {})
}

test('right credentials are proved without any effect, and wrong ones are refused', async () => {
  const tested = async () => { const { outcome, account } = (await bridge.near.ask(`/v1/connections/${bridge.connection}/test`, {})).body; return [outcome, account] }
  const change = async (credentials: object) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, { credentials }, { method: 'PATCH' })).status, 200)
  const { client_id, private_key } = bridge.far.credentials.alipay
  assert.deepEqual(await tested(), ['done', client_id])
  await change({ private_key: bridge.near.credentials.alipay.private_key! })
  assert.equal((await tested())[0], 'refused')
  await change({ private_key: 'none' })
  assert.equal((await tested())[0], 'unsent')
  await change({ private_key, key_version: '2' })
  assert.equal((await tested())[0], 'refused')
  await change({ key_version: '1' })
  assert.deepEqual(await tested(), ['done', client_id])
})

test('a dispute of Alipay is learned of as it is there, and accepted there and here', async () => {
  const ids = await bridge.dispute()
  const [told, theirs] = [await here(ids.here), await there(ids.there)]
  assert.deepEqual([told.state, told.dialect, told.home, told.amount, told.phase, told.reason.network, told.theirs.reason_code, told.payment.id, told.payment.order, told.theirs.status],
    ['needs_response', 'alipay', bridge.connection, opening.amount, 'chargeback', 'Shinhan', '2006', opening.payment.id, opening.payment.order, 'DISPUTE_CREATED'])
  assert.equal(Date.parse(told.respond_by.at), Math.floor(Date.parse(theirs.respond_by.at) / 1000) * 1000)
  await sameLedgers(ids)
  const accepted = await accept(ids.here)
  assert.ok([200, 202].includes(accepted.status), accepted.text)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, (await there(ids.there)).state, dispute.acceptance.by.kind, await countOf(ids.there, 'accepted')], ['accepted', 'accepted', 'key', 1])
  await sameLedgers(ids)
})

for (const fault of ['error-after', 'drop-after', 'timeout-after', 'garbage', 'slow', 'error-before', 'drop-before', 'timeout-before'] as const) {
  test(`an accept that meets ${fault} once happens once there and is told so here`, async () => {
    const ids = await bridge.dispute()
    await bridge.fault('acceptDispute', fault)
    const { status, body } = await accept(ids.here)
    assert.ok([200, 202].includes(status), JSON.stringify(body))
    const dispute = await settled(ids.here)
    assert.deepEqual([dispute.state, (await there(ids.there)).state, dispute.acceptance.by.kind, await countOf(ids.there, 'accepted')], ['accepted', 'accepted', 'key', 1])
    await sameLedgers(ids)
  })
}

for (const fault of [null, 'error-after', 'drop-after', 'garbage', 'error-before', 'drop-before'] as const) {
  test(`a document that meets ${fault ?? 'nothing'} goes out once`, async () => {
    const ids = await bridge.dispute()
    if (fault) await bridge.fault('supplyDefenseDocument', fault)
    const { status, body } = await defend(ids.here)
    assert.ok([200, 202].includes(status), JSON.stringify(body))
    const dispute = await settled(ids.here)
    const defended = await there(ids.there)
    assert.deepEqual([dispute.state, defended.state, defended.defense.evidence[0].size, await countOf(ids.there, 'submitted')], ['under_review', 'under_review', samplePdf.length, 1])
  })
}

/** What it tells by itself is lost on the way; the notices stay to be sent again. */
async function deaf(work: () => Promise<void>): Promise<void> {
  const url = (await bridge.far.ask(`/v1/webhooks/${bridge.webhook}`)).body.url as string
  const change = async (to: string) => assert.equal((await bridge.far.ask(`/v1/webhooks/${bridge.webhook}`, { url: to }, { method: 'PATCH' })).status, 200)
  await change(`${bridge.near.url}/in/con_00000000000000000000000000`)
  try {
    await work()
  } finally {
    await change(url)
  }
}

async function tellAgain(there: string): Promise<void> {
  const { body: { data } } = await bridge.far.ask(`/v1/notices?limit=100&dispute=${there}`)
  assert.ok(data.length > 0)
  for (const { id } of data) assert.ok((await bridge.far.ask(`/v1/notices/${id}/resend`, {})).status < 300)
}

test('after a lost answer and REPEAT_REQUEST it waits, told neither done nor refused, until the notification says who closed it', async () => {
  const ids = await bridge.dispute()
  await deaf(async () => {
    await bridge.fault('acceptDispute', 'drop-after')
    assert.equal((await accept(ids.here)).status, 202)
    const { dispute, errand } = await waiting(ids.here)
    assert.deepEqual([dispute.state, errand.attempts, JSON.parse(errand.last!).cause, await countOf(ids.there, 'accepted')], ['accepting', 2, 'closed_unproven', 1])
    const again = await accept(ids.here)
    assert.notEqual(again.status, 200, 'nobody is told that it was done before that is known')
    assert.equal((await bridge.near.app.engine.reads.errand(bridge.near.merchant, dispute.act.id))!.attempts, 2)
  })
  await tellAgain(ids.there)
  const dispute = await settled(ids.here)
  assert.deepEqual([dispute.state, dispute.acceptance.by.kind, await countOf(ids.there, 'accepted')], ['accepted', 'key', 1])
  await sameLedgers(ids)
})

test('two lost tries that did nothing leave it waiting, and a third is never sent', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'error-before', 2)
  await accept(ids.here)
  const { dispute, errand } = await waiting(ids.here)
  assert.deepEqual([dispute.state, errand.attempts, (await there(ids.there)).state], ['accepting', 2, 'needs_response'])
  await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict: 'withdrawn' })
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['withdrawn', 0])
})

test('a defense whose answer and notification are lost is proved by the document that lies there', async () => {
  const ids = await bridge.dispute()
  await deaf(async () => {
    await bridge.fault('supplyDefenseDocument', 'drop-after')
    await defend(ids.here)
    assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'submitted')], ['under_review', 1])
  })
})

test('a refusal there is a refusal here, and the dispute can be accepted later', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'refuse')
  await patient()
  const refused = await accept(ids.here)
  assert.deepEqual([refused.status, refused.body.code, (await there(ids.there)).state], [422, 'provider_refused', 'needs_response'])
  await patient(3_000)
  await accept(ids.here)
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['accepted', 1])
})

test('what was accepted there meanwhile is not ours: REPEAT_REQUEST to a first try refuses it, and the notification says what is so', async () => {
  const ids = await bridge.dispute()
  await deaf(async () => {
    await bridge.far.ask(`/v1/disputes/${ids.there}/accept`, { reason: 'other' })
    const refused = await accept(ids.here)
    assert.deepEqual([refused.status, refused.body.code], [422, 'provider_refused'])
  })
  await tellAgain(ids.there)
  const dispute = await until(async () => { const told = await here(ids.here); return told.state === 'accepted' && told })
  assert.deepEqual([dispute.acceptance.by.kind, await countOf(ids.there, 'accepted')], ['upstream', 1])
})

for (const [verdict, state] of [['won', 'won'], ['lost', 'lost'], ['withdrawn', 'withdrawn'], ['refunded', 'won']] as const) {
  test(`what was ${verdict} there is ${state} here, before and after a defense`, async () => {
    const [first, second] = [await bridge.dispute(), await bridge.dispute()]
    await defend(second.here)
    await settled(second.here)
    for (const ids of [first, second]) {
      await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict })
      await until(async () => (await here(ids.here)).state === state, 180_000, `${ids.here} being ${state}`)
      await sameLedgers(ids)
    }
    assert.equal((await accept(first.here)).status, 409)
  })
}

test('money without minor units, and with three, comes over as it is', async () => {
  for (const amount of [{ value: 5_000, currency: 'JPY' }, { value: 12_345, currency: 'KWD' }, { value: 12_000, currency: 'IDR' }]) assert.deepEqual((await here((await bridge.dispute({ amount })).here)).amount, amount)
})

test('a forged notification is turned away and changes nothing', async () => {
  const ids = await bridge.dispute()
  const { theirs } = await there(ids.there)
  const body = JSON.stringify({ disputeNotificationType: 'DISPUTE_ACCEPTED', disputeAcceptReason: 'MERCHANT_ACCEPTED', disputeId: theirs.id, paymentId: 'p', paymentRequestId: 'r' })
  const forged = await fetch(`${bridge.near.url}/in/${bridge.connection}`, { method: 'POST', body, headers: { 'client-id': '5Y00000000000000', 'request-time': String(Date.now()), signature: 'algorithm=RSA256,keyVersion=1,signature=AAAA' } })
  assert.deepEqual([forged.status, (await forged.text()).includes('SUCCESS'), (await here(ids.here)).state], [401, false, 'needs_response'])
})

/** Short here; each seed is another round of faults. */
for (const [seed, heard] of [['alipay 1', 'heard'], ['alipay 2', 'heard'], ['alipay 3', 'heard late'], ['alipay 4', 'heard late']] as const) {
  test(`faults at every point leave two ledgers that agree, with notifications ${heard} (${seed})`, async () => {
    const random = randomOf(seed)
    const disputes = await Promise.all(Array.from({ length: 16 }, () => bridge.dispute()))
    for (const operation of ['acceptDispute', 'supplyDefenseDocument', 'downloadDisputeEvidence']) for (let n = 0; n < 4; n++) {
      const fault = random.pick(faultKinds)
      await bridge.fault(operation, fault, fault === 'slow' ? 1 : 1 + random.whole(3))
    }
    const decided = () => Promise.all(disputes.map(async ({ here, there }): Promise<Told> => {
      const ask = random.pick(['accept', 'accept', 'submit'] as const)
      const { status, body } = ask === 'accept' ? await accept(here) : await defend(here, `${samplePdf}%${here}`)
      return { here, there, ask, status, body }
    }))
    let told: Told[] = []
    if (heard === 'heard') told = await decided()
    else {
      await deaf(async () => {
        told = await decided()
        await Promise.all(told.map(each => until(async () => !isOnItsWay((await here(each.here)).state) || isWaiting(each.here), 180_000, `${seed}: ${each.here} resting`)))
      })
      for (const each of told) await tellAgain(each.there)
    }
    // Whatever happened there is known here, and whatever did not waits without another try.
    const open: string[] = []
    await Promise.all(told.map(each => until(async () => {
      const { state } = await there(each.there)
      if (state === 'needs_response' && await isWaiting(each.here)) return open.push(each.here)
      return (await here(each.here)).state === state
    }, 180_000, `${seed}: ${each.here} ending`)))
    await ledgersAgree(bridge, told.filter(({ here }) => !open.includes(here)), seed)
    const checked = await check(bridge.near.app.store, { now: bridge.near.app.engine.world.now() })
    assert.deepEqual(checked.ok ? [] : checked.problems.slice(0, 3), [])
  })
}

test('a decision that meets a bad signature waits until the credentials are put right, and goes out once', async () => {
  const ids = await bridge.dispute()
  const change = async (private_key: string) => assert.equal((await bridge.near.ask(`/v1/connections/${bridge.connection}`, { credentials: { private_key } }, { method: 'PATCH' })).status, 200)
  await change(bridge.near.credentials.alipay.private_key!)
  try {
    assert.equal((await accept(ids.here)).status, 202)
    assert.equal((await there(ids.there)).state, 'needs_response')
  } finally {
    await change(bridge.far.credentials.alipay.private_key!)
  }
  assert.deepEqual([(await settled(ids.here)).state, await countOf(ids.there, 'accepted')], ['accepted', 1])
})

test('the notification of an acceptance that is still on its way settles it, and the late answer adds nothing', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'timeout-after')
  const asked = accept(ids.here)
  await until(async () => (await here(ids.here)).state !== 'needs_response', 180_000, `${ids.here} asked`)
  const dispute = await settled(ids.here)
  await asked
  assert.deepEqual([dispute.state, dispute.acceptance.by.kind, await countOf(ids.there, 'accepted')], ['accepted', 'key', 1])
  const kinds = (await bridge.near.ask(`/v1/disputes/${ids.here}/events?limit=100`)).body.data.map(({ kind }: { kind: string }) => kind)
  assert.equal(kinds.filter((kind: string) => kind === 'acceptance_asked').length, 1, kinds.join())
  await sameLedgers(ids)
})

test('with a sandbox client the sandbox is asked, and what it tells once is heard', async () => {
  const sandbox = await startAlipayBridge('SANDBOX_5X00000000000000')
  try {
    const ids = await sandbox.dispute()
    await sandbox.near.ask(`/v1/disputes/${ids.here}/accept`, { reason: 'other' })
    await until(async () => (await sandbox.near.ask(`/v1/disputes/${ids.here}`)).body.state === 'accepted')
    assert.equal((await sandbox.far.ask(`/v1/disputes/${ids.there}`)).body.state, 'accepted')
  } finally {
    await sandbox.close()
  }
})

// Last: it turns the clock on this side.
test('what nothing was heard of for 24 hours and a half is a person\'s, with an alarm, and still open to news', async () => {
  const ids = await bridge.dispute()
  await bridge.fault('acceptDispute', 'error-before', 2)
  await accept(ids.here)
  const { dispute: { act } } = await waiting(ids.here)
  assert.equal((await bridge.near.admin('/v1/sandbox/clock', { advance: 'PT24H31M' })).status, 200)
  const errand = await until(async () => { const row = await bridge.near.app.engine.reads.errand(bridge.near.merchant, act.id); return row?.stage === 'person' && row })
  assert.deepEqual([errand.attempts, errand.alarmedAt !== null, (await here(ids.here)).state, (await there(ids.there)).state], [2, true, 'accepting', 'needs_response'])
  await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict: 'withdrawn' })
  assert.equal((await settled(ids.here)).state, 'withdrawn')
})
