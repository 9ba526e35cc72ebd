// Who may call, and what somebody learns who may not: credentials, scopes, tokens, tenants, and requests that no client should send.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { anOpening, bank, connection } from '../../../../test/kit/builders.ts'
import { accountOf, asking, basicOf, json, startMoov, unknownId, upload, type Heard, type MoovAccount, type Sent } from '../../../../test/kit/moov.ts'
import { items, textOf } from '../../../../test/kit/native.ts'
import type { DisputeIn } from '../../../core/dispute.ts'
import type { DisputeId, MerchantId } from '../../../core/ids.ts'
import { wireRequest } from '../../../wire/http.ts'
import { CommitUnknown, StoreDown, TryAgain } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { servicesOf } from '../../../app/services.ts'
import { serveMoov } from '../server.ts'
import { usualSwitches } from '../switches.ts'

const kit = await startMoov()
after(() => kit.close())
const mine = await kit.account()
const post: Sent = { method: 'POST' }
const nothing = ({ status, text }: Heard) => [status, text]
const accept = (of: MoovAccount, dispute: string, sent: Sent = {}) => of.ask(`/disputes/${dispute}/accept`, { ...post, ...sent })
const statusOf = async (of: MoovAccount, dispute: string) => textOf((await of.ask(`/disputes/${dispute}`)).json.status)

test('an Authorization that is missing, empty, of another scheme, wrong, long or not canonical is 401 and decides nothing', async () => {
  const D = await mine.open()
  const pair = `${mine.username}:${mine.password}`
  const basic = mine.basic.slice(6)
  const bad = [undefined, '', 'Basic', 'Basic ', `Basic  ${basic}`, `Bearer ${basic}`, `Bearer ${pair}`, `Digest ${basic}`, basicOf(mine.username, `${mine.password}x`), basicOf(mine.username, ''), basicOf('', mine.password),
    basicOf(mine.username.toUpperCase(), mine.password.slice(1)), `Basic ${basic}=`, `Basic ${'a'.repeat(8192)}`, `Basic ${Buffer.from(pair).toString('base64url')}!`, `Basic ${Buffer.from(`${pair}\n`).toString('base64')}`, 'Bearer v1.a.b.c.d', 'Bearer null']
  for (const authorization of bad) assert.deepEqual(nothing(await accept(mine, D, { headers: { authorization: authorization as string } })), [401, ''], String(authorization))
  assert.equal(await statusOf(mine, D), 'response-needed')
})

test('a key of another dialect, and one that was revoked, are 401 at once', async () => {
  const D = await mine.open()
  const made = (await mine.merchant.call('POST', `/v1/merchants/${mine.merchant.id}/credentials`, { dialect: 'ahrvo', scope: 'decide' })).body.shown
  assert.equal((await accept(mine, D, { headers: { authorization: basicOf(textOf(made!.username), textOf(made!.password)) } })).status, 401)
  const second = await accountOf(kit, mine.merchant)
  const token = await tokenOf(second, `/accounts/${second.account}/transfers.read`)
  const [, id] = items((await mine.merchant.call('GET', `/v1/merchants/${mine.merchant.id}/credentials`)).body.data).filter(({ dialect }) => textOf(dialect) === 'moov').map(each => [textOf(each.public?.account_id), textOf(each.id)] as const).find(([account]) => account === second.account)!
  assert.equal((await second.ask(`/disputes/${D}`)).status, 200)
  assert.equal((await second.ask(`/disputes/${D}`, bearing(token))).status, 200)
  await mine.merchant.call('POST', `/v1/credentials/${id}/revoke`)
  assert.deepEqual([(await second.ask(`/disputes/${D}`)).status, (await accept(second, D)).status, (await second.ask(`/disputes/${D}`, bearing(token))).status], [401, 401, 401])
})

