// Where the principal is after each turn of a dispute's life: the four families of movement, as one function each.

import type { Books, Dispute, Phase } from './dispute.ts'
import { principalOf } from './dispute.ts'
import type { Money } from './money.ts'
import type { Terms } from './terms.ts'

export const untouched: Books = { held: 0n, gone: 0n }

export function booksAtOpening(terms: Terms, phase: Phase, principal: bigint): Books {
  switch (terms.family[phase]) {
    case 'debited_at_opening': return { held: 0n, gone: principal }
    case 'held_at_opening': return { held: principal, gone: 0n }
    case 'debited_by_conceding':
    case 'no_money_yet': return untouched
  }
}

/** Accepted, lost or expired: the principal, or the judged part of it, is gone; unless this phase never costs money. */
export function booksConceded(terms: Terms, dispute: Dispute, judged: Money | null): Books {
  const free = terms.family[dispute.phase] === 'no_money_yet' && !terms.concedingDebits
  return free && !hasMoved(dispute.books) ? untouched : { held: 0n, gone: judged ? inPrincipal(dispute, judged) : principalOf(dispute).amount }
}

/** A later phase takes its opening movement unless an earlier one has moved the principal already. */
export function booksEscalated(terms: Terms, dispute: Dispute, phase: Phase): Books {
  return hasMoved(dispute.books) ? dispute.books : booksAtOpening(terms, phase, principalOf(dispute).amount)
}

const hasMoved = ({ held, gone }: Books): boolean => held > 0n || gone > 0n

/** The judged part in the money of the books: proportional, rounded down, as no provider documents another rule. */
function inPrincipal(dispute: Dispute, judged: Money): bigint {
  return dispute.money.amount === 0n ? 0n : (principalOf(dispute).amount * judged.amount) / dispute.money.amount
}
