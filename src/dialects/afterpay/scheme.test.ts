// Credentials and ids in the form of this provider; what is secret is shown once and kept as little as can be.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { idsFrom } from '../../core/ids.ts'
import { evidenceOf, tokenOf } from './ids.ts'
import { afterpayDisputeId, afterpayScheme, basicOf, signatureOf, verify } from './scheme.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }

test('a new credential is a merchant id of nine digits and a secret of 256 bits, presented together', async () => {
  const { shown, presented } = await afterpayScheme.make({}, chance)
  assert.match(shown.merchant_id!, /^6\d{8}$/)
  assert.match(shown.secret_key!, /^[0-9a-f]{64}$/)
  assert.equal(presented, `${shown.merchant_id}:${shown.secret_key}`)
})

test('given values are kept and an empty one is made, never kept', async () => {
  assert.equal((await afterpayScheme.make({ merchant_id: '32', secret_key: 'abcdefgh' }, chance)).presented, '32:abcdefgh')
  assert.match((await afterpayScheme.make({ merchant_id: '32', secret_key: '' }, chance)).presented, /^32:[0-9a-f]{64}$/)
})

test('the secret is kept nowhere', async () => {
  const made = await afterpayScheme.make({}, chance)
  assert.deepEqual([made.public, made.sealed], [{ merchant_id: made.shown.merchant_id }, {}])
})

test('a merchant id with a colon is refused, since another pair would read the same', async () => {
  await assert.rejects(afterpayScheme.make({ merchant_id: '3:2' }, chance), RangeError)
})

test('a dispute id is dp_ and 22 characters of base 58', () => assert.match(afterpayDisputeId(chance), /^dp_[1-9A-HJ-NP-Za-km-z]{22}$/))

test('the pair comes from RFC 7617 and from nowhere else', () => {
  assert.equal(basicOf('Basic MzI6YWJjZGVmZ2g='), '32:abcdefgh', 'the example of the authentication page')
  assert.equal(basicOf('basic MzI6YWJjZGVmZ2g='), '32:abcdefgh')
  for (const other of [undefined, '', 'Basic', 'Basic ', 'MzI6YWJjZGVmZ2g=', 'Basic 32:abcdefgh', 'Bearer MzI6YWJjZGVmZ2g=', 'Basic MzI=', `Basic ${'A'.repeat(8192)}`, 'Basic MzI6YWJjZGVmZ2g=, Basic MzI6YWJjZGVmZ2g=']) {
    assert.equal(basicOf(other), null, String(other).slice(0, 40))
  }
})

const key = 'test_hmac_secret'
const url = 'https://merchant.example.com/afterpay/webhooks'
const spaced = '{"webhook_event_id": "b4df2187-4090-4845-be15-a73546107cbe", "webhook_event_type": "created", "dispute_id": "dp_KvGaECApCMdsH8earUSa2V", "merchant_reference": "08CF65ZSFNHVM"}'
const dense = spaced.replaceAll('": "', '":"').replaceAll('", "', '","')

test('signatures are those of the vectors', () => {
  assert.deepEqual([spaced.length, dense.length], [175, 168])
  const vectors = [
    ['V1', { url, date: '1664239810', body: spaced }, 'Fl/8Bg6bFtgygvne+gPPeQedlUP9cI3xPqE9wa2aDQ0='],
    ['V2', { url, date: '1664239810', body: dense }, 'Xm1t1g/nuRYNwb2kecK+huowDeWhsti34rB+nac7PnE='],
    ['V3', { url, date: '1664239811', body: dense }, 'pH1Jn8DWy1NZXVKgtDSrMDA5WH+yGJqxHgdtzjBImSc='],
    ['V4', { url: 'merchant.example.com', date: '1664239810', body: dense }, '/ULueUf3JkverS6lm7jDOl+AtazGcHLMkFdn0rxky6o='],
  ] as const
  for (const [name, signed, signature] of vectors) assert.equal(signatureOf(signed, key), signature, name)
  const sister = { url: 'https://agencyapi.sandbox.afterpay.com/v1/test?x=1', date: '1706263066', body: '{"a":1}' }
  assert.equal(signatureOf(sister, 'secret'), '557jEBlpa1abEP9GAzg0tRRjITBEWcJJnj72Y97/JVk=', 'the public vector of the sister API')
})

test('a signature holds for its url, its date, its bytes and its key, and for five minutes either way', () => {
  const at = 1_664_239_810_000
  const signature = signatureOf({ url, date: '1664239810', body: dense }, key)
  const told = (changes: object, keys = [key], now = at) => verify({ url, date: '1664239810', signature, body: dense, ...changes }, keys, now)
  assert.equal(told({}), 'genuine')
  assert.equal(told({ body: Buffer.from(dense) }), 'genuine')
  assert.equal(told({}, ['another', key]), 'genuine', 'while a key is turned over')
  for (const changed of [{ url: `${url}/` }, { date: '1664239811' }, { date: undefined }, { date: 'x' }, { date: '1664239810 ' }, { body: `${dense} ` }]) assert.equal(told(changed), 'forged')
  assert.equal(told({}, ['another']), 'forged')
  assert.equal(told({}, []), 'forged')
  assert.deepEqual([told({}, [key], at + 300_999), told({}, [key], at + 301_000), told({}, [key], at - 301_000)], ['genuine', 'stale', 'stale'])
})

test('what the published sample takes for a signature, since it reads base 64 as hex, is taken by nobody', () => {
  for (const signature of ['zz', 'z', '!!', signatureOf({ url, date: '1', body: '' }, key)]) assert.equal(verify({ url, date: '1664239810', signature, body: dense }, [key], 1_664_239_810_000), 'forged')
})

test('a file token is an evidence id in other digits, there and back', () => {
  const ids = idsFrom(() => Date.UTC(2026, 10, 20), randomBytes)
  for (let n = 0; n < 1000; n++) {
    const id = ids.next('evd')
    assert.match(tokenOf(id), /^fi_[1-9A-HJ-NP-Za-km-z]{22}$/)
    assert.equal(evidenceOf(tokenOf(id)), id)
  }
  for (const other of ['', 'fi_', 'dp_7wvZBQqWzoPGLxvaMkpTjX', 'fi_0wvZBQqWzoPGLxvaMkpTjX', `fi_${'z'.repeat(22)}`, 'evd_00000000000000000000000000', '__proto__']) assert.equal(evidenceOf(other), null, other)
})
