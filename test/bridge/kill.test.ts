// Parley killed at random moments while it forwards decisions: what it had asked is found out within a minute after it is back, nothing is
// done twice there, and nothing is told that did not happen.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../kit/bridge.ts'
import { startKillable } from '../kit/bridge-killed.ts'
import { randomOf } from '../kit/crash-random.ts'
import { livedClock } from '../kit/lived-time.ts'

/** Short here; each kill is at another moment of a batch of decisions. */
const kills = 3
const batch = 12
const knownWithinMs = 60_000

test('a Parley that is killed while decisions are on their way finds out what became of each', async t => {
  const near = await startKillable(t, 'native', ({ credentials }) => ({ key: credentials.native.key }))
  const { far, ask } = near
  const random = randomOf('killed')
  const accept = (here: string) => ask(`/v1/disputes/${here}/accept`, { reason: 'no_proof' }, { headers: { 'idempotency-key': here } })
  const pairs: { here: string; there: string }[] = []
  for (let round = 0; round < kills; round++) {
    const fresh = await Promise.all(Array.from({ length: batch }, () => near.dispute({ amount: { value: 500, currency: 'THB' } })))
    pairs.push(...fresh)
    for (const fault of ['timeout-after', 'drop-after', 'drop-before'] as const) await far.admin('/v1/sandbox/faults', { dialect: 'native', operation: 'acceptDispute', fault, times: 2 })
    const asks = fresh.map(({ here }) => accept(here).catch(() => null))
    await new Promise(resume => setTimeout(resume, random.whole(250)))
    await near.kill(asks)
  }
  await far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
  const lived = livedClock()
  const known = (here: string) => until(async () => { const { body } = await ask(`/v1/disputes/${here}`); return body.state !== 'accepting' && body }, 180_000, here)
  for (const { here } of pairs) await known(here)
  assert.ok(lived() < knownWithinMs, `known after ${Math.round(lived())} ms`)
  for (const { here, there } of pairs) {
    const ours = await known(here)
    const theirs = (await far.ask(`/v1/disputes/${there}`)).body
    const effects = (await far.ask(`/v1/disputes/${there}/events?limit=100`)).body.data.filter((event: { kind: string }) => event.kind === 'accepted').length
    const listed = await until(async () => { const { body } = await ask(`/v1/disputes/${here}`); return body.state === theirs.state && body }, 180_000, `${here} ${ours.state} as ${theirs.state}`)
    assert.deepEqual([listed.state, effects], [theirs.state, theirs.state === 'accepted' ? 1 : 0])
    const again = await accept(here)
    assert.ok([200, 202].includes(again.status), `the same key again: ${again.status} ${again.text}`)
  }
})
