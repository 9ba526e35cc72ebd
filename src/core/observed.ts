// Where a dispute stands, and where its principal is, when a reading of upstream's holds: functions of that reading and of our own
// last turn alone, never of the readings in between.

import { booksConceded, booksEscalated, untouched } from './books.ts'
import { isOpen, type Books, type Dispute, type Resolution, type Situation } from './dispute.ts'
import type { DisputeEvent } from './event.ts'
import type { Standing } from './observation.ts'
import type { Money } from './money.ts'
import type { Terms } from './terms.ts'

export function observedSituation(dispute: Dispute, event: DisputeEvent & { kind: 'observed' }, { state, judged, final, version }: Standing): Situation {
  const resolution: Resolution = { at: version.at, by: event.by, final, judged: fits(dispute, judged) ? judged : null, note: null }
  const defense = 'defense' in dispute ? dispute.defense : null
  switch (state) {
    case 'needs_response': return { state, pending: null }
    case 'under_review': return { state, pending: null, defense }
    case 'accepted': return { state, acceptance: dispute.state === 'accepted' ? dispute.acceptance : acceptedElsewhere(dispute, event), defense }
    case 'expired': return { state, expiredAt: version.at }
    default: return { state, resolution, defense }
  }
}

/** A part is a part of this dispute's money: any other amount says nothing of how much was lost. */
export const fits = ({ money }: Pick<Dispute, 'money'>, judged: Money | null): boolean =>
  judged !== null && judged.currency === money.currency && judged.amount >= 0n && judged.amount <= money.amount

/** Our own act where one was on its way; otherwise upstream's word, under an id that depends on the news alone. */
function acceptedElsewhere(dispute: Dispute, event: DisputeEvent & { kind: 'observed' }) {
  const own = dispute.state === 'accepting' ? dispute.act : null
  return {
    act: own?.id ?? (`act_${event.observation.version.digest.slice(0, 26)}` as const), at: event.observation.version.at,
    by: own?.by ?? event.by, reason: own?.reason ?? ('unspecified' as const), note: own?.note ?? null, override: own?.override ?? null,
  }
}

/** `dispute` as it will be: in the phase and the state that now hold. */
export function booksObserved(terms: Terms, dispute: Dispute, state: Dispute['state'], judged: Money | null): Books {
  const own = { ...dispute, books: dispute.decided && isOpen(dispute.decided.state) ? dispute.decided.books : untouched }
  if (isOpen(state)) return booksEscalated(terms, own, own.phase)
  const part = fits(dispute, judged) ? judged : null
  const conceded = state === 'accepted' || state === 'lost' || state === 'expired'
  if (conceded || (state === 'won' && part)) return booksConceded(terms, own, part)
  return untouched
}
