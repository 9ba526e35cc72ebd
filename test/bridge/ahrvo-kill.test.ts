// Parley as a process of its own, killed while it brings defenses to Ahrvo: after it is back each is there once, with each file once.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../kit/bridge.ts'
import { startKillable } from '../kit/bridge-killed.ts'
import { randomOf } from '../kit/crash-random.ts'
import { samplePdf, upload } from '../kit/native.ts'

const kills = 2
const batch = 4
const names = ['parcel.pdf', 'receipt.pdf']

test('a Parley that is killed while it uploads sends no file twice and no defense twice', async t => {
  const near = await startKillable(t, 'ahrvo', ({ credentials: { ahrvo: { username, password } } }) => ({ username, password, currency: 'USD' }))
  const { far, ask } = near
  const random = randomOf('killed while uploading')
  const probed = await ask(`/v1/connections/${near.connection}/test`, {})
  assert.deepEqual([probed.status, probed.body.ok], [200, true], probed.text)
  const submit = (here: string) => ask(`/v1/disputes/${here}/submit`, { statement: 'It was delivered.' }, { headers: { 'idempotency-key': here } })
  const pairs: { here: string; there: string }[] = []
  for (let round = 0; round < kills; round += 1) {
    const fresh = await Promise.all(Array.from({ length: batch }, staged))
    pairs.push(...fresh)
    for (const [operation, fault] of [['uploadEvidence', 'drop-after'], ['submitDispute', 'timeout-after'], ['uploadEvidence', 'timeout-after']] as const) await far.admin('/v1/sandbox/faults', { dialect: 'ahrvo', operation, fault, times: 2 })
    const asks = fresh.map(({ here }) => submit(here).catch(() => null))
    await calmly(random.whole(250))
    await near.kill(asks)
  }
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  for (const { here, there } of pairs) {
    // Killed before it was asked, it is asked now; asked before, the same key is the same act.
    await submit(here)
    // What was under way when it was killed is leased for another while.
    await until(async () => (await calmly(100), (await ask(`/v1/disputes/${here}`)).body.state === 'under_review'), 180_000, `${here} under review`)
    const theirs = (await far.ask(`/v1/disputes/${there}`)).body
    const submitted = (await far.ask(`/v1/disputes/${there}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === 'submitted').length
    assert.deepEqual([theirs.state, submitted, theirs.defense.evidence.map(({ name }: { name: string }) => name).sort()], ['under_review', 1, names])
  }

  async function staged(): Promise<{ here: string; there: string }> {
    const pair = await near.dispute({ amount: { value: 50_000, currency: 'USD' } })
    for (const name of names) {
      const { body, headers } = upload({ name, bytes: samplePdf.replace('<< >>', `<< ${name} >>`) })
      const kept = await fetch(`${await near.url()}/v1/disputes/${pair.here}/evidence`, { method: 'POST', body: Buffer.from(body), headers: { ...headers, authorization: `Bearer ${near.key}` } })
      assert.equal(kept.status, 201)
    }
    return pair
  }
})

const calmly = (ms: number): Promise<void> => new Promise(resume => setTimeout(resume, ms))
