import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Endpoint } from '../../../wire/contract.ts'
import { wireRequest } from '../../../wire/http.ts'
import { sample } from '../contract/examples.ts'
import { nativeContract } from '../contract.ts'
import { items, startNative, textOf, type Caller, type Heard } from '../../../../test/kit/native.ts'

const kit = await startNative()
after(() => kit.close())
const mill = await kit.merchant('Mill Ceramics')
const tea = await kit.merchant('Tea House')
const endpoints: Endpoint[] = Object.values(nativeContract.endpoints)
const ranks = ['read', 'decide', 'admin', 'administrator']

const scoped = async (scope: string): Promise<Caller> =>
  kit.as(textOf((await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { scope })).body.shown?.key))
const callers: Record<string, Caller> = { read: await scoped('read'), decide: await scoped('decide'), admin: await scoped('admin'), administrator: kit.admin }

/** Without the id that was asked for. */
const told = ({ status, headers, text }: Heard, id: string) => JSON.stringify({ status, headers, text: text.replaceAll(id, '…') })
const pathOf = ({ path }: Endpoint, ids: Partial<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? sample[kindOf(path, name)])
const kindOf = (path: string, name: string): keyof typeof sample => {
  if (name === 'evidence') return 'evidence'
  const of = /^\/v1\/(?:sandbox\/)?(\w+?)s\//.exec(path)![1]!
  return of as keyof typeof sample
}

test('without a key that is known every call is answered alike', async () => {
  for (const endpoint of endpoints) {
    const answers = await Promise.all([null, 'pk_nonsense_nonsense', `${mill.key}x`, mill.key.toLowerCase()].map(key => kit.as(key)(endpoint.method, pathOf(endpoint))))
    for (const answer of answers) {
      assert.equal(answer.status, 401, endpoint.operation)
      assert.equal(answer.headers['www-authenticate'], 'Bearer realm="Parley"')
      assert.equal(answer.text, answers[0]!.text)
    }
  }
})

test('a key may do what its scope allows and nothing above it', async () => {
  for (const endpoint of endpoints.filter(({ operation }) => !['resetSandbox', 'streamEvents'].includes(operation))) {
    for (const [scope, call] of Object.entries(callers)) {
      const { body, status } = await call(endpoint.method, pathOf(endpoint), undefined, scope === 'administrator' ? { 'parley-merchant': mill.id } : {})
      const allowed = ranks.indexOf(scope) >= ranks.indexOf(endpoint.scope!)
      assert.equal(textOf(body.code) === 'forbidden', !allowed, `${scope} ${endpoint.operation} ${status}`)
    }
  }
})

test('a revoked key ends at once, also for a decision', async () => {
  const dispute = await kit.open(mill)
  const made = (await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { scope: 'decide' })).body
  const call = kit.as(textOf(made.shown?.key))
  assert.equal((await call('GET', `/v1/disputes/${dispute.id}`)).status, 200)
  assert.equal((await mill.call('POST', `/v1/credentials/${made.credential?.id}/revoke`)).status, 200)
  assert.equal((await call('POST', `/v1/disputes/${dispute.id}/accept`, { reason: 'no_proof' })).status, 401)
  assert.equal(textOf((await mill.call('GET', `/v1/disputes/${dispute.id}`)).body.state), 'needs_response')
})

test('while a key is turned over both work, and afterwards the new one alone', async () => {
  const made = (await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { scope: 'read' })).body
  const turned = (await mill.call('POST', `/v1/credentials/${made.credential?.id}/rotate`, { overlap_seconds: 60 })).body
  const [before, now] = [kit.as(textOf(made.shown?.key)), kit.as(textOf(turned.shown?.key))]
  assert.deepEqual([(await before('GET', '/v1/disputes')).status, (await now('GET', '/v1/disputes')).status], [200, 200])
  kit.clock.advance(61_000)
  assert.deepEqual([(await before('GET', '/v1/disputes')).status, (await now('GET', '/v1/disputes')).status], [401, 200])
})