test('a foreign account and one that there is not are answered alike: 403', async () => {
  const other = await kit.account()
  const D = await other.open()
  const [foreign, unknown] = [other.account, unknownId].map(account => asking(kit, account, mine.basic))
  for (const [path, sent] of [['/disputes', {}], [`/disputes/${D}`, {}], [`/disputes/${D}/accept`, post]] as [string, Sent][]) {
    const [one, two] = [await foreign!(path, sent), await unknown!(path, sent)]
    assert.deepEqual(nothing(one), [403, ''])
    assert.deepEqual([one.status, one.text, Object.keys(one.headers)], [two.status, two.text, Object.keys(two.headers)])
  }
  assert.equal((await asking(kit, 'no-uuid', mine.basic)('/disputes')).status, 404)
  assert.equal(await statusOf(other, D), 'response-needed')
})

test('a foreign dispute is answered as one that there is not, byte for byte, on every path', async () => {
  const other = await kit.account()
  const D = await other.open()
  const E = textOf((await other.ask(`/disputes/${D}/evidence-text`, json({ text: 'x', evidenceType: 'other' }))).json.evidenceID)
  const own = await mine.open()
  const calls = (dispute: string, evidence: string): [string, Sent][] => [
    [`/disputes/${dispute}`, {}], [`/disputes/${dispute}/accept`, post], [`/disputes/${dispute}/evidence`, {}], [`/disputes/${dispute}/evidence/submit`, post],
    [`/disputes/${dispute}/evidence-text`, json({ text: 'x', evidenceType: 'other' })], [`/disputes/${dispute}/evidence-file`, upload()], [`/disputes/${dispute}/evidence/${evidence}`, {}],
    [`/disputes/${dispute}/evidence/${evidence}`, { method: 'DELETE' }], [`/disputes/${dispute}/evidence/${evidence}`, json({ evidenceType: 'other' }, 'PATCH')], [`/disputes?disputeIDs=${dispute}`, {}],
  ]
  for (const [at, [path, sent]] of calls(D, E).entries()) {
    const [foreign, unknown] = [await mine.ask(path, sent), await mine.ask(...calls(unknownId, unknownId)[at]!)]
    assert.deepEqual(nothing(foreign), nothing(unknown), path)
  }
  assert.equal((await mine.ask(`/disputes/${own}/evidence/${E}`)).status, 404)
  assert.deepEqual([await statusOf(other, D), items((await other.ask(`/disputes/${D}/evidence`)).json).length], ['response-needed', 1])
})

async function tokenOf(of: MoovAccount, scope: string): Promise<string> {
  return textOf((await of.ask('/oauth2/token', json({ grant_type: 'client_credentials', scope }))).json.access_token)
}
const bearing = (token: string): Sent & { headers: Record<string, string> } => ({ headers: { authorization: `Bearer ${token}` } })

test('a token of one account is worth nothing on another\'s path, and nothing when it is cut, changed or too old', async () => {
  const other = await kit.account()
  const D = await mine.open()
  const token = await tokenOf(mine, `/accounts/${mine.account}/transfers.read /accounts/${mine.account}/transfers.write`)
  const theirs = await tokenOf(other, `/accounts/${mine.account}/transfers.read /accounts/${other.account}/transfers.read`)
  assert.equal((await mine.ask(`/disputes/${D}`, bearing(theirs))).status, 403)
  for (const bad of [token.slice(0, -2), `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`, `${token}=`, token.toUpperCase()]) assert.deepEqual(nothing(await mine.ask(`/disputes/${D}`, bearing(bad))), [401, ''])
  const refresh = textOf((await mine.ask('/oauth2/token', json({ grant_type: 'client_credentials', scope: `/accounts/${mine.account}/transfers.read` }))).json.refresh_token)
  assert.equal((await mine.ask(`/disputes/${D}`, bearing(refresh))).status, 401)
  assert.equal((await mine.ask(`/disputes/${D}`, bearing(token))).status, 200)
  const before = kit.clock.now()
  kit.clock.advance(259_200_000)
  assert.equal((await mine.ask(`/disputes/${D}`, bearing(token))).status, 401)
  kit.clock.set(before)
})

