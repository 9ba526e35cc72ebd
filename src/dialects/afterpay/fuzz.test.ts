import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { digestOf } from '../../../test/kit/digest.ts'
import { startAfterpay } from '../../../test/kit/afterpay.ts'
import { textOf } from '../../../test/kit/native.ts'
import type { Contract, Endpoint } from '../../wire/contract.ts'
import { codesOf } from '../../wire/openapi-failures.ts'
import { routesOf } from '../../wire/route.ts'
import { afterpayContract } from './contract.ts'
import { fileFields, textFields } from './words.ts'

const kit = await startAfterpay()
after(() => kit.close())
const [mill, tea] = [await kit.shop('Mill Ceramics'), await kit.shop('Tea House')]
const own = await Promise.all([1, 2, 3].map(() => kit.dispute(mill)))
const foreign = await kit.dispute(tea)
const file = textOf((await mill.call('POST', '/v2/disputes/files', { file: 'JVBERi0xLjcKJSVFT0YK', fileType: 'dispute_evidence' })).body.id)
const contract: Contract = afterpayContract
const routeFor = routesOf(Object.values(contract.endpoints))

const strange = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('', '..', '%2F', '%00', '%ff', '%', '__proto__', 'files', 'accept', 'x'.repeat(300)))
const id = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...own.map(each => each.id), foreign.id, file, 'dp_1111111111111111111111') }, { weight: 1, arbitrary: strange.map(text => text.replace(/[\s?#]/g, '')) })
const target = fc.oneof(
  fc.constant('/v2/disputes'), id.map(one => `/v2/disputes/${one}`), id.map(one => `/v2/disputes/${one}/accept`), fc.constant('/v2/disputes/files'), id.map(one => `/v2/disputes/files/${one}`),
  id.map(one => `/v2/disputes/files/${one}/content`), strange.map(text => `/v2/disputes/${encodeURIComponent(text.toWellFormed())}/x`),
)
const value = fc.oneof(fc.constantFrom('10', '0', '-1', '1e9', 'lost', 'needs_response', '2026-11-20T09:00:00Z', '1795165200', file, 'mch_00000000000000000000000000'), strange)
const query = fc.array(fc.tuple(fc.constantFrom('order', 'merchant', 'status', 'openedAfter', 'openedBefore', 'offset', 'limit', 'id', 'expires', 'signature', 'x', ''), value), { maxLength: 3 })
  .map(pairs => (pairs.length > 0 ? `?${pairs.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join('&')}` : ''))
const content = fc.oneof(fc.constantFrom(file, 'x', '', null, 7, {}, { key: 'x' }), fc.jsonValue({ maxDepth: 2 }))
const object = fc.dictionary(fc.constantFrom(...textFields, ...fileFields, 'id', 'evidence', 'file', 'fileType', 'x'), fc.oneof(content, fc.constant('dispute_evidence')), { maxKeys: 4 })
const body = fc.oneof(fc.constant(undefined), object, object.map(evidence => ({ evidence })), fc.jsonValue({ maxDepth: 3 }), fc.string().map(text => `${text}{`))
const type = fc.constantFrom('application/json', 'application/json', 'application/json; charset=utf-8', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', '')
const method = fc.constantFrom('GET', 'GET', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH')
const accept = fc.constantFrom('application/json', '*/*', 'text/html', '')

test('whatever is sent, the answer is a documented one, and what did not go well changed nothing', async () => {
  const statuses = new Set<number>()
  await fc.assert(fc.asyncProperty(method, target, query, body, type, accept, async (verb, path, search, sent, contentType, accepted) => {
    const before = await digestOf(kit.app.store)
    const heard = await mill.call(verb, path + search, sent, { 'content-type': sent === undefined ? null : contentType, accept: accepted })
    statuses.add(heard.status)
    const endpoint: Endpoint | undefined = routeFor(path)?.byMethod.get(verb === 'HEAD' ? 'GET' : verb)
    assert.ok(heard.status < 500, heard.text)
    assert.equal(heard.headers['cache-control'], 'no-store')
    if (heard.status >= 400 && verb !== 'HEAD') assert.equal(contract.failureSchema.safeParse(heard.body).success && Number(heard.body.httpStatusCode), heard.status)
    if (endpoint && ![204, 405].includes(heard.status)) {
      const documented = [...Object.keys(endpoint.answers).map(Number), ...codesOf(endpoint).map(code => contract.failures[code]!.status)]
      assert.ok(documented.includes(heard.status), `${verb} ${path} ${heard.status}`)
      const schema = heard.status < 300 && verb !== 'HEAD' ? endpoint.answers[heard.status]?.schema : undefined
      if (schema) assert.deepEqual(schema.parse(heard.body), heard.body)
    }
    const mayChange = heard.status < 300 && endpoint?.scope === 'decide' && verb !== 'HEAD' && verb !== 'OPTIONS'
    if (!mayChange) assert.equal(await digestOf(kit.app.store), before, `${verb} ${path} changed something`)
  }), { numRuns: Number(process.env['PARLEY_TEST_FUZZ'] ?? 600), seed: Number(process.env['PARLEY_TEST_SEED'] ?? 20261121) })
  for (const status of [200, 204, 400, 404, 405, 406, 412, 415, 422]) assert.ok(statuses.has(status), `no answer was ${status}`)
  assert.equal((await tea.call('GET', `/v2/disputes/${foreign.id}`)).body.status, 'needs_response' as never)
})
