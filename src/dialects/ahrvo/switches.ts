// Where Ahrvo's and Finix's documents leave a choice and an operator may want the other one. Data only.

import { parseDuration, type Duration } from '../../core/duration.ts'
import { rateForm, readRate, type Rate } from '../limiter.ts'
import type { Switchboard } from '../switchboard.ts'

export type AhrvoSwitches = {
  /** Refuses to submit and to update evidence without Finix-Version, which Ahrvo's pages call mandatory there. A credential may say so for itself. */
  versionRequired: boolean
  /** After which an accepted dispute has its final state; the pages say only that it is later. */
  finalAfter: Duration
  /** Finix sends an empty event when a webhook is made, and enables what answers it; Ahrvo's pages know of none. */
  firstContact: boolean
  rateLimit: Rate | null
}

export const usualSwitches: AhrvoSwitches = { versionRequired: false, finalAfter: parseDuration('PT1H')!, firstContact: false, rateLimit: null }

export const ahrvoSwitches: Switchboard<AhrvoSwitches> = {
  usual: usualSwitches,
  words: {
    'version-required': { to: { versionRequired: true }, about: 'to submit and to update evidence without Finix-Version: 2022-02-01 is 400' },
    'final-after': {
      takes: 'DURATION', example: 'PT2H', reads: text => (span => span && { finalAfter: span })(readFinalAfter(text)),
      about: 'how long an accepted dispute stays as it was before its state is final, up to 3650 days; otherwise PT1H',
    },
    'first-contact': { to: { firstContact: true }, about: 'a webhook made by their own call is sent an empty event at once, and is disabled where that is not acknowledged, as Finix does' },
    'rate-limit': {
      takes: rateForm, example: '1000/10', reads: text => (rate => rate && { rateLimit: rate })(readRate(text)),
      about: 'requests of a pair; beyond that 429. Ahrvo names 1000/10 for another product; otherwise unlimited',
    },
  },
}

const mostDays = 3_650
const dayMs = 86_400_000

export function readFinalAfter(text: unknown): Duration | undefined {
  const span = parseDuration(text)
  return span && span.months === 0 && span.days <= mostDays && span.ms <= mostDays * dayMs ? span : undefined
}
