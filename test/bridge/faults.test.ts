// A provider that breaks before and after the effect, stays silent, talks nonsense and says no: what happened there happened once and
// is told so here, and nothing else is.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startBridge, type Bridge } from '../kit/bridge.ts'
import { faultRound, nativeOperations } from '../kit/bridge-faults.ts'

/** Short here; `npm run soak -- --bridge` goes on for as long as it is told. */
const seeds = ['bridge 1', 'bridge 2']

let bridge: Bridge
before(async () => void (bridge = await startBridge({ settings: { connectMs: 5_000, answerMs: 3_000 } })))
after(() => bridge.close())

for (const seed of seeds) {
  test(`faults at every point leave two ledgers that agree (${seed})`, async () => {
    const round = await faultRound(bridge, seed, { operations: nativeOperations, faultsPer: 3, disputes: 24, brokenForMs: 3_000 })
    assert.equal(Object.values(round.decided).reduce((sum, count) => sum + count, 0), 24)
  })
}
