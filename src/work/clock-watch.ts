// Compares the clock with one that cannot be set. After a jump, time that was not lived through counts for nothing: only what is
// due by both clocks happens, and an alarm is raised until they agree again or the process starts anew.

import type { Instant } from '../core/time.ts'

export type ClockWatch = {
  /** The latest instant that both clocks have reached. */
  trusted(now: Instant): Instant
}
export type ClockAlarm = { jumped(ms: number): void; agreed(): void }

export const largestJump = 5 * 60_000

export function createClockWatch(start: Instant, monotonic: () => number, alarm: ClockAlarm): ClockWatch {
  const startedAt = monotonic()
  let raised = false
  return {
    trusted(now) {
      const jump = Math.round(now - start - (monotonic() - startedAt))
      const apart = Math.abs(jump) > largestJump
      if (apart && !raised) alarm.jumped(jump)
      if (!apart && raised) alarm.agreed()
      raised = apart
      return apart ? Math.min(now, now - jump) : now
    },
  }
}

/** A sandbox's clock is turned on purpose. */
export const unwatched: ClockWatch = { trusted: now => now }
