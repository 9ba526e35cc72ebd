// The real world: the machine's clock, its chance and its waiting. Everything below has these handed in.

import { randomBytes } from 'node:crypto'
import type { Instant } from '../core/time.ts'
import { realTimer, type Timer } from '../work/loop.ts'

export type RealWorld = Timer & {
  now(): Instant
  /** Milliseconds that never jump. */
  monotonic(): number
  random(bytes: number): Uint8Array
  /** Ends early, without an error, when the signal aborts. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
}

export const realWorld: RealWorld = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: bytes => randomBytes(bytes),
  pause,
  ...realTimer,
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) return resolve()
    const cancel = realTimer.after(ms, end)
    signal?.addEventListener('abort', end, { once: true })
    function end(): void {
      cancel()
      signal?.removeEventListener('abort', end)
      resolve()
    }
  })
}
