// The money of a dispute as its transactions, newest first. They follow from where the principal is: what they come to is what is gone
// from the merchant. Amounts are those of the merchant's account.

import { isOpen, principalOf, type Dispute } from '../../core/dispute.ts'
import type { Instant } from '../../core/time.ts'
import type { WireTransaction } from './contract/dispute.ts'
import { derivedId, isLive } from './ids.ts'
import { closedAtOf } from './status.ts'
import { timeText } from './view.ts'

export function transactionsOf(dispute: Dispute): WireTransaction[] {
  const { books: { held, gone }, openedAt } = dispute
  const away = held + gone
  if (isOpen(dispute.state)) return away > 0n ? [debit(dispute, away, openedAt)] : []
  const whole = principalOf(dispute).amount
  const back = whole - away
  const opened = debit(dispute, whole, openedAt)
  return back > 0n ? [transaction(dispute, 'dispute.won.credit', back, closedAtOf(dispute)!), opened] : [opened]
}

const debit = (dispute: Dispute, amount: bigint, at: Instant): WireTransaction => transaction(dispute, 'dispute.started.debit', amount, at)

function transaction(dispute: Dispute, key: WireTransaction['key'], amount: bigint, at: Instant): WireTransaction {
  const { id: origin } = dispute.theirs
  const livemode = isLive(origin)
  const id = derivedId('trxn', livemode, `${dispute.id} ${key}`, at)
  return {
    object: 'transaction', id, livemode, currency: principalOf(dispute).currency, amount: Number(amount), location: `/transactions/${id}`,
    direction: key === 'dispute.won.credit' ? 'credit' : 'debit', key, origin, transferable_at: timeText(at), created_at: timeText(at),
  }
}