test('scopes with two blanks, a line break or without a path buy no token, and neither does a client that is named twice or an unknown grant', async () => {
  const good = { grant_type: 'client_credentials', scope: '/ping.read' }
  const ask = async (body: object, more: Sent = {}) => mine.ask('/oauth2/token', { ...json(body), ...more, headers: { 'content-type': 'application/json', ...more.headers } })
  for (const scope of ['', '/a.read  /b.read', '/a.read\n/b.read', ' /a.read', 'a.read', `/${'a'.repeat(2001)}`]) assert.deepEqual([(await ask({ ...good, scope })).status], [422], scope)
  assert.equal((await ask({ ...good, client_id: mine.username, client_secret: mine.password })).status, 200)
  for (const wrong of [{ client_id: mine.username, client_secret: 'x' }, { client_id: 'x', client_secret: mine.password }, { client_id: mine.username }]) assert.equal((await ask({ ...good, ...wrong })).status, 400)
  for (const grant_type of ['password', '', undefined, ['client_credentials']]) assert.equal((await ask({ ...good, grant_type })).status, 400)
  assert.equal((await ask({}, { body: '{"grant_type":"client_credentials","grant_type":"client_credentials","scope":"/a.read"}' })).status, 400)
  const form = (body: string): Sent => ({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })
  assert.equal((await mine.ask('/oauth2/token', form('grant_type=client_credentials&scope=/a.read'))).status, 200)
  assert.equal((await mine.ask('/oauth2/token', form('grant_type=client_credentials&grant_type=refresh_token&scope=/a.read'))).status, 400)
  for (const authorization of [undefined, basicOf('x', 'y')]) assert.deepEqual(nothing(await ask(good, { headers: { authorization: authorization as string } })), [401, ''])
})

test('a refresh token serves its own key, never widens a scope, and its end is the end of what it made', async () => {
  const scope = `/accounts/${mine.account}/transfers.read`
  const D = await mine.open()
  const ask = async (body: object, of = mine) => of.ask('/oauth2/token', json({ grant_type: 'refresh_token', ...body }))
  const { refresh_token, access_token } = (await mine.ask('/oauth2/token', json({ grant_type: 'client_credentials', scope }))).json
  const again = await ask({ refresh_token })
  assert.deepEqual([again.status, textOf(again.json.scope)], [200, scope])
  for (const body of [{}, { refresh_token: 'x' }, { refresh_token: access_token }, { refresh_token, scope: `${scope} /accounts/${mine.account}/transfers.write` }]) assert.equal((await ask(body)).status, 422)
  assert.equal((await ask({ refresh_token }, await kit.account())).status, 422)
  const stranger = await kit.account()
  assert.equal((await stranger.ask('/oauth2/revoke', json({ token: refresh_token }))).status, 204)
  assert.equal((await ask({ refresh_token })).status, 200)
  assert.equal((await mine.ask('/oauth2/revoke', json({ token: refresh_token }))).status, 204)
  assert.equal((await ask({ refresh_token })).status, 422)
  for (const token of [access_token, again.json.access_token]) assert.equal((await mine.ask(`/disputes/${D}`, bearing(textOf(token)))).status, 401)
})

test('which scope accepts is a switch, what may only read changes nothing else, and the record says so', async () => {
  const { app } = kit
  const services: Services = servicesOf(app, new AbortController().signal)
  const expected = { documented: [200, 403], either: [200, 200], write: [403, 200] } as const
  for (const [acceptScope, statuses] of Object.entries(expected)) {
    const handle = serveMoov(services, { ...usualSwitches, acceptScope: acceptScope as keyof typeof expected })
    const seen = await Promise.all(['read', 'write'].map(async right => {
      const D = await mine.open()
      const headers = bearing(await tokenOf(mine, `/accounts/${mine.account}/transfers.${right}`)).headers
      return (await handle(wireRequest({ method: 'POST', target: `/accounts/${mine.account}/disputes/${D}/accept`, headers }))).status
    }))
    assert.deepEqual(seen, statuses, acceptScope)
  }
  const D = await mine.open()
  const reading = bearing(await tokenOf(mine, `/accounts/${mine.account}/transfers.read`))
  assert.equal((await mine.ask(`/disputes/${D}/evidence-text`, { ...json({ text: 'x', evidenceType: 'other' }), headers: { ...reading.headers, 'content-type': 'application/json' } })).status, 403)
  assert.equal((await accept(mine, D, reading)).status, 200)
  const [accepted] = items((await mine.merchant.call('GET', `/v1/disputes?their_id=${D}`)).body.data)
  assert.deepEqual([textOf(accepted!.acceptance!.note), textOf(accepted!.acceptance!.by!.surface)], ['By an access token with transfers.read only', 'moov'])
})

