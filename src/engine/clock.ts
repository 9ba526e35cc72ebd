// The sandbox's clock: the real one, moved forward by an offset that outlives a restart. While the clock is being turned it is
// held, so that what was due is stamped with the instant at which it was due. Live has no such clock.

import type { MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { Engine } from './engine.ts'

export type Clock = {
  now(): Instant
  /** Stands still at an instant until `release`. */
  hold(at: Instant): void
  release(): void
  /** From now on the clock shows `at` and runs on from there. */
  turnTo(at: Instant): void
  offset(): number
  setOffset(ms: number): void
}

export function turnableClock(real: () => Instant): Clock {
  let offset = 0
  let held: Instant | null = null
  return {
    now: () => held ?? real() + offset,
    hold: at => void (held = at),
    release: () => void (held = null),
    turnTo: at => void (offset = at - real()),
    offset: () => offset,
    setOffset: ms => void (offset = ms),
  }
}

/** The clock belongs to the whole server, not to a merchant. */
const nobody = '' as MerchantId
const offsetName = 'clock_offset'

export async function rememberOffset(engine: Engine, offset: number): Promise<void> {
  await engine.write({ merchant: nobody, writes: [{ table: 'setting', rows: [{ merchant: nobody, name: offsetName, value: String(offset) }] }] })
}

export async function restoreOffset(clock: Clock, reads: Engine['reads']): Promise<void> {
  const kept = Number((await reads.setting(offsetName)) ?? 0)
  if (Number.isSafeInteger(kept)) clock.setOffset(kept)
}
