import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { servicesOf } from '../../../app/services.ts'
import { wireRequest } from '../../../wire/http.ts'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'
import type { Services } from '../../dialect.ts'
import { serveNative } from '../server.ts'
import { newsText } from './stream.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant()
const services = servicesOf(kit.app, new AbortController().signal)
const side = (call: string, dispute: unknown, body?: object, caller = mill.call) => caller('POST', `/v1/sandbox/disputes/${dispute}/${call}`, body)
const stateOf = async (dispute: unknown) => textOf((await mill.call('GET', `/v1/disputes/${dispute}`)).body.state)

test('a dispute is opened with all that is known of it', async () => {
  const body = await kit.open(mill, {
    dialect: 'omise', phase: 'inquiry', reason: { category: 'fraud', code: '10.4', network: 'visa', network_code: '10.4' }, amount: { value: 5000, currency: 'KWD' },
    story: 'It was not me.', payment: { id: 'chrg_1', order: 'B-2', paid_at: '2026-10-01T10:00:00+07:00', references: { terminal: '9' }, captured: { value: 9000, currency: 'KWD' } },
    settlement: { amount: { value: 580000, currency: 'THB' }, rate: '116' }, fees: [{ kind: 'dispute', amount: { value: 1500, currency: 'THB' } }],
    theirs: { status: 'open', reason_code: 'fraudulent' }, metadata: { a: 'b' }, tags: ['x'],
  })
  assert.match(textOf(body.theirs?.id), /^dspt_/)
  assert.deepEqual([body.reason, body.payment?.paid_at, body.settlement, textOf(body.story?.text)],
    [{ category: 'fraud', code: '10.4', network: 'visa', network_code: '10.4' }, '2026-10-01T03:00:00Z', { amount: { value: 580000, currency: 'THB' }, rate: '116' }, 'It was not me.'])
})

test('without a deadline a dispute gets its provider\'s usual one', async () => {
  const { status, body } = await mill.call('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' } })
  assert.deepEqual([status, textOf(body.respond_by?.source), textOf(body.respond_by?.at)], [201, 'rule', '2026-12-04T09:00:00Z'])
  assert.equal((await mill.call('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' }, respond_in: 'P1D', respond_by: '2027-01-01T00:00:00Z' })).status, 400)
  assert.equal(textOf((await mill.call('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' }, respond_by: '2020-01-01T00:00:00Z' })).body.code), 'respond_by_invalid')
})

test('their id is used once per merchant and dialect, and a repetition under its key is no second use', async () => {
  const open = (key: string) => mill.call('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' }, theirs: { id: 'theirs-1' } }, { 'idempotency-key': key })
  const first = await open('o1')
  assert.deepEqual([first.status, (await open('o1')).text === first.text, textOf((await open('o2')).body.code)], [201, true, 'dispute_exists'])
  const racing = await Promise.all([1, 2, 3].map(() => mill.call('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' }, theirs: { id: 'theirs-2' } })))
  assert.deepEqual(racing.map(({ status }) => status).sort(), [201, 409, 409])
})

test('the other side wins, loses or shares, and the money follows', async () => {
  const { id } = await kit.open(mill)
  const judged = await side('judge', id, { verdict: 'lost', judged_amount: { value: 4000, currency: 'THB' }, note: 'Half of it.' })
  assert.deepEqual([judged.status, textOf(judged.body.state), judged.body.resolution?.judged, judged.body.books?.gone], [200, 'lost', { value: 4000, currency: 'THB' }, 4000])
  assert.equal(textOf((await side('judge', id, { verdict: 'won' })).body.code), 'already_lost')
})

test('a provisional win is reversed once, a final one never', async () => {
  const [provisional, final] = [(await kit.open(mill)).id, (await kit.open(mill)).id]
  await side('judge', provisional, { verdict: 'won', final: false })
  await side('judge', final, { verdict: 'won' })
  assert.equal(textOf((await side('reverse', provisional)).body.state), 'lost')
  assert.equal(textOf((await side('reverse', final)).body.code), 'not_provisional')
})

test('a lost dispute goes into its next phase with a new deadline', async () => {
  const { id } = await kit.open(mill)
  await side('judge', id, { verdict: 'lost' })
  const { body } = await side('escalate', id, { phase: 'pre_arbitration', respond_in: 'P10D' })
  assert.deepEqual([textOf(body.state), textOf(body.phase), Number(body.cycle), textOf(body.respond_by?.at)], ['needs_response', 'pre_arbitration', 2, '2026-11-30T09:00:00Z'])
})

