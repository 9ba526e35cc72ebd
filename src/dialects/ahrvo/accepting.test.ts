// Accepting to the letter, and everything that is said instead when it cannot be done, or when nobody knows whether it was.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { DisputeId, MerchantId } from '../../core/ids.ts'
import { isRefusal } from '../../core/refusal.ts'
import { wireRequest } from '../../wire/http.ts'
import { answered, errorOf, root, sendFile, startAhrvo, version, type Shop } from '../../../test/kit/ahrvo.ts'
import { anOpening, bank, connection } from '../../../test/kit/builders.ts'
import { items, textOf, type Json } from '../../../test/kit/native.ts'
import type { Services } from '../dialect.ts'
import { serveAhrvo } from './server.ts'

const kit = await startAhrvo()
after(() => kit.close())
const shop = await kit.shop()
const accept = (id: string, of = shop) => of.ahrvo('POST', `/disputes/${id}/accept`, { note: 'x' })
const viewOf = async (id: string, of = shop) => {
  const { body } = await of.ahrvo('GET', `/disputes/${id}`)
  return [textOf(body.state), textOf(body.response_state)]
}
const moved = async (id: string, of = shop) => items((await of.ahrvo('GET', `/disputes/${id}/adjustment_transfers`)).body._embedded?.transfers).map(({ subtype, amount }) => [subtype, amount] as unknown[])
const nativeIdOf = async (id: string, of = shop): Promise<string> => textOf(items((await of.call('GET', `/v1/disputes?their_id=${id}`)).body.data)[0]?.id)

test('a chargeback is debited once, when it opens; an inquiry once, when it is accepted', async () => {
  for (const [phase, before] of [['chargeback', 1], ['inquiry', 0]] as const) {
    const id = await kit.dispute(shop, { phase })
    assert.equal((await moved(id)).length, before, phase)
    assert.equal((await accept(id)).status, 200)
    await accept(id)
    await kit.pass('PT2H')
    assert.deepEqual(await moved(id), [['MERCHANT_DEBIT', 50000]], phase)
  }
})

test('fees are the platform\'s, and come back as its credit', async () => {
  const fees = [{ kind: 'dispute_fixed_fee', amount: { value: 1500, currency: 'USD' }, refundable: true }]
  const id = await kit.dispute(shop, { fees })
  await shop.ahrvo('POST', `/disputes/${id}/submit`, { note: 'x' })
  await shop.call('POST', `/v1/sandbox/disputes/${await nativeIdOf(id)}/judge`, { verdict: 'won' })
  assert.deepEqual((await moved(id)).map(String).sort(), ['MERCHANT_CREDIT,50000', 'MERCHANT_DEBIT,50000', 'PLATFORM_CREDIT,1500', 'PLATFORM_DEBIT,1500'])
  assert.deepEqual(await viewOf(id), ['WON', 'NO_RESPONSE_ALLOWED'])
})

test('of twenty accepts at once one is answered 200 and the others 422, and one is on record', async () => {
  const id = await kit.dispute(shop)
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => accept(id)))).map(({ status }) => status).sort()
  assert.deepEqual(statuses, [200, ...Array<number>(19).fill(422)])
  const events = items((await shop.call('GET', `/v1/disputes/${await nativeIdOf(id)}/events`)).body.data)
  assert.equal(events.filter(({ kind }) => textOf(kind) === 'accepted').length, 1)
})

test('the note is on record and comes back nowhere', async () => {
  const id = await kit.dispute(shop)
  const { text } = await shop.ahrvo('POST', `/disputes/${id}/accept`, { note: 'Gr\u00fc\u00dfe, sorry' })
  assert.doesNotMatch(text, /sorry/)
  assert.equal(textOf((await shop.call('GET', `/v1/disputes/${await nativeIdOf(id)}`)).body.acceptance?.note), 'Gr\u00fc\u00dfe, sorry')
})

test('bodies as clients send them: none, none under a type, HAL, both vendor types, and one without a type', async () => {
  const sent: [string | undefined, Record<string, string>][] = [
    [undefined, {}], [undefined, { 'content-type': 'application/json' }], ['{}', { 'content-type': 'application/hal+json' }], ['{"note":"x"}', { 'content-type': 'application/vnd.json+api' }],
    ['{"note":"x","more":1}', { 'content-type': 'application/vnd.api+json' }], ['{"note":"x"}', {}],
  ]
  for (const [body, headers] of sent) {
    const answer = await answered(kit, 'POST', `${root}/disputes/${await kit.dispute(shop)}/accept`, { authorization: shop.basic, ...headers }, body)
    assert.equal(answer.status, 200, JSON.stringify([body, headers, answer.text]))
  }
})

