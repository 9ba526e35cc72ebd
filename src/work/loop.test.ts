// Loops over a timer that the test holds: nothing here waits for real time, save the one test of the real timer.

import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { heldTimer } from '../../test/kit/held-timer.ts'
import { backoff, loop, realTimer, type Looping } from './loop.ts'

const at = 1_000_000

test('a full round is followed by the next at once', async () => {
  const kit = looping([5, 5, 2])
  await settled()
  assert.equal(kit.rounds(), 3)
  await kit.running.stop()
})

test('it sleeps until the next known instant, and not longer than it may', async () => {
  const soon = looping([0], { next: at + 300 })
  const late = looping([0], { next: at + 30 * 86_400_000 })
  const never = looping([0], { next: null })
  await settled()
  assert.deepEqual([soon, late, never].map(kit => kit.timer.waits()), [[300], [1000], [1000]])
  await Promise.all([soon, late, never].map(kit => kit.running.stop()))
})

test('what is overdue and was not done does not make it spin', async () => {
  const kit = looping([0, 0], { next: at - 5000 })
  await settled()
  assert.deepEqual([kit.rounds(), kit.timer.waits()], [1, [1000]])
  await kit.running.stop()
})

test('a wake cuts the sleep short', async () => {
  const kit = looping([0, 0])
  await settled()
  kit.running.wake()
  await settled()
  assert.equal(kit.rounds(), 2)
  await kit.running.stop()
})

test('a wake during a round is not lost', async () => {
  let finish = (_count: number): void => {}
  const kit = looping([], {}, () => new Promise(resolve => void (finish = resolve)))
  await settled()
  kit.running.wake()
  finish(0)
  await settled()
  assert.equal(kit.rounds(), 2)
  const stopped = kit.running.stop()
  finish(0)
  await stopped
})

test('wakes that come close together share a round after the rest', async () => {
  const kit = looping([0, 0, 0], { restMs: 20 })
  await settled()
  kit.running.wake()
  kit.running.wake()
  await settled()
  assert.deepEqual([kit.rounds(), kit.timer.waits()], [1, [20]])
  kit.timer.pass(20)
  await settled()
  assert.equal(kit.rounds(), 2)
  await kit.running.stop()
})

test('an error is told, waits longer each time, cannot be hurried and ends nothing', async () => {
  const kit = looping([], {}, () => Promise.reject(new Error('broken')))
  const waits: number[] = []
  for (let round = 1; round <= 9; round++) {
    await settled()
    kit.running.wake()
    await settled()
    assert.equal(kit.rounds(), round)
    waits.push(kit.timer.waits()[0]!)
    kit.timer.pass(waits.at(-1)!)
  }
  assert.deepEqual(waits, [125, 250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000])
  assert.equal(kit.errors.length, 9)
  await kit.running.stop()
})

test('a failing look at the next instant is an error like any other', async () => {
  const kit = looping([0], { next: 'fails' })
  await settled()
  assert.deepEqual([kit.errors.length, kit.timer.waits()], [1, [125]])
  await kit.running.stop()
})

test('the jitter of a backoff is between a half and the whole of it', () => {
  assert.deepEqual([backoff(1, 0), backoff(1, 0.999), backoff(40, 0), backoff(40, 0.9999)].map(Math.round), [125, 250, 15_000, 29_999])
})

test('stopping waits for the running round and starts no other', async () => {
  let finish = (_count: number): void => {}
  const kit = looping([], {}, () => new Promise(resolve => void (finish = resolve)))
  await settled()
  let stopped = false
  const stopping = kit.running.stop().then(() => void (stopped = true))
  await settled()
  assert.equal(stopped, false)
  finish(5)
  await stopping
  assert.equal(kit.rounds(), 1)
})

test('a timer of more than 25 days does not fire at once', async () => {
  let fired = false
  const cancel = realTimer.after(30 * 86_400_000, () => void (fired = true))
  await new Promise(resolve => void realTimer.after(20, () => resolve(null)))
  cancel()
  assert.equal(fired, false)
})

type Wanted = { next?: number | null | 'fails'; restMs?: number }

function looping(counts: number[], { next = null, restMs = 0 }: Wanted = {}, runOnce?: () => Promise<number>) {
  const timer = heldTimer()
  const errors: unknown[] = []
  let rounds = 0
  const asked: Looping = {
    worker: {
      runOnce: () => (rounds++, runOnce ? runOnce() : Promise.resolve(counts[rounds - 1] ?? 0)),
      next: () => (next === 'fails' ? Promise.reject(new Error('down')) : Promise.resolve(next)),
    },
    full: 5, atMostMs: 1000, restMs, now: () => at, timer, chance: () => 0, onError: error => void errors.push(error),
  }
  return { running: loop(asked), timer, errors, rounds: () => rounds }
}

async function settled(): Promise<void> {
  for (let n = 0; n < 5; n++) await turn()
}
