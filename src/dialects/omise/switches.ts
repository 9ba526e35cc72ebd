// Where Omise's documents leave a choice and an operator may want the other one. Data only.

import { parseDuration } from '../../core/duration.ts'
import { rateForm, readRate, type Rate } from '../limiter.ts'
import type { Switchboard } from '../switchboard.ts'

export type OmiseSwitches = {
  /** An open dispute is lost at its deadline. Otherwise it stays open, and no answer is taken any more. */
  closesAtDeadline: boolean
  /** Seconds before each repetition of an event that was not acknowledged; the documents name no number. */
  webhookDelays: readonly number[]
  /** In which the merchant must respond where a dispute brings no deadline: 7 days in the guide, 14 to 21 in the draft. */
  respondWithin: string
  rateLimit: Rate | null
}

export const usualSwitches: OmiseSwitches = { closesAtDeadline: true, webhookDelays: [1, 2, 4], respondWithin: 'P7D', rateLimit: null }

export const omiseSwitches: Switchboard<OmiseSwitches> = {
  usual: usualSwitches,
  words: {
    'stays-open': { to: { closesAtDeadline: false }, about: 'an open dispute stays open at its deadline, and accepting it is invalid_dispute_status, for ten years; otherwise it is lost' },
    'webhook-delays': {
      takes: 'SECONDS/SECONDS/…', example: '1/2/4/8', reads: delays,
      about: 'seconds before each repetition of an event that was not acknowledged, 1 to 20 of them; otherwise 1/2/4',
    },
    'respond-within': {
      takes: 'DURATION', example: 'P14D', reads: span,
      about: 'how long the merchant has where a dispute brings no deadline, 1 to 365 days; otherwise P7D',
    },
    'rate-limit': {
      takes: rateForm, example: '1000/60/100', reads: text => (rate => rate && { rateLimit: rate })(readRate(text)),
      about: 'requests of a secret key; beyond that 429, and X-RateLimit-Limit and X-RateLimit-Remaining on every answer. The draft names 1000/60/100; otherwise unlimited',
    },
  },
}

/** A day at most each: whoever is away for longer has to fetch. */
function delays(text: string): Partial<OmiseSwitches> | undefined {
  const parts = text.split('/')
  const fit = parts.length <= 20 && parts.every(part => /^[1-9]\d{0,4}$/.test(part) && Number(part) <= 86_400)
  return fit ? { webhookDelays: parts.map(Number) } : undefined
}

function span(text: string): Partial<OmiseSwitches> | undefined {
  const parsed = parseDuration(text)
  return parsed && parsed.months === 0 && parsed.ms === 0 && parsed.days >= 1 && parsed.days <= 365 ? { respondWithin: text } : undefined
}
