// The shapes of the pictures that the desk draws: time zones, and counts with sums that are never added over currencies. Data only.

import { z } from 'zod'
import { sum } from './shapes.ts'

/** By its name alone: an offset says nothing of summer time. */
const isZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

export const zone = z.string().max(64).refine(isZone, 'expected a name of the IANA time zone database').default('UTC')
  .meta({ description: 'Where the day begins: a name of the IANA time zone database.', examples: ['Asia/Bangkok'] })

export const sums = z.array(sum).meta({ description: 'One sum per currency; they are never added.' })
export const tally = z.object({ count: z.int(), amounts: sums })
export type WireTally = z.input<typeof tally>

export const complete = z.boolean().meta({ description: 'False where there was more than one call looks at; then this is of the first part only.' })
