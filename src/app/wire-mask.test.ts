import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptBody, keptHeaders, keptPairs, longestKept, maskedQuery } from './wire-mask.ts'

const json = 'application/json; charset=utf-8'
const form = 'application/x-www-form-urlencoded'
const secret = 'hunter2-and-more'

test('what proves who calls is replaced in headers, whatever its spelling, and everything else is kept as it came', () => {
  const kept = keptHeaders(['Authorization', `Bearer ${secret}`, 'COOKIE', secret, 'Parley-CSRF', secret, 'X-Api-Key', secret, 'Signature', secret, 'Idempotency-Key', 'k1', 'Host', 'a', 'Host', 'b'])
  assert.deepEqual(kept.slice(-3), [['Idempotency-Key', 'k1'], ['Host', 'a'], ['Host', 'b']])
  assert.ok(!JSON.stringify([kept, keptPairs({ 'set-cookie': secret, 'webhook-signature': secret })]).includes(secret))
})

test('no secret of any name is kept of a body, in JSON at any depth, in a form, and where it cannot be read', () => {
  const bodies: [string, string][] = [
    [json, JSON.stringify({ password: secret })], [json, JSON.stringify({ a: [{ shown: { key: secret, public_id: secret } }] })], [json, JSON.stringify({ credentials: { whatever: secret } })],
    [json, JSON.stringify({ secret_key: secret, access_token: secret, privateKey: secret, signingSecret: secret, key: secret, keys: [secret] })], [json, `{ "pass\\u0077ord" : "${secret}" }`], [form, `%70assword=${secret}`],
    [form, `grant_type=client_credentials&client_secret=${secret}`], [form, `refresh%5Ftoken=${secret}&a=1`], [form, `key=${secret}`],
    [json, `{"password":"${secret}"`], ['text/plain', `my password is ${secret}`], ['application/problem+json', JSON.stringify({ token: secret })],
    [json, JSON.stringify({ url: `https://a.example/f?merchant=mch_1&signature=${secret}` })],
    [json, `{ "keys"\n: "${secret}" }`], [json, JSON.stringify({ url: `https://a.example/f?a=1&key=${secret}` })], [json, JSON.stringify({ url: `https://a.example/f?to%6Ben=${secret}` })],
  ]
  for (const [type, body] of bodies) {
    assert.ok(!JSON.stringify(keptBody(body, type, false)).includes(secret), `${type} ${body}`)
    assert.ok(!JSON.stringify(keptBody(Buffer.from(body), type, false)).includes(secret), `${type} ${body}, as bytes`)
  }
  assert.equal(keptBody(bodies[6]![1], form, false).body, 'grant_type=client_credentials&client_secret=***')
})

test('a body without a secret is kept byte for byte, also where it says that somebody decided by a key', () => {
  const body = '{ "amount" : 12345678901234567890, "story": "naïve", "by": { "kind": "key" } }'
  assert.deepEqual(keptBody(Buffer.from(body), json, false), { body, size: Buffer.byteLength(body), sha256: null, kept: 'whole' })
})

test('files are kept as their size and hash alone, also inside of a text, and streams not at all', () => {
  const bytes = Buffer.from('%PDF-1.7 evidence')
  for (const [type, isFile] of [['application/pdf', false], ['multipart/form-data; boundary=x', false], [undefined, false], [json, true]] as const) {
    const { body, size, sha256, kept } = keptBody(bytes, type, isFile)
    assert.deepEqual([body, size, sha256?.length, kept], [null, bytes.length, 64, 'hash_only'])
  }
  assert.deepEqual(keptBody((async function* () {})(), 'text/csv', false), { body: null, size: null, sha256: null, kept: 'streamed' })
})

test('of a long text the beginning is kept, and where that may hold a secret nothing', () => {
  const long = `{"story":"${'é'.repeat(longestKept)}"}`
  for (const body of [long, Buffer.from(long)]) {
    const cut = keptBody(body, json, false)
    assert.ok(cut.kept === 'cut' && cut.body!.length <= longestKept && cut.body!.isWellFormed())
  }
  assert.equal(keptBody(`{"password":"${secret}","story":"${'x'.repeat(longestKept)}"}`, json, false).kept, 'hash_only')
})

test('the value of a query is replaced where its name may name a secret', () => {
  assert.equal(maskedQuery(`?expires=1&signature=${secret}&to%6Ben=${secret}&limit=2`), '?expires=1&signature=***&to%6Ben=***&limit=2')
})
