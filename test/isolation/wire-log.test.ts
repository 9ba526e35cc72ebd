/** What is kept of the exchanges of a merchant holds no secret and no evidence, whatever language was spoken, and is nobody else's. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MerchantId } from '../../src/core/ids.ts'
import type { Exchange } from '../../src/dialects/dialect.ts'
import { wireRequest } from '../../src/wire/http.ts'
import { items, samplePdf, textOf, upload, type Heard } from '../kit/native.ts'
import { houseOf, speakers, startHouse } from '../kit/speakers/index.ts'
import { routes, type Row } from './dialect-routes.ts'
import { ask, requestOf, settle } from './dialect-tenants.ts'

const mill = await startHouse()
after(() => mill.kit.close())
const { kit } = mill

const everything = (merchant: string): Exchange[] => kit.app.wireLog.list(merchant as MerchantId, () => true, null, 1000).items
/** Every text of some length that stands under any of these names, at any depth. */
function textsUnder(value: unknown, names: RegExp, under = false): string[] {
  if (typeof value === 'string') return under && value.length >= 8 ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => textsUnder(member, names, under || names.test(name)))
}
const secretNames = /secret|token|private|password|shown|credentials|^key$/i
/** Ids and public parts are no secrets. */
const isSecret = (text: string): boolean => !/^(?:mch|key|whk|usr|con)_|^http|public|^\d{4}-|^[A-Z_a-z ]+$|^SANDBOX_/.test(text)

for (const speaker of speakers) {
  test(`nothing that proves who speaks ${speaker.dialect} is kept, and no byte of evidence`, async () => {
    const house = houseOf(kit, await kit.merchant(`Speaks ${speaker.dialect}`))
    const tenant = await settle(house, await house.voice(speaker))
    const heard: unknown[] = [tenant.voice.shown]
    for (const [operation, row] of Object.entries(routes[speaker.dialect as keyof typeof routes] as Record<string, Row>)) heard.push((await ask(tenant, requestOf(speaker.dialect, operation, row, tenant.ids))).body)
    const kept = everything(house.merchant.id).filter(({ dialect }) => dialect === speaker.dialect)
    const text = JSON.stringify(kept)
    assert.ok(kept.length >= 3 && kept.some(({ operation }) => /accept/i.test(operation)))
    for (const secret of [...textsUnder(tenant.voice.shown, /./), ...textsUnder(heard, secretNames)].filter(isSecret)) {
      const isPublic = Object.entries(tenant.voice.shown).some(([name, value]) => value === secret && /public|client_?id|account|merchant|user_?name|key_?version/i.test(name))
      assert.ok(isPublic || !text.includes(JSON.stringify(secret).slice(1, -1)), `${secret.slice(0, 12)}… is kept`)
    }
    // The table sends a document with each of Alipay's calls, whatever they take; it belongs to one of them.
    const carriers = kept.flatMap(({ operation, request, response }) => (/download/i.test(operation) ? [response] : /accept/i.test(operation) ? [] : [request, response]))
    for (const evidence of ['%PDF', Buffer.from('%PDF-1.').toString('base64').slice(0, 8)]) assert.ok(!JSON.stringify(carriers).includes(evidence), `${evidence} is kept`)
  })
}

