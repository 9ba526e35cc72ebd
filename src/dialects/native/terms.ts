// Parley's own rules, for disputes of providers that have no dialect here. Data only; decide reads it.

import type { Terms } from '../../core/terms.ts'

const megabyte = 1_048_576

export const nativeTerms: Terms = {
  dialect: 'native',
  acceptUnderReview: true,
  acceptPhases: ['alert', 'inquiry', 'chargeback', 'pre_arbitration', 'arbitration', 'compliance', 'unknown'],
  family: {
    alert: 'no_money_yet',
    inquiry: 'no_money_yet',
    chargeback: 'held_at_opening',
    pre_arbitration: 'held_at_opening',
    arbitration: 'held_at_opening',
    compliance: 'held_at_opening',
    // An unknown word of a provider is treated as the costly case.
    unknown: 'held_at_opening',
  },
  concedingDebits: true,
  respondWithin: {
    alert: 'P3D', inquiry: 'P7D', chargeback: 'P14D', pre_arbitration: 'P14D', arbitration: 'P14D', compliance: 'P14D', unknown: 'P14D',
  },
  evidence: {
    types: ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'],
    fileBytes: 10 * megabyte,
    totalBytes: 30 * megabyte,
    files: 10,
    textLength: 20_000,
    statementAlone: true,
  },
  secondCycle: true,
}
