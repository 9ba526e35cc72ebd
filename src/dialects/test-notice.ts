// A notice of no event, for one webhook alone: by it a receiver proves that it hears. Its dispute is whole in form, and nobody's.

import type { DisputeIn } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import { canonicalJson } from '../core/json.ts'
import { testNotice } from '../core/notice.ts'
import type { Instant } from '../core/time.ts'
import type { Tables, Write } from '../engine/store.ts'

export type TestIds = { notice: string; delivery: string }

/** With the one delivery that it is for. */
export function testWrites({ merchant, id: endpoint, dialect }: Tables['endpoint'], { notice, delivery }: TestIds, now: Instant): Write[] {
  const body = canonicalJson({ ...inventedDispute(merchant as MerchantId, now), books: { held: '0', gone: '0' } })
  return [
    { table: 'notice', rows: [{ merchant, id: notice, dispute: '', seq: 0, kind: testNotice, dialect, at: now, position: null, body }] },
    {
      table: 'delivery',
      rows: [{ merchant, id: delivery, notice, endpoint, state: 'pending', attempts: 0, dueAt: now, leaseUntil: 0, fence: 0, lastStatus: null, updatedAt: now }],
    },
  ]
}

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
