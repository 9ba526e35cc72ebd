// Credentials and ids in the form of this provider; what is secret is shown once and kept as little as can be.
import assert from 'node:assert/strict'
import { createPublicKey, createVerify, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { test } from 'node:test'
import { alipayScheme, alipayDisputeId, readPrivateKey } from './scheme.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }
const publicOf = (text: string) => createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
const fits = (privateKey: string, publicKey: string) =>
  createVerify('RSA-SHA256').update('text').verify(publicOf(publicKey), sign('RSA-SHA256', Buffer.from('text'), readPrivateKey(privateKey)))

const made = await alipayScheme.make({}, chance)

test('a new credential has a sandbox client id, and keys as Base64 without PEM lines', () => {
  assert.match(made.shown.client_id!, /^SANDBOX_5X\d{14}$/)
  for (const key of [made.shown.private_key!, made.shown.parley_public_key!]) assert.match(key, /^[A-Za-z0-9+/]+={0,2}$/)
  assert.equal(made.presented, made.shown.client_id)
})

test('the keys are RSA of 2048 bits, and what the merchant signs verifies against the public key that is kept', () => {
  assert.equal(readPrivateKey(made.shown.private_key!).asymmetricKeyDetails?.modulusLength, 2048)
  assert.ok(fits(made.shown.private_key!, made.public.merchant_public_key!))
})

test('what we sign verifies against the public key that is shown, and against no other', () => {
  assert.ok(fits(made.sealed.parley_private_key!, made.shown.parley_public_key!))
  assert.ok(!fits(made.sealed.parley_private_key!, made.public.merchant_public_key!))
})

test("the merchant's private key is shown and neither kept openly nor sealed; ours is sealed and not shown", () => {
  const { shown, public: open, sealed } = made
  assert.ok(!JSON.stringify([open, sealed]).includes(shown.private_key!.slice(100, 160)))
  assert.ok(!JSON.stringify([shown, open]).includes(sealed.parley_private_key!.slice(100, 160)))
})

test('a private key is taken as PKCS#8, as PKCS#1 and between PEM lines, and means the same', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const spelt = [
    privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64'),
    privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
  ]
  const all = await Promise.all(spelt.map(private_key => alipayScheme.make({ client_id: 'SANDBOX_5X1', private_key, parley_private_key: spelt[0]! }, chance)))
  assert.equal(new Set(all.map(each => each.public.merchant_public_key)).size, 1)
  assert.equal(new Set(all.map(each => each.shown.private_key)).size, 1)
  assert.equal(all[0]!.presented, 'SANDBOX_5X1')
})

test('what is no RSA private key of 2048 bits is refused', async () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  const curve = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  for (const private_key of ['nonsense', made.shown.parley_public_key!, small, curve]) {
    await assert.rejects(alipayScheme.make({ private_key }, chance), /private_key has to be an RSA private key/)
  }
})

test('a public key of ours without its private half is refused', async () => {
  await assert.rejects(alipayScheme.make({ parley_public_key: made.shown.parley_public_key! }, chance), /without the parley_private_key/)
})

test('what is known in public brings new keys under the old client id', async () => {
  const next = await alipayScheme.make(made.public, chance)
  assert.equal(next.presented, made.presented)
  assert.notEqual(next.shown.private_key, made.shown.private_key)
  assert.notEqual(next.shown.parley_public_key, made.shown.parley_public_key)
})

test('a dispute id is 28 digits that begin with its day', () => {
  const at = Date.UTC(2026, 10, 21, 3)
  assert.match(alipayDisputeId(chance, at), /^20261121\d{20}$/)
  assert.notEqual(alipayDisputeId(chance, at), alipayDisputeId(chance, at))
})
