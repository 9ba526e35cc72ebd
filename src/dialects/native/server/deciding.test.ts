import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, startNative, textOf } from '../../../../test/kit/native.ts'
import { unquoted } from './key.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant()
const tea = await kit.merchant('Tea House')
const day = 86_400_000

const accept = (dispute: unknown, key?: string, body: object = {}, call = mill.call) =>
  call('POST', `/v1/disputes/${dispute}/accept`, { reason: 'no_proof', ...body }, key === undefined ? {} : { 'idempotency-key': key })

test('the same key and body give the same bytes, and nothing happens twice', async () => {
  const { id } = await kit.open(mill)
  const first = await accept(id, 'k-same')
  kit.clock.advance(5000)
  const again = await accept(id, 'k-same')
  assert.deepEqual([again.status, again.text, again.headers['idempotency-replayed']], [200, first.text, 'true'])
  assert.equal(first.headers['idempotency-replayed'], undefined)
  assert.equal(items((await mill.call('GET', `/v1/disputes/${id}/events`)).body.data).length, 2)
})

test('a refusal is repeated under its key too', async () => {
  const { id } = await kit.open(mill)
  const refused = await accept(id, 'k-refused', { expect: { revision: 9 } })
  assert.deepEqual([refused.status, textOf(refused.body.code)], [409, 'revision_changed'])
  const again = await accept(id, 'k-refused', { expect: { revision: 9 } })
  assert.deepEqual([again.text, again.headers['idempotency-replayed'], again.headers['content-type']], [refused.text, 'true', 'application/problem+json'])
})

test('a key for another body or another path is refused, and changes nothing', async () => {
  const [one, two] = [await kit.open(mill), await kit.open(mill)]
  await accept(one.id, 'k-once')
  for (const answer of [await accept(one.id, 'k-once', { note: 'other' }), await accept(two.id, 'k-once')]) {
    assert.deepEqual([answer.status, textOf(answer.body.code)], [422, 'key_reused_with_other_body'])
  }
  assert.equal(textOf((await mill.call('GET', `/v1/disputes/${two.id}`)).body.state), 'needs_response')
})

test('a key of one caller means nothing to another', async () => {
  const [ours, theirs] = [await kit.open(mill), await kit.open(tea)]
  assert.equal((await accept(ours.id, 'k-shared')).status, 200)
  assert.equal((await accept(theirs.id, 'k-shared', {}, tea.call)).status, 200)
  const second = textOf((await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { scope: 'decide' })).body.shown?.key)
  assert.equal((await accept(textOf((await kit.open(mill)).id), 'k-shared', {}, kit.as(second))).status, 200)
})

test('64 callers with one key: one acceptance, and everybody hears of it or is told to wait', async () => {
  const { id } = await kit.open(mill)
  const answers = await Promise.all(Array.from({ length: 64 }, () => accept(id, 'k-race')))
  const fresh = answers.filter(({ status, headers }) => status === 200 && !headers['idempotency-replayed'])
  assert.equal(fresh.length, 1)
  assert.ok(answers.every(({ status, body }) => status === 200 || (status === 409 && textOf(body.code) === 'key_in_flight')))
  assert.equal((await accept(id, 'k-race')).text, fresh[0]!.text)
})

test('64 callers that repeat an answered key at once all get its answer', async () => {
  const { id } = await kit.open(mill)
  const first = await accept(id, 'k-known')
  const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => (n === 0 ? accept(id, 'k-known', { note: 'other' }) : accept(id, 'k-known'))))
  assert.deepEqual([answers[0]!.status, textOf(answers[0]!.body.code)], [422, 'key_reused_with_other_body'])
  for (const { status, text } of answers.slice(1)) assert.deepEqual([status, text], [200, first.text])
})

