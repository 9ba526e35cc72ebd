/** Sessions over HTTP: what signs in, what a foreign page can do with somebody's cookie, and what ends a session. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { bytesOf, dial } from '../kit/http.ts'
import { items, samplePdf, startNative, textOf, upload } from '../kit/native.ts'
import { demoVisitor, goodPassword, signedIn, visitor } from '../kit/visitor.ts'
import { absoluteMs, idleMs } from '../../src/engine/sessions.ts'
import type { MerchantId } from '../../src/core/ids.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())
const mill = await kit.merchant()
const merchant = mill.id as MerchantId
const noAsking = { key: null, credential: null }
const nothing = () => ({ status: 200, headers: {}, body: '' })
const secrets = (cookie: string | null): RegExp => new RegExp(`scrypt|${cookie?.split('=')[1] ?? '-'}`)
const stateOf = async (id: string): Promise<string> => textOf((await mill.call('GET', `/v1/disputes/${id}`)).body.state)
const acceptPath = async (): Promise<string> => `/v1/disputes/${textOf((await kit.open(mill)).id)}/accept`

test('who has the password is signed in by an HttpOnly cookie of this origin alone, and no secret is in anything that a page can read', async () => {
  const mina = await signedIn(kit, mill.id, 'Mina')
  const own = visitor(kit)
  const came = await own.call('POST', '/desk/session', { name: ' MINA ', password: goodPassword })
  assert.equal(came.status, 200, came.text)
  assert.match(came.headers['set-cookie']!, /^parley_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/)
  assert.deepEqual([came.body.user, came.body.merchant, items(came.body.merchants).length], [{ id: mina.id, name: 'Mina', role: 'operator', demo: false }, { id: mill.id, name: 'Mill Ceramics' }, 1])
  const shown = await Promise.all([own.call('GET', '/desk/session'), own.call('GET', '/v1/users'), own.call('GET', '/v1/disputes'), own.call('GET', '/desk', undefined, { 'sec-fetch-mode': 'navigate' })])
  for (const { text, headers } of [came, ...shown]) {
    assert.doesNotMatch(text, secrets(own.cookie))
    assert.equal(headers['cache-control'], 'no-store')
  }
  const stored = await Array.fromAsync(kit.app.store.scan('session'))
  assert.doesNotMatch(JSON.stringify(stored), secrets(own.cookie), 'the store keeps the token itself')
})

test('a wrong password, a name that nobody has and one who may no longer sign in are answered alike', async () => {
  const gone = await signedIn(kit, mill.id, 'Gone')
  await kit.app.users.change(merchant, gone.id, { disabled: true }, noAsking, nothing)
  const tries = [{ name: 'Gone', password: goodPassword }, { name: 'Nobody', password: goodPassword }, { name: 'Gone', password: 'another one of these' }]
  const answers = await Promise.all(tries.map(body => visitor(kit).call('POST', '/desk/session', body)))
  for (const { status, text, headers } of answers) {
    assert.deepEqual([status, text.replace(/req_\w+/, ''), headers['set-cookie']], [401, answers[0]!.text.replace(/req_\w+/, ''), undefined])
  }
})

test('no foreign page can decide with somebody\'s cookie: not by a form, a fetch, an image, a sibling or a body that is called text', async () => {
  const demo = await demoVisitor(kit)
  await demo.call('PATCH', '/desk/session', { merchant: mill.id })
  const target = await acceptPath()
  const id = target.split('/')[3]!
  const body = { reason: 'no_proof' }
  const plain = { 'content-type': 'text/plain', 'parley-csrf': undefined }
  const attempts = [
    ['POST', body, { 'parley-csrf': undefined }], ['POST', body, { 'parley-csrf': 'x'.repeat(43) }], ['POST', body, { 'parley-csrf': '' }],
    ['POST', body, { 'sec-fetch-site': 'cross-site' }], ['POST', body, { 'sec-fetch-site': 'same-site' }], ['POST', body, { origin: 'https://evil.example' }], ['POST', body, { origin: 'null' }],
    ['POST', JSON.stringify(body), plain], ['POST', JSON.stringify(body), { ...plain, 'sec-fetch-site': undefined, origin: undefined }],
    ['POST', 'reason=no_proof', { 'content-type': 'application/x-www-form-urlencoded', 'parley-csrf': undefined, 'sec-fetch-site': undefined }],
  ] as const
  for (const [method, sent, headers] of attempts) {
    const { status, body: { code } } = await demo.call(method, target, sent, headers)
    assert.deepEqual([status, textOf(code)], [403, 'foreign_page'], JSON.stringify(headers))
  }
  for (const site of ['cross-site', 'same-site']) assert.equal((await demo.call('GET', `/v1/disputes/${id}`, undefined, { 'sec-fetch-site': site })).status, 403, site)
  assert.equal(await stateOf(id), 'needs_response')
  const done = await demo.call('POST', target, body, { origin: kit.url })
  assert.deepEqual([done.status, await stateOf(id)], [200, 'accepted'], done.text)
})

test('nobody is signed in or out, and no merchant is changed, from a foreign page', async () => {
  const demo = await demoVisitor(kit)
  const foreign = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]
  for (const headers of foreign) {
    for (const [method, body] of [['POST', { name: 'Mina', password: goodPassword }], ['PATCH', { merchant: mill.id }], ['DELETE', undefined], ['GET', undefined]] as const) {
      assert.equal((await demo.call(method, '/desk/session', body, headers)).status, 403, method)
    }
  }
  for (const [method, body] of [['PATCH', { merchant: mill.id }], ['DELETE', undefined]] as const) assert.equal((await demo.call(method, '/desk/session', body, { 'parley-csrf': undefined })).status, 403, method)
  assert.equal((await visitor(kit).call('POST', '/desk/session', JSON.stringify({ name: 'Mina', password: goodPassword }), { 'content-type': 'text/plain' })).status, 415)
  assert.equal((await demo.call('GET', '/v1/disputes')).status, 200)
})

test('a token that was planted leads nowhere, and signing in makes a new one and ends the one before', async () => {
  const own = visitor(kit, { cookie: `parley_session=${'a'.repeat(43)}` })
  assert.equal((await own.call('GET', '/v1/disputes')).status, 401)
  const first = await signedIn(kit, mill.id, 'Fixed')
  own.cookie = first.cookie
  await own.call('POST', '/desk/session', { name: 'Fixed', password: goodPassword })
  assert.notEqual(own.cookie, first.cookie)
  assert.deepEqual([(await own.call('GET', '/v1/disputes')).status, (await first.call('GET', '/v1/disputes')).status], [200, 401])
  const twice = `${own.cookie}; parley_session=${'a'.repeat(43)}`
  assert.equal((await own.call('GET', '/v1/disputes', undefined, { cookie: twice })).status, 401, 'of two cookies nobody knows which was planted')
})

test('a session is over at once after signing out, and when its person has another password, role or name, is disabled or removed', async () => {
  const ways: [string, (id: string) => Promise<unknown>][] = [
    ['another password', id => kit.app.users.change(merchant, id, { password: 'a lighthouse eats no cabbage' }, noAsking, nothing)],
    ['another role', id => mill.call('PATCH', `/v1/users/${id}`, { role: 'viewer' })],
    ['disabled', id => mill.call('PATCH', `/v1/users/${id}`, { disabled: true })],
    ['removed', id => mill.call('DELETE', `/v1/users/${id}`)],
  ]
  for (const [name, end] of ways) {
    const own = await signedIn(kit, mill.id, name)
    assert.equal((await own.call('GET', '/v1/disputes')).status, 200, name)
    await end(own.id)
    const late = await own.call('GET', '/v1/disputes')
    assert.deepEqual([late.status, textOf(late.body.code)], [401, 'unauthenticated'], name)
  }
  const own = await signedIn(kit, mill.id, 'Leaving')
  const kept = own.cookie!
  assert.equal((await own.call('DELETE', '/desk/session')).status, 204)
  assert.equal(own.cookie, null)
  assert.equal((await own.call('GET', '/v1/disputes', undefined, { cookie: kept })).status, 401)
})

test('who changes the own password knows the old one, stays here by a new session, and is out everywhere else', async () => {
  const [here, there] = [await signedIn(kit, mill.id, 'Careful'), visitor(kit)]
  await there.call('POST', '/desk/session', { name: 'Careful', password: goodPassword })
  const change = (old: string, fresh: string) => here.call('PATCH', '/desk/session', { password: { old, new: fresh } })
  assert.deepEqual([(await change('not the old one at all', 'a lighthouse eats no cabbage')).status, (await change(goodPassword, 'short')).status], [401, 422])
  const before = here.cookie
  assert.equal((await change(goodPassword, 'a lighthouse eats no cabbage')).status, 200)
  assert.notEqual(here.cookie, before)
  assert.deepEqual([(await here.call('GET', '/v1/disputes')).status, (await there.call('GET', '/v1/disputes')).status], [200, 401])
})

test('a session ends after half an hour without a sign of life, and after twelve hours whatever happens', async () => {
  const [idle, busy] = [await signedIn(kit, mill.id, 'Idle'), await signedIn(kit, mill.id, 'Busy')]
  const status = async ({ call }: typeof idle, headers = {}) => (await call('GET', '/v1/disputes?limit=1', undefined, headers)).status
  kit.clock.advance(idleMs - 1)
  assert.deepEqual([await status(idle, { 'parley-background': '1' }), await status(busy)], [200, 200])
  kit.clock.advance(1)
  assert.deepEqual([await status(idle), await status(busy)], [401, 200], 'what a page asks by itself is no sign of life')
  for (let past = idleMs; past + idleMs - 1000 < absoluteMs; past += idleMs - 1000) {
    assert.equal(await status(busy), 200, `${past}`)
    kit.clock.advance(idleMs - 1000)
  }
  kit.clock.advance(idleMs - 2000)
  assert.equal(await status(busy), 401)
})

test('what somebody does is on record with name and door, and a key of one stands for nothing of another', async () => {
  const [mina, jo] = [await signedIn(kit, mill.id, 'Mina of the mill'), await signedIn(kit, mill.id, 'Jo of the mill')]
  const [first, second] = [await acceptPath(), await acceptPath()]
  const answers = await Promise.all([mina.call('POST', first, { reason: 'no_proof' }, { 'idempotency-key': 'the-same' }), jo.call('POST', second, { reason: 'no_proof' }, { 'idempotency-key': 'the-same' })])
  assert.deepEqual(answers.map(({ status, headers }) => [status, headers['idempotency-replayed']]), [[200, undefined], [200, undefined]])
  const again = await mina.call('POST', first, { reason: 'no_proof' }, { 'idempotency-key': 'the-same' })
  assert.deepEqual([again.text, again.headers['idempotency-replayed']], [answers[0]!.text, 'true'])
  const { kind, id, name, surface } = answers[0]!.body.acceptance!.by!
  assert.deepEqual({ kind, id, name, surface }, { kind: 'user', id: mina.id, name: 'Mina of the mill', surface: 'desk' })
})

test('a viewer may not accept, an operator may not make users, and what they may not changes nothing', async () => {
  const viewer = await signedIn(kit, mill.id, 'Viewer', 'viewer')
  const target = await acceptPath()
  const refused = await viewer.call('POST', target, { reason: 'no_proof' })
  assert.deepEqual([refused.status, textOf(refused.body.code), await stateOf(target.split('/')[3]!)], [403, 'forbidden', 'needs_response'])
  const operator = await signedIn(kit, mill.id, 'Operator')
  assert.deepEqual([(await operator.call('POST', target, { reason: 'no_proof' })).status, (await operator.call('POST', '/v1/users', { name: 'x', password: goodPassword })).status], [200, 403])
})

test('a user sees one merchant only, whoever is named', async () => {
  const tea = await kit.merchant('Tea House')
  const own = await signedIn(kit, mill.id, 'Curious', 'admin')
  assert.equal((await own.call('GET', '/v1/disputes', undefined, { 'parley-merchant': tea.id })).status, 404)
  assert.equal((await own.call('PATCH', '/desk/session', { merchant: tea.id })).status, 403)
})

test('a stream ends with the session that opened it', async () => {
  const own = await signedIn(kit, mill.id, 'Listening')
  const line = await dial(kit.url)
  let told = ''
  line.socket.on('data', (piece: Buffer) => void (told += piece.toString('utf8')))
  await line.write(bytesOf({ target: '/v1/events/stream', headers: { host: new URL(kit.url).host, cookie: own.cookie!, accept: 'text/event-stream' } }))
  await until(() => told.includes(': here'))
  await kit.open(mill)
  await kit.app.workers.runOnceAll(kit.clock.now())
  await until(() => told.includes('dispute.opened'))
  await mill.call('PATCH', `/v1/users/${own.id}`, { disabled: true })
  const late = textOf((await kit.open(mill)).id)
  await kit.app.workers.runOnceAll(kit.clock.now())
  // The last chunk: the answer has an end.
  await until(() => told.endsWith('0\r\n\r\n'))
  assert.ok(!told.includes(late), 'it told of what happened after the end')
  line.close()
})

test('evidence that somebody looks at from the desk is a download that no browser shows or keeps', async () => {
  const demo = await demoVisitor(kit)
  await demo.call('PATCH', '/desk/session', { merchant: mill.id })
  const id = textOf((await kit.open(mill)).id)
  const { body, headers } = upload({ bytes: samplePdf, name: 'a.pdf' })
  const item = textOf((await mill.call('POST', `/v1/disputes/${id}/evidence`, body, headers)).body.id)
  const found = await demo.call('GET', `/v1/disputes/${id}/evidence/${item}/content`)
  assert.equal(found.status, 200)
  assert.deepEqual(
    ['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy', 'cross-origin-resource-policy', 'cache-control'].map(name => found.headers[name]),
    ['application/octet-stream', 'attachment; filename="a.pdf"', 'nosniff', "sandbox; default-src 'none'", 'same-origin', 'no-store'],
  )
  for (const site of ['cross-site', 'same-site']) assert.equal((await demo.call('GET', `/v1/disputes/${id}/evidence/${item}/content`, undefined, { 'sec-fetch-site': site })).status, 403)
})

test('a key is judged by itself, also beside a cookie', async () => {
  const demo = await demoVisitor(kit)
  assert.equal((await demo.call('GET', '/v1/disputes', undefined, { authorization: 'Bearer pk_nonsense_nonsense' })).status, 401)
  assert.equal((await demo.call('POST', await acceptPath(), { reason: 'no_proof' }, { authorization: `Bearer ${mill.key}`, 'parley-csrf': undefined, 'sec-fetch-site': 'cross-site' })).status, 200)
})

test('no quick hash of a password is kept with the answer of a repeated call', async () => {
  const body = JSON.stringify({ name: 'Twice', password: goodPassword })
  const headers = { 'idempotency-key': 'twice' }
  const [first, again] = [await mill.call('POST', '/v1/users', body, headers), await mill.call('POST', '/v1/users', body, headers)]
  assert.deepEqual([first.status, again.text, again.headers['idempotency-replayed']], [201, first.text, 'true'])
  const { fingerprint } = (await Array.fromAsync(kit.app.store.scan('idempotency'))).find(({ key }) => key === 'twice')!
  assert.doesNotMatch(fingerprint, /^[0-9a-f]{64}$/, 'whoever reads the store could try passwords on it')
  assert.equal((await mill.call('POST', '/v1/users', JSON.stringify({ name: 'Twice', password: `${goodPassword}!` }), headers)).status, 422)
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !holds(); tries++) await new Promise(done => setTimeout(done, 5))
  assert.ok(holds(), 'it did not come')
}