test('what makes, rotates or changes something secret in the native API is kept without it', async () => {
  const merchant = await kit.merchant('Keeper')
  const { call, id } = merchant
  const told: Heard[] = []
  const make = async (method: string, path: string, body?: object): Promise<Heard> => {
    told.push(await call(method, path, body))
    assert.ok(told.at(-1)!.status < 300, told.at(-1)!.text)
    return told.at(-1)!
  }
  const made = await make('POST', `/v1/merchants/${id}/credentials`, { scope: 'read' })
  await make('POST', `/v1/credentials/${textOf(made.body.credential?.id)}/rotate`)
  const hook = await make('POST', '/v1/webhooks', { url: 'https://mill.example/hook' })
  await make('POST', `/v1/webhooks/${textOf(hook.body.webhook?.id)}/rotate`)
  await make('POST', '/v1/users', { name: 'Keeper Mina', password: 'seven herons over wet rice' })
  await make('POST', '/v1/connections', { dialect: 'native', name: 'x', url: 'http://127.0.0.1:65535', credentials: { key: 'pk_0123456789abcdef_of_theirs' }, paused: true })
  const text = JSON.stringify(everything(id))
  const secrets = [merchant.key, 'seven herons over wet rice', 'pk_0123456789abcdef_of_theirs', ...textsUnder(told.map(({ body }) => body), secretNames).filter(isSecret)]
  assert.ok(secrets.length >= 6, `${secrets.length}`)
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret.slice(0, 12)}… is kept`)
  assert.match(text, /createWebhook/)
})

test('evidence that goes up and comes down is kept as its size and hash', async () => {
  const merchant = await kit.merchant('Sender')
  const dispute = textOf((await kit.open(merchant)).id)
  const file = upload({ bytes: samplePdf, name: 'proof.pdf' })
  const evidence = textOf((await merchant.call('POST', `/v1/disputes/${dispute}/evidence`, file.body, file.headers)).body.id)
  await merchant.call('GET', `/v1/disputes/${dispute}/evidence/${evidence}/content`)
  const [down, up] = everything(merchant.id)
  assert.deepEqual([up!.request.kept, up!.request.body, up!.request.size, down!.response.kept, down!.response.body, down!.response.sha256?.length], ['hash_only', null, file.body.length, 'hash_only', null, 64])
  assert.ok(!JSON.stringify(everything(merchant.id)).includes('%PDF'))
})

test('an exchange is read by an administrator of its merchant, and not by a lesser key, another merchant, or for nobody', async () => {
  const [merchant, other] = [await kit.merchant('Reader'), await kit.merchant('Other')]
  await kit.handle(wireRequest({ target: '/v1/disputes?text=x', headers: { authorization: `Bearer ${merchant.key}` }, id: 'req_of_reader' }))
  const one = await merchant.call('GET', '/v1/requests/req_of_reader')
  assert.deepEqual([one.status, textOf(one.body.path), textOf(one.body.route)], [200, '/v1/disputes?text=x', 'GET /v1/disputes'])
  assert.equal((await other.call('GET', '/v1/requests/req_of_reader')).status, 404)
  const lesser = kit.as(textOf((await merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { scope: 'decide' })).body.shown?.key))
  assert.deepEqual([(await lesser('GET', '/v1/requests')).status, (await lesser('GET', '/v1/requests/req_of_reader')).status], [403, 403])
  const acting = await kit.admin('GET', '/v1/balances', undefined, { 'parley-merchant': merchant.id })
  assert.equal(acting.status, 200)
  assert.equal(textOf(items((await merchant.call('GET', '/v1/requests?limit=1')).body.data)[0]?.operation), 'listBalances', 'what the administrator does for a merchant is that merchant\'s')
  const before = everything(merchant.id).length
  await kit.handle(wireRequest({ target: '/v1/disputes', headers: { authorization: 'Bearer pk_nonsense_nonsense', 'parley-merchant': merchant.id } }))
  await kit.admin('GET', '/v1/disputes', undefined, { 'parley-merchant': 'mch_00000000000000000000000000' })
  assert.deepEqual([everything(merchant.id).length, everything('mch_00000000000000000000000000').length], [before, 0])
})

test('what a person reads at the desk is not kept, and what they do is, without their cookie and token', async () => {
  const begun = await kit.handle(wireRequest({ target: '/desk/session', headers: { host: '127.0.0.1:4242', 'sec-fetch-site': 'same-origin' } }))
  const cookie = begun.headers['set-cookie']!.split(';')[0]!
  const { csrf } = JSON.parse(String(begun.body)) as { csrf: string }
  const { id } = await kit.merchant('At the desk')
  const at = (method: string, target: string, body?: object) => kit.handle(wireRequest({
    method, target, ...(body && { body: JSON.stringify(body) }),
    headers: { host: '127.0.0.1:4242', cookie, 'parley-merchant': id, 'sec-fetch-site': 'same-origin', 'parley-csrf': csrf, ...(body && { 'content-type': 'application/json' }) },
  }))
  const opened = await at('POST', '/v1/sandbox/disputes', { amount: { value: 100, currency: 'THB' }, respond_in: 'P7D' })
  assert.equal(opened.status, 201, String(opened.body))
  assert.equal((await at('GET', '/v1/disputes')).status, 200)
  const kept = everything(id)
  assert.deepEqual(kept.map(({ operation }) => operation), ['openDispute'])
  assert.ok(!JSON.stringify(kept).includes(csrf) && !JSON.stringify(kept).includes(cookie.split('=')[1]!))
})
