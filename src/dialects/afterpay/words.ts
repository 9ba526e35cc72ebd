// Afterpay's words for a dispute, as data: reasons, statuses, closing reasons, and which of them say what of ours.

import type { ReasonCategory } from '../../core/dispute.ts'

export const reasons = ['product_not_received', 'product_unacceptable', 'credit_not_processed', 'order_canceled', 'duplicate', 'incorrect_amount',
  'paid_by_other_means', 'fraudulent', 'fraudulent_merchant'] as const
export type WireReason = (typeof reasons)[number]

export const statuses = ['needs_response', 'under_review', 'won', 'lost', 'merchant_refunded', 'merchant_voided'] as const
export type WireStatus = (typeof statuses)[number]

export const closingReasons = ['merchant_accepted', 'evidence_accepted', 'evidence_rejected', 'deadline_expired', 'customer_cancelled'] as const
export type ClosingReason = (typeof closingReasons)[number]

/**
 * Where nobody gave us a reason in Afterpay's words. It has none for what is none of its others: those are called as the only one
 * that Afterpay's own disputes have today.
 */
export const reasonOfCategory: Record<ReasonCategory, WireReason> = {
  fraud: 'fraudulent', authorization: 'fraudulent', processing: 'incorrect_amount', not_received: 'product_not_received',
  not_as_described: 'product_unacceptable', credit_not_processed: 'credit_not_processed', duplicate: 'duplicate', cancelled: 'order_canceled',
  incorrect_amount: 'incorrect_amount', other: 'product_not_received',
}

/** Their reasons in our categories. A reason that is not here is `other`, and its word is kept. */
export const categoryOfReason: Record<WireReason, ReasonCategory> = {
  product_not_received: 'not_received', product_unacceptable: 'not_as_described', credit_not_processed: 'credit_not_processed', order_canceled: 'cancelled',
  duplicate: 'duplicate', incorrect_amount: 'incorrect_amount', paid_by_other_means: 'processing', fraudulent: 'fraud', fraudulent_merchant: 'other',
}

export const textFields = ['productDescription', 'refundPolicyDisclosure', 'refundRefusalExplanation', 'shippingAddress', 'shippingDate', 'shippingCarrier',
  'shippingTrackingNumber', 'uncategorizedText'] as const
export const fileFields = ['refundPolicy', 'shippingDocumentation', 'uncategorizedFile'] as const
export type EvidenceField = (typeof textFields)[number] | (typeof fileFields)[number]
