// What no client should send, who may see what, and what is said while an outcome is not known.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, textOf, type Heard } from '../../../../test/kit/native.ts'
import { basicOf, startOmise } from '../../../../test/kit/omise.ts'
import { routesOf } from '../../../wire/route.ts'
import { wireRequest } from '../../../wire/http.ts'
import { servicesOf } from '../../../app/services.ts'
import type { Services } from '../../dialect.ts'
import { omiseContract } from '../contract.ts'
import { secretKeyOf } from '../scheme.ts'
import { serveOmise } from '../server.ts'

const kit = await startOmise()
after(() => kit.close())
const shop = await kit.owner('Shop')
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (id: string) => shop.omise('POST', `/disputes/${id}/accept`)
const statusOf = async (id: string) => textOf((await shop.omise('GET', `/disputes/${id}`)).body.status)

function isError(answer: Heard, status: number): void {
  assert.equal(answer.status, status, answer.text)
  assert.deepEqual(Object.keys(answer.body), ['object', 'location', 'code', 'message'])
  assert.doesNotMatch(answer.text, /select |sqlite|at .*\.ts|node:/i)
}

test('of accepts at the same moment, by both verbs, one is told of and one set of events comes', async () => {
  const id = await kit.opened(shop)
  const answers = await Promise.all(Array.from({ length: 16 }, (_, at) => shop.omise(at % 2 ? 'POST' : 'PATCH', `/disputes/${id}/accept`)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(15).fill(422)])
  assert.ok(answers.filter(({ status }) => status === 422).every(({ body }) => textOf(body.code) === 'dispute_already_closed'))
  await kit.app.workers.runOnceAll(kit.clock.now())
  const events = items((await shop.omise('GET', '/events?limit=100')).body.data).filter(each => textOf(each.data?.id) === id)
  assert.deepEqual(events.map(each => textOf(each.key)), ['dispute.create', 'dispute.accept', 'dispute.close'])
})

test('a key makes a repetition the same answer, and another request under it a bad one', async () => {
  const [one, other] = [await kit.opened(shop), await kit.opened(shop)]
  const key = { 'idempotency-key': 'accept-1' }
  const first = await shop.omise('POST', `/disputes/${one}/accept`, undefined, key)
  assert.equal((await shop.omise('POST', `/disputes/${one}/accept`, undefined, key)).text, first.text)
  for (const [method, id] of [['POST', other], ['PATCH', one]] as const) isError(await shop.omise(method, `/disputes/${id}/accept`, undefined, key), 400)
  isError(await shop.omise('POST', `/disputes/${other}/accept`, undefined, { 'idempotency-key': 'a b' }), 400)
  assert.equal(await statusOf(other), 'open')
})

test('while an acceptance waits in its undo window the outcome is unknown: open, 503, and never closed', async () => {
  const dispute = await kit.open(shop, { dialect: 'omise' })
  const id = textOf(dispute.theirs?.id)
  const held = await shop.call('POST', `/v1/disputes/${textOf(dispute.id)}/accept`, { reason: 'no_proof', hold_seconds: 300 })
  assert.equal(held.status, 202)
  for (let again = 0; again < 2; again += 1) {
    const answer = await post(id)
    isError(answer, 503)
    assert.equal(textOf(answer.body.code), 'service_not_available')
  }
  isError(await shop.omise('PATCH', `/disputes/${id}`, { message: 'm' }), 503)
  assert.equal(await statusOf(id), 'open')
  kit.clock.advance(301_000)
  await kit.app.workers.runOnceAll(kit.clock.now())
  assert.equal(textOf((await post(id)).body.code), 'dispute_already_closed')
})

test('a store that is down, and a commit whose answer was lost, are said as unavailable', async () => {
  const id = await kit.opened(shop)
  for (const name of ['StoreDown', 'CommitUnknown', 'TryAgain']) {
    const failing = Object.assign(new Error(name), { name })
    const services: Services = servicesOf(kit.app, new AbortController().signal)
    const handle = serveOmise({ ...services, engine: { ...services.engine, perform: () => Promise.reject(failing) } })
    const answer = await handle(wireRequest({ method: 'POST', target: `/disputes/${id}/accept`, headers: { authorization: basicOf(shop.secret) } }))
    assert.deepEqual([answer.status, (JSON.parse(String(answer.body)) as { code: string }).code, answer.headers['retry-after']], [503, 'service_not_available', '1'], name)
  }
  assert.equal(await statusOf(id), 'open')
})

