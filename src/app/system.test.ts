// How far the machine's clock has jumped is told against the time that was lived through.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemOf } from './system.ts'

test('a clock that was set back is told, and one that only went on is not', async () => {
  let [wall, lived] = [1_000_000, 50]
  const reads = { figures: async () => ({ oldestUnsequenced: null, oldestPending: null }), bridgeFigures: async () => ({ oldestUnknown: null }) }
  const parts = {
    config: { mode: 'live' }, store: { kind: 'sqlite', ready: async () => ({ ok: true, detail: null }) }, engine: { reads, world: { now: () => wall }, waiting: () => 0 },
    world: { now: () => wall, monotonic: () => lived }, figures: { loopDelayMs: () => 0, workerFailures: () => [] },
  } as unknown as Parameters<typeof systemOf>[0]
  const state = systemOf(parts)
  wall += 60_000
  lived += 60_000
  assert.equal((await state()).jumpedMs, 0)
  wall -= 90_000
  assert.equal((await state()).jumpedMs, -90_000)
})
