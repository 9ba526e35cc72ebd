import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { afterpayCaller, basic, startAfterpay } from '../../../../test/kit/afterpay.ts'
import { textOf } from '../../../../test/kit/native.ts'
import { wireRequest } from '../../../wire/http.ts'

const kit = await startAfterpay()
after(() => kit.close())
const [mill, tea] = [await kit.shop('Mill Ceramics'), await kit.shop('Tea House')]
const dispute = await kit.dispute(mill)
const upload = async (of = mill) => textOf((await of.call('POST', '/v2/disputes/files', { file: 'JVBERi0xLjcKJSVFT0YK', fileType: 'dispute_evidence' })).body.id)

const calls = (id: string, file: string) => [
  ['GET', `/v2/disputes/${id}`], ['GET', `/v2/disputes/${id}/accept`], ['POST', `/v2/disputes/${id}/accept`], ['POST', `/v2/disputes/${id}`, { uncategorizedText: 'x' }], ['GET', `/v2/disputes/files/${file}`],
] as const
const everything = [...calls(dispute.id, 'fi_1111111111111111111111'), ['GET', '/v2/disputes'], ['POST', '/v2/disputes/files', {}], ['GET', '/v2/disputes/a/b/c'], ['DELETE', '/v2/disputes'], ['OPTIONS', `/v2/disputes/${dispute.id}/accept`], ['HEAD', `/v2/disputes/${dispute.id}/accept`]] as const

test('without good credentials every call is 401 before anything else is judged, and all are told alike', async () => {
  const { merchantId, secretKey, key } = mill
  const forged = [null, '', 'Basic', 'Basic ', `Basic ${merchantId}:${secretKey}`, basic(`${merchantId}:`), basic(`${merchantId}:${secretKey} `), basic(`${merchantId}:${secretKey.slice(0, -1)}x`), basic(`x${secretKey.slice(1)}:${secretKey}`),
    basic(`${merchantId}:${tea.secretKey}`), basic(merchantId), `Bearer ${secretKey}`, `Bearer ${key}`, basic(`${mill.id}:${key}`), `Basic ${'A'.repeat(8192)}`, `Digest username="${merchantId}"`]
  for (const authorization of forged) {
    const call = afterpayCaller(kit, authorization)
    for (const [method, target, body] of everything) {
      const heard = await call(method, target, body, { accept: 'text/html' })
      assert.deepEqual([heard.status, heard.headers['www-authenticate'], textOf(heard.body.errorCode), textOf(heard.body.message)],
        [401, 'Basic realm="afterpay"', 'unauthorized', 'Credentials are required to access this resource.'], `${authorization} ${method} ${target}`)
    }
  }
  assert.equal((await mill.call('GET', `/v2/disputes/${dispute.id}`)).body.status, 'needs_response' as never)
})

test('credentials in the address or the query are none', async () => {
  const { merchantId, secretKey } = mill
  for (const target of [`http://${merchantId}:${secretKey}@parley.test/v2/disputes/${dispute.id}/accept`, `/v2/disputes/${dispute.id}/accept?authorization=${encodeURIComponent(mill.authorization)}`]) {
    assert.equal((await afterpayCaller(kit, null)('GET', target)).status, 401)
  }
})

test('two Authorization headers are refused, whichever is the good one', async () => {
  for (const [first, second, status] of [[mill.authorization, tea.authorization, 400], [mill.authorization, mill.authorization, 400], ['Basic x', mill.authorization, 401]] as const) {
    const answer = await kit.handle(wireRequest({ target: `/v2/disputes/${dispute.id}/accept`, headers: [['authorization', first], ['authorization', second]] }))
    assert.equal(answer.status, status)
  }
})

test('another merchant\'s dispute and file are answered as those that there are not, byte for byte', async () => {
  const file = await upload()
  const told = ({ status, text, headers }: { status: number; text: string; headers: object }) => [status, text.replace(/"errorId":"\w+"/, ''), headers]
  const foreign = await Promise.all(calls(dispute.id, file).map(([method, target, body]) => tea.call(method, target, body)))
  const unknown = await Promise.all(calls('dp_1111111111111111111111', 'fi_1111111111111111111111').map(([method, target, body]) => tea.call(method, target, body)))
  assert.deepEqual(foreign.map(told), unknown.map(told))
  assert.deepEqual(foreign.map(({ status }) => status), [404, 404, 404, 404, 404])
  const own = await kit.dispute(tea)
  assert.equal((await tea.call('POST', `/v2/disputes/${own.id}`, { uncategorizedFile: file })).status, 422, 'nor can it be sent as evidence')
})