test('a key that expires ends at its instant', async () => {
  const expires_at = new Date(kit.clock.now() + 10_000).toISOString()
  const made = (await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { scope: 'read', expires_at })).body
  const call = kit.as(textOf(made.shown?.key))
  assert.equal((await call('GET', '/v1/disputes')).status, 200)
  kit.clock.advance(10_000)
  assert.equal((await call('GET', '/v1/disputes')).status, 401)
})

test('another merchant\'s ids are answered as ids that there are not, byte for byte, on every route', async () => {
  const dispute = textOf((await kit.open(mill)).id)
  const evidence = textOf((await mill.call('POST', `/v1/disputes/${dispute}/evidence`, { text: 'ours' })).body.id)
  const held = (await mill.call('POST', `/v1/disputes/${textOf((await kit.open(mill)).id)}/accept`, { reason: 'no_proof', hold_seconds: 60 })).body
  await kit.app.workers.runOnceAll(kit.clock.now())
  const webhook = textOf((await mill.call('POST', '/v1/webhooks', { url: 'https://mill.example/hook' })).body.webhook?.id)
  const notice = textOf(items((await mill.call('GET', '/v1/notices')).body.data)[0]?.id)
  const credential = textOf(items((await mill.call('GET', `/v1/merchants/${mill.id}/credentials`)).body.data)[0]?.id)
  const connection = textOf((await mill.call('POST', '/v1/connections', { dialect: 'native', name: 'Main', url: 'https://mill.example', credentials: { key: 'pk_0123456789abcdef' }, paused: true })).body.id)
  const user = textOf((await mill.call('POST', '/v1/users', { name: 'Mina', password: 'seven herons over wet rice' })).body.id)
  const view = textOf((await mill.call('POST', '/v1/views', { name: 'Large', view: 'all' })).body.id)
  const request = 'req_06ef1xg280n6rx7e4yk1v5h9bd'
  await kit.handle(wireRequest({ target: '/v1/disputes', headers: { authorization: `Bearer ${mill.key}` }, id: request }))
  assert.equal((await mill.call('GET', `/v1/requests/${request}`)).status, 200)
  const theirs = { user, request, dispute, evidence, act: textOf(held.act?.id), webhook, notice, credential, merchant: mill.id, connection, view }
  const before = JSON.stringify(await Promise.all(['/v1/disputes', '/v1/webhooks', '/v1/notices', '/v1/balances', `/v1/disputes/${dispute}/events`, `/v1/merchants/${mill.id}/credentials`].map(path => mill.call('GET', path))))
  const bodies: Record<string, unknown> = {
    acceptDispute: { reason: 'no_proof' }, annotateDispute: { note: 'x' }, prepareDispute: { kind: 'accept' }, addEvidence: { text: 'x' }, judgeDispute: { verdict: 'won' }, escalateDispute: { phase: 'arbitration' },
    moveDeadline: { respond_in: 'P9D' }, updateWebhook: { enabled: false }, updateConnection: { name: 'x' }, updateUser: { role: 'viewer' }, updateSavedView: { name: 'x' }, settleAct: { found: 'accepted', reason: 'x' }, createCredential: { scope: 'read' }, submitDispute: { statement: 'x' },
  }
  for (const endpoint of endpoints.filter(({ path }) => path.includes('{'))) {
    const kind = kindOf(endpoint.path, 'id')
    const asked = [{ id: theirs[kind], evidence }, { id: sample[kind], evidence: sample.evidence }]
    const [foreign, unknown] = await Promise.all(asked.map(ids => tea.call(endpoint.method, pathOf(endpoint, ids), bodies[endpoint.operation])))
    assert.equal(foreign!.status, 404, endpoint.operation)
    assert.equal(told(foreign!, theirs[kind]), told(unknown!, sample[kind]), endpoint.operation)
  }
  const now = JSON.stringify(await Promise.all(['/v1/disputes', '/v1/webhooks', '/v1/notices', '/v1/balances', `/v1/disputes/${dispute}/events`, `/v1/merchants/${mill.id}/credentials`].map(path => mill.call('GET', path))))
  assert.equal(now, before)
})