test('a target in absolute form is the path in it, whoever is named, and a version sent twice does no harm', async () => {
  const id = await kit.dispute(shop)
  const headers: [string, string][] = [['Authorization', shop.basic], ['Finix-Version', '2022-02-01'], ['Finix-Version', '2022-02-01']]
  const { status } = await kit.handle(wireRequest({ method: 'POST', target: `http://api.ahrvo.network${root}/disputes/${id}/accept`, headers }))
  assert.equal(status, 200)
})

test('what cannot be accepted stays as it is, and is told apart by nothing but the sentence', async () => {
  const judged = async (verdict: string) => {
    const id = await kit.dispute(shop)
    await shop.call('POST', `/v1/sandbox/disputes/${await nativeIdOf(id)}/judge`, { verdict })
    return id
  }
  const expected: [string, string][] = [['won', 'WON'], ['lost', 'LOST'], ['withdrawn', 'WON'], ['prevented', 'WON'], ['refunded', 'WON']]
  for (const [verdict, state] of expected) {
    const id = await judged(verdict)
    assert.deepEqual(errorOf(await accept(id)).slice(0, 2), [422, 'UNPROCESSABLE_ENTITY'], verdict)
    assert.deepEqual(await viewOf(id), [state, 'NO_RESPONSE_ALLOWED'], verdict)
  }
})

test('at the deadline it can still be accepted; a moment later it is closed, also before anybody has closed it', async () => {
  const open = { respond_in: 'PT10M' }
  const [atLast, late] = [await kit.dispute(shop, open), await kit.dispute(shop, open)]
  kit.clock.advance(600_000)
  assert.deepEqual(await viewOf(late), ['PENDING', 'NEEDS_RESPONSE'])
  assert.equal((await accept(atLast)).status, 200)
  kit.clock.advance(1)
  for (const closed of [false, true]) {
    if (closed) await kit.pass('PT1S')
    assert.deepEqual(await viewOf(late), ['LOST', 'NO_RESPONSE_ALLOWED'])
    assert.deepEqual(errorOf(await accept(late)).slice(0, 2), [422, 'UNPROCESSABLE_ENTITY'])
    assert.equal(errorOf(await sendFile(shop.ahrvo, late))[0], 422)
  }
})

test('while an acceptance waits in its undo window nobody hears that it is done, nor that it is not', async () => {
  const id = await kit.dispute(shop)
  const { act } = (await shop.call('POST', `/v1/disputes/${await nativeIdOf(id)}/accept`, { reason: 'no_proof', hold_seconds: 600 })).body
  assert.deepEqual(await viewOf(id), ['PENDING', 'UNKNOWN'])
  assert.deepEqual(errorOf(await accept(id)).slice(0, 2), [500, 'SERVER_ERROR'])
  await shop.call('POST', `/v1/acts/${act?.id}/undo`)
  assert.deepEqual(await viewOf(id), ['PENDING', 'NEEDS_RESPONSE'])
  assert.equal((await accept(id)).status, 200)
})

test('while a connected provider has not answered, every accept is a 500, and only its answer makes it accepted', async () => {
  const { theirs, id } = await connected(shop)
  for (let n = 0; n < 3; n += 1) assert.deepEqual(errorOf(await accept(theirs)).slice(0, 2), [500, 'SERVER_ERROR'])
  assert.deepEqual(await viewOf(theirs), ['PENDING', 'UNKNOWN'])
  const held = await kit.engine.reads.dispute(shop.id as MerchantId, id)
  const act = (held!.dispute as unknown as { act: { id: `act_${string}` } }).act.id
  const confirmed = await kit.engine.perform({ merchant: shop.id as MerchantId, dispute: id, command: { kind: 'confirm', by: bank, act } })
  assert.ok(confirmed.kind === 'done' && !isRefusal(confirmed.value))
  assert.deepEqual(await viewOf(theirs), ['PENDING', 'ACCEPTED'])
  await kit.pass('P2D')
  assert.deepEqual(await viewOf(theirs), ['PENDING', 'ACCEPTED'], 'its own provider tells when it is final')
  assert.equal(errorOf(await accept(theirs))[0], 422)
})

