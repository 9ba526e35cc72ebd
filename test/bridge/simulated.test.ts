// Decisions over each provider, our own server in its language, through a network and a Parley that break at every step by a seed: killed or
// standing still at each call of the store and each request, with notices before answers, doubled, dropped, and answers that look like
// success. Afterwards the two ledgers agree.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dialects } from '../../src/core/dispute.ts'
import { simBridge } from '../kit/sim-bridge.ts'

/** Short here; `npm run soak -- --bridge --runs 50000` goes on for as long as it is told. */
const runs = 15

for (const dialect of dialects) {
  test(`what happened at ${dialect} is told once and as it was, whatever broke on the way`, async () => {
    const bridge = await simBridge(dialect, 'short')
    const told = []
    for (let run = 0; run < runs; run++) told.push(await bridge.run(`short ${run}`))
    await bridge.close()
    assert.ok(told.some(({ met, fates, effects }) => met.length > 0 && fates.length > 0 && effects === 1), 'nothing broke')
  })
}
