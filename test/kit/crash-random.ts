/** Chance with a seed: the same seed gives the same moments again. Never for anything that is to stay secret. */
import { createHash } from 'node:crypto'

export type Random = {
  /** From 0 up to but not including `below`. */
  whole(below: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
}

export function randomOf(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number): number => Math.floor(next() * below)
  return { whole, between: (low, high) => low + whole(high - low + 1), chance: (probability) => next() < probability, pick: (from) => from[whole(from.length)]! }
}
