// How attempts at a place are counted in the store. Types only.

import type { Instant } from '../core/time.ts'

/** Each call is one transaction. */
export type AttemptQueue = {
  /** One more, in a window until `until` unless one is open already. */
  attempted(place: string, now: Instant, until: Instant): Promise<{ count: number; until: Instant }>
  /** One less. */
  forgiven(place: string): Promise<void>
}
