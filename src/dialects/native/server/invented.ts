// The dispute of a test notice: whole in form, and nobody's.

import type { DisputeIn } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Instant } from '../../../core/time.ts'

export function inventedDispute(merchant: MerchantId, at: Instant): DisputeIn<'needs_response'> {
  return {
    id: 'dsp_00000000000000000000000000', merchant, home: 'house', dialect: 'native',
    theirs: { id: 'nd_test', status: null, reasonCode: null, reasonText: null },
    money: { amount: 12_000n, currency: 'THB' }, settlement: null, fees: [], returnedFees: { from: 0, to: 0 },
    reason: { category: 'other', code: null, network: null, networkCode: null }, phase: 'chargeback', cycle: 1,
    payment: { id: null, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null },
    story: { text: 'This is a test of your webhook.', language: 'en', customer: null },
    respondBy: { at: at + 7 * 86_400_000, zone: null, source: 'operator' },
    evidence: [], books: { held: 0n, gone: 0n }, metadata: {}, tags: [], observed: null, decided: null, warnedFor: null,
    openedAt: at, updatedAt: at, revision: 1, state: 'needs_response', pending: null,
  }
}
