// A connection that is given the credentials of another account, at a provider that is asked for what changed of late alone.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startSide, until, type Side } from '../kit/bridge.ts'

let far: Side
let near: Side
before(async () => {
  far = await startSide()
  near = await startSide({ workers: true })
})
after(async () => {
  await near.close()
  await far.close()
})

test('what lived at another account long before its credentials were given is learned of', async () => {
  const other = (await far.admin('/v1/merchants', { name: 'Other' })).body
  const { body: { theirs, opened_at } } = await far.admin('/v1/sandbox/disputes', { merchant: other.id, dialect: 'ahrvo', amount: { value: 9_900, currency: 'USD' }, respond_in: 'P7D' })
  const of = ({ username, password }: Record<string, string>) => ({ username, password, currency: 'USD' })
  const settings = { poll_ms: 1_000, overlap_ms: 0, connect_ms: 5_000, answer_ms: 15_000 }
  const { id } = (await near.ask('/v1/connections', { dialect: 'ahrvo', name: 'Far', url: far.url, credentials: of(far.credentials.ahrvo), settings })).body
  await until(async () => Date.parse((await near.ask(`/v1/connections/${id}`)).body.reading.last_complete_at) > Date.parse(opened_at) + 3_000, 180_000, 'Reading on')
  const changed = await near.ask(`/v1/connections/${id}`, { credentials: of(other.credentials.ahrvo) }, { method: 'PATCH' })
  assert.deepEqual([changed.status, 'anewAt' in changed.body.settings], [200, false])
  const found = await until(async () => (await near.ask(`/v1/disputes?their_id=${theirs.id}`)).body.data[0], 180_000, 'Learning of it')
  assert.equal(found.state, 'needs_response')
})

test('an account whose currency nobody has is refused, and what is optional is not called needed', async () => {
  const made = (dialect: string, credentials: object) => near.ask('/v1/connections', { dialect, name: 'x', url: far.url, credentials })
  const { username, password } = far.credentials.ahrvo
  const { merchant_id, secret_key } = far.credentials.afterpay
  for (const refused of [await made('ahrvo', { username, password, currency: 'usd' }), await made('afterpay', { merchant_id, secret_key, currency: 'dollars' })]) {
    assert.deepEqual([refused.status, refused.body.code], [422, 'connection_credentials_unfit'])
    assert.match(refused.body.detail, /ISO 4217/)
  }
  assert.match((await made('omise', {})).body.detail, /Needed: secret_key\. Optional: public_key, webhook_secret\. Missing: secret_key\./)
})

test('of a provider without a list no reading is told, and of one that is paused no next one', async () => {
  const { client_id, private_key, parley_public_key: platform_public_key } = far.credentials.alipay
  const made = await near.ask('/v1/connections', { dialect: 'alipay', name: 'Blind', url: far.url, credentials: { client_id, private_key, platform_public_key }, paused: true })
  assert.deepEqual([made.status, made.body.reading], [201, null])
  const paused = await near.ask('/v1/connections', { dialect: 'omise', name: 'Later', url: far.url, credentials: { secret_key: far.credentials.omise.secret_key }, paused: true })
  assert.deepEqual(paused.body.reading, { last_complete_at: null, next_at: null, failures: 0, error: null, lag_seconds: null })
})
