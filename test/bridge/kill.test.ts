// Parley killed at random moments while it forwards decisions, and stopped for longer than its lease: what it had asked is found out
// after it is back, nothing is done twice there, and nothing is told that did not happen.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProcess, type Running } from '../kit/app-process.ts'
import { asked, startSide, until, type Side } from '../kit/bridge.ts'
import { randomOf } from '../kit/crash-random.ts'

/** Short here; each kill is at another moment of a batch of decisions. */
const kills = 3
const batch = 12
const admin = 'pk_admin_sandbox'

test('a Parley that is killed while decisions are on their way finds out what became of each', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bridge-'))
  const far = await startSide()
  const env = { DATABASE_URL: `sqlite:${join(folder, 'near.db')}`, LOG_LEVEL: 'info' }
  let near: Running = startProcess(['serve'], folder, env)
  t.after(async () => {
    near.child.kill('SIGKILL')
    await near.ended
    await far.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const random = randomOf('killed')
  const made = (await asked(await near.url, admin, '/v1/merchants', { name: 'Mill' })).body
  const key = made.credentials.native.key as string
  const connected = await asked(await near.url, key, '/v1/connections', {
    dialect: 'native', name: 'Far', url: far.url, credentials: { key: far.credentials.native.key }, settings: { poll_ms: 1000, connect_ms: 1000, answer_ms: 3000 },
  })
  assert.equal(connected.status, 201, connected.text)
  const pairs: { here: string; there: string }[] = []
  for (let round = 0; round < kills; round++) {
    const fresh = await openedHere(far, () => near.url, key)
    pairs.push(...fresh)
    for (const fault of ['timeout-after', 'drop-after', 'drop-before'] as const) await far.admin('/v1/sandbox/faults', { dialect: 'native', operation: 'acceptDispute', fault, times: 2 })
    const url = await near.url
    const asks = fresh.map(({ here }) => asked(url, key, `/v1/disputes/${here}/accept`, { reason: 'no_proof' }, { headers: { 'idempotency-key': here } }).catch(() => null))
    await new Promise(resume => setTimeout(resume, random.whole(250)))
    near.child.kill('SIGKILL')
    await Promise.all([near.ended, ...asks])
    near = startProcess(['serve'], folder, env)
  }
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  for (const { here, there } of pairs) {
    const url = await near.url
    const ours = await until(async () => { const { body } = await asked(url, key, `/v1/disputes/${here}`); return body.state !== 'accepting' && body }, 120_000, here)
    const theirs = (await far.ask(`/v1/disputes/${there}`)).body
    const effects = (await far.ask(`/v1/disputes/${there}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === 'accepted').length
    const listed = await until(async () => { const { body } = await asked(url, key, `/v1/disputes/${here}`); return body.state === theirs.state && body }, 30_000, `${here} ${ours.state} as ${theirs.state}`)
    assert.deepEqual([listed.state, effects], [theirs.state, theirs.state === 'accepted' ? 1 : 0])
    const again = await asked(url, key, `/v1/disputes/${here}/accept`, { reason: 'no_proof' }, { headers: { 'idempotency-key': here } })
    assert.ok([200, 202].includes(again.status), `the same key again: ${again.status} ${again.text}`)
  }
})

async function openedHere(far: Side, urlOf: () => Promise<string>, key: string): Promise<{ here: string; there: string }[]> {
  const opened = await Promise.all(Array.from({ length: batch }, () => far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect: 'native', amount: { value: 500, currency: 'THB' }, respond_in: 'P7D' })))
  const url = await urlOf()
  return Promise.all(opened.map(async ({ body }) => {
    const found = await until(async () => (await asked(url, key, `/v1/disputes?their_id=${body.id}`)).body.data[0], 30_000, `${body.id} here`)
    return { here: found.id as string, there: body.id as string }
  }))
}