test('a bug of ours is an error object and tells nothing', async () => {
  const services: Services = { ...servicesOf(kit.app, new AbortController().signal), onBug: () => {} }
  const handle = serveOmise({ ...services, accounts: { ...services.accounts, authenticate: () => Promise.reject(new Error('secret words')) } })
  const answer = await handle(wireRequest({ target: '/disputes', headers: { authorization: basicOf(shop.secret) } }))
  assert.deepEqual([answer.status, JSON.parse(String(answer.body))], [500, {
    object: 'error', location: 'https://www.omise.co/api-errors#internal-error', code: 'internal_error', message: 'internal error',
  }])
})

test('in live nobody is its own bank: the calls of test mode are not there', async () => {
  const id = await kit.opened(shop)
  const handle = serveOmise({ ...servicesOf(kit.app, new AbortController().signal), sandbox: null })
  for (const [method, target, status] of [['PATCH', `/disputes/${id}/close`, 404], ['POST', `/disputes/${id}/close`, 404], ['POST', '/charges/chrg_test_x/disputes', 404], ['GET', '/disputes', 200]] as const) {
    const answer = await handle(wireRequest({ method, target, headers: { authorization: basicOf(shop.secret), 'content-type': 'application/json' }, body: method === 'GET' ? '' : '{"status":"won"}' }))
    assert.equal(answer.status, status, `${method} ${target}`)
  }
  assert.equal(await statusOf(id), 'open')
})

test('a live key sees live disputes only, a test key those of test mode, and a live key is no bank', async () => {
  const live = await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'omise', given: { secret_key: 'skey_5xuy4w91xqz7d1w9u0t' } })
  assert.equal(live.status, 201)
  const ask = kit.basic('skey_5xuy4w91xqz7d1w9u0t')
  const real = await kit.opened(shop, { theirs: { id: 'dspt_5xuy4w91xqz7d1w9u0t' } })
  const tested = await kit.opened(shop)
  assert.deepEqual([(await ask('GET', `/disputes/${real}`)).status, (await ask('GET', `/disputes/${tested}`)).status, (await shop.omise('GET', `/disputes/${real}`)).status], [200, 404, 404])
  const list = (await ask('GET', '/disputes')).body
  assert.deepEqual([Number(list.total), items(list.data).map(each => textOf(each.id)), (items(list.data)[0] as unknown as { livemode: boolean }).livemode], [1, [real], true])
  assert.ok(!(await shop.omise('GET', '/disputes?limit=100')).text.includes(`"${real}"`))
  isError(await ask('PATCH', `/disputes/${real}/close`, { status: 'won' }), 400)
  isError(await ask('POST', '/charges/chrg_test_x/disputes'), 400)
})

test('a key sees its own dialect\'s disputes; one that sees all sees every one of its merchant, in these words', async () => {
  const own = await kit.owner('All')
  const foreign = await kit.open(own, { dialect: 'native', amount: { value: 5, currency: 'EUR' }, reason: 'fraud', phase: 'inquiry' })
  const id = textOf(foreign.theirs?.id)
  const mine = await kit.opened(own)
  const made = await own.call('POST', `/v1/merchants/${own.id}/credentials`, { dialect: 'omise', see_all: true })
  const all = kit.basic(textOf(made.body.shown?.secret_key))
  isError(await own.omise('GET', `/disputes/${id}`), 400)
  assert.deepEqual(items((await own.omise('GET', '/disputes')).body.data).map(each => textOf(each.id)), [mine])
  const list = (await all('GET', '/disputes')).body
  assert.deepEqual([Number(list.total), items(list.data).map(each => textOf(each.id)).sort()], [2, [mine, id].sort()])
  const { body } = await all('GET', `/disputes/${id}`)
  assert.deepEqual([textOf(body.id), Number(body.amount), textOf(body.currency), textOf(body.reason_code), items(body.transactions).length], [id, 5, 'EUR', 'unauthorized_charge', 0])
  assert.equal(textOf((await all('POST', `/disputes/${id}/accept`)).body.status), 'lost')
  isError(await kit.basic((await kit.owner('Stranger')).secret)('GET', `/disputes/${mine}`), 404)
})

