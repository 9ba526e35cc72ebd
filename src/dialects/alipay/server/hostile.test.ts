// What no client should send, forged callers, other merchants' disputes, and a world that breaks: always this API's own shape.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { absent, box, ids, live, pdf, pkcs8, startAlipay, toldOf, withKeys, type Asked } from '../../../../test/kit/alipay.ts'
import { items, textOf } from '../../../../test/kit/native.ts'
import { wireRequest } from '../../../wire/http.ts'
import { serveAlipay } from '../server.ts'

const kit = await startAlipay()
after(() => kit.close())
const mill = await kit.alipay('SANDBOX_MILL')
const dates = await kit.alipay('SANDBOX_DATES')
const shop = await kit.alipay('SHOP')
const { id, theirs } = await kit.dispute(mill)
const accept = (body: string | object = { disputeId: theirs }, asked: Asked = {}, path = `${box}/acceptDispute`) => kit.call(mill, path, body, asked)
const state = async () => textOf((await mill.call('GET', `/v1/disputes/${id}`)).body.state)
const untouched = async () => assert.equal(await state(), 'needs_response')

const body = JSON.stringify({ disputeId: theirs })
const forged: [string, Asked][] = [
  ['a blank more than was signed', { signedBody: body.replace(':', ': ') }],
  ['CRLF where LF was signed', { signedBody: `${body}\r\n` }],
  ['the sandbox path signed and the live one asked', { signedPath: `${box}/acceptDispute`, target: `${live}/acceptDispute` }],
  ['another host in the request line', { target: `https://elsewhere.example${box}/acceptDispute`, headers: { Host: 'parley.test' } }],
  ['a bare + in the value', { signature: value => value.replace('%', '+%') }],
  ['a second signature', { signature: value => `${value},${value.slice(value.indexOf('signature='))}` }],
  ['the algorithm none', { signature: value => value.replace('RSA256', 'none') }],
  ['HMAC with the public key as its secret', { signature: () => `algorithm=HS256,keyVersion=1,signature=${encodeURIComponent(createHmac('sha256', mill.publicKey.export({ type: 'spki', format: 'pem' })).update(body).digest('base64'))}` }],
  ["another client's id over this one's signature", { clientId: dates.clientId }],
  ['a client id that nobody has', { clientId: 'SANDBOX_NOBODY' }],
  ['a version that there is not', { signature: value => value.replace('keyVersion=1', 'keyVersion=2') }],
  ['a version that is no number', { signature: value => value.replace('keyVersion=1', 'keyVersion=__proto__') }],
  ['the signature header twice', { headers: [['Signature', 'algorithm=RSA256,keyVersion=1,signature=AAAA'], ['Signature', 'algorithm=RSA256,keyVersion=1,signature=AAAA']] }],
  ['the client id twice', { headers: [['client-id', mill.clientId], ['client-id', dates.clientId]] }],
]

for (const [name, asked] of forged) {
  test(`forged: ${name}`, async () => {
    const told = await accept(body, asked)
    assert.deepEqual([told.status, told.code, told.headers.signature, Object.keys(told.body)], [200, 'INVALID_SIGNATURE F', undefined, ['result']])
    await untouched()
  })
}

const illegal: [string, string | object][] = [
  ['no body', ''], ['no JSON', '{"disputeId":'], ['a text', '"x"'], ['null', 'null'], ['an array', [theirs]], ['the same key twice', `{"disputeId":"${theirs}","disputeId":"${theirs}"}`],
  ['a number', { disputeId: 1 }], ['an array as id', { disputeId: [theirs] }], ['an object as id', { disputeId: { a: 1 } }], ['an empty id', { disputeId: '' }], ['NUL in the id', { disputeId: 'a\u0000b' }],
  ['half a character', '{"disputeId":"\\ud800"}'], ['an id that is not there', { disputeId: ids.unknown }], ['the name of another key', '{"__proto__":{"disputeId":"x"}}'], ['a byte order mark', `\ufeff${body}`],
  ['SQL', { disputeId: "' or 1=1 --" }],
]

for (const [name, sent] of illegal) {
  test(`illegal: ${name}`, async () => {
    const told = await accept(sent)
    assert.deepEqual([told.status, told.code, told.signed, Object.keys(told.body)], [200, 'PARAM_ILLEGAL F', true, ['result']])
    await untouched()
  })
}

