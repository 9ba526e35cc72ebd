// The guard against paying a buyer twice for one payment, whatever mixture of refund, alert and acceptance the money comes from.

import type { Dispute } from './dispute.ts'
import type { Money } from './money.ts'
import { refuse, type Refusal } from './refusal.ts'

/** `captured` is null where nobody told us; then the guard has nothing to compare with and says nothing. */
export type PaymentSums = { currency: string; captured: bigint | null; refunded: bigint; returned: bigint }

/** What this dispute has given back to the buyer, or has been promised to, in the disputed currency: an acceptance on its way is taken as gone. */
export function returnedBy(dispute: Dispute): bigint {
  switch (dispute.state) {
    case 'needs_response':
    case 'under_review': return dispute.pending ? dispute.money.amount : 0n
    case 'accepting':
    case 'accepted': return dispute.money.amount
    case 'expired': return isFree(dispute) ? 0n : dispute.money.amount
    case 'won': return dispute.resolution.judged?.amount ?? 0n
    case 'lost': return isFree(dispute) ? 0n : (dispute.resolution.judged ?? dispute.money).amount
    case 'prevented':
    case 'refunded': return (dispute.resolution.judged ?? dispute.money).amount
    default: return 0n
  }
}

/** An inquiry that ends unanswered, where that costs nothing, has given nothing back. */
const isFree = (dispute: Dispute): boolean => dispute.books.gone === 0n

export function wouldPayTwice(payment: PaymentSums | null, money: Money): Refusal | null {
  if (!payment || payment.captured === null || payment.currency !== money.currency) return null
  const left = payment.captured - payment.refunded - payment.returned
  if (money.amount <= left) return null
  return refuse('payment_already_returned', { captured: String(payment.captured), already_returned: String(payment.refunded + payment.returned), currency: payment.currency })
}
