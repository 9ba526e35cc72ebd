// What may stand in a query: counts, tokens, and instants in the two forms that the editions of the document use. Nothing is rounded.

import { z } from 'zod'
import { latestInstant, parseInstant, type Instant } from '../../../core/time.ts'

export const token = z.string().min(1).max(200)

export const count = (least: number, most: number) => z.string().regex(/^(?:0|[1-9]\d{0,8})$/, `expected an integer from ${least} to ${most}`)
  .transform(Number).refine(value => value >= least && value <= most, `expected an integer from ${least} to ${most}`)

/** Without a zone it is UTC. */
export const when = z.string().max(64).transform((text, context): Instant => {
  const at = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : parseInstant(text) ?? parseInstant(`${text}Z`)
  if (at !== null && at <= latestInstant) return at
  context.addIssue({ code: 'custom', message: 'expected an ISO 8601 instant or epoch seconds' })
  return z.NEVER
}).meta({ format: 'date-time' })