test('in live a token that may only read decides nothing, unless the switch says so', async () => {
  const services: Services = { ...servicesOf(kit.app, new AbortController().signal), sandbox: null }
  const D = await mine.open()
  const headers = bearing(await tokenOf(mine, `/accounts/${mine.account}/transfers.read`)).headers
  assert.equal((await serveMoov(services)(wireRequest({ method: 'POST', target: `/accounts/${mine.account}/disputes/${D}/accept`, headers }))).status, 403)
})

test('a key that may only read accepts nothing, also not with a token', async () => {
  const reader = await accountOf(kit, mine.merchant, { scope: 'read' })
  const D = await mine.open()
  assert.equal((await reader.ask(`/disputes/${D}`)).status, 200)
  const token = await tokenOf(reader, `/accounts/${reader.account}/transfers.read /accounts/${reader.account}/transfers.write`)
  for (const sent of [{}, bearing(token)]) assert.deepEqual(nothing(await accept(reader, D, sent)), [403, ''])
  assert.equal(await statusOf(mine, D), 'response-needed')
  const { webhookID } = (await mine.ask('/webhooks', json({ url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['*'], description: '' }))).json
  const asked = await Promise.all(['', '/secret'].map(async path => (await reader.ask(`/webhooks/${textOf(webhookID)}${path}`)).status))
  assert.deepEqual(asked, [200, 403], 'what signs is not for reading')
})

test('a page of another site decides nothing with a remembered password', async () => {
  const D = await mine.open()
  for (const from of ['cross-site', 'same-site']) assert.equal((await accept(mine, D, { headers: { 'sec-fetch-site': from } })).status, 403)
  assert.equal((await accept(mine, D, { headers: { 'sec-fetch-site': 'none' } })).status, 200)
})

test('a credential sees the disputes of its dialect, or all of its merchant in this dialect\'s words', async () => {
  const D = await mine.open()
  const { theirs } = await kit.open(mine.merchant, { dialect: 'omise', amount: { value: 5000, currency: 'THB' } })
  const foreign = textOf(theirs!.id)
  const all = await accountOf(kit, mine.merchant, { see_all: true })
  const idsFor = async (of: MoovAccount) => items((await of.ask('/disputes')).json).map(each => textOf(each.disputeID))
  assert.deepEqual([(await idsFor(mine)).includes(foreign), (await mine.ask(`/disputes/${foreign}`)).status, (await accept(mine, foreign)).status], [false, 404, 404])
  assert.deepEqual([(await idsFor(all)).includes(foreign), (await idsFor(all)).includes(D)], [true, true])
  assert.deepEqual([(await all.ask(`/disputes/${foreign}`)).json.amount, (await accept(all, foreign)).status], [{ currency: 'THB', value: 5000 }, 200])
})

test('an acceptance that waits in an undo window is on its way: 504, whoever asks again, until it is undone', async () => {
  const D = await mine.open()
  const id = textOf(items((await mine.merchant.call('GET', `/v1/disputes?their_id=${D}`)).body.data)[0]!.id)
  const { act } = (await mine.merchant.call('POST', `/v1/disputes/${id}/accept`, { reason: 'not_worth_it', hold_seconds: 300 })).body
  for (const path of ['accept', 'evidence/submit']) assert.deepEqual(nothing(await mine.ask(`/disputes/${D}/${path}`, post)), [504, ''])
  assert.equal(await statusOf(mine, D), 'response-needed')
  await mine.merchant.call('POST', `/v1/acts/${textOf(act!.id)}/undo`)
  assert.equal((await accept(mine, D)).status, 200)
})

