// The sample keys are known wherever they are met, and every scheme takes them.
import assert from 'node:assert/strict'
import { createPublicKey, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { dialects } from '../core/dispute.ts'
import { afterpayScheme } from '../dialects/afterpay/scheme.ts'
import { ahrvoScheme } from '../dialects/ahrvo/scheme.ts'
import { alipayScheme, readPrivateKey } from '../dialects/alipay/scheme.ts'
import { moovScheme } from '../dialects/moov/scheme.ts'
import { makeKey, nativeScheme } from '../dialects/native/scheme.ts'
import { omiseScheme } from '../dialects/omise/scheme.ts'
import { memberNames } from './cast.ts'
import { isSampleKey, sampleAdminKey, sampleKeys } from './keys.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }
const schemes = { native: nativeScheme, alipay: alipayScheme, afterpay: afterpayScheme, omise: omiseScheme, moov: moovScheme, ahrvo: ahrvoScheme }

test('every secret of every sample merchant is known as a sample, and so is the key of an unconfigured sandbox', () => {
  const secret = /^(key|private_key|parley_private_key|secret_key|webhook_secret|password)$/
  for (const name of memberNames) {
    for (const [dialect, values] of Object.entries(sampleKeys[name])) {
      const secrets = Object.entries(values).filter(([field]) => secret.test(field))
      assert.ok(secrets.length > 0, dialect)
      for (const [field, value] of secrets) assert.ok(isSampleKey(value), `${name} ${dialect} ${field}`)
    }
  }
  assert.ok(isSampleKey(sampleAdminKey))
})

test('a sample key is known inside other text, with blanks around it and between PEM lines', () => {
  const { native, afterpay, alipay } = sampleKeys.kiln
  assert.ok(isSampleKey(` ${native.key}\n`))
  assert.ok(isSampleKey(`${afterpay.merchant_id}:${afterpay.secret_key}`))
  assert.ok(isSampleKey(readPrivateKey(alipay.private_key!).export({ format: 'pem', type: 'pkcs8' }).toString()))
})

test('what the schemes make anew is no sample', async () => {
  for (const dialect of dialects) {
    const made = await schemes[dialect].make({}, chance)
    for (const value of [made.presented, ...Object.values(made.shown)]) assert.ok(!isSampleKey(value), value)
  }
  assert.ok(!isSampleKey(makeKey(chance)))
  assert.ok(!isSampleKey(''))
})

test('every scheme takes the sample keys and keeps them', async () => {
  for (const name of memberNames) {
    for (const dialect of dialects) {
      const given = sampleKeys[name][dialect]
      const { shown } = await schemes[dialect].make(given, chance)
      for (const [field, value] of Object.entries(shown)) assert.equal(value, given[field], `${name} ${dialect} ${field}`)
    }
  }
})

test('no two sample merchants share what names them', async () => {
  for (const dialect of dialects) {
    const presented = await Promise.all(memberNames.map(async name => (await schemes[dialect].make(sampleKeys[name][dialect], chance)).presented))
    assert.equal(new Set(presented).size, memberNames.length, dialect)
  }
})

test("the sample's public key belongs to its private key", () => {
  const { parley_private_key, parley_public_key } = sampleKeys.kiln.alipay
  const publicKey = createPublicKey(readPrivateKey(parley_private_key!)).export({ format: 'der', type: 'spki' }).toString('base64')
  assert.equal(publicKey, parley_public_key)
})