test('a deadline moves, and the old one no longer ends anything', async () => {
  const own = await startNative()
  const merchant = await own.merchant()
  const { id } = await own.open(merchant, { respond_in: 'P1D' })
  assert.equal((await merchant.call('POST', `/v1/sandbox/disputes/${id}/deadline`, { respond_in: 'P40D' })).status, 200)
  const state = async () => textOf((await merchant.call('GET', `/v1/disputes/${id}`)).body.state)
  await own.admin('POST', '/v1/sandbox/clock', { advance: 'P39D' })
  assert.equal(await state(), 'needs_response')
  await own.admin('POST', '/v1/sandbox/clock', { advance: 'P2D' })
  assert.equal(await state(), 'expired')
  await own.close()
})

test('the administrator plays the other side without naming the merchant', async () => {
  const opened = await kit.admin('POST', '/v1/sandbox/disputes', { merchant: mill.id, amount: { value: 1, currency: 'THB' } })
  assert.equal(opened.status, 201)
  assert.equal((await side('judge', opened.body.id, { verdict: 'won' }, kit.admin)).status, 200)
  assert.equal(textOf((await side('judge', 'dsp_00000000000000000000000000', { verdict: 'won' }, kit.admin)).body.code), 'dispute_not_found')
  assert.equal(textOf((await kit.admin('POST', '/v1/sandbox/disputes', { amount: { value: 1, currency: 'THB' } })).body.code), 'merchant_required')
})

test('a merchant plays the other side of its own disputes only', async () => {
  const tea = await kit.merchant('Tea House')
  assert.equal(textOf((await tea.call('POST', '/v1/sandbox/disputes', { merchant: mill.id, amount: { value: 1, currency: 'THB' } })).body.code), 'merchant_not_found')
  const { id } = await kit.open(mill)
  assert.equal((await side('judge', id, { verdict: 'won' }, tea.call)).status, 404)
  assert.equal(await stateOf(id), 'needs_response')
})

test('the clock is not turned to where what is counted from it would go past the last instant there is', async () => {
  const before = textOf((await kit.admin('GET', '/v1/sandbox/clock')).body.now)
  for (const [asked, pointer] of [[{ set: '9000-01-01T00:00:01Z' }, '/set'], [{ advance: 'P7000Y' }, '/advance']] as const) {
    const { status, body } = await kit.admin('POST', '/v1/sandbox/clock', asked)
    assert.deepEqual([status, body.code, items(body.errors).map(error => error.pointer)], [400, 'invalid_body', [pointer]])
  }
  assert.equal(textOf((await kit.admin('GET', '/v1/sandbox/clock')).body.now), before)
})

test('the clock is turned once per key', async () => {
  const turn = () => kit.admin('POST', '/v1/sandbox/clock', { advance: 'PT1H' }, { 'idempotency-key': 'turn' })
  const before = textOf((await kit.admin('GET', '/v1/sandbox/clock')).body.now)
  const first = await turn()
  assert.equal((await turn()).text, first.text)
  assert.equal(Date.parse(textOf((await kit.admin('GET', '/v1/sandbox/clock')).body.now)) - Date.parse(before), 3_600_000)
})

const broken = async (fault: string, call: () => Promise<{ status: number; headers: Record<string, string>; body: unknown; fault?: string }>) => {
  assert.equal((await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'native', operation: 'acceptDispute', fault })).status, 201)
  return call()
}
const accepting = (dispute: unknown) => () => kit.handle(wireRequest({
  method: 'POST', target: `/v1/disputes/${dispute}/accept`, body: '{"reason":"no_proof"}',
  headers: { authorization: `Bearer ${mill.key}`, 'content-type': 'application/json', 'idempotency-key': `f-${dispute}` },
}))

for (const [fault, status, hostDoes, happens] of [
  ['refuse', 422, undefined, false], ['error-before', 503, undefined, false], ['error-after', 500, undefined, true], ['timeout-before', 500, 'hang', false],
  ['timeout-after', 500, 'hang', true], ['drop-before', 500, 'drop', false], ['drop-after', 500, 'drop', true], ['garbage', 200, undefined, true],
] as const) {
  test(`the fault ${fault} ${happens ? 'comes after the effect' : 'leaves nothing behind'}, once, and the same key finds out`, async () => {
    const { id } = await kit.open(mill)
    const answer = await broken(fault, accepting(id))
    assert.deepEqual([answer.status, answer.fault], [status, hostDoes])
    if (fault === 'garbage') assert.throws(() => JSON.parse(answer.body as string))
    assert.equal(await stateOf(id), happens ? 'accepted' : 'needs_response')
    const again = await accepting(id)()
    assert.deepEqual([again.status, again.headers['idempotency-replayed'], await stateOf(id)], [200, happens ? 'true' : undefined, 'accepted'])
    assert.deepEqual(items((await kit.admin('GET', '/v1/sandbox/faults')).body.data), [])
  })
}

