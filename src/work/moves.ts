// Moves errands on the one write path: those that wait at the same moment share a transaction with each other and with whatever is
// decided then, each under its own fence. Nothing may leave before this has answered.

import type { MerchantId } from '../core/ids.ts'
import type { Engine } from '../engine/engine.ts'
import { FencedOff, type Write } from '../engine/store.ts'
import type { AttemptRow, ErrandChange, ErrandRow, HeldErrand } from '../engine/store-bridge.ts'

/** False when the errand is another's, or has ended: then nothing was written. */
export async function moveErrand({ write }: Pick<Engine, 'write'>, errand: ErrandRow, change: ErrandChange, attempts: AttemptRow[]): Promise<boolean> {
  try {
    await write({ merchant: errand.merchant as MerchantId, writes: heldWrites(errand, change, attempts) })
    return true
  } catch (error) {
    if (error instanceof FencedOff) return false
    throw error
  }
}

/** What is written with a decision, or by itself, only while the errand is under its fence. */
export function heldWrites({ merchant, act, fence }: HeldErrand, change: ErrandChange, attempts: AttemptRow[]): Write[] {
  return [{ hold: 'errand', rows: [{ merchant, act, fence, ...change }] }, ...(attempts.length ? [{ table: 'asking' as const, rows: attempts }] : [])]
}
