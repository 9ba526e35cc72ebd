// Parley as a process of its own, killed while it brings defenses to Ahrvo: after it is back each is there once, with each file once.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sandboxAdminKey } from '../../src/app/config.ts'
import { startProcess, type Running } from '../kit/app-process.ts'
import { asked, startSide, until } from '../kit/bridge.ts'
import { randomOf } from '../kit/crash-random.ts'
import { samplePdf, upload } from '../kit/native.ts'

const kills = 2
const batch = 4
const names = ['parcel.pdf', 'receipt.pdf']

test('a Parley that is killed while it uploads sends no file twice and no defense twice', async t => {
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
  const random = randomOf('killed while uploading')
  const key = (await asked(await near.url, sandboxAdminKey, '/v1/merchants', { name: 'Mill' })).body.credentials.native.key as string
  const { username, password } = far.credentials.ahrvo
  const connected = await asked(await near.url, key, '/v1/connections', {
    dialect: 'ahrvo', name: 'Far', url: far.url, credentials: { username, password, currency: 'USD' }, settings: { poll_ms: 1_000, connect_ms: 1_000, answer_ms: 3_000 },
  })
  assert.equal(connected.status, 201, connected.text)
  const probed = await asked(await near.url, key, `/v1/connections/${connected.body.id}/test`, {})
  assert.deepEqual([probed.status, probed.body.ok], [200, true], probed.text)
  const pairs: { here: string; there: string }[] = []
  for (let round = 0; round < kills; round += 1) {
    const url = await near.url
    const fresh = await Promise.all(Array.from({ length: batch }, () => staged(url)))
    pairs.push(...fresh)
    for (const [operation, fault] of [['uploadEvidence', 'drop-after'], ['submitDispute', 'timeout-after'], ['uploadEvidence', 'timeout-after']] as const) await far.admin('/v1/sandbox/faults', { dialect: 'ahrvo', operation, fault, times: 2 })
    const asks = fresh.map(({ here }) => asked(url, key, `/v1/disputes/${here}/submit`, { statement: 'It was delivered.' }, { headers: { 'idempotency-key': here } }).catch(() => null))
    await calmly(random.whole(250))
    near.child.kill('SIGKILL')
    await Promise.all([near.ended, ...asks])
    near = startProcess(['serve'], folder, env)
  }
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  for (const { here, there } of pairs) {
    const url = await near.url
    // Killed before it was asked, it is asked now; asked before, the same key is the same act.
    await asked(url, key, `/v1/disputes/${here}/submit`, { statement: 'It was delivered.' }, { headers: { 'idempotency-key': here } })
    // What was under way when it was killed is leased for another while.
    await until(async () => (await calmly(100), (await asked(url, key, `/v1/disputes/${here}`)).body.state === 'under_review'), 180_000, `${here} under review`)
    const theirs = (await far.ask(`/v1/disputes/${there}`)).body
    const submitted = (await far.ask(`/v1/disputes/${there}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === 'submitted').length
    assert.deepEqual([theirs.state, submitted, theirs.defense.evidence.map(({ name }: { name: string }) => name).sort()], ['under_review', 1, names])
  }

  async function staged(url: string): Promise<{ here: string; there: string }> {
    const opened = (await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, dialect: 'ahrvo', amount: { value: 50_000, currency: 'USD' }, respond_in: 'P7D' })).body
    const here = await until(async () => (await asked(url, key, `/v1/disputes?their_id=${opened.theirs.id}`)).body.data[0]?.id as string | undefined, 60_000, 'Learning of it')
    for (const name of names) {
      const { body, headers } = upload({ name, bytes: samplePdf.replace('<< >>', `<< ${name} >>`) })
      const kept = await fetch(`${url}/v1/disputes/${here}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${key}` } })
      assert.equal(kept.status, 201)
    }
    return { here, there: opened.id as string }
  }
})

const calmly = (ms: number): Promise<void> => new Promise(resume => setTimeout(resume, ms))
