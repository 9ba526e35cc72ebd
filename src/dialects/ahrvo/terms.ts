// Ahrvo's rules for disputes, as data that decide reads. Where its pages are silent, those of Finix hold, whose API it serves under
// another name. Each value that surprises names its page; this file holds no logic.

import { phases } from '../../core/dispute.ts'
import type { Terms } from '../../core/terms.ts'

/** respond_by is the 14th day after creation at 23:59:59Z (docs.ahrvo.network, Accept a Dispute and List Disputes, both samples). */
const fourteenDays = 'P14D'
const megabyte = 1_048_576

export const ahrvoTerms: Terms = {
  dialect: 'ahrvo',
  // Only while response_state is NEEDS_RESPONSE (docs.finix.com, accepting disputes).
  acceptUnderReview: false,
  // response_state alone decides. One page says that nothing can be changed in INQUIRY; the samples accept one.
  acceptPhases: phases,
  family: {
    alert: 'no_money_yet',
    inquiry: 'no_money_yet',
    // A MERCHANT_DEBIT when the chargeback is created (docs.ahrvo.network, List Dispute Adjustment Transfers).
    chargeback: 'debited_at_opening',
    pre_arbitration: 'debited_at_opening',
    arbitration: 'debited_at_opening',
    compliance: 'debited_at_opening',
    unknown: 'debited_at_opening',
  },
  // Accept "will debit" the amount (Accept a Dispute): true of what was still an inquiry, and once over a dispute's life.
  concedingDebits: true,
  respondWithin: {
    alert: fourteenDays, inquiry: fourteenDays, chargeback: fourteenDays, pre_arbitration: fourteenDays,
    arbitration: fourteenDays, compliance: fourteenDays, unknown: fourteenDays,
  },
  evidence: {
    // docs.ahrvo.network, Upload Dispute Evidence: narrower than Finix in types, wider for images (1 MB, not 50 KB).
    types: ['application/pdf', 'image/jpeg'],
    fileBytes: megabyte,
    // Never reached: 8 files of 1 MB are less.
    totalBytes: 10 * megabyte,
    files: 8,
    // The length of a note is not published; 20,000 characters is our bound.
    textLength: 20_000,
    // The sample of Submit Dispute Evidence sends a note and nothing else.
    statementAlone: true,
  },
  // WON and LOST are final. An escalation leads back from RESPONDED, not from an end.
  secondCycle: false,
}
