// What the calls of this API share: the header, the media types, paging, the shapes of what is answered. Data only.

import { z } from 'zod'
import { parseInstant } from '../../../core/time.ts'
import { json, type Answer, type RequestExample } from '../../../wire/contract.ts'
import { evidenceSubmitted } from '../fixture.ts'
import { responseStates, states } from '../translate.ts'
import type { AhrvoFailure } from '../failures.ts'

export const version = '2022-02-01'
export const root = '/payments/na'

/** Anything else than the exact date falls back to the base version (docs on versioning); so nothing is refused here. */
export const headers = z.object({ 'finix-version': z.string().optional().meta({ description: `\`${version}\`: pages by cursor. Anything else: pages by offset.` }) })

/** The current pages name the first, older ones the others; Ahrvo's curl lines send a body under none. */
const mediaTypes = ['application/json', 'application/hal+json', 'application/vnd.json+api', 'application/vnd.api+json', '']
export const hal = <S extends z.ZodType>(schema: S) => json(schema, { types: mediaTypes })
export const halOrNone = <S extends z.ZodType>(schema: S) => json(schema, { types: mediaTypes, optional: true })

export const note = z.looseObject({ note: z.string().optional() })

const whole = (least: number) => z.string().regex(/^\d{1,9}$/, 'expected a whole number').transform(Number).refine(value => value >= least, `expected at least ${least}`)
/** Never more than a hundred are returned, whatever is asked. */
export const limit = whole(1).transform(value => Math.min(value, 100)).default(20).meta({ description: 'Up to 100.' })
export const offset = whole(0).optional().meta({ description: 'Answers in pages by offset, whatever the version.' })
const cursor = z.string().optional()
export const paging = { limit, offset, after_cursor: cursor, before_cursor: cursor }
export const pageQuery = z.looseObject(paging)

export const minor = z.string().regex(/^\d{1,15}$/, 'expected an amount in minor units').transform(BigInt).optional()

/** A blank is what a plus sign in a query has become. */
export const moment = z.string().transform((text, context) => {
  const at = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text.replace(' ', '+'))
  if (at === null) context.addIssue({ code: 'custom', message: 'expected a time such as 2025-12-08T14:30:00Z' })
  return at ?? 0
}).optional()

const link = z.object({ href: z.string() })
const time = z.string().meta({ format: 'date-time' })
export const tags = z.record(z.string(), z.string())

export const dispute = z.object({
  id: z.string(), created_at: time, updated_at: time, amount: z.int(), transfer: z.string(), reason: z.string(),
  respond_by: time.nullable(), state: z.enum(states), response_state: z.enum(responseStates), evidence_submitted: z.enum(evidenceSubmitted), tags,
  _links: z.object({ self: link, transfer: link, evidence: link, adjustment_transfers: link }),
}).meta({ id: 'Dispute' })

export const evidence = z.object({
  id: z.string(), created_at: time, dispute: z.string(), state: z.enum(['PENDING', 'SUCCEEDED', 'FAILED']), tags,
  _links: z.object({ self: link, dispute: link, download: link }),
}).meta({ id: 'Evidence' })

export const transfer = z.object({
  id: z.string(), amount: z.int(), type: z.literal('DISPUTE'), subtype: z.enum(['PLATFORM_CREDIT', 'PLATFORM_DEBIT', 'MERCHANT_CREDIT', 'MERCHANT_DEBIT']),
  state: z.literal('SUCCEEDED'), currency: z.string(), created_at: time, updated_at: time, _links: z.object({ self: link, dispute: link }),
}).meta({ id: 'AdjustmentTransfer' })

const page = z.union([
  z.object({ limit: z.int(), next_cursor: z.string().nullable() }),
  z.object({ offset: z.int(), limit: z.int(), count: z.int() }),
]).meta({ id: 'Page' })

export const listOf = <N extends string, S extends z.ZodType>(name: N, item: S) =>
  z.object({ _embedded: z.object({ [name]: z.array(item) } as Record<N, z.ZodArray<S>>), page, _links: z.object({ self: link }) })

export const failureBody = z.object({
  total: z.int(),
  _embedded: z.object({
    errors: z.array(z.object({ logref: z.string(), message: z.string(), code: z.string(), field: z.string().optional(), _links: z.object({ self: link }) })),
  }),
}).meta({ id: 'Errors' })

export const answer = (description: string, schema: z.ZodType, example: unknown): Answer => ({ description, schema, example })

/** Every call may meet these. */
export const usual = ['unauthorized', 'forbidden', 'credential_revoked', 'too_many_requests', 'outcome_unknown'] as const satisfies AhrvoFailure[]
export const onDispute = [...usual, 'not_found', 'dispute_not_found'] as const satisfies AhrvoFailure[]

export const unknown = { params: { id: 'DPnope' }, status: 404 } satisfies RequestExample
