// What the endpoints have in common: headers, failures, lists. Data only.

import { z } from 'zod'
import type { BuiltInFailure } from '../../../wire/contract.ts'
import type { RefusalCode } from '../../../core/refusal.ts'
import type { OwnCode } from '../problems/own.ts'
import { dispute, listOf, oldDispute } from './dispute.ts'

type Code = BuiltInFailure | RefusalCode | OwnCode

export const headers = z.object({
  'omise-version': z.string().optional().meta({ description: 'The version to answer in; wins over the account\'s. Events keep to the account\'s.' }),
})
export const postHeaders = headers.extend({
  'idempotency-key': z.string().optional().meta({ description: 'The same request under the same key gets the same answer and does nothing twice.' }),
})

const always = [
  'authentication_failure', 'forbidden', 'unsupported_version', 'malformed_request', 'method_not_allowed', 'unsupported_media_type', 'body_too_large',
  'invalid_query', 'invalid_header', 'duplicate_header', 'route_not_found', 'internal_error', 'overloaded', 'unavailable', 'too_many_requests',
] as const satisfies readonly Code[]
const findsDispute = ['malformed_dispute_id', 'dispute_not_found'] as const
const writes = ['credential_revoked', 'outcome_unknown', 'invalid_idempotency_key', 'key_reused_with_other_body', 'key_in_flight', 'invalid_body'] as const

export const readFailures = [...always, 'bad_request'] as const satisfies readonly Code[]
export const disputeFailures = [...readFailures, ...findsDispute] as const
export const openingFailures = [...readFailures, ...writes] as const satisfies readonly Code[]
export const writeFailures = [...disputeFailures, ...writes] as const satisfies readonly Code[]
export const closedFailures = [
  'already_accepted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn', 'already_prevented', 'already_refunded', 'act_in_progress',
] as const satisfies readonly Code[]

export const eitherDispute = z.union([dispute, oldDispute])
export const disputes = listOf(eitherDispute)

/** As they came: the handler reads them, since a client may send them in a body as well. Others are not looked at. */
export const pageQuery = z.looseObject({
  from: z.string().optional(), to: z.string().optional(),
  offset: z.string().optional().meta({ description: 'How many to skip; 0 when not given.' }),
  limit: z.string().optional().meta({ description: '1 to 100; 20 when not given.' }),
  order: z.string().optional().meta({ description: 'chronological or reverse_chronological.' }),
})
/** omise-python puts its paging into the JSON body of a GET, null where it has none. */
export const pageBody = z.looseObject({
  from: z.unknown().optional(), to: z.unknown().optional(), offset: z.unknown().optional(), limit: z.unknown().optional(), order: z.unknown().optional(),
})
