// What a test may settle about a dispute that Ahrvo's pages leave open: metadata whose names begin with `ahrvo.`. Callers of this dialect
// neither see nor set it. It decides nothing that the engine decides.

import type { Dispute } from '../../core/dispute.ts'
import { addDuration, type Duration } from '../../core/duration.ts'
import type { Instant } from '../../core/time.ts'
import { readFinalAfter } from './switches.ts'

export const evidenceSubmitted = ['CHARGEBACK', 'INQUIRY', 'NONE', 'NOT_SUPPORTED', 'UNKNOWN'] as const
export type EvidenceSubmitted = (typeof evidenceSubmitted)[number]

/** Ahrvo's own samples print CHARGEBACK before anything was sent; whoever wants that copy says so. */
export function submittedAsFixed({ metadata }: Dispute): EvidenceSubmitted | null {
  return evidenceSubmitted.find(value => value === metadata[`${reserved}evidence_submitted`]) ?? null
}

/** An accepted dispute on a sale ends LOST, one on a refund ends WON (docs.finix.com, dispute states). */
export const isOnRefund = ({ metadata }: Dispute): boolean => metadata[`${reserved}disputed`] === 'refund'

/** When an accepted dispute has its final state; the pages say only that it is later. */
export function finalAt({ metadata }: Dispute, acceptedAt: Instant, usually: Duration): Instant {
  return addDuration(acceptedAt, readFinalAfter(metadata[`${reserved}final_after`]) ?? usually)
}

/** The metadata that is the caller's own. */
export function tagsOf({ metadata }: Pick<Dispute, 'metadata'>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !isReserved(name)))
}

export const isReserved = (name: string): boolean => name.startsWith(reserved)

const reserved = 'ahrvo.'
