// Moov's rules for disputes, as data that decide reads. Each value that surprises names its page; this file holds no logic.

import { phases } from '../../core/dispute.ts'
import type { Terms } from '../../core/terms.ts'
import type { MoovSwitches } from './switches.ts'

export const moovTerms: Terms = {
  dialect: 'moov',
  // 409 outside response-needed: the operation defines it as a clash with the state; which states clash is our reading.
  acceptUnderReview: false,
  // Its four phases: pre-dispute (Visa's RDR, usually resolved by itself), inquiry (American Express), chargeback, unknown. What comes
  // after a chargeback elsewhere is shown as one, and as awaiting a response: so it can be accepted.
  acceptPhases: phases,
  family: {
    alert: 'no_money_yet',
    inquiry: 'no_money_yet',
    // The wallet is debited when the chargeback arrives and credited when it is won (docs.moov.io, guide to disputes).
    chargeback: 'debited_at_opening',
    pre_arbitration: 'debited_at_opening',
    arbitration: 'debited_at_opening',
    compliance: 'debited_at_opening',
    unknown: 'debited_at_opening',
  },
  // No page knows of a debit for an accepted inquiry, so none is booked.
  concedingDebits: false,
  respondWithin: {
    // Visa since early 2026: 6 calendar days. An older page says 14, as for Mastercard and Discover; the shortest window is the safe
    // rule for a dispute that names none.
    alert: 'P6D', chargeback: 'P6D', pre_arbitration: 'P6D', arbitration: 'P6D', compliance: 'P6D', unknown: 'P6D',
    // American Express alone has inquiries, and gives 10 days.
    inquiry: 'P10D',
  },
  evidence: {
    // PNG is not among them (docs.moov.io, upload evidence file).
    types: ['application/pdf', 'image/jpeg', 'image/tiff'],
    // "4MB", which megabyte is not said: the wider reading.
    fileBytes: 4_194_304,
    // No number of files is published; 20 is our bound.
    files: 20,
    totalBytes: 20 * 4_194_304,
    // docs.moov.io, upload evidence text.
    textLength: 750,
    // A statement is uploaded as text evidence (cover-letter), and evidence of text alone may be submitted.
    statementAlone: true,
  },
  // accepted, won, lost, expired, closed and resolved are all final.
  secondCycle: false,
}

/** With the older number every brand but American Express gives 14 days. */
export function moovTermsFor({ visaDays }: Pick<MoovSwitches, 'visaDays'>): Terms {
  const days = `P${visaDays}D`
  const { inquiry } = moovTerms.respondWithin
  return { ...moovTerms, respondWithin: { alert: days, inquiry, chargeback: days, pre_arbitration: days, arbitration: days, compliance: days, unknown: days } }
}
