// What could not be done and must not stand in the way of the rest: left alone for a while, longer each time.

import type { Instant } from '../core/time.ts'

type One = { merchant: string; id: string }
export type SetAside = {
  has(one: One, now: Instant): boolean
  /** Answers how often in a row it was put there. */
  put(one: One, now: Instant): number
  clear(one: One): void
  size(now: Instant): number
}

const shortest = 1_000
const longest = 10 * 60_000

export function createSetAside(): SetAside {
  const known = new Map<string, { until: Instant; times: number }>()
  return {
    has: (one, now) => now < (known.get(keyOf(one))?.until ?? now),
    put(one, now) {
      const times = (known.get(keyOf(one))?.times ?? 0) + 1
      known.set(keyOf(one), { times, until: now + Math.min(shortest * 2 ** Math.min(times - 1, 20), longest) })
      return times
    },
    clear: one => void known.delete(keyOf(one)),
    size(now) {
      for (const [key, { until }] of known) if (until + longest < now) known.delete(key)
      return known.size
    },
  }
}

const keyOf = ({ merchant, id }: One): string => `${merchant} ${id}`