test('a revoked key ends at once, and one that may only read decides nothing', async () => {
  const id = await kit.opened(shop)
  const made = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'omise', scope: 'decide' })).body
  const ask = kit.basic(textOf(made.shown?.secret_key))
  assert.equal((await ask('GET', `/disputes/${id}`)).status, 200)
  await shop.call('POST', `/v1/credentials/${textOf(made.credential?.id)}/revoke`)
  isError(await ask('POST', `/disputes/${id}/accept`), 401)
  const reader = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'omise', scope: 'read' })).body
  const reading = kit.basic(textOf(reader.shown?.secret_key))
  assert.equal((await reading('GET', `/disputes/${id}`)).status, 200)
  for (const { method, path, scope } of Object.values(omiseContract.endpoints)) {
    if (scope === 'decide') isError(await reading(method, path.replace('{id}', id).replace('{document}', 'x').replace('{charge}', 'chrg_test_x')), 403)
  }
  assert.equal(await statusOf(id), 'open')
})

test('keys of other dialects open nothing here', async () => {
  const id = await kit.opened(shop)
  const made = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'ahrvo' })).body.shown as unknown as Record<string, string>
  isError(await kit.basic(made.username!, made.password!)('POST', `/disputes/${id}/accept`), 401)
  isError(await kit.as(shop.key)('POST', `/disputes/${id}/accept`), 401)
})

test('a Basic credential is read strictly', () => {
  assert.equal(secretKeyOf('Basic c2tleV90ZXN0XzV4dXk0dzkxeHF6N2Qxdzl1MHQ6'), 'skey_test_5xuy4w91xqz7d1w9u0t')
  assert.equal(secretKeyOf(basicOf('skey_test_a', 'pass:word')), 'skey_test_a')
  assert.equal(secretKeyOf(basicOf('skey_test_a').replace('Basic', 'basic')), 'skey_test_a')
  for (const broken of [undefined, '', 'Basic', 'Basic a', 'Basic c2tleQ==', 'Basic OnNrZXk=', 'Basic c2tl eV86', `${basicOf('skey_test_a')} `, basicOf('with blank'), basicOf('ключ'), 'Basic c2tleV90ZXN0X2E7=', basicOf('x'.repeat(257))]) {
    assert.equal(secretKeyOf(broken), null, String(broken))
  }
})

test('forms that reach for prototypes, nest without end or mix shapes are bad requests or inert', async () => {
  const id = await kit.opened(shop)
  const bodies = ['metadata[__proto__][x]=1', 'metadata[constructor][prototype][x]=1', `metadata${'[a]'.repeat(10_000)}=1`, 'metadata[]=1&metadata[a]=2', 'metadata[a]=1&metadata[a][b]=2',
    Array.from({ length: 5000 }, (_, at) => `k${at}=1`).join('&'), 'metadata=7', 'message[a]=1', 'metadata[a]=%zz', `message=${'%00'}`]
  for (const body of bodies) isError(await shop.omise('PATCH', `/disputes/${id}`, body, form), 400)
  for (const body of ['{"metadata":{"__proto__":{"x":1}}}', '{"message":"a","message":"b"}', '[]', '"x"', '{"metadata":[]}', `${'['.repeat(50)}${']'.repeat(50)}`, '{"message":"\\u0000"}']) {
    isError(await shop.omise('PATCH', `/disputes/${id}`, body), 400)
  }
  assert.equal(({} as Record<string, unknown>).x, undefined)
  assert.deepEqual([await statusOf(id), (await shop.omise('GET', `/disputes/${id}`)).body.metadata as unknown], ['open', {}])
})

test('an escape never turns one route into another, and no slash or dot opens one', async () => {
  const id = await kit.opened(shop)
  const targets = [`/disputes/${id}%2Faccept`, `/disputes/${id}/./accept`, `/disputes/${id}/accept;x`, `/disputes/${id}/ACCEPT`, `/disputes/${id}%00/accept`, `/disputes/%ff/accept`,
    `/disputes/${'x'.repeat(10_000)}/accept`, `//disputes/${id}/accept`, `/disputes/${id}//accept`, `/disputes/${id}/accept/`, `/disputes//${id}/accept`, `/Disputes/${id}/accept`]
  for (const target of targets) {
    const answer = await shop.omise('POST', target)
    assert.ok(answer.status === 400 || answer.status === 404, `${target} ${answer.status}`)
  }
  assert.equal(await statusOf(id), 'open')
})

