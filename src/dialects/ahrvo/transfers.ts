// What moved because of a dispute, as adjustment transfers: the principal is the merchant's, fees are the platform's. Pure.

import type { Dispute } from '../../core/dispute.ts'
import type { PostingCode } from '../../core/postings.ts'
import { formatInstant, type Instant } from '../../core/time.ts'
import { adjustmentIdOf } from './ids.ts'

/** A row of the books, as the store gives it. */
export type PostingRow = { seq: number; leg: number; code: string; amount: bigint; currency: string; at: Instant }

/** Null where nothing new happens to the merchant: what was held is forfeited. */
const subtypes: Record<PostingCode, 'MERCHANT_DEBIT' | 'MERCHANT_CREDIT' | 'PLATFORM_DEBIT' | 'PLATFORM_CREDIT' | null> = {
  debit: 'MERCHANT_DEBIT', hold: 'MERCHANT_DEBIT', credit: 'MERCHANT_CREDIT', release: 'MERCHANT_CREDIT', forfeit: null, fee: 'PLATFORM_DEBIT', fee_returned: 'PLATFORM_CREDIT',
}

export function transfersOf(dispute: Dispute, rows: readonly PostingRow[], base: string) {
  const link = `${base}/disputes/${encodeURIComponent(dispute.theirs.id)}`
  return rows.flatMap(({ seq, leg, code, amount, currency, at }) => {
    const subtype = subtypes[code as PostingCode]
    if (!subtype) return []
    const id = adjustmentIdOf(dispute.id, seq, leg)
    const time = formatInstant(at)
    return [{
      id, amount: Number(amount), type: 'DISPUTE' as const, subtype, state: 'SUCCEEDED' as const, currency, created_at: time, updated_at: time,
      _links: { self: { href: `${base}/transfers/${id}` }, dispute: { href: link } },
    }]
  })
}
