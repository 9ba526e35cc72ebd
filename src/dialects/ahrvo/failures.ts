// Every way in which this API says no: the status, Finix's word for it, and the sentence. A refusal of the core or a failure of the wire
// that has no line here does not compile. What is not published (most sentences) is ours.

import { isTransient, type RefusalCode } from '../../core/refusal.ts'
import type { BuiltInFailure, Failure } from '../../wire/contract.ts'

export type FinixCode = 'BAD_REQUEST' | 'UNKNOWN' | 'FORBIDDEN' | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'NOT_ACCEPTABLE' | 'CONFLICT' | 'UNPROCESSABLE_ENTITY'
  | 'INVALID_FIELD' | 'TOO_MANY_REQUESTS' | 'SERVER_ERROR'

export type OwnCode = 'unauthorized' | 'forbidden' | 'not_found' | 'in_progress' | 'outcome_unknown' | 'too_many_requests' | 'version_missing'
  | 'file_invalid' | 'tags_invalid' | 'url_refused' | 'too_many_webhooks'
export type AhrvoFailure = RefusalCode | BuiltInFailure | OwnCode
type Line = readonly [status: number, code: FinixCode, message: string, field?: string]

const closed = (how: string): Line => [422, 'UNPROCESSABLE_ENTITY', `The dispute ${how}: its response_state is not NEEDS_RESPONSE`]
const field = (name: string, message: string): Line => [422, 'INVALID_FIELD', message, name]
const notNow = 'The dispute is not in a state in which this can be done'
const notReached = 'The answer could not be found out. Fetch the dispute before anything else is sent'

const refusals: Record<RefusalCode, Line> = {
  key_reused_with_other_body: [409, 'CONFLICT', notNow],
  key_in_flight: [409, 'CONFLICT', notNow],
  credential_revoked: [401, 'UNKNOWN', 'Unauthorized'],
  dispute_not_found: [404, 'NOT_FOUND', 'The resource was not found'],
  dispute_exists: [409, 'CONFLICT', notNow],
  act_in_progress: closed('is being answered'),
  already_accepted: closed('was accepted'),
  already_submitted: closed('was responded to'),
  already_won: closed('is final'),
  already_lost: closed('is final'),
  already_expired: closed('is final'),
  already_withdrawn: closed('is final'),
  already_prevented: closed('is final'),
  already_refunded: closed('is final'),
  acceptance_pending: closed('is being answered'),
  act_not_pending: [422, 'UNPROCESSABLE_ENTITY', notNow],
  not_under_review: [422, 'UNPROCESSABLE_ENTITY', notNow],
  not_provisional: [422, 'UNPROCESSABLE_ENTITY', notNow],
  not_due: [422, 'UNPROCESSABLE_ENTITY', notNow],
  deadline_passed: closed('is final'),
  not_acceptable_in_phase: [422, 'UNPROCESSABLE_ENTITY', notNow],
  revision_changed: [409, 'CONFLICT', notNow],
  amount_changed: [409, 'CONFLICT', notNow],
  payment_already_returned: [422, 'UNPROCESSABLE_ENTITY', 'The buyer has had this money back already'],
  judged_amount_invalid: [422, 'UNPROCESSABLE_ENTITY', notNow],
  evidence_missing: [422, 'UNPROCESSABLE_ENTITY', 'There is no evidence to submit: upload a file or send a note'],
  evidence_not_found: [404, 'NOT_FOUND', 'The resource was not found'],
  evidence_type_not_allowed: field('file', 'The file must be a JPEG or a PDF'),
  evidence_too_large: field('file', 'The file may have 1 MB at most'),
  evidence_too_many: field('file', 'A dispute may have 8 files at most'),
  statement_too_long: field('note', 'The note is too long'),
  respond_by_invalid: [422, 'UNPROCESSABLE_ENTITY', notNow],
  snooze_invalid: [422, 'UNPROCESSABLE_ENTITY', notNow],
  metadata_too_large: field('tags', 'There may be 50 tags at most, with up to 40 characters in a key and 500 in a value'),
  provider_refused: [422, 'UNPROCESSABLE_ENTITY', 'The processor refused'],
}

