// Credentials and ids in the form of this provider; what is secret is shown once and kept as little as can be.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { afterpayScheme, afterpayDisputeId } from './scheme.ts'

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
