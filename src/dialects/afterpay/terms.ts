// Afterpay's rules for disputes, as data that decide reads. Each value that surprises names its page; this file holds no logic.

import { phases, type Phase } from '../../core/dispute.ts'
import type { MoneyFamily, Terms } from '../../core/terms.ts'

/** Afterpay knows no phases: whatever a dispute is called here, one rule holds. */
const inEveryPhase = <T>(value: T) => Object.fromEntries(phases.map(phase => [phase, value])) as Record<Phase, T>

const megabyte = 1_048_576

export const afterpayTerms: Terms = {
  dialect: 'afterpay',
  // Accept is refused for won and lost only (the Accept Dispute page of developers.cash.app); the diagram of its guide draws the arrow
  // from needs_response alone.
  acceptUnderReview: true,
  acceptPhases: phases,
  // Funds are collected after the merchant has lost, never while the dispute is open (developers.cash.app, guide to disputes).
  family: inEveryPhase<MoneyFamily>('debited_by_conceding'),
  concedingDebits: true,
  // Calendar days from notification (the same guide). Resellers show 12 days and 7 business days; those are theirs.
  respondWithin: inEveryPhase('P13D'),
  evidence: {
    // developers.cash.app, Retrieve File: anything else is 415.
    types: ['application/pdf', 'image/jpeg', 'image/png', 'image/gif'],
    // "Maximum 10MB" on one page, "less than 10 MB" on another, and no word on which megabyte: the wider reading.
    fileBytes: 10 * megabyte,
    totalBytes: 30 * megabyte,
    // Three fields take a file, one each: refundPolicy, shippingDocumentation, uncategorizedFile (Respond to Dispute).
    files: 3,
    // Each text field takes 1 to 5000 characters.
    textLength: 5_000,
    // One valid field is enough, and uncategorizedText is one.
    statementAlone: true,
  },
  // won and lost are terminal. "Customer updates" leads back from under_review, not from an end.
  secondCycle: false,
}
