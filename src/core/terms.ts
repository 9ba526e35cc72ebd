// The shape of a provider's rules as data. The values live in each dialect's folder; decide reads them and holds no provider's name.

import type { DialectName, Phase } from './dispute.ts'

/** When money moves: model.md's four families. */
export type MoneyFamily = 'debited_at_opening' | 'held_at_opening' | 'debited_by_conceding' | 'no_money_yet'

export type EvidenceLimits = {
  types: readonly string[]
  fileBytes: number
  totalBytes: number
  files: number
  textLength: number
  /** Whether a defense may go out with a statement alone. */
  statementAlone: boolean
}

export type Terms = {
  dialect: DialectName
  acceptUnderReview: boolean
  acceptPhases: readonly Phase[]
  family: Record<Phase, MoneyFamily>
  /** For `no_money_yet`: whether conceding then debits the merchant, as an accepted inquiry does at some providers. */
  concedingDebits: boolean
  /** ISO duration in which the merchant has to respond when the provider names no deadline. */
  respondWithin: Record<Phase, string>
  /** Whether an overdue dispute waits for its provider's word, open and beyond any answer, instead of expiring. */
  overdueStays?: true
  /** Whether a dispute that is opened within the last day before its deadline is warned of at once; otherwise it is not warned of. */
  warnsAtOnce?: true
  evidence: EvidenceLimits
  /** Whether lost or won may be followed by another cycle (pre-arbitration). */
  secondCycle: boolean
}

/** Within this time before the deadline an undo window is not granted: the acceptance goes out at once. */
export const holdMargin = 5 * 60_000

/** The longest undo window that may be asked for. */
export const longestHold = 3_600_000
