// Reason codes and their texts. A code of the provider is kept as it came; for a dispute of elsewhere one is chosen by its category.

import type { Dispute, ReasonCategory } from '../../core/dispute.ts'

/** DisputeReasonCode in omise-java, with the texts of the recordings where there are any. */
export const reasonTexts = {
  cancelled_recurring_transaction: 'Cancelled Recurring Transaction',
  credit_not_processed: 'Credit Not Processed',
  duplicate_processing: 'Duplicate Processing',
  expired_card: 'Expired Card',
  goods_or_services_not_provided: 'Merchandise/Services Not Received',
  incorrect_currency: 'Incorrect Currency',
  incorrect_transaction_amount: 'Incorrect Transaction Amount',
  late_presentment: 'Late Presentment',
  non_matching_account_number: 'Non-Matching Account Number',
  not_as_described_or_defective_merchandise: 'Not as Described or Defective Merchandise',
  not_available: 'Not Available',
  not_recorded: 'Not Recorded',
  other: 'Other',
  paid_by_other_means: 'Paid by Other Means',
  transaction_not_recognised: 'Transaction Not Recognised',
  unauthorized_charge: 'Unauthorized Charge',
} as const

export type ReasonCode = keyof typeof reasonTexts

const byCategory: Record<ReasonCategory, ReasonCode> = {
  fraud: 'unauthorized_charge', authorization: 'transaction_not_recognised', processing: 'other', not_received: 'goods_or_services_not_provided',
  not_as_described: 'not_as_described_or_defective_merchandise', credit_not_processed: 'credit_not_processed', duplicate: 'duplicate_processing',
  cancelled: 'cancelled_recurring_transaction', incorrect_amount: 'incorrect_transaction_amount', other: 'other',
}

export function reasonOf({ dialect, theirs, reason }: Dispute): { code: string; message: string } {
  const told = reason.code ?? theirs.reasonCode
  const code = told === null || (dialect !== 'omise' && !isReasonCode(told)) ? byCategory[reason.category] : spelled(told)
  return { code, message: theirs.reasonText ?? (isReasonCode(code) ? reasonTexts[code] : code) }
}

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(reasonTexts, code)

/** The Swift client's spelling; every other client has the short one. */
export const spelled = (code: string): string => (code === 'unauthorized_charge_aka_fraud' ? 'unauthorized_charge' : code)

/** A code that is not among theirs is of no category. */
export function categoryOf(code: string | null): ReasonCategory {
  const known = spelled(code ?? '')
  return isReasonCode(known) ? categories[known] : 'other'
}

const categories: Record<ReasonCode, ReasonCategory> = {
  cancelled_recurring_transaction: 'cancelled', credit_not_processed: 'credit_not_processed', duplicate_processing: 'duplicate', expired_card: 'authorization',
  goods_or_services_not_provided: 'not_received', incorrect_currency: 'processing', incorrect_transaction_amount: 'incorrect_amount', late_presentment: 'processing',
  non_matching_account_number: 'processing', not_as_described_or_defective_merchandise: 'not_as_described', not_available: 'other', not_recorded: 'other', other: 'other',
  paid_by_other_means: 'duplicate', transaction_not_recognised: 'authorization', unauthorized_charge: 'fraud',
}
