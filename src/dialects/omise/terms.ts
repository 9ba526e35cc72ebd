// Omise's rules for disputes, as data that decide reads. Each value that surprises names its page; this file holds no logic.

import { phases, type Phase } from '../../core/dispute.ts'
import type { MoneyFamily, Terms } from '../../core/terms.ts'
import type { OmiseSwitches } from './switches.ts'

/** Omise knows no phases: whatever a dispute is called here, one rule holds. */
const inEveryPhase = <T>(value: T) => Object.fromEntries(phases.map(phase => [phase, value])) as Record<Phase, T>

const megabyte = 1_048_576

export const omiseTerms: Terms = {
  dialect: 'omise',
  // `open` and `pending` may be accepted (the accept page); a pending dispute has no deadline any more.
  acceptUnderReview: true,
  acceptPhases: phases,
  // One dispute.started.debit when it opens, one dispute.won.credit when it is won, nothing when it is accepted (recordings in
  // omise-php, tests/fixtures, 2025).
  family: inEveryPhase<MoneyFamily>('debited_at_opening'),
  concedingDebits: true,
  // No deadline is on the wire. Action is needed within 7 days (the official guide to disputes); a draft page says 14 to 21.
  respondWithin: inEveryPhase('P7D'),
  evidence: {
    // docs.omise.co, documents API: PNG, JPG, PDF of at most 10 MB; which megabyte is not said: the wider reading.
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    fileBytes: 10 * megabyte,
    // No number of documents is published; 20 is as many as a dispute shows in the list that it embeds.
    files: 20,
    totalBytes: 200 * megabyte,
    // The length of `message` is not published; 15,000 characters is what a draft page allows for metadata.
    textLength: 15_000,
    // It is the message that makes an open dispute pending.
    statementAlone: true,
  },
  // A bank's second dispute after a won one is a new dispute object (our reading of the official guide).
  secondCycle: false,
}

export function omiseTermsFor({ respondWithin, closesAtDeadline }: Pick<OmiseSwitches, 'respondWithin' | 'closesAtDeadline'>): Terms {
  return { ...omiseTerms, respondWithin: inEveryPhase(respondWithin), ...(closesAtDeadline ? {} : { overdueStays: true }) }
}