test('a large body is told as too large, a stray one on a read is not looked at', async () => {
  const id = await kit.opened(shop)
  isError(await shop.omise('POST', `/disputes/${id}/accept`, 'x'.repeat(70_000)), 413)
  isError(await shop.omise('PATCH', `/disputes/${id}`, 'x', { 'content-type': 'text/plain' }), 415)
  assert.equal((await shop.omise('GET', `/disputes/${id}`, 'x', { 'content-type': 'text/plain' })).status, 200)
  assert.equal(await statusOf(id), 'open')
})

test('every path below its prefixes is answered in its shape, whatever the method', async () => {
  const find = routesOf(Object.values(omiseContract.endpoints))
  for (const path of ['/disputes/x/y/z/w', '/events/x/y', '/search/x', '/charges/chrg_test_x/disputes/x', '/disputes']) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']) {
      if (find(path)?.byMethod.has(method)) continue
      const answer = await shop.omise(method, path)
      isError(answer, find(path) ? 405 : 404)
    }
  }
})

test('what was found is paged, filtered and judged by its own words', async () => {
  const own = await kit.owner('Search')
  const ids = await kit.states(own)
  const yen = await kit.opened(own, { amount: { value: 20, currency: 'JPY' }, payment: { id: 'chrg_test_found', references: { card_last_digits: '4242' } } })
  const found = async (query: string) => items((await own.omise('GET', `/search?scope=dispute&order=chronological&${query}`)).body.data).map(each => textOf(each.id))
  assert.deepEqual(await found('filters[status]=pending'), [ids.pending])
  assert.deepEqual([await found('filters[amount]=20'), await found('filters[amount]=1000..1000.5').then(all => all.length), await found('filters[currency]=jpy')], [[yen], 4, [yen]])
  assert.deepEqual([await found('query=chrg_test_found'), await found('filters[card_last_digits]=4242')], [[yen], [yen]])
  assert.deepEqual(await found(`filters[closed_at]=${new Date(kit.clock.now()).toISOString().slice(0, 10)}`), [ids.won, ids.lost])
  assert.deepEqual([await found('filters[created_at]=2020-01-01..2020-12-31'), await found('per_page=2&page=3')], [[], [yen]])
  const { body } = await own.omise('GET', '/search?scope=dispute&per_page=2')
  assert.deepEqual([Number(body.total), Number(body.total_pages), textOf(body.order)], [5, 3, 'reverse_chronological'])
  for (const query of ['scope=charge', '', 'scope=dispute&filters[status]=closed', 'scope=dispute&filters[x]=1', 'scope=dispute&filters[amount]=x', 'scope=dispute&per_page=101', 'scope=dispute&page=x']) {
    isError(await own.omise('GET', `/search?${query}`), 400)
  }
})

test('whatever else is asked of charges and transactions is told in the one shape that its clients take for an error', async () => {
  for (const [method, path] of [['GET', '/charges'], ['GET', '/charges/chrg_test_5xuy4w91xqz7d1w9u0t'], ['POST', '/charges'], ['GET', '/transactions/trxn_test_5xuy4w91xqz7d1w9u0t']] as const) {
    isError(await shop.omise(method, path), 404)
  }
})

test('every answer is named by a UUID, as in the recordings', async () => {
  const id = await kit.opened(shop)
  const asked = { authorization: basicOf(shop.secret) }
  for (const [target, headers] of [[`/disputes/${id}`, asked], ['/disputes/nope', asked], ['/disputes/a/b/c', asked], ['/disputes', {}]] as const) {
    const answer = await kit.handle(wireRequest({ target, headers, id: kit.engine.world.ids.next('req') }))
    assert.match(answer.headers['x-request-id'] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, target)
  }
})

test('what is not found is named as it was asked for, whatever its form', async () => {
  const id = await kit.opened(shop)
  for (const [noun, path] of [['document', `/disputes/${id}/documents/zz`], ['event', '/events/nope'], ['charge', '/charges/nope/disputes']] as const) {
    const answer = await shop.omise(noun === 'charge' ? 'POST' : 'GET', path)
    isError(answer, 404)
    assert.equal(textOf(answer.body.message), `${noun} ${noun === 'document' ? 'zz' : 'nope'} was not found`)
  }
})
