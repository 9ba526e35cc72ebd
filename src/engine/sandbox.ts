// The control panel of a sandbox: a clock that can be turned, faults that can be switched on, and a way back to the beginning.

import type { DialectName } from '../core/dispute.ts'
import type { Instant } from '../core/time.ts'

export const faultKinds = ['refuse', 'error-before', 'error-after', 'timeout-before', 'timeout-after', 'drop-before', 'drop-after', 'slow', 'garbage'] as const
export type FaultKind = (typeof faultKinds)[number]
export type Fault = { dialect: DialectName; operation: string; fault: FaultKind; times: number }

export type Sandbox = {
  now(): Instant
  /** Moves the clock forward; everything that is due has happened when it resolves. Null when the instant lies in the past. */
  moveTo(instant: Instant): Promise<{ now: Instant; happened: number } | null>
  faults(): Fault[]
  setFault(fault: Fault): void
  clearFaults(): void
  /** Takes one use of a matching fault. */
  takeFault(dialect: DialectName, operation: string): FaultKind | null
  /** Empties the store and loads the cast again; the clock is the real one afterwards. */
  reset(): Promise<void>
}