test('an acceptance that was asked of a provider and not answered is 504, whoever asks again, and a clash once it was confirmed', async () => {
  const D = await mine.open()
  const [shown] = items((await mine.merchant.call('GET', `/v1/disputes?their_id=${D}`)).body.data)
  const held = await kit.engine.reads.dispute(mine.merchant.id as MerchantId, textOf(shown!.id) as DisputeId)
  const { id, merchant, ...facts } = { ...held!.dispute, id: kit.engine.world.ids.next('dsp'), home: connection, theirs: { ...held!.dispute.theirs, id: kit.engine.world.ids.next('req') } }
  await kit.engine.perform({ merchant, dispute: id, command: { kind: 'open', by: bank, opening: { ...anOpening(), ...facts, id, merchant } } })
  const theirs = facts.theirs.id
  for (const path of ['accept', 'accept', 'evidence/submit']) assert.deepEqual(nothing(await mine.ask(`/disputes/${theirs}/${path}`, post)), [504, ''])
  assert.equal(await statusOf(mine, theirs), 'response-needed')
  const asked = (await kit.engine.reads.dispute(merchant, id))!.dispute
  assert.equal(asked.state, 'accepting')
  await kit.engine.perform({ merchant, dispute: id, command: { kind: 'confirm', by: bank, act: (asked as DisputeIn<'accepting'>).act.id } })
  assert.deepEqual([await statusOf(mine, theirs), (await accept(mine, theirs)).status], ['accepted', 409])
})

test('a store that is lost while it writes is 504, one that cannot be reached 500, and what follows is read, not guessed', async () => {
  const services = servicesOf(kit.app, new AbortController().signal)
  const D = await mine.open()
  for (const [error, status] of [[new CommitUnknown(), 504], [new StoreDown(), 500], [new TryAgain(), 500]] as const) {
    const handle = serveMoov({ ...services, engine: { ...services.engine, perform: () => Promise.reject(error) } })
    const answer = await handle(wireRequest({ method: 'POST', target: `/accounts/${mine.account}/disputes/${D}/accept`, headers: { authorization: mine.basic } }))
    assert.deepEqual([answer.status, answer.body], [status, ''], error.name)
  }
})

test('our own mistake is 500 without a word, and it is told to the log', async () => {
  const bugs: unknown[] = []
  const services = { ...servicesOf(kit.app, new AbortController().signal), onBug: (error: unknown) => void bugs.push(error) }
  const D = await mine.open()
  const handle = serveMoov({ ...services, engine: { ...services.engine, perform: () => Promise.reject(new TypeError('secret')) } })
  const answer = await handle(wireRequest({ method: 'POST', target: `/accounts/${mine.account}/disputes/${D}/accept`, headers: { authorization: mine.basic } }))
  assert.deepEqual([answer.status, answer.body, bugs.length], [500, '', 1])
})

test('64 callers accept at once: one is told 200, everybody else 409', async () => {
  const D = await mine.open()
  const statuses = await Promise.all(Array.from({ length: 64 }, async () => (await accept(mine, D)).status))
  assert.deepEqual(statuses.filter(status => status !== 409), [200])
})

test('paths that only look like one of ours reach nothing', async () => {
  const D = await mine.open()
  const root = `/accounts/${mine.account}/disputes`
  for (const path of [`${root}/${D}%2Faccept`, `${root}//${D}/accept`, `${root}/${D}/accept/`, `${root}/${D}/accept;x`, `${root}/${D}/Accept`, `${root}/${D}/../${D}/accept`, `${root}/%00/accept`, `${root}/%ff/accept`, `${root}/${'x'.repeat(10_240)}/accept`,
    `${root}/${D.toUpperCase()}/accept`, `/oauth2`, `/oauth2/tokens`, `${root}/${D}/evidence/submit/x`]) {
    assert.deepEqual(nothing(await mine.ask(path, post)), [404, ''], path)
  }
  const refused = await mine.ask(`/disputes/${D}/accept`, { method: 'PUT' })
  assert.deepEqual([...nothing(refused), refused.headers.allow], [403, '', 'POST'])
  assert.equal(await statusOf(mine, D), 'response-needed')
})

