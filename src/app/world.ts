// The real world: the machine's clock, its chance and its waiting. Everything below has these handed in.

import { randomBytes } from 'node:crypto'
import type { Instant } from '../core/time.ts'

export type RealWorld = {
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
}

/** A longer timer would fire at once: node keeps its delay in 32 bits. */
const longestTimer = 2 ** 31 - 1

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(end, Math.min(ms, longestTimer))
    signal?.addEventListener('abort', end, { once: true })
    function end(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
  })
}
