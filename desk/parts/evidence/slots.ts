// What usually helps against each reason, the strongest first, and how each provider calls it. Advice of this desk; no provider demands it. Data only.

import type { DialectName, ReasonCategory } from '../../../src/core/dispute.ts'

const slots = {
  proof_of_delivery: 'Proof of delivery', customer_communication: 'Messages with the customer', receipt: 'Receipt or invoice', refund_proof: 'Proof of the refund',
  refund_policy: 'Refund policy', cancellation_policy: 'Cancellation policy', terms_of_service: 'Terms of service', other: 'Anything else',
} as const
export type SlotId = keyof typeof slots

const bySlot: Record<ReasonCategory, readonly SlotId[]> = {
  fraud: ['proof_of_delivery', 'customer_communication', 'receipt'], authorization: ['receipt', 'customer_communication'], processing: ['receipt', 'terms_of_service'],
  not_received: ['proof_of_delivery', 'customer_communication', 'receipt'], not_as_described: ['customer_communication', 'receipt', 'refund_policy'],
  credit_not_processed: ['refund_proof', 'refund_policy', 'customer_communication'], duplicate: ['receipt', 'refund_proof'],
  cancelled: ['cancellation_policy', 'customer_communication', 'terms_of_service'], incorrect_amount: ['receipt', 'terms_of_service'], other: ['receipt', 'customer_communication'],
}

/** Their own names of a category, where they have some. */
const theirs: Partial<Record<DialectName, Partial<Record<SlotId, string>>>> = {
  moov: { proof_of_delivery: 'proof-of-delivery', customer_communication: 'customer-communication', cancellation_policy: 'cancelation-policy', terms_of_service: 'terms-of-service', refund_proof: 'generic-evidence', refund_policy: 'generic-evidence' },
  afterpay: { proof_of_delivery: 'shippingDocumentation', refund_policy: 'refundPolicy', other: 'uncategorizedFile' },
}

export const slotWord = (id: SlotId): string => slots[id]
export const helpsAgainst = (reason: ReasonCategory): readonly SlotId[] => bySlot[reason]
export const slotsFor = (reason: ReasonCategory): readonly SlotId[] => [...bySlot[reason], 'other']
export const categoryFor = (slot: SlotId, dialect: DialectName): string => theirs[dialect]?.[slot] ?? slot

/** Where a piece belongs; whatever no slot has is something else. */
export function slotOf(category: string | null, offered: readonly SlotId[], dialect: DialectName): SlotId {
  return offered.find(slot => category === slot || category === categoryFor(slot, dialect)) ?? 'other'
}
