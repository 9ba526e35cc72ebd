// Counts attempts at a place within a while, for all processes of a store together. A place is kept as a keyed hash only: people type
// passwords into the field for the name. Time here is real, also where a sandbox's clock is turned.

import type { Instant } from '../core/time.ts'
import type { AttemptQueue } from './store-attempts.ts'
import type { Vault } from './vault.ts'

export type Attempts = {
  /** Counts one more; the seconds until the window ends where it was one too many, null otherwise. */
  take(place: string, most: number, windowMs: number): Promise<number | null>
  /** It turned out to be harmless: it no longer counts. */
  giveBack(place: string): Promise<void>
}

export function createAttempts({ queue, vault, now }: { queue: AttemptQueue; vault: Pick<Vault, 'lookup'>; now(): Instant }): Attempts {
  const kept = (place: string): string => vault.lookup(`attempt\n${place}`)
  return {
    async take(place, most, windowMs) {
      const at = now()
      const { count, until } = await queue.attempted(kept(place), at, at + windowMs)
      return count > most ? Math.max(1, Math.ceil((until - at) / 1000)) : null
    },
    giveBack: place => queue.forgiven(kept(place)),
  }
}