test('no body that comes to an upload breaks it or changes anything', async () => {
  const D = await mine.open()
  const bodies = ['', '{', '[]', 'null', '"x"', '{"text":1,"evidenceType":"other"}', '{"text":"a\\ud800","evidenceType":"other"}', '{"__proto__":{},"text":"x","evidenceType":"other"}', `${'['.repeat(40)}`, 'x'.repeat(70_000), '\ufeff{}', '{"text":"\\u0000","evidenceType":"other"}']
  const types = ['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded']
  for (const path of ['evidence-text', 'evidence-file']) for (const body of bodies) for (const type of types) {
    const heard = await mine.ask(`/disputes/${D}/${path}`, { method: 'POST', headers: { 'content-type': type }, body })
    assert.equal(heard.status, 400, `${path} ${type} ${body.slice(0, 40)}`)
    assert.ok(textOf(heard.json.error).length > 0)
  }
  assert.deepEqual((await mine.ask(`/disputes/${D}/evidence`)).json, [])
})

test('each key that a webhook lacks is told by itself, as one that does not fit is', async () => {
  const whole = { url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['*'], description: '' }
  const { webhookID } = (await mine.ask('/webhooks', json(whole))).json
  for (const [path, method] of [['/webhooks', 'POST'], [`/webhooks/${textOf(webhookID)}`, 'PUT']] as const) {
    const all = await mine.ask(path, json({}, method))
    assert.deepEqual([all.status, Object.keys(all.json)], [422, ['url', 'status', 'eventTypes', 'description']])
    for (const missing of Object.keys(whole)) {
      const { status, json: body } = await mine.ask(path, json({ ...whole, [missing]: undefined }, method))
      assert.deepEqual([status, Object.keys(body)], [422, [missing]])
    }
  }
})

test('a hint that is none of the two is told by itself, and revokes nothing', async () => {
  const scope = `/accounts/${mine.account}/transfers.read`
  const { access_token } = (await mine.ask('/oauth2/token', json({ grant_type: 'client_credentials', scope }))).json
  const bearer = { headers: { authorization: `Bearer ${textOf(access_token)}` } }
  for (const [body, named] of [[{ token: access_token, token_type_hint: 'id_token' }, ['token_type_hint']], [{ token_type_hint: '' }, ['token', 'token_type_hint']]] as const) {
    const { status, json: told } = await mine.ask('/oauth2/revoke', json(body))
    assert.deepEqual([status, Object.keys(told)], [422, named])
  }
  assert.equal((await mine.ask('/disputes', bearer)).status, 200)
  assert.equal((await mine.ask('/oauth2/revoke', json({ token: access_token, token_type_hint: 'refresh_token' }))).status, 204)
  assert.equal((await mine.ask('/disputes', bearer)).status, 401)
})

test('what the native API changes of a webhook shows here, and what it does not change stays', async () => {
  const owner = await kit.account()
  const made = (await owner.ask('/webhooks', json({ url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['dispute.created', 'transfer.created'], description: 'Before' }))).json
  const shown = async () => (({ eventTypes, description }) => [eventTypes, textOf(description)])((await owner.ask(`/webhooks/${textOf(made.webhookID)}`)).json)
  const [{ id }] = items((await owner.merchant.call('GET', '/v1/webhooks')).body.data) as [{ id: unknown }]
  const path = `/v1/webhooks/${textOf(id as never)}`
  await owner.merchant.call('PATCH', path, { description: 'After' })
  assert.deepEqual(await shown(), [['dispute.created', 'transfer.created'], 'After'])
  await owner.merchant.call('PATCH', path, { kinds: null })
  assert.deepEqual(await shown(), [['*'], 'After'])
})
