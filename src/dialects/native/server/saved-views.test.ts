// Views that people keep for themselves: each has their own, whatever others of the merchant, or they at other merchants, have.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MerchantId } from '../../../core/ids.ts'
import { items, startNative, textOf, type Json } from '../../../../test/kit/native.ts'
import { demoVisitor, signedIn } from '../../../../test/kit/visitor.ts'
import { mostSavedViews } from '../contract/saved-views.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())
const mill = await kit.merchant('Mill Ceramics')
const tea = await kit.merchant('Tea House')
const people = async (name: string) => [await signedIn(kit, mill.id, `Mina ${name}`), await signedIn(kit, mill.id, `Jo ${name}`)] as const
type Asks = { call(method: string, target: string, body?: object, headers?: Record<string, string>): Promise<{ status: number; body: Json }> }
const keep = (of: Asks, name: string, more: object = {}) => of.call('POST', '/v1/views', { name, view: 'needs_decision', filter: 'due:<48h', ...more })
const namesOf = async (of: Asks) => items((await of.call('GET', '/v1/views')).body.data).map(({ name }) => textOf(name))
const codeOf = ({ status, body }: { status: number; body: Json }) => [status, textOf(body.code)]

test('a view is kept, renamed and removed by whoever made it, and nobody else sees it or can', async () => {
  const [mina, jo] = await people('of one')
  const { status, body } = await keep(mina, 'Large')
  const path = `/v1/views/${textOf(body.id)}`
  assert.deepEqual([status, body.name, body.view, body.filter], [201, 'Large', 'needs_decision', 'due:<48h'])
  assert.deepEqual([await namesOf(jo), codeOf(await jo.call('PATCH', path, { name: 'Mine' })), codeOf(await jo.call('DELETE', path))], [[], [404, 'saved_view_not_found'], [404, 'saved_view_not_found']])
  assert.deepEqual((await mina.call('PATCH', path, { name: 'Larger' })).body.name, 'Larger')
  assert.deepEqual([await namesOf(mina), (await mina.call('DELETE', path)).status, await namesOf(mina), (await mina.call('DELETE', path)).status], [['Larger'], 204, [], 404])
})

test('two people may have the same name, one person may not, also where two windows ask at once', async () => {
  const [mina, jo] = await people('of two')
  assert.deepEqual([(await keep(mina, 'Large')).status, (await keep(jo, 'Large')).status, codeOf(await keep(mina, 'Large'))], [201, 201, [409, 'saved_view_name_taken']])
  const second = textOf((await keep(mina, 'Small')).body.id)
  assert.deepEqual(codeOf(await mina.call('PATCH', `/v1/views/${second}`, { name: 'Large' })), [409, 'saved_view_name_taken'])
  assert.equal((await mina.call('PATCH', `/v1/views/${second}`, { name: 'Small', filter: '' })).status, 200)
  const both = await Promise.all([keep(jo, 'At once'), keep(jo, 'At once')])
  assert.deepEqual([both.map(({ status }) => status).sort(), await namesOf(jo)], [[201, 409], ['Large', 'At once']])
})

test('there is room for so many and no more, also where many windows ask at once, and a place that is given up is taken again', async () => {
  const [mina] = await people('of many')
  const made = await Promise.all(Array.from({ length: mostSavedViews + 4 }, (_, at) => keep(mina, `View ${at}`)))
  const refused = made.filter(({ status }) => status !== 201)
  assert.equal((await namesOf(mina)).length, mostSavedViews)
  assert.deepEqual(refused.map(codeOf), Array.from({ length: 4 }, () => [409, 'too_many_saved_views']))
  await mina.call('DELETE', `/v1/views/${textOf(made.find(({ status }) => status === 201)!.body.id)}`)
  assert.deepEqual([(await keep(mina, 'One more')).status, codeOf(await keep(mina, 'Two more'))], [201, [409, 'too_many_saved_views']])
})

test('whoever is removed leaves no view behind, and takes nobody else\'s along', async () => {
  const [mina, jo] = await people('of leaving')
  await keep(mina, 'Large')
  await keep(jo, 'Large')
  assert.equal((await mill.call('DELETE', `/v1/users/${mina.id}`)).status, 204)
  const left = (id: string) => kit.engine.reads.savedViews(mill.id as MerchantId, id).then(rows => rows.length)
  assert.deepEqual([await left(mina.id), await left(jo.id)], [0, 1])
})

test('under one key it is kept once, and the answer is the same bytes', async () => {
  const headers = { 'idempotency-key': 'a-view' }
  const [first, again] = [await mill.call('POST', '/v1/views', { name: 'Once', view: 'all' }, headers), await mill.call('POST', '/v1/views', { name: 'Once', view: 'all' }, headers)]
  assert.deepEqual([first.status, again.status, again.text, again.headers['idempotency-replayed']], [201, 201, first.text, 'true'])
})

test('the demo has views of its own at each merchant', async () => {
  const demo = await demoVisitor(kit)
  const at = (merchant: string): Asks => ({ call: (method, target, body) => demo.call(method, target, body, { 'parley-merchant': merchant }) })
  assert.equal((await keep(at(mill.id), 'Of the demo')).status, 201)
  assert.deepEqual([await namesOf(at(mill.id)), await namesOf(at(tea.id))], [['Of the demo'], []])
})

test('a name is one line of some length, a view is one there is, and a viewer keeps none', async () => {
  const [mina] = await people('of lines')
  for (const wrong of [{ name: '' }, { name: 'x'.repeat(61) }, { name: 'two\nlines' }, { name: 'a\u0000b' }, { view: 'lost' }, { filter: 'x'.repeat(501) }, { filter: 'a\nb' }, { more: 1 }]) {
    assert.deepEqual(codeOf(await keep(mina, 'Good', wrong)), [400, 'invalid_body'], JSON.stringify(wrong))
  }
  const viewer = await signedIn(kit, mill.id, 'Vic of lines', 'viewer')
  assert.deepEqual([codeOf(await keep(viewer, 'Mine')), (await viewer.call('GET', '/v1/views')).status], [[403, 'forbidden'], 200])
})

test('a count is of what the list of the same filter shows', async () => {
  const { call } = await kit.merchant('Counted')
  for (const value of [100, 200, 300]) await call('POST', '/v1/sandbox/disputes', { amount: { value, currency: 'THB' }, respond_in: 'P7D' })
  for (const [query, count] of [['state=needs_response', 3], ['state=needs_response&currency=THB&amount_min=200', 2], ['open=false', 0], ['owner=none&open=true', 3]] as const) {
    assert.deepEqual((await call('GET', `/v1/count/disputes?${query}`)).body, { count, more: false }, query)
    assert.equal(items((await call('GET', `/v1/disputes?${query}`)).body.data).length, count, query)
  }
  assert.deepEqual([codeOf(await call('GET', '/v1/count/disputes?amount_min=1')), codeOf(await call('GET', '/v1/count/disputes?owner=me'))], [[400, 'amount_not_filterable'], [400, 'user_required']])
})
