// What the endpoints of the native API have in common: which failures can befall them, and how answers are written down. Data only.

import type { z } from 'zod'
import type { BuiltInFailure } from '../../../wire/contract.ts'
import type { RefusalCode } from '../../../core/refusal.ts'
import type { OwnCode } from '../problems/own.ts'

type Code = BuiltInFailure | RefusalCode | OwnCode

/** Any call can be too early for its caller, too much for the server, or meet our own mistake. */
const always = [
  'unauthenticated', 'too_many_wrong_keys', 'foreign_page', 'forbidden', 'unsupported_version', 'malformed_request', 'method_not_allowed', 'unsupported_media_type', 'body_too_large',
  'invalid_query', 'invalid_header', 'duplicate_header', 'route_not_found', 'internal_error', 'overloaded', 'unavailable',
] as const satisfies readonly Code[]

const merchants = ['merchant_required', 'merchant_not_found'] as const
const writes = ['credential_revoked', 'outcome_unknown'] as const
const keys = ['invalid_idempotency_key', 'key_reused_with_other_body', 'key_in_flight'] as const

/** What is no longer to be worked on, or not yet again. */
export const notWorkable = ['dispute_not_found', 'act_in_progress', 'already_accepted', 'already_submitted', 'already_won', 'already_lost', 'already_expired',
  'already_withdrawn', 'already_prevented', 'already_refunded', 'acceptance_pending'] as const satisfies readonly Code[]

/** A call of the administrator that concerns no merchant, or all of them. */
export const serverFailures = always
export const serverPostFailures = [...always, ...writes, ...keys, 'invalid_body'] as const satisfies readonly Code[]
export const readFailures = [...always, ...merchants] as const
export const writeFailures = [...always, ...merchants, ...writes, 'invalid_body'] as const satisfies readonly Code[]
export const postFailures = [...writeFailures, ...keys] as const

export const answer = <S extends z.ZodType>(description: string, schema: S, example?: z.input<S>) => ({ description, schema, example })