test('a credential sees the disputes of its own dialect, and all of its merchant\'s only when it may', async () => {
  const other = await mill.native('POST', '/v1/sandbox/disputes', { dialect: 'omise', amount: { value: 12000, currency: 'THB' } })
  const theirs = textOf(other.body.theirs?.id)
  assert.equal((await mill.call('GET', `/v2/disputes/${theirs}`)).status, 404)
  const made = await kit.app.accounts.createCredential(mill.id as never, { dialect: 'afterpay', scope: 'decide', seeAll: true, given: { merchant_id: '77', secret_key: 'sees-it-all' }, expiresAt: null }, { key: null, credential: null }, () => ({ status: 201, headers: {}, body: '' }))
  assert.equal('kind' in made && made.kind, 'done')
  const all = afterpayCaller(kit, basic('77:sees-it-all'))
  assert.deepEqual([(await all('GET', `/v2/disputes/${theirs}`)).body.amount, (await all('GET', `/v2/disputes/${dispute.id}`)).status], ['120.00', 200])
  const { body } = await all('GET', '/v2/disputes')
  assert.ok(Number(body.total) > Number((await mill.call('GET', '/v2/disputes')).body.total))
  assert.equal((await all('GET', `/v2/disputes/${theirs}/accept`)).status, 200)
})

test('a reader reads and decides nothing; a revoked credential does neither', async () => {
  const made = await mill.native('POST', `/v1/merchants/${mill.id}/credentials`, { dialect: 'afterpay', scope: 'read', given: { merchant_id: '88', secret_key: 'reads-only-0' } })
  const reader = afterpayCaller(kit, basic('88:reads-only-0'))
  const fresh = await kit.dispute(mill)
  assert.deepEqual(await Promise.all(calls(fresh.id, await upload()).map(async ([method, target, body]) => (await reader(method, target, body)).status)), [200, 403, 403, 403, 200])
  assert.equal((await mill.native('POST', `/v1/credentials/${textOf(made.body.credential?.id)}/revoke`)).status, 200)
  kit.app.accounts.forget()
  assert.equal((await reader('GET', `/v2/disputes/${fresh.id}`)).status, 401)
})

test('unknown paths, broken bodies and strange types are told in four fields', async () => {
  const json = { 'content-type': 'application/json' }
  const cases = [
    ['GET', '/v2/disputes/x/y', undefined, {}, 404], ['GET', '/v2/disputes/', undefined, {}, 404], ['GET', '/v2/disputes/files', undefined, {}, 405], ['DELETE', `/v2/disputes/${dispute.id}`, undefined, {}, 405],
    ['POST', `/v2/disputes/${dispute.id}`, '{"a":1', json, 400], ['POST', `/v2/disputes/${dispute.id}`, '{"uncategorizedText":"x","uncategorizedText":"y"}', json, 400], ['POST', `/v2/disputes/${dispute.id}`, '[]', json, 422],
    ['POST', `/v2/disputes/${dispute.id}`, undefined, json, 422], ['POST', `/v2/disputes/${dispute.id}`, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415], ['POST', `/v2/disputes/${dispute.id}`, 'x'.repeat(600_000), json, 413],
    ['GET', `/v2/disputes/${'x'.repeat(300)}`, undefined, {}, 404], ['GET', '/v2/disputes/__proto__', undefined, {}, 404],
  ] as const
  for (const [method, target, body, headers, status] of cases) {
    const heard = await mill.call(method, target, body, headers)
    assert.deepEqual([heard.status, Object.keys(heard.body).join(), textOf(heard.body.httpStatusCode)], [status, 'errorCode,errorId,message,httpStatusCode', status], `${method} ${target.slice(0, 60)}`)
  }
  assert.equal((await mill.call('GET', `/v2/disputes/${dispute.id}`)).body.status, 'needs_response' as never)
})

test('HEAD reads without a body, and OPTIONS names what a path takes', async () => {
  for (const target of ['/v2/disputes', `/v2/disputes/${dispute.id}`]) {
    const head = await mill.call('HEAD', target)
    assert.deepEqual([head.status, head.text], [200, ''])
  }
  assert.equal((await mill.call('HEAD', '/v2/disputes/dp_1111111111111111111111')).status, 404)
  assert.deepEqual(await Promise.all(['/v2/disputes', `/v2/disputes/${dispute.id}`, '/v2/disputes/files'].map(async target => (await mill.call('OPTIONS', target)).headers.allow)), ['GET, HEAD, OPTIONS', 'GET, HEAD, POST, OPTIONS', 'POST, OPTIONS'])
})
