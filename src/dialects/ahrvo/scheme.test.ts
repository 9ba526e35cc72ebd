// Credentials and ids in the form of this provider; what is secret is shown once and kept as little as can be.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { ahrvoScheme, ahrvoDisputeId } from './scheme.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }

test('a new credential is a user, a password of 192 bits, presented together, and a webhook secret of 64 hex digits', async () => {
  const { shown, presented } = await ahrvoScheme.make({}, chance)
  assert.match(shown.username!, /^US[1-9A-HJ-NP-Za-km-z]{22}$/)
  assert.match(shown.password!, /^[\w-]{32}$/)
  assert.match(shown.webhook_secret!, /^[0-9a-f]{64}$/)
  assert.equal(presented, `${shown.username}:${shown.password}`)
})

test('the password is kept nowhere, the webhook secret is sealed', async () => {
  const made = await ahrvoScheme.make({}, chance)
  assert.deepEqual(made.public, { username: made.shown.username })
  assert.deepEqual(made.sealed, { webhook_secret: made.shown.webhook_secret })
})

test('given values are kept, a user name with a colon is refused, an empty password is made', async () => {
  const given = { username: 'USa', password: 'p:q', webhook_secret: 'w' }
  assert.deepEqual((await ahrvoScheme.make(given, chance)).shown, given)
  await assert.rejects(ahrvoScheme.make({ username: 'a:b' }, chance), RangeError)
  assert.match((await ahrvoScheme.make({ username: 'USa', password: '' }, chance)).presented, /^USa:[\w-]{32}$/)
})

test('a dispute id is DP and 22 characters of base 58', () => assert.match(ahrvoDisputeId(chance), /^DP[1-9A-HJ-NP-Za-km-z]{22}$/))