test('what one merchant has changes no byte of what another sees', async () => {
  const lists = ['/v1/disputes', '/v1/disputes?open=true', '/v1/notices', '/v1/balances', '/v1/postings', '/v1/webhooks']
  const seen = async () => JSON.stringify(await Promise.all(lists.map(path => tea.call('GET', path))))
  const before = await seen()
  await kit.open(mill, { payment: { id: 'pay_secret' } })
  await kit.app.workers.runOnceAll(kit.clock.now())
  assert.equal(await seen(), before)
})

test('the administrator names a merchant, and a merchant\'s key no other than its own', async () => {
  const acting = (call: Caller, merchant?: string) => call('GET', '/v1/disputes', undefined, merchant === undefined ? {} : { 'parley-merchant': merchant })
  assert.equal(textOf((await acting(kit.admin)).body.code), 'merchant_required')
  assert.equal((await acting(kit.admin, mill.id)).status, 200)
  assert.equal((await acting(mill.call, mill.id)).status, 200)
  const refused = await Promise.all([acting(mill.call, tea.id), acting(mill.call, sample.merchant), acting(kit.admin, sample.merchant), acting(kit.admin, 'nonsense')])
  for (const { status, text } of refused) assert.deepEqual([status, text], [404, refused[0]!.text])
})

test('a version that is not spoken is refused, and the one that is comes back', async () => {
  const speaking = (version: string) => mill.call('GET', '/v1/balances', undefined, { 'parley-version': version })
  assert.deepEqual([(await speaking('2026-11-20')).status, (await speaking('2026-11-20')).headers['parley-version']], [200, '2026-11-20'])
  for (const version of ['2025-01-01', '', 'latest', '2026-11-20 ']) assert.equal(textOf((await speaking(version)).body.code), 'unsupported_version')
})

test('a merchant\'s own secrets come once: with the answer that made them', async () => {
  const lists = await Promise.all([`/v1/merchants/${mill.id}/credentials`, `/v1/merchants/${mill.id}`, '/v1/webhooks'].map(path => mill.call('GET', path)))
  for (const { text } of lists) {
    assert.equal(text.includes(mill.key), false)
    assert.doesNotMatch(text, /whsec_|private_key|secret_key/)
  }
})

test('two merchants never share a credential, and the refusal names no one', async () => {
  const { status, body, text } = await kit.admin('POST', '/v1/merchants', { name: 'Thief', credentials: { native: { key: mill.key } } })
  assert.deepEqual([status, textOf(body.code)], [409, 'credentials_taken'])
  assert.equal(text.includes(mill.id), false)
  assert.equal((await kit.admin('POST', '/v1/merchants', { name: 'Odd', credentials: { native: { key: 'short' } } })).status, 422)
})

test('a native key sees the disputes of every dialect, is told so, and cannot be made to seem to see less', async () => {
  const path = `/v1/merchants/${mill.id}/credentials`
  const made = await mill.call('POST', path, { scope: 'read' })
  assert.equal(made.body.credential?.see_all, true)
  const foreign = await kit.open(mill, { dialect: 'omise' })
  assert.equal((await kit.as(textOf(made.body.shown?.key))('GET', `/v1/disputes/${foreign.id}`)).status, 200)
  const less = await mill.call('POST', path, { scope: 'read', see_all: false })
  assert.deepEqual([less.status, textOf(less.body.code)], [422, 'credentials_invalid'])
  assert.match(textOf(less.body.detail), /every dispute/)
  const omise = await mill.call('POST', path, { dialect: 'omise', scope: 'read' })
  assert.equal(omise.body.credential?.see_all, false)
})
