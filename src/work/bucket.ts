// So many at once, and so many a second after that. It counts and tells how long to wait; it never waits itself.

export type Rate = { perSecond: number; burst: number }
export type Bucket = {
  /** Until so many are left in it. */
  waitMs(left: number): number
  /** Also what is not there yet: then the next wait longer. */
  take(): void
}

export function createBucket({ perSecond, burst }: Rate, monotonic: () => number): Bucket {
  let held = burst
  let filledAt = monotonic()
  return { waitMs, take: () => void (held -= 1) }

  function waitMs(left: number): number {
    const at = monotonic()
    held = Math.min(burst, held + ((at - filledAt) / 1000) * perSecond)
    filledAt = at
    return held >= left ? 0 : Math.ceil(((left - held) / perSecond) * 1000)
  }
}
