// What each choice about a dispute would bring under its provider's terms: facts without words, for whoever has to choose. It decides
// nothing: what is possible is asked of `decide`.

import { booksConceded } from './books.ts'
import { table } from './can.ts'
import { acceptanceDueAt, isAssumed } from './deadline.ts'
import { principalOf, type Dispute, type Fee, type State } from './dispute.ts'
import type { Money } from './money.ts'
import { longestHold, type Terms } from './terms.ts'
import type { Instant } from './time.ts'

/** `conceded`: it ends as if given up. `waits`: open, and beyond any answer. `provider_decides`: it lives upstream, and ends there. */
export const silences = ['none', 'free', 'conceded', 'waits', 'provider_decides'] as const
export type Silence = (typeof silences)[number]

export type Consequences = {
  /** The last instant at which an answer is in time; null where none is set, or none that anybody is held to. */
  until: Instant | null
  /** The longest undo window that would be granted now. */
  undoMs: number
  /** What leaves the merchant by conceding that has not left before, and how much of it is held already. */
  debit: Money
  held: Money
  /** What has left before, which a win would bring back. */
  gone: Money
  concedeLater: boolean
  silence: { effect: Silence; at: Instant | null }
  fees: { kept: Fee[]; refundable: Fee[] }
  evidenceAfter: { accept: boolean; submit: boolean }
}

export function consequencesOf(dispute: Dispute, terms: Terms, now: Instant): Consequences {
  const { currency } = principalOf(dispute)
  const { held, gone } = dispute.books
  const conceded = booksConceded(terms, dispute, null).gone
  return {
    until: dispute.state === 'needs_response' && !isAssumed(dispute) ? dispute.respondBy?.at ?? null : null,
    undoMs: Math.max(0, acceptanceDueAt(dispute, now + longestHold) - now),
    debit: { amount: conceded > gone ? conceded - gone : 0n, currency }, held: { amount: held, currency }, gone: { amount: gone, currency },
    concedeLater: terms.acceptUnderReview,
    silence: silenceOf(dispute, conceded),
    fees: feesOf(dispute),
    evidenceAfter: { accept: takesEvidence('accepted'), submit: takesEvidence('under_review') },
  }
}

function silenceOf(dispute: Dispute, conceded: bigint): Consequences['silence'] {
  if (dispute.state !== 'needs_response') return { effect: 'none', at: null }
  const at = dispute.respondBy?.at ?? null
  if (dispute.home !== 'house') return { effect: 'provider_decides', at }
  if (dispute.overdueStays) return { effect: 'waits', at }
  return { effect: conceded === 0n ? 'free' : 'conceded', at }
}

/** Lines that a win has given back already are neither. */
function feesOf({ fees, returnedFees }: Dispute): Consequences['fees'] {
  const standing = fees.slice(returnedFees.to)
  return { kept: fees.filter(({ refundable }) => !refundable), refundable: standing.filter(({ refundable }) => refundable) }
}

const takesEvidence = (state: State): boolean => table[state].stage !== undefined
