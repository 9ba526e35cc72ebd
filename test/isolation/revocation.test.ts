import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { bearer, type Answer } from '../kit/http.ts'
import { places } from '../kit/http-servers.ts'
import { textOf, type Json } from '../kit/native.ts'

/** What another process remembers of a key it remembers for so long; a decision is judged under the lock and never by memory. */
const longestMemoryMs = 1_000

for (const { name, begin } of places) {
  test(`a revoked key decides nothing from that moment on, and reads nothing a second later, in every process (${name})`, async (t) => {
    const servers = await begin()
    if ('absent' in servers) return t.skip(servers.absent)
    t.after(() => servers.end())
    const owner = await servers.merchant()
    const admin = bearer(owner.key)
    for (let round = 0; round < 5; round++) {
      const dispute = await servers.open(owner)
      const made: Json = (await servers.call(admin, { method: 'POST', target: `/v1/merchants/${owner.id}/credentials`, body: { scope: 'decide' } })).body
      const headers = bearer(textOf(made.shown?.key))
      const reads = (): Promise<number[]> => Promise.all(servers.urls.map(async (url) => (await servers.call(headers, { target: `/v1/disputes/${dispute}` }, url)).status))
      assert.deepEqual(new Set(await reads()), new Set([200]))
      const revoked: Answer = await servers.call(admin, { method: 'POST', target: `/v1/credentials/${textOf(made.credential?.id)}/revoke` })
      assert.equal(revoked.status, 200)
      for (const url of servers.urls) {
        const { status, body } = await servers.call(headers, { method: 'POST', target: `/v1/disputes/${dispute}/accept`, body: { reason: 'no_proof' } }, url)
        assert.deepEqual([status, ['credential_revoked', 'unauthenticated'].includes(textOf(body.code))], [401, true])
      }
      assert.equal((await servers.call(headers, { target: `/v1/disputes/${dispute}` })).status, 401, 'where it was revoked it reads nothing at once')
      assert.equal(textOf((await servers.dispute(owner, dispute)).state), 'needs_response')
      if (round > 0) continue
      await wait(longestMemoryMs + 50)
      assert.deepEqual(new Set(await reads()), new Set([401]))
    }
  })
}
