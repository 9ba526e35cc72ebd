// Our dispute in Afterpay's words. Pure; it decides nothing, and what Afterpay has no word for is told by the nearest that keeps
// open or closed, money and deadline as they are.

import { isOpen, principalOf, type Dispute } from '../../core/dispute.ts'
import { usualRespondBy } from '../../core/deadline.ts'
import { formatMajor, type Money } from '../../core/money.ts'
import { secondsOf, type Instant } from '../../core/time.ts'
import type { WireDispute } from './contract/dispute.ts'
import { afterpayTerms } from './terms.ts'
import { reasonOfCategory, reasons, type ClosingReason, type WireReason, type WireStatus } from './words.ts'

export function toWireDispute(dispute: Dispute, { attachmentsAsArray }: { attachmentsAsArray: boolean }): WireDispute {
  const { theirs, money, payment, story, openedAt, updatedAt } = dispute
  const closingReason = closingReasonOf(dispute)
  return {
    id: theirs.id,
    order: orderOf(dispute),
    amount: majorOf(money),
    currency: money.currency,
    reason: reasonOf(dispute),
    status: statusOf(dispute),
    open: isOpen(dispute.state),
    responseDueBy: seconds((dispute.respondBy ?? usualRespondBy(afterpayTerms, dispute.phase, openedAt)).at),
    createdAt: seconds(openedAt),
    openingNote: story?.text ?? '',
    openingNoteAttachments: attachmentsOf(dispute, attachmentsAsArray),
    updatedAt: seconds(updatedAt),
    ...(closingReason ? { closingReason } : {}),
    closingNote: closingNoteOf(dispute),
    merchantOrderId: payment.order ?? '',
    transactionDate: seconds(payment.paidAt ?? openedAt),
    settlementAmount: majorOf(principalOf(dispute)),
    meta: metaOf(dispute),
  }
}

/** While an act is on its way, or waits in its undo window, nothing has happened in these words yet. */
export function statusOf(dispute: Dispute): WireStatus {
  switch (dispute.state) {
    case 'needs_response': return partialOf(dispute) ?? 'needs_response'
    case 'submitting': return 'needs_response'
    case 'accepting': return dispute.from
    case 'under_review': return 'under_review'
    case 'won':
    case 'withdrawn': return 'won'
    case 'accepted':
    case 'lost':
    case 'expired': return 'lost'
    case 'prevented': return 'merchant_refunded'
    case 'refunded': return isVoided(dispute) ? 'merchant_voided' : 'merchant_refunded'
  }
}

/** There is none for what ended by a refund, and none while the dispute is open. */
export function closingReasonOf({ state }: Pick<Dispute, 'state'>): ClosingReason | null {
  switch (state) {
    case 'accepted': return 'merchant_accepted'
    case 'won': return 'evidence_accepted'
    case 'lost': return 'evidence_rejected'
    case 'expired': return 'deadline_expired'
    case 'withdrawn': return 'customer_cancelled'
    default: return null
  }
}

/** Everywhere else a token stands for the order; a dispute whose payment nobody named has its own id there. */
export const orderOf = ({ payment, id }: Pick<Dispute, 'payment' | 'id'>): string => payment.id ?? id

/** A refund or a cancellation of less than the disputed amount leaves the dispute open, under that name. */
function partialOf({ theirs: { status } }: Dispute): WireStatus | null {
  return status === 'merchant_refunded' || status === 'merchant_voided' ? status : null
}

function isVoided({ theirs, resolution }: Extract<Dispute, { resolution: unknown }>): boolean {
  return theirs.status === 'merchant_voided' || resolution.note === 'merchant_voided'
}

function reasonOf({ theirs, reason }: Dispute): WireReason {
  return isReason(theirs.reasonCode) ? theirs.reasonCode : isReason(reason.code) ? reason.code : reasonOfCategory[reason.category]
}

const isReason = (code: string | null): code is WireReason => (reasons as readonly (string | null)[]).includes(code)

function closingNoteOf(dispute: Dispute): string | null {
  if (dispute.state === 'accepted') return 'Merchant accepted the dispute'
  return 'resolution' in dispute ? dispute.resolution.note : null
}

/** Tokens of files that the customer added, with commas between, as the dispute's metadata has them. */
export const attachmentsKey = 'openingNoteAttachments'

function attachmentsOf({ metadata }: Dispute, asArray: boolean): string | string[] | null {
  const tokens = (metadata[attachmentsKey] ?? '').split(',').map(token => token.trim()).filter(token => token !== '')
  if (asArray) return tokens
  return tokens.length > 0 ? JSON.stringify(tokens) : null
}

function metaOf({ payment, money }: Dispute): NonNullable<WireDispute['meta']> {
  const { captured, network, references } = payment
  const { networkReferenceId } = references
  return {
    transactionAmount: majorOf(captured ?? money),
    orderType: references.orderType === 'INSTORE' ? 'INSTORE' : 'ONLINE',
    ...(network ? { network } : {}),
    ...(networkReferenceId ? { networkReferenceId } : {}),
  }
}

const majorOf = (money: Money): string => formatMajor(money, 'afterpay')
const seconds = (at: Instant): string => String(secondsOf(at))
