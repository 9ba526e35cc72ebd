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
