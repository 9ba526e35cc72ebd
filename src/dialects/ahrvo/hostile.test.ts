// What no client should send, at every call: no answer outside the documented shapes, none of 5xx, and no change where it was not a success.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Endpoint } from '../../wire/contract.ts'
import { answered, sendFile, startAhrvo } from '../../../test/kit/ahrvo.ts'
import { textOf } from '../../../test/kit/native.ts'
import { ahrvoContract } from './contract.ts'
import { failureBody } from './contract/shapes.ts'

const kit = await startAhrvo()
after(() => kit.close())
const shop = await kit.shop()
const dispute = await kit.dispute(shop)
const evidence = textOf((await sendFile(shop.ahrvo, dispute)).body.id)
const webhook = textOf((await shop.ahrvo('POST', '/webhooks', { url: 'https://shop.example/' })).body.id)
const endpoints: Endpoint[] = Object.values(ahrvoContract.endpoints)

const odd = fc.constantFrom('', '0', '-1', 'NaN', '1e400', '9'.repeat(30), 'null', '[]', '\u0000', '%', '%zz', '\ud83d\ude00', '../..', '<script>', "' or 1=1 --", 'x'.repeat(300), '2025-13-45T99:99:99Z', '2025-12-08T14:30:00+05:30', dispute, evidence)
const words = fc.oneof(odd, fc.string({ maxLength: 40 }))
const parameters = ['limit', 'offset', 'after_cursor', 'before_cursor', 'sort', 'state', 'response_state', 'transfer_id', 'adjustment_transfer_id', 'amount', 'amount.gte', 'amount.lt', 'created_at.gte', 'updated_at.lte', 'respond_by.gte', 'tags.key', 'merchant_id', 'x']
const search = fc.array(fc.tuple(fc.constantFrom(...parameters), words), { maxLength: 4 }).map(pairs => (pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`))
const types = fc.constantFrom('application/json', 'application/hal+json', 'application/vnd.api+json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=b', 'application/x-www-form-urlencoded', '')
const bodies = fc.oneof(
  odd, fc.json({ maxDepth: 3 }), fc.constantFrom('--b\r\n', '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-\r\n--b--\r\n'),
  fc.record({ tags: fc.dictionary(words, words, { maxKeys: 4 }) }).map(value => JSON.stringify(value)), fc.record({ note: fc.oneof(words, fc.jsonValue({ maxDepth: 2 })) }).map(value => JSON.stringify(value)),
  fc.record({ url: words, enabled: fc.boolean(), authentication: fc.record({ type: fc.constantFrom('NONE', 'BASIC', 'BEARER', 'x') }), enabled_events: fc.array(fc.record({ entity: words, types: fc.array(words, { maxLength: 2 }) }), { maxLength: 2 }) }).map(value => JSON.stringify(value)),
)
/** Deciding has its own tests: here nothing may end the dispute. */
const called = fc.constantFrom(...endpoints.filter(({ operation }) => !['acceptDispute', 'submitDispute'].includes(operation)))
const ids = fc.oneof(fc.constant(null), words)
const visibly = async () => (await shop.ahrvo('GET', `/disputes/${dispute}`)).text + (await shop.ahrvo('GET', `/disputes/${dispute}/evidence`)).text + (await shop.ahrvo('GET', '/webhooks')).text

test('requests that nobody should send', async () => {
  await fc.assert(fc.asyncProperty(called, ids, search, types, fc.option(bodies, { nil: undefined }), async ({ method, path, operation, answers }, id, query, type, body) => {
    const target = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((id ?? (name === 'evidence' ? evidence : path.includes('webhooks') ? webhook : dispute)).toWellFormed()))
    const before = await visibly()
    const answer = await answered(kit, method, target + query, { authorization: shop.basic, ...(type && { 'content-type': type }) }, body)
    assert.ok(answer.status < 500, `${operation} ${answer.text}`)
    if (answer.status < 400) return assert.ok(answers[answer.status], operation)
    assert.deepEqual(failureBody.parse(answer.body), answer.body)
    assert.equal(await visibly(), before, operation)
  }), { numRuns: 400 })
})

test('decisions with broken bodies change nothing', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom('accept', 'submit'), types, bodies, async (operation, type, body) => {
    const own = await kit.dispute(shop)
    const answer = await answered(kit, 'POST', `/payments/na/disputes/${own}/${operation}`, { authorization: shop.basic, ...(type && { 'content-type': type }) }, body)
    assert.ok(answer.status < 500, answer.text)
    const { response_state: now } = (await shop.ahrvo('GET', `/disputes/${own}`)).body
    assert.equal(textOf(now), answer.status >= 400 ? 'NEEDS_RESPONSE' : operation === 'accept' ? 'ACCEPTED' : 'RESPONDED')
    if (answer.status >= 400) assert.deepEqual(failureBody.parse(answer.body), answer.body)
  }), { numRuns: 100 })
})
