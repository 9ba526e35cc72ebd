// Broken bodies at what decides: it is decided whole or not at all.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { answered, startAhrvo } from '../../../test/kit/ahrvo.ts'
import { textOf } from '../../../test/kit/native.ts'
import { failureBody } from './contract/shapes.ts'

const kit = await startAhrvo()
after(() => kit.close())
const shop = await kit.shop()
const dispute = await kit.dispute(shop)

const odd = fc.constantFrom('', '0', '-1', 'NaN', '1e400', '9'.repeat(30), 'null', '[]', '\u0000', '%', '%zz', '\ud83d\ude00', '../..', '<script>', "' or 1=1 --", 'x'.repeat(300), '2025-13-45T99:99:99Z', '2025-12-08T14:30:00+05:30', dispute)
const words = fc.oneof(odd, fc.string({ maxLength: 40 }))
const types = fc.constantFrom('application/json', 'application/hal+json', 'application/vnd.api+json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=b', 'application/x-www-form-urlencoded', '')
const bodies = fc.oneof(
  odd, fc.json({ maxDepth: 3 }), fc.constantFrom('--b\r\n', '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-\r\n--b--\r\n'),
  fc.record({ tags: fc.dictionary(words, words, { maxKeys: 4 }) }).map(value => JSON.stringify(value)), fc.record({ note: fc.oneof(words, fc.jsonValue({ maxDepth: 2 })) }).map(value => JSON.stringify(value)),
  fc.record({ url: words, enabled: fc.boolean(), authentication: fc.record({ type: fc.constantFrom('NONE', 'BASIC', 'BEARER', 'x') }), enabled_events: fc.array(fc.record({ entity: words, types: fc.array(words, { maxLength: 2 }) }), { maxLength: 2 }) }).map(value => JSON.stringify(value)),
)

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
