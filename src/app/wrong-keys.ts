// Counts, per address, the keys that opened nothing. It slows nobody who has the right one: also from an address that guessed too
// often a right key is taken.

import { createWindows, placeOf } from '../wire/windows.ts'

export type WrongKeys = {
  /** A wrong key came from there; how many seconds to wait where it was one too many, null otherwise. */
  seen(address: string): number | null
}

export function createWrongKeys(monotonic: () => number): WrongKeys {
  const windows = createWindows({ most: 300, windowMs: 60_000, monotonic })
  return { seen: address => windows.take(placeOf(address)) }
}
