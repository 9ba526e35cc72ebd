// A dispute as a row and back. The body is the dispute itself; the columns beside it are what lists and indexes need, and are
// never read back into it.

import { canonicalJson, reviveMoney } from '../core/json.ts'
import type { Dispute } from '../core/dispute.ts'
import { snoozedUntil } from '../core/snooze.ts'
import type { Instant } from '../core/time.ts'
import type { Held, Tables } from './store.ts'

/** `body` is what bodyOf gives; handed in where it has been printed already. */
export function rowOf(dispute: Dispute, chain: string, paymentId: string, wakeAt: Instant | null, body = bodyOf(dispute)): Tables['dispute'] {
  return {
    merchant: dispute.merchant, id: dispute.id, dialect: dispute.dialect, home: dispute.home, theirId: dispute.theirs.id,
    state: dispute.state, phase: dispute.phase, category: dispute.reason.category,
    currency: dispute.money.currency, amount: dispute.money.amount, respondBy: dispute.respondBy?.at ?? null, wakeAt,
    payment: paymentId, openedAt: dispute.openedAt, updatedAt: dispute.updatedAt,
    revision: dispute.revision, cycle: dispute.cycle, chain, search: searchOf(dispute), owner: dispute.owner?.id ?? null, snoozedUntil: snoozedUntil(dispute), body,
  }
}

export function heldOf(row: Pick<Tables['dispute'], 'body' | 'chain' | 'payment'>): Held {
  return { dispute: disputeOf(row.body), chain: row.chain, paymentId: row.payment }
}

export const bodyOf = (dispute: Dispute): string => canonicalJson(dispute)
export const disputeOf = (body: string): Dispute => reviveMoney(body) as Dispute

const longestSearch = 1000

export function searchOf({ id, theirs, payment, story, tags }: Dispute): string {
  const words = [id, theirs.id, payment.id, payment.order, ...Object.values(payment.references), story?.customer, theirs.reasonText, ...tags]
  return words.filter(Boolean).join(' ').toLowerCase().slice(0, longestSearch).toWellFormed()
}