test('a missing header is an illegal parameter, signed where the client is known', async () => {
  for (const name of ['Signature', 'Request-Time']) {
    const told = await accept(body, { headers: { [name]: absent } })
    assert.deepEqual([told.code, told.signed], ['PARAM_ILLEGAL F', true], name)
  }
  const told = await accept(body, { headers: { 'client-id': absent } })
  assert.deepEqual([told.status, told.code, told.headers.signature], [200, 'PARAM_ILLEGAL F', undefined])
  await untouched()
})

test('another content type, charset or encoding is an illegal parameter', async () => {
  for (const headers of [{ 'Content-Type': 'text/xml' } as Record<string, string>, { 'Content-Type': 'application/json; charset=GBK' }, { 'content-encoding': 'gzip' }]) {
    assert.equal((await accept(body, { headers })).code, 'PARAM_ILLEGAL F', JSON.stringify(headers))
  }
  await untouched()
})

test('a live client has no sandbox path, a sandbox client has both', async () => {
  const other = await kit.dispute(shop)
  assert.equal((await kit.call(shop, `${box}/acceptDispute`, { disputeId: other.theirs })).code, 'PARAM_ILLEGAL F')
  const mine = await kit.dispute(mill)
  assert.equal((await kit.call(mill, `${live}/acceptDispute`, { disputeId: mine.theirs })).code, 'SUCCESS S')
})

test('what nobody documents is ignored, in the body, the address and the headers', async () => {
  const mine = await kit.dispute(mill)
  const told = await kit.call(mill, `${box}/acceptDispute?trace=1`, { disputeId: mine.theirs, extra: { a: [1] } }, { headers: { 'agent-token': '', 'Key-Version': '1' } })
  assert.deepEqual([told.code, told.signed], ['SUCCESS S', true])
})

test('an absolute target is reduced to its path before it is verified', async () => {
  const mine = await kit.dispute(mill)
  const told = await accept({ disputeId: mine.theirs }, { target: `https://127.0.0.1${box}/acceptDispute`, headers: { Host: '127.0.0.1:8080' } })
  assert.deepEqual([told.code, told.signed], ['SUCCESS S', true])
})

test('unknown paths and methods below its prefixes are answered in its shape', async () => {
  const ask = async (method: string, target: string) => toldOf(await kit.handle(wireRequest({ method, target })), mill, target)
  for (const target of ['/ams/api/v1/payments/nothing', '/ams/sandbox/api', '/ams/api/v2/payments/acceptDispute', `${live}/acceptDispute/`, `${live}/acceptdispute`]) {
    const told = await ask('POST', target)
    assert.deepEqual([told.status, told.code, told.headers['content-type']], [404, 'PARAM_ILLEGAL F', 'application/json; charset=UTF-8'], target)
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
    const told = await ask(method, `${box}/acceptDispute`)
    assert.deepEqual([told.status, told.code, told.headers.allow], [405, 'PARAM_ILLEGAL F', 'POST'], method)
  }
})

test('a wrong signature of a known client has the store looked through as an unknown client has, so that neither is told by its time', async () => {
  const { accounts } = kit.services({})
  const found: boolean[] = []
  const handle = serveAlipay(kit.services({ accounts: { ...accounts, authenticate: async (dialect, presented) => { const principal = await accounts.authenticate(dialect, presented); found.push(principal !== null); return principal } } }))
  await kit.callOn(handle, mill, `${box}/acceptDispute`, body, { signedBody: `${body} ` })
  assert.deepEqual(found.splice(0), [true, false])
  await kit.callOn(handle, mill, `${box}/acceptDispute`, body, { clientId: 'SANDBOX_NOBODY' })
  assert.deepEqual(found, [false])
})

