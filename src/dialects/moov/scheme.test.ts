// Credentials and ids in the form of this provider; what is secret is shown once and kept as little as can be.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { moovScheme, moovDisputeId } from './scheme.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a new credential is an account, a key pair that is presented together, and a webhook secret', async () => {
  const { shown, presented } = await moovScheme.make({}, chance)
  assert.match(shown.account_id!, uuid)
  assert.ok(shown.webhook_secret!.length >= 32)
  assert.equal(presented, `${shown.public_key}:${shown.secret_key}`)
})

test('the secret key is kept nowhere, the webhook secret is sealed', async () => {
  const made = await moovScheme.make({}, chance)
  assert.deepEqual(made.public, { account_id: made.shown.account_id, public_key: made.shown.public_key })
  assert.deepEqual(made.sealed, { webhook_secret: made.shown.webhook_secret })
})

test('given values are kept, and a public key with a colon is refused', async () => {
  const given = { account_id: '6e356108-fdfa-4910-bbe4-1e3c8abf5520', public_key: 'pub', secret_key: 'sec', webhook_secret: 'w' }
  assert.deepEqual((await moovScheme.make(given, chance)).shown, given)
  await assert.rejects(moovScheme.make({ public_key: 'a:b' }, chance), RangeError)
})

test('a dispute id is a UUID of version 4', () => {
  for (let turn = 0; turn < 50; turn += 1) assert.match(moovDisputeId(chance), uuid)
})
