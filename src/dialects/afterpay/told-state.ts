// Where one of Afterpay's disputes stands. Whether it is open, status and `open` say together; the closing reason says only by what it was
// closed, and a sample shows one on an open dispute. Pure.

import type { ReadState } from '../../core/observation.ts'
import type { Read } from './told.ts'

type Standing = Pick<Read, 'status' | 'open' | 'closing'>

const closedAs: Record<'won' | 'lost', Partial<Record<string, ReadState>>> = {
  won: { evidence_accepted: 'won', customer_cancelled: 'withdrawn' },
  lost: { merchant_accepted: 'accepted', evidence_rejected: 'lost', deadline_expired: 'expired' },
}

/** Null for a status that the documents do not have, `partially_won` included, and where status and `open` contradict each other. */
export function stateOf({ status, open, closing }: Standing): ReadState | null {
  switch (status) {
    case 'needs_response':
    case 'under_review': return open === false ? null : status
    case 'won':
    case 'lost': return open === true ? null : endOf(status, closing) ?? status
    // Of less than the disputed amount, it leaves the dispute open.
    case 'merchant_refunded':
    case 'merchant_voided': return open === false ? 'refunded' : open === true ? 'needs_response' : null
    default: return null
  }
}

function endOf(status: 'won' | 'lost', closing: string | null): ReadState | null {
  return closing !== null && Object.hasOwn(closedAs[status], closing) ? closedAs[status][closing]! : null
}

/** Ended, and it does not say by what in a word that fits. */
export const isUnexplained = ({ status, closing }: Standing): boolean => (status === 'won' || status === 'lost') && endOf(status, closing) === null
