// Everything else that a notification says of a dispute: enough to open it by, where it names the money. Pure.

import { reasonCategories, type PaymentRef, type Reason } from '../../core/dispute.ts'
import type { Instant } from '../../core/time.ts'
import type { ToldFacts } from '../../engine/upstream.ts'
import { moneyOf, timeOf, wordOf, type Json } from './values.ts'

/** There is nothing to ask for more: without a beginning of its own the dispute began when it was first told of. */
export function factsOf(notice: Json, sentAt: Instant): ToldFacts | null {
  const money = moneyOf(notice['disputeAmount'])
  if (!money || money.amount === 0n) return null
  return {
    money, settlement: null, fees: [], reason: reasonOf(notice), payment: paymentOf(notice), story: null, metadata: {}, tags: [],
    openedAt: timeOf(notice['disputeTime']) ?? sentAt,
  }
}

/** Codes are the scheme's, and no page lists them; a category's own name is another Parley's. */
function reasonOf({ disputeReasonCode, disputeSource }: Json): Reason {
  const code = wordOf(disputeReasonCode, 64)
  const category = reasonCategories.find(each => each === code?.toLowerCase())
  return { category: category ?? 'other', code: category ? null : code, network: wordOf(disputeSource, 64), networkCode: null }
}

function paymentOf({ paymentId, paymentRequestId, disputeSource, arn, captureId }: Json): PaymentRef {
  const references = Object.entries({ arn: wordOf(arn, 64), capture_id: wordOf(captureId, 64) }).filter((pair): pair is [string, string] => pair[1] !== null)
  return {
    id: wordOf(paymentId, 64), order: wordOf(paymentRequestId, 64), paidAt: null, network: wordOf(disputeSource, 64), references: Object.fromEntries(references),
    captured: null, refunded: null,
  }
}