test('64 callers with keys of their own: one acceptance, and everybody else is told who accepted', async () => {
  const { id } = await kit.open(mill)
  const answers = await Promise.all(Array.from({ length: 64 }, (_, at) => accept(id, `k-own-${at}`)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(answers.filter(({ body }) => textOf(body.code) === 'already_accepted').length, 63)
})

test('a key is bare or quoted, 1 to 255 visible characters; anything else is refused before anything is looked up', async () => {
  assert.deepEqual(['k1', '"k1"', '"a\\"b"', 'a"b', 'x'.repeat(255)].map(unquoted), ['k1', 'k1', 'a"b', 'a"b', 'x'.repeat(255)])
  const { id } = await kit.open(mill)
  for (const key of ['', '""', '"', '"open', 'a b', '"a b"', 'ключ', 'k\u0001', '\u{1f600}', 'x'.repeat(256), `"${'x'.repeat(256)}"`]) {
    assert.equal(textOf((await accept(id, key)).body.code), 'invalid_idempotency_key', JSON.stringify(key))
  }
  assert.equal((await accept(id, "'; drop table dispute; --".replaceAll(' ', ''))).status, 200)
})

test('an upload is repeated by its bytes', async () => {
  const { id } = await kit.open(mill)
  const send = (text: string) => mill.call('POST', `/v1/disputes/${id}/evidence`, { text }, { 'idempotency-key': 'k-upload' })
  const first = await send('one')
  assert.equal((await send('one')).text, first.text)
  assert.equal((await send('two')).status, 422)
  assert.equal(items((await mill.call('GET', `/v1/disputes/${id}/evidence`)).body.data).length, 1)
})

test('a secret under a key comes again with the key, and lies sealed in the store', async () => {
  const make = () => mill.call('POST', '/v1/webhooks', { url: 'https://mill.example/sealed' }, { 'idempotency-key': 'k-secret' })
  const first = await make()
  assert.equal((await make()).text, first.text)
  const kept = await kit.engine.reads.idempotency(mill.id as `mch_${string}`, textOf(items((await mill.call('GET', `/v1/merchants/${mill.id}/credentials`)).body.data).find(({ dialect }) => textOf(dialect) === 'native')?.id), 'k-secret')
  assert.ok(kept)
  assert.equal(kept.answer.includes('whsec_'), false)
})

test('a merchant that is made twice under one key is made once', async () => {
  const make = (name: string) => kit.admin('POST', '/v1/merchants', { name }, { 'idempotency-key': 'k-merchant' })
  const first = await make('Kiln')
  const again = await make('Kiln')
  assert.deepEqual([again.status, again.text, again.headers['idempotency-replayed']], [201, first.text, 'true'])
  assert.equal((await make('Oven')).status, 422)
})

test('a held acceptance answers its act, can be read and undone, and then the dispute is as before', async () => {
  const { id } = await kit.open(mill)
  const held = await accept(id, undefined, { hold_seconds: 600, note: 'Sleep on it.' })
  assert.deepEqual([held.status, textOf(held.body.act?.state), textOf(held.body.dispute?.state)], [202, 'pending', 'needs_response'])
  const act = held.body.act?.id
  assert.equal(textOf((await mill.call('GET', `/v1/acts/${act}`)).body.due_at), new Date(kit.clock.now() + 600_000).toISOString().replace('.000', ''))
  const undone = await mill.call('POST', `/v1/acts/${act}/undo`)
  assert.deepEqual([undone.status, textOf(undone.body.act?.state), undone.body.dispute?.act], [200, 'undone', null])
  assert.equal(textOf((await mill.call('GET', `/v1/acts/${act}`)).body.state), 'undone')
  assert.equal(textOf((await mill.call('POST', `/v1/acts/${act}/undo`)).body.code), 'act_not_pending')
})

test('a held acceptance takes effect when its time has come', async () => {
  const { id } = await kit.open(mill)
  const { act } = (await accept(id, undefined, { hold_seconds: 60 })).body
  await kit.admin('POST', '/v1/sandbox/clock', { advance: 'PT61S' })
  assert.equal(textOf((await mill.call('GET', `/v1/disputes/${id}`)).body.acceptance?.act), act?.id)
  assert.equal(textOf((await mill.call('GET', `/v1/acts/${act?.id}`)).body.state), 'confirmed')
})

test('an act whose dispute ended without it was overtaken', async () => {
  const { id } = await kit.open(mill)
  const { act } = (await accept(id, undefined, { hold_seconds: 600 })).body
  await mill.call('POST', `/v1/sandbox/disputes/${id}/judge`, { verdict: 'withdrawn' })
  assert.equal(textOf((await mill.call('GET', `/v1/acts/${act?.id}`)).body.state), 'overtaken')
})

test('a payment that was given back is not given back again without a word', async () => {
  const payment = { id: 'pay_twice', captured: { value: 12000, currency: 'THB' }, refunded: { value: 12000, currency: 'THB' } }
  const { id } = await kit.open(mill, { payment })
  const { status, body } = await accept(id)
  assert.deepEqual([status, textOf(body.code)], [409, 'payment_already_returned'])
  assert.match(textOf(body.detail), /12000 THB minor units were captured and 12000 have gone back/)
  const overridden = await accept(id, undefined, { override: 'The chief said so.' })
  assert.deepEqual([overridden.status, textOf(overridden.body.acceptance?.override)], [200, 'The chief said so.'])
})

test('after its deadline a dispute says in its answer when that was', async () => {
  const { id, respond_by } = await kit.open(mill, { respond_in: 'PT1H' })
  const base = kit.clock.now()
  kit.clock.advance(day)
  const { status, body } = await accept(id)
  assert.deepEqual([status, textOf(body.code), textOf(body.detail)], [409, 'deadline_passed', `The deadline for an answer passed at ${respond_by?.at}.`])
  kit.clock.set(base)
})

test('what can be done is said beforehand with the same code as afterwards', async () => {
  const { id } = await kit.open(mill)
  await mill.call('POST', `/v1/disputes/${id}/submit`, { statement: 'It arrived.' })
  const { can } = (await mill.call('GET', `/v1/disputes/${id}`)).body
  assert.equal(can?.accept, true)
  assert.equal(textOf(can?.submit?.refused), textOf((await mill.call('POST', `/v1/disputes/${id}/submit`, { statement: 'x' })).body.code))
})

test('fields that are Parley\'s own cannot be written', async () => {
  const { id } = await kit.open(mill)
  for (const extra of [{ status: 'won' }, { merchant_id: tea.id }, { amount: 1 }, { accepted_at: 'now' }, { role: 'admin' }]) {
    assert.equal((await accept(id, undefined, extra)).status, 400)
  }
  assert.equal((await mill.call('POST', `/v1/disputes/${id}/accept`, '{"reason":"no_proof","__proto__":{"note":"x"}}')).status, 400)
  assert.equal(textOf((await mill.call('GET', `/v1/disputes/${id}`)).body.state), 'needs_response')
})
