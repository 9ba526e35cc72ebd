// Anything that may come to any call of the contract: never our own mistake, never an answer outside the documented shapes, and nothing
// has happened where the answer was a refusal.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, test } from 'node:test'
import { wireRequest } from '../../wire/http.ts'
import { codesOf } from '../../wire/openapi-failures.ts'
import type { Contract, Endpoint } from '../../wire/contract.ts'
import { basicOf, fileForm, startOmise } from '../../../test/kit/omise.ts'
import { omiseContract } from './contract.ts'
import { problems, type ProblemCode } from './problems.ts'

const contract: Contract = omiseContract
const kit = await startOmise()
after(() => kit.close())
const shop = await kit.owner('Shop')
const ids = await kit.states(shop)
await kit.app.workers.runOnceAll(kit.clock.now())

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', '0', '-1', '1e3', 'null', '__proto__', '2026-11-20', 'won', 'dispute', 'a..b'))
const query = fc.dictionary(fc.constantFrom('from', 'to', 'offset', 'limit', 'order', 'scope', 'query', 'page', 'per_page', 'filters[amount]', 'filters[created_at]', 'filters', 'x'), text, { maxKeys: 3 })
const fields = fc.dictionary(fc.constantFrom('message', 'metadata', 'status', 'amount', 'currency', 'limit', 'kind', '__proto__'), fc.oneof(text, fc.jsonValue({ maxDepth: 2 })))
const [file, multipart] = fileForm()
const body = fc.oneof(
  fields.map(object => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(object)) })),
  fields.map(object => ({ type: 'application/x-www-form-urlencoded', bytes: Buffer.from(Object.entries(object).map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`).join('&')) })),
  fc.constant({ type: multipart['content-type']!, bytes: Buffer.from(file) }),
  fc.tuple(fc.constantFrom('application/json', 'text/plain', ''), text).map(([type, bytes]) => ({ type, bytes: Buffer.from(bytes) })),
  fc.constant(null),
)
const id = fc.oneof(fc.constantFrom(...Object.values(ids), 'dspt_test_0000000000000000000', 'chrg_test_x'), text.map(value => encodeURIComponent(value.toWellFormed())))
const version = fc.constantFrom(undefined, undefined, '2017-11-02', '2019-05-29', 'x')

/** These go well and have their own tests. */
const deciding = ['acceptDispute', 'acceptDisputeByPatch', 'closeDispute', 'closeDisputeByPost', 'createDispute', 'deleteDocument']
const asked = fc.record({ endpoint: fc.constantFrom(...Object.values(contract.endpoints).filter(({ operation }) => !deciding.includes(operation))), ids: fc.tuple(id, id), query, body, version })

test('no call breaks, answers what it does not document, or changes what it refuses to change', async () => {
  await fc.assert(fc.asyncProperty(asked, async ({ endpoint, ids: [first, second], query, body, version }) => {
    const before = await seen()
    const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, value.toWellFormed()])).toString()
    const target = endpoint.path.replace('{id}', first || '-').replace('{document}', second || '-') + (search ? `?${search}` : '')
    const answer = await kit.handle(wireRequest({
      method: endpoint.method, target,
      headers: { authorization: basicOf(shop.secret), ...(body?.type ? { 'content-type': body.type } : {}), ...(version ? { 'omise-version': version } : {}) },
      ...(body ? { body: body.bytes } : {}),
    }))
    wellMannered(endpoint, answer.status, String(answer.body), target)
    if (answer.status >= 400) assert.equal(await seen(), before, target)
  }), { numRuns: 300 })
})

function wellMannered(endpoint: Endpoint, status: number, text: string, target: string): void {
  if (status === 200) {
    const { schema } = endpoint.answers[200]!
    if (schema) assert.deepEqual(schema.parse(JSON.parse(text)), JSON.parse(text), target)
    return
  }
  const { code } = contract.failureSchema.parse(JSON.parse(text)) as { code: string }
  assert.ok(status < 500, `${target} ${text}`)
  // An id that is another route's word, or none, leads to another call of the contract.
  const documented = [...codesOf(endpoint), 'method_not_allowed'].filter(each => problems[each as ProblemCode].status === status)
  assert.ok(documented.some(each => problems[each as ProblemCode].code === code), `${endpoint.operation} ${target} answered ${text}`)
}

const seen = async (): Promise<string> => JSON.stringify((await shop.call('GET', '/v1/disputes')).body.data)
