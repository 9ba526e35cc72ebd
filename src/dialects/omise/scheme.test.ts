// Credentials and ids in the form of this provider; what is secret is shown once and kept as little as can be.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { omiseScheme, omiseDisputeId } from './scheme.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }

test('a new credential has test keys of 19 characters and a webhook secret in Base64; the secret key is presented', async () => {
  const { shown, presented } = await omiseScheme.make({}, chance)
  assert.match(shown.public_key!, /^pkey_test_[0-9a-z]{19}$/)
  assert.match(shown.secret_key!, /^skey_test_[0-9a-z]{19}$/)
  assert.equal(Buffer.from(shown.webhook_secret!, 'base64').length, 32)
  assert.equal(presented, shown.secret_key)
})

test('the public key does not open what the secret key opens', async () => {
  const { shown, presented } = await omiseScheme.make({}, chance)
  assert.notEqual(presented, shown.public_key)
})

test('the secret key is kept nowhere, the webhook secret is sealed', async () => {
  const made = await omiseScheme.make({}, chance)
  assert.deepEqual(made.public, { public_key: made.shown.public_key })
  assert.deepEqual(made.sealed, { webhook_secret: made.shown.webhook_secret })
})

test('given values are kept', async () => {
  const given = { public_key: 'pkey_test_a', secret_key: 'skey_test_b', webhook_secret: 'Yw==' }
  assert.deepEqual((await omiseScheme.make(given, chance)).shown, given)
})

test('a dispute id has 19 characters after its prefix, and later ones sort later', () => {
  const ids = [0, 1, 1000, 86_400_000].map(ms => omiseDisputeId(chance, Date.UTC(2026, 10, 21) + ms))
  for (const id of ids) assert.match(id, /^dspt_test_[0-9a-z]{19}$/)
  assert.deepEqual([...ids].sort(), ids)
})
