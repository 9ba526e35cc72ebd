import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { nativeContract } from '../../src/dialects/native/contract.ts'
import { sample } from '../../src/dialects/native/contract/examples.ts'
import type { Endpoint } from '../../src/wire/contract.ts'
import { digestOf } from '../kit/digest.ts'
import { bearer, dial, bytesOf } from '../kit/http.ts'
import { items, textOf } from '../kit/native.ts'
import { operations, routes, scopes, type IdKind, type Ids, type Operation } from './routes.ts'
import { begin, bytesBut, codeOf, cursorLists, nobody, requestOf, settle } from './tenants.ts'

const town = await begin()
after(() => town.kit.close())
const { kit, call } = town
const [mill, tea] = [await settle(town, 'mill'), await settle(town, 'tea')]
const kinds = Object.keys(sample) as IdKind[]
const digest = (): Promise<string> => digestOf(kit.app.store)
/** Without calls that end the world or never end. */
const finite = operations.filter((name) => name !== 'resetSandbox' && name !== 'streamEvents')

test('the table has every route of the contract, with its scope and its ids', () => {
  const endpoints: [string, Endpoint][] = Object.entries(nativeContract.endpoints)
  assert.deepEqual(endpoints.map(([name]) => name).sort(), [...operations].sort())
  for (const [name, { path, scope }] of endpoints) {
    const row = routes[name as Operation]
    assert.equal(scope, row.scope, name)
    assert.equal([...path.matchAll(/\{/g)].length, row.takes?.length ?? 0, name)
  }
})

test('another merchant\'s id, of any kind and in any place, is answered as one that there is not, byte for byte, and nothing changes', async (t) => {
  const before = await digest()
  let compared = 0
  for (const operation of finite.filter((name) => routes[name].takes)) {
    const { takes = [] } = routes[operation]
    for (const place of takes.keys()) {
      for (const kind of kinds) {
        const [foreign, unknown] = [mill.ids[kind], sample[kind]]
        const [first, second] = await Promise.all([foreign, unknown].map((id) => call(tea.key, withId(operation, place, id))))
        assert.equal(first!.status, 404, `${operation} ${kind}`)
        assert.equal(bytesBut(first!, [foreign]), bytesBut(second!, [unknown]), `${operation} ${kind}`)
        compared++
      }
    }
  }
  assert.equal(await digest(), before)
  t.diagnostic(`${compared} pairs of answers compared`)
})

test('a foreign id in a query, a header or a body finds what an unknown one finds', async () => {
  const before = await digest()
  const asked = (ids: Ids, theirs: string, text: string) => [
    { target: `/v1/notices?dispute=${ids.dispute}` }, { target: `/v1/disputes?their_id=${theirs}` }, { target: `/v1/disputes?text=${text}` },
    { target: '/v1/disputes', headers: { 'parley-merchant': ids.merchant } },
    { method: 'POST', target: '/v1/sandbox/disputes', body: { merchant: ids.merchant, amount: { value: 1, currency: 'THB' } } },
    { method: 'POST', target: `/v1/disputes/${tea.ids.dispute}/accept`, headers: { 'parley-merchant': ids.merchant }, body: { reason: 'no_proof' } },
  ]
  const theirs = textOf((await kit.admin('GET', `/v1/disputes/${mill.ids.dispute}`, undefined, { 'parley-merchant': mill.ids.merchant })).body.theirs?.id)
  const foreign = asked(mill.ids, theirs, mill.ids.dispute)
  const unknown = asked(sample, 'nd_unknown', sample.dispute)
  for (const [at, request] of foreign.entries()) {
    const [first, second] = await Promise.all([call(tea.key, request), call(tea.key, unknown[at]!)])
    assert.equal(bytesBut(first, [mill.ids.dispute, mill.ids.merchant, theirs]), bytesBut(second, [sample.dispute, sample.merchant, 'nd_unknown']), request.target)
    assert.ok(first.status >= 400 || items(first.body.data).length === 0, first.text)
  }
  assert.equal(await digest(), before)
})

test('what one merchant gets and does changes no byte of what another is shown', async () => {
  const lists = [
    ...operations.filter((name) => routes[name].scope === 'read' && name !== 'streamEvents').map((name) => requestOf(name, tea.ids)),
    ...['open=true', 'state=needs_response', 'text=pay_same', 'payment', 'order=opened_oldest&limit=1', 'dialect=native&currency=THB&amount_min=1', 'due_before=2027-01-01T00:00:00Z', 'text=secret']
      .map((search) => ({ target: `/v1/disputes?${search}` })),
    { target: `/v1/merchants/${tea.ids.merchant}/credentials` }, { target: '/v1/notices?state=pending' },
    ...Object.entries(tea.cursors).map(([list, cursor]) => withCursor(cursorLists(tea.ids.dispute)[list]!, cursor)),
  ]
  const seen = async (): Promise<string[]> => Promise.all(lists.map(async (request) => bytesBut(await call(tea.key, request), [])))
  while (await kit.app.workers.runOnceAll(kit.clock.now()) > 0);
  const before = await seen()
  await settle(town, 'neighbour')
  const more = await kit.open(mill.merchant, { payment: { id: 'pay_same' }, theirs: { id: 'secret' }, tags: ['secret'], amount: { value: 99, currency: 'JPY' } })
  await mill.merchant.call('POST', `/v1/disputes/${more.id}/accept`, { reason: 'other', note: 'secret' })
  await mill.merchant.call('POST', '/v1/webhooks', { url: `${nobody}/second` })
  await kit.app.workers.runOnceAll(kit.clock.now())
  assert.deepEqual(await seen(), before)
})

test('two merchants may have the same provider ids and payments, and never meet', async () => {
  const opened = await Promise.all([mill, tea].map(({ merchant }) => kit.open(merchant, { theirs: { id: 'nd_twice' }, payment: { id: 'pay_twice', captured: { value: 12000, currency: 'THB' } } })))
  for (const [at, { merchant }] of [mill, tea].entries()) {
    const { status } = await merchant.call('POST', `/v1/disputes/${opened[at]!.id}/accept`, { reason: 'no_proof' })
    assert.equal(status, 200, 'one merchant\'s acceptance has paid the other\'s buyer')
    const found = items((await merchant.call('GET', '/v1/disputes?their_id=nd_twice')).body.data)
    assert.deepEqual(found.map(({ id }) => id), [opened[at]!.id])
  }
})

test('a cursor of another merchant, as it came or written anew, shows only the caller\'s own', async () => {
  const own = new Set<string>()
  for (const path of Object.values(cursorLists(tea.ids.dispute))) items((await tea.merchant.call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100`)).body.data).forEach((item) => own.add(nameOf(item)))
  assert.ok(Object.keys(mill.cursors).length >= 5, Object.keys(mill.cursors).join())
  for (const [list, cursor] of Object.entries(mill.cursors)) {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    const forged = [cursor, ...place.slice(1).map((value, at) => forgedAt(place, at + 1, typeof value === 'number' ? 0 : '')), forgedAt(place, 1, typeof place[1] === 'number' ? Number.MAX_SAFE_INTEGER : '999999999999999999')]
    for (const one of forged) {
      const answer = await call(tea.key, withCursor(cursorLists(tea.ids.dispute)[list]!, one))
      if (answer.status === 200) for (const item of items(answer.body.data)) assert.ok(own.has(nameOf(item)), `${list}: ${JSON.stringify(item)}`)
      else assert.deepEqual([answer.status, codeOf(answer)], [400, 'invalid_cursor'], list)
      assert.ok(Object.values(mill.ids).every((id) => !answer.text.includes(id)), list)
    }
  }
})

test('a stream carries its own merchant\'s notices only, wherever it is asked to begin', async () => {
  for (const start of [{}, { 'last-event-id': '0' }, { 'last-event-id': '999999' }] as Record<string, string>[]) {
    const line = await dial(kit.url)
    let told = ''
    line.socket.on('data', (piece: Buffer) => void (told += piece.toString('utf8')))
    await line.write(bytesOf({ target: '/v1/events/stream', headers: { ...bearer(tea.key), ...start } }))
    await until(() => told.includes(': here'))
    const [theirs, mine] = [await kit.open(mill.merchant), await kit.open(tea.merchant)]
    await kit.app.workers.runOnceAll(kit.clock.now())
    if (start['last-event-id'] === '999999') await new Promise((done) => setTimeout(done, 50))
    else await until(() => told.includes(textOf(mine.id)))
    line.close()
    assert.ok(!told.includes(textOf(theirs.id)))
    assert.ok(Object.values(mill.ids).every((id) => !told.includes(id)))
  }
})

test('a key that one has used means nothing to another, be it a merchant or a second credential of the same', async () => {
  const second = textOf((await tea.merchant.call('POST', `/v1/merchants/${tea.ids.merchant}/credentials`, { scope: 'decide' })).body.shown?.key)
  const headers = { 'idempotency-key': 'the-same-for-all' }
  const callers = [mill.key, tea.key, second]
  const accepted = await Promise.all(callers.map(async (key, at) => {
    const id = textOf((await kit.open(at === 0 ? mill.merchant : tea.merchant)).id)
    return { id, answer: await call(key, { method: 'POST', target: `/v1/disputes/${id}/accept`, headers, body: { reason: 'no_proof' } }) }
  }))
  for (const { id, answer } of accepted) assert.deepEqual([answer.status, answer.headers['idempotency-replayed'], textOf(answer.body.id)], [200, undefined, id])
  const stranger = await call(tea.key, { method: 'POST', target: `/v1/disputes/${accepted[0]!.id}/accept`, headers: { 'idempotency-key': 'new' }, body: { reason: 'no_proof' } })
  assert.equal(stranger.status, 404)
})

test('a key may do what its scope allows and nothing above it, and what it may not changes nothing', async (t) => {
  const keys: Partial<Record<string, string>> = { administrator: kit.adminKey }
  for (const scope of scopes.slice(0, 3)) keys[scope] = textOf((await mill.merchant.call('POST', `/v1/merchants/${mill.ids.merchant}/credentials`, { scope })).body.shown?.key)
  const before = await digest()
  let checked = 0
  for (const operation of operations) {
    for (const scope of scopes.filter((each) => scopes.indexOf(each) < scopes.indexOf(routes[operation].scope))) {
      const { status, body } = await call(keys[scope]!, requestOf(operation, mill.ids))
      assert.deepEqual([status, textOf(body.code)], [403, 'forbidden'], `${operation} ${scope}`)
      checked++
    }
  }
  assert.equal(await digest(), before)
  for (const operation of finite) {
    for (const scope of scopes.filter((each) => scopes.indexOf(each) >= scopes.indexOf(routes[operation].scope))) {
      const headers = { ...(scope === 'administrator' ? { 'parley-merchant': mill.ids.merchant } : {}), 'parley-version': '2026-11-20' }
      const { body } = await call(keys[scope]!, { ...requestOf(operation, sample), headers })
      assert.ok(!['forbidden', 'unauthenticated'].includes(textOf(body.code)), `${operation} ${scope}: ${textOf(body.code)}`)
      checked++
    }
  }
  await kit.admin('DELETE', '/v1/sandbox/faults')
  t.diagnostic(`${checked} cells of scope and route`)
})

test('a revoked, an expired and a foreign dialect\'s key are answered as none, on every route', async () => {
  const made = (await mill.merchant.call('POST', `/v1/merchants/${mill.ids.merchant}/credentials`, { scope: 'admin' })).body
  const dead = textOf(made.shown?.key)
  assert.equal((await call(dead, { target: '/v1/disputes' })).status, 200)
  assert.equal((await mill.merchant.call('POST', `/v1/credentials/${made.credential?.id}/revoke`)).status, 200)
  const other = (await mill.merchant.call('POST', `/v1/merchants/${mill.ids.merchant}/credentials`, { dialect: 'omise' })).body.shown
  const before = await digest()
  for (const operation of operations) {
    const answers = await Promise.all([dead, textOf(other?.secret_key), 'pk_nonsense_nonsense', null].map((key) => call(key, requestOf(operation, mill.ids))))
    for (const answer of answers) assert.deepEqual([answer.status, bytesBut(answer, [])], [401, bytesBut(answers[3]!, [])], operation)
  }
  assert.equal(await digest(), before)
})

test('GET, HEAD, OPTIONS, TRACE and unknown methods change nothing anywhere', async (t) => {
  const before = await digest()
  const paths = new Set(finite.map((name) => requestOf(name, mill.ids).target))
  let sent = 0
  for (const target of paths) {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH']) {
      const { status, headers } = await call(mill.key, { method, target })
      assert.ok(status < 500, `${method} ${target}: ${status}`)
      assert.equal(headers['access-control-allow-origin'], undefined)
      if (method !== 'GET') assert.equal(status, 405, `${method} ${target}`)
      sent++
    }
  }
  assert.equal(await digest(), before)
  t.diagnostic(`${sent} requests`)
})

function withId(operation: Operation, place: number, id: string): ReturnType<typeof requestOf> {
  const request = requestOf(operation, tea.ids)
  const { takes = [] } = routes[operation]
  return { ...request, target: request.target.replace(tea.ids[takes[place]!], id) }
}

const withCursor = (path: string, cursor: string) => ({ target: `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}` })

function forgedAt(place: readonly unknown[], at: number, value: unknown): string {
  return Buffer.from(JSON.stringify(place.map((old, index) => (index === at ? value : old)))).toString('base64url')
}

const nameOf = ({ id, dispute, seq, leg }: Record<string, unknown>): string => String(id ?? `${dispute} ${seq} ${leg}`)

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6000 && !holds(); tries++) await new Promise((done) => setTimeout(done, 5))
  assert.ok(holds(), 'it did not come')
}