test("another merchant's dispute and one that nobody has are answered alike, by every call", async () => {
  const others = await kit.dispute(dates)
  for (const [path, more] of [['acceptDispute', {}], ['supplyDefenseDocument', { disputeEvidence: pdf }], ['downloadDisputeEvidence', { disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' }]] as const) {
    const [foreign, unknown] = await Promise.all([others.theirs, ids.unknown].map(disputeId => kit.call(mill, `${box}/${path}`, { disputeId, ...more })))
    assert.deepEqual([foreign!.status, foreign!.text], [unknown!.status, unknown!.text], path)
    assert.deepEqual(Object.keys(foreign!.headers), Object.keys(unknown!.headers))
    assert.equal(foreign!.code, 'PARAM_ILLEGAL F')
  }
  assert.equal(textOf((await dates.call('GET', `/v1/disputes/${others.id}`)).body.state), 'needs_response')
})

test("a credential sees its own provider's disputes, and only one that may see all sees the others", async () => {
  const omise = await kit.open(mill, { dialect: 'omise' })
  assert.equal((await accept({ disputeId: textOf(omise.theirs?.id) })).code, 'PARAM_ILLEGAL F')
  const given = { client_id: 'SANDBOX_ALL', private_key: pkcs8(mill.privateKey), parley_private_key: pkcs8(kit.ours) }
  const asked = { dialect: 'alipay', scope: 'decide', seeAll: true, given, expiresAt: null } as const
  await kit.app.accounts.createCredential(mill.id as `mch_${string}`, asked, { key: null, credential: null }, () => ({ status: 201, headers: {}, body: '' }))
  assert.equal((await kit.call({ ...mill, clientId: 'SANDBOX_ALL' }, `${box}/acceptDispute`, { disputeId: textOf(omise.theirs?.id) })).code, 'SUCCESS S')
})

test('a credential that may only read decides nothing', async () => {
  const given = { client_id: 'SANDBOX_READS', private_key: pkcs8(mill.privateKey), parley_private_key: pkcs8(kit.ours) }
  assert.equal((await mill.call('POST', `/v1/merchants/${mill.id}/credentials`, { dialect: 'alipay', scope: 'read', given })).status, 201)
  const reader = { ...mill, clientId: 'SANDBOX_READS' }
  assert.equal((await kit.call(reader, `${box}/acceptDispute`, { disputeId: theirs })).code, 'PARAM_ILLEGAL F')
  assert.equal((await kit.call(reader, `${box}/downloadDisputeEvidence`, { disputeId: theirs, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' })).code, 'SUCCESS S')
  await untouched()
})

test('a key that was turned over is known by its version until its overlap ends, one that was revoked is not', async () => {
  const tea = await kit.alipay('SANDBOX_TEA')
  const [first] = items((await tea.call('GET', `/v1/merchants/${tea.id}/credentials`)).body.data).filter(each => textOf(each.dialect) === 'alipay')
  const turned = (await tea.call('POST', `/v1/credentials/${first!.id}/rotate`, { overlap_seconds: 60 })).body
  const next = withKeys(tea, turned.shown!)
  const download = { disputeId: (await kit.dispute(tea)).theirs, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' }
  const ask = async (of: typeof tea, version: string) => (await kit.call(of, `${box}/downloadDisputeEvidence`, download, { signature: value => value.replace('keyVersion=1,', version) })).code
  assert.deepEqual([await ask(tea, 'keyVersion=1,'), await ask(next, 'keyVersion=2,'), await ask(next, '')], ['SUCCESS S', 'SUCCESS S', 'SUCCESS S'])
  assert.deepEqual([await ask(tea, 'keyVersion=2,'), await ask(next, 'keyVersion=1,'), await ask(tea, '')], Array<string>(3).fill('INVALID_SIGNATURE F'))
  kit.clock.advance(61_000)
  assert.deepEqual([await ask(tea, 'keyVersion=1,'), await ask(next, 'keyVersion=2,')], ['INVALID_SIGNATURE F', 'SUCCESS S'])
  assert.equal((await tea.call('POST', `/v1/credentials/${turned.credential?.id}/revoke`)).status, 200)
  assert.equal(await ask(next, 'keyVersion=2,'), 'INVALID_SIGNATURE F')
})

test('a request is not refused for its age, and a repetition of it decides nothing again', async () => {
  const mine = await kit.dispute(mill)
  const asked = { time: '946684800000' }
  assert.equal((await accept({ disputeId: mine.theirs }, asked)).code, 'SUCCESS S')
  kit.clock.advance(365 * 86_400_000)
  assert.equal((await accept({ disputeId: mine.theirs }, asked)).code, 'REPEAT_REQUEST F')
})

for (const [name, code] of [['StoreDown', 'UNKNOWN_EXCEPTION U'], ['CommitUnknown', 'UNKNOWN_EXCEPTION U'], ['TypeError', 'UNKNOWN_EXCEPTION U']] as const) {
  test(`${name} inside is told as unknown, with 200, signed, and only a bug is reported as one`, async () => {
    const bugs: unknown[] = []
    const perform = () => Promise.reject(Object.assign(new Error('a secret of the house'), { name }))
    const handle = serveAlipay(kit.services({ engine: { ...kit.engine, perform }, onBug: error => void bugs.push(error) }))
    const mine = await kit.dispute(mill)
    const told = await kit.callOn(handle, mill, `${box}/acceptDispute`, { disputeId: mine.theirs })
    assert.deepEqual([told.status, told.code, told.signed, told.text.includes('secret')], [200, code, true, false])
    assert.equal(bugs.length, name === 'TypeError' ? 1 : 0)
  })
}