const wire: Record<BuiltInFailure, Line> = {
  route_not_found: [404, 'NOT_FOUND', 'The resource was not found'],
  method_not_allowed: [405, 'METHOD_NOT_ALLOWED', 'The method is not allowed on this path'],
  malformed_request: [400, 'BAD_REQUEST', 'The request could not be read'],
  unsupported_media_type: [406, 'NOT_ACCEPTABLE', 'The request is of a content type that is not acceptable'],
  body_too_large: [400, 'BAD_REQUEST', 'The request is too large'],
  invalid_body: [422, 'INVALID_FIELD', 'A field is not valid'],
  invalid_query: [422, 'INVALID_FIELD', 'A parameter is not valid'],
  invalid_header: [400, 'BAD_REQUEST', 'A header is not valid'],
  duplicate_header: [400, 'BAD_REQUEST', 'A header that may come once came twice'],
  internal_error: [500, 'SERVER_ERROR', 'Something went wrong on our side'],
  overloaded: [503, 'SERVER_ERROR', 'The server is not available; nothing has happened'],
}

const own: Record<OwnCode, Line> = {
  unauthorized: [401, 'UNKNOWN', 'Unauthorized'],
  forbidden: [403, 'FORBIDDEN', 'Access is denied'],
  not_found: [404, 'NOT_FOUND', 'The resource was not found'],
  in_progress: [500, 'SERVER_ERROR', notReached],
  outcome_unknown: [500, 'SERVER_ERROR', notReached],
  too_many_requests: [429, 'TOO_MANY_REQUESTS', 'There are too many requests'],
  version_missing: [400, 'BAD_REQUEST', 'The header Finix-Version is required here, with the value 2022-02-01'],
  file_invalid: field('file', 'The file is empty, or is not what its content type says'),
  tags_invalid: field('tags', 'Tags are texts: 50 at most, with up to 40 characters in a key and 500 in a value'),
  url_refused: field('url', 'The url must be a public HTTPS address'),
  too_many_webhooks: [422, 'UNPROCESSABLE_ENTITY', 'There are as many webhooks as there may be'],
}

const lines: Record<AhrvoFailure, Line> = { ...refusals, ...wire, ...own }

/** Worth another try later: what is about to be settled, and what we could not do. */
const passing: readonly AhrvoFailure[] = ['in_progress', 'outcome_unknown', 'too_many_requests', 'internal_error', 'overloaded']

export const failures = Object.fromEntries(Object.entries(lines).map(([code, [status, finix, message]]) => [code, {
  status, title: finix, detail: message, next: status >= 500 || status === 429 ? 'Fetch the dispute, then decide.' : 'Correct the request.',
  transient: passing.includes(code as AhrvoFailure) || isTransient(code as RefusalCode),
}])) as Record<AhrvoFailure, Failure>

export type ErrorAbout = { message?: string | undefined; field?: string | undefined; fields?: readonly { field: string; message: string }[]; href: string; logref: string }
export type ErrorBody = { total: number; _embedded: { errors: Record<string, unknown>[] } }

/** One error, or one for each field that is wrong; `total` is how many there are. */
export function errorBody(code: AhrvoFailure, { message, field, fields, href, logref }: ErrorAbout): { status: number; body: ErrorBody } {
  const [status, finix, usual, usualField] = lines[code]
  const about = fields?.length ? fields : [{ field: field ?? usualField, message: message ?? usual }]
  const errors = about.map(one => ({ logref, message: one.message, code: finix, ...(one.field !== undefined && { field: one.field }), _links: { self: { href } } }))
  return { status, body: { total: errors.length, _embedded: { errors } } }
}
