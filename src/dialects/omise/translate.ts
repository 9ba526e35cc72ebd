// Our dispute in this provider's words, in the order in which its API writes them (recordings in omise-php, 2025). Pure; it decides
// nothing, and it is the same for whoever asks.

import { principalOf, type Dispute } from '../../core/dispute.ts'
import { toWireInteger, type Money } from '../../core/money.ts'
import type { WireDispute } from './contract/dispute.ts'
import { embeddedDocuments } from './documents.ts'
import { derivedId, isLive } from './ids.ts'
import { shownMetadata } from './metadata.ts'
import { reasonOf } from './reasons.ts'
import { closedAtOf, messageOf, statusByState } from './status.ts'
import { transactionsOf } from './transactions.ts'
import { timeOrNull, timeText, type View } from './view.ts'

/** In the newest version; `versioned` makes an older one of it. */
export function toWireDispute(dispute: Dispute, view: View): WireDispute {
  const { id } = dispute.theirs
  const { code, message } = reasonOf(dispute)
  const funding = principalOf(dispute)
  return {
    object: 'dispute', id, livemode: isLive(id), location: `/disputes/${id}`,
    currency: dispute.money.currency, amount: amountOf(dispute.money),
    funding_amount: amountOf(funding), funding_currency: funding.currency,
    metadata: shownMetadata(dispute.metadata), charge: chargeOf(dispute),
    documents: embeddedDocuments(dispute, view), transactions: transactionsOf(dispute),
    admin_message: 'resolution' in dispute ? dispute.resolution.note : null, message: messageOf(dispute),
    reason_code: code, reason_message: message,
    status: statusByState[dispute.state], closed_at: timeOrNull(closedAtOf(dispute)), created_at: timeText(dispute.openedAt),
  }
}

/** Amounts of disputes are safe integers by the core's own limit. */
const amountOf = (money: Money): number => Number(toWireInteger(money, 'omise'))

/** A charge is always named; where nobody told its id, one follows from the dispute's. */
const chargeOf = ({ payment, id, theirs, openedAt }: Dispute): string => payment.id ?? derivedId('chrg', isLive(theirs.id), id, openedAt)
