// The shapes that several endpoints share: the words of Moov's enums, times, and what every call may be refused with. Data only.

import { z } from 'zod'
import type { Answer, BuiltInFailure } from '../../../wire/contract.ts'
import type { RefusalCode } from '../../../core/refusal.ts'
import type { OwnCode } from '../failures/own.ts'

export type Code = BuiltInFailure | RefusalCode | OwnCode

export const statuses = ['response-needed', 'resolved', 'under-review', 'closed', 'accepted', 'expired', 'won', 'lost'] as const
export const phases = ['pre-dispute', 'inquiry', 'chargeback', 'unknown'] as const
export const evidenceTypes = ['receipt', 'proof-of-delivery', 'cancelation-policy', 'terms-of-service', 'customer-communication', 'generic-evidence', 'cover-letter', 'other'] as const

export const uuid = z.string().meta({ format: 'uuid' })
export const dateTime = z.string().meta({ format: 'date-time' })
export const evidenceType = z.enum(evidenceTypes).meta({ id: 'EvidenceType' })

export const requestId = { 'x-request-id': 'A UUID that names this request.' }
export const answer = <S extends z.ZodType>(description: string, schema: S, example?: z.input<S>) => ({ description, schema, headers: requestId, example })
export const nothing = (description: string): Answer & { schema?: undefined } => ({ description, headers: requestId })

/** Any call can be too early for its caller, too much for the server, or meet our own mistake. */
export const always = [
  'unauthenticated', 'forbidden', 'account_not_found', 'unknown_version', 'route_not_found', 'method_not_allowed', 'malformed_request', 'duplicate_header',
  'invalid_query', 'body_too_large', 'rate_limited', 'unavailable', 'outcome_unknown', 'internal_error', 'overloaded',
] as const satisfies readonly Code[]
export const onDispute = [...always, 'dispute_not_found'] as const satisfies readonly Code[]
export const ended = [
  'already_accepted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn', 'already_prevented', 'already_refunded',
] as const satisfies readonly Code[]
export const changing = [
  ...onDispute, 'credential_revoked', 'act_in_progress', 'acceptance_pending', ...ended, 'already_submitted', 'deadline_passed', 'provider_refused',
] as const satisfies readonly Code[]

/** Parameters that an endpoint does not know are not looked at. */
export const anyQuery = z.looseObject({})
export const headers = z.object({
  'x-moov-version': z.string().optional().meta({ description: 'vYYYY.QQ.BB, `dev` or `latest`; v2024.01.00 without it. Nothing about disputes differs between versions.' }),
})

/** What the examples name; tests put live ids in their place. */
export const sample = {
  account: 'ef028cdd-49e0-4cd8-9c89-6673e28e226e', dispute: '6e356108-fdfa-4910-bbe4-1e3c8abf5520', evidence: '5a1b4ae4-6c35-4d19-9b2e-0a1f5f0f7b11',
  file: '0dfc0bb4-32c2-4b0f-8bd5-6b3e1c0a9d22', webhook: 'dff0a709-f982-4475-81e8-214b435c74ab', unknown: '00000000-0000-4000-8000-000000000000',
} as const