test('a slow answer is the right one, later', async () => {
  const waits: number[] = []
  const handle = serveNative({ ...services, pause: async ms => void waits.push(ms) })
  const { id } = await kit.open(mill)
  const answer = await broken('slow', () => handle(wireRequest({ method: 'POST', target: `/v1/disputes/${id}/accept`, body: '{"reason":"no_proof"}', headers: { authorization: `Bearer ${mill.key}`, 'content-type': 'application/json' } })))
  assert.deepEqual([answer.status, waits], [200, [2000]])
})

test('faults can always be switched off', async () => {
  for (const operation of ['clearFaults', 'acceptDispute']) await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'native', operation, fault: 'refuse' })
  assert.equal((await kit.admin('DELETE', '/v1/sandbox/faults')).status, 204)
  assert.deepEqual(items((await kit.admin('GET', '/v1/sandbox/faults')).body.data), [])
})

test('in live the sandbox is not there, with any key', async () => {
  const live = serveNative({ ...services, sandbox: null })
  const ask = (target: string, method = 'GET') => live(wireRequest({ target, method, headers: { authorization: `Bearer ${kit.adminKey}` } }))
  for (const [method, target] of [['POST', '/v1/sandbox/disputes'], ['GET', '/v1/sandbox/clock'], ['POST', '/v1/sandbox/reset'], ['DELETE', '/v1/sandbox/faults']] as const) {
    const { status, body } = await ask(target, method)
    assert.deepEqual([status, (JSON.parse(body as string) as { code: string }).code], [404, 'route_not_found'])
  }
  assert.equal((await ask('/v1/merchants')).status, 200)
})

test('a store that cannot be reached, or whose answer was lost, is told apart from a mistake of ours', async () => {
  const { id } = await kit.open(mill)
  const failing = async (name: string) => {
    const bugs: unknown[] = []
    const perform = () => Promise.reject(Object.assign(new Error('secret detail'), { name }))
    const handle = serveNative({ ...services, engine: { ...services.engine, perform }, onBug: error => bugs.push(error) })
    const { status, body, headers } = await handle(wireRequest({ method: 'POST', target: `/v1/disputes/${id}/accept`, body: '{"reason":"no_proof"}', headers: { authorization: `Bearer ${mill.key}`, 'content-type': 'application/json' } }))
    assert.doesNotMatch(body as string, /secret detail/)
    const { code, transient } = JSON.parse(body as string) as { code: string; transient: boolean }
    return [status, code, transient, headers['retry-after'], bugs.length]
  }
  assert.deepEqual(await failing('StoreDown'), [503, 'unavailable', true, '1', 0])
  assert.deepEqual(await failing('CommitUnknown'), [503, 'outcome_unknown', true, '1', 0])
  assert.deepEqual(await failing('TypeError'), [500, 'internal_error', true, undefined, 1])
})

test('a quiet stream gives a sign of life every 15 seconds', async () => {
  const waits: number[] = []
  const gone = new AbortController()
  const quiet: Services = { ...services, pause: async ms => void waits.push(ms), stream: { ...services.stream, news: () => new Promise(done => setImmediate(done)) } }
  const principal = { merchant: mill.id as `mch_${string}`, administrator: false, credential: null, id: 'key_x', presented: mill.key, user: null }
  const call = { principal, request: wireRequest({ target: '/v1/events/stream', signal: gone.signal }), headers: {}, query: {}, params: {}, body: undefined, key: null } as unknown as Parameters<typeof newsText>[1]
  const parts = newsText(quiet, call)
  for (let turn = 0; turn < 3; turn++) assert.equal((await parts.next()).value, ': here\n\n')
  assert.ok(waits.every(ms => ms === 15_000))
  gone.abort()
  assert.equal((await parts.next()).done, true)
})

test('who asks while a sandbox is being emptied waits until everything is there again', async t => {
  const own = await startNative({ cast: true })
  t.after(own.close)
  const kiln = own.as('pk_test_sample_kiln')
  const before = (await kiln('GET', '/v1/disputes?limit=100')).text
  let over = false
  const emptied = own.app.sandbox!.reset().finally(() => void (over = true))
  const during: { status: number; text: string }[] = []
  // From the next turn of the loop on it is being emptied.
  for (await turn(); !over; await turn()) during.push(await kiln('GET', '/v1/disputes?limit=100'))
  await emptied
  assert.ok(during.length > 0)
  assert.deepEqual([...new Set(during.map(({ status, text }) => `${status} ${text.length === before.length}`))], ['200 true'])
})

const turn = (): Promise<void> => new Promise(resume => void setImmediate(resume))

test('after a reset nothing of before is left', async () => {
  assert.equal((await kit.admin('POST', '/v1/sandbox/reset')).status, 200)
  assert.equal((await mill.call('GET', '/v1/disputes')).status, 401)
  assert.deepEqual(items((await kit.admin('GET', '/v1/merchants')).body.data as Json), [])
})