test('a submission that a connected provider has not confirmed is not called RESPONDED', async () => {
  const { theirs } = await connected(shop)
  assert.equal((await shop.ahrvo('POST', `/disputes/${theirs}/submit`, { note: 'x' }, version)).status, 500)
  assert.deepEqual(await viewOf(theirs), ['PENDING', 'UNKNOWN'])
})

test('a store that is away is 503, an answer that got lost is 500, and both say that nothing is known', async () => {
  const id = await kit.dispute(shop)
  const bugs: unknown[] = []
  for (const [name, status] of [['StoreDown', 503], ['TryAgain', 503], ['CommitUnknown', 500], ['TypeError', 500]] as const) {
    const perform = () => Promise.reject(Object.assign(new Error('secret of the house'), { name }))
    const services = { engine: { ...kit.engine, perform }, accounts: kit.app.accounts, sandbox: null, publicUrl: null, count() {}, onBug: (error: unknown) => bugs.push(error) } as unknown as Services
    const answer = await answered({ handle: serveAhrvo(services) }, 'POST', `${root}/disputes/${id}/accept`, { authorization: shop.basic })
    assert.deepEqual([...errorOf(answer).slice(0, 2), answer.headers['retry-after']], [status, 'SERVER_ERROR', status === 503 ? '1' : undefined], name)
    assert.doesNotMatch(answer.text, /secret/)
  }
  assert.equal(bugs.length, 1)
})

test('faults that are switched on speak this API\'s words, and what happened before them has happened', async () => {
  const fault = (kind: string) => kit.admin('POST', '/v1/sandbox/faults', { dialect: 'ahrvo', operation: 'acceptDispute', fault: kind, times: 1 })
  const [refused, before, lost] = [await kit.dispute(shop), await kit.dispute(shop), await kit.dispute(shop)]
  await fault('refuse')
  assert.deepEqual(errorOf(await accept(refused)).slice(0, 2), [422, 'UNPROCESSABLE_ENTITY'])
  await fault('error-before')
  assert.deepEqual(errorOf(await accept(before)).slice(0, 2), [503, 'SERVER_ERROR'])
  await fault('error-after')
  assert.deepEqual(errorOf(await accept(lost)).slice(0, 2), [500, 'SERVER_ERROR'])
  assert.deepEqual(await Promise.all([refused, before, lost].map(id => viewOf(id))), [['PENDING', 'NEEDS_RESPONSE'], ['PENDING', 'NEEDS_RESPONSE'], ['PENDING', 'ACCEPTED']])
})

/** A dispute whose provider has to be asked. */
async function connected(of: Shop): Promise<{ id: DisputeId; theirs: string }> {
  const id = kit.engine.world.ids.next('dsp')
  const theirs = `DPconnected${id.slice(-8)}`
  const now = kit.engine.world.now()
  const opening = anOpening({
    id, merchant: of.id as MerchantId, home: connection, dialect: 'ahrvo', theirs: { id: theirs, status: 'PENDING', reasonCode: null, reasonText: null }, openedAt: now,
    respondBy: { at: now + 864e5, zone: null, source: 'provider' }, payment: { ...anOpening().payment, id: null, captured: null },
  })
  const performed = await kit.engine.perform({ merchant: of.id as MerchantId, dispute: id, command: { kind: 'open', by: bank, opening } })
  assert.equal(performed.kind, 'done')
  return { id, theirs }
}

test('a pair that was revoked cannot accept, whatever anybody remembers of it', async () => {
  const id = await kit.dispute(shop)
  const { shown, credential } = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'ahrvo', scope: 'decide' })).body as Json
  const other = kit.calling(textOf(shown?.username), textOf(shown?.password))
  assert.equal((await other('GET', `/disputes/${id}`)).status, 200)
  await shop.call('POST', `/v1/credentials/${credential?.id}/revoke`)
  assert.deepEqual(errorOf(await other('POST', `/disputes/${id}/accept`)), [401, 'UNKNOWN', 'Unauthorized'])
  assert.deepEqual(await viewOf(id), ['PENDING', 'NEEDS_RESPONSE'])
})
