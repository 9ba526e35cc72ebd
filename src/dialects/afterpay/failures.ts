// Every way in which Afterpay's API says no: status, code and a sentence. Data and its reading only. A refusal of the core or a failure of
// the wire that has no line here does not compile.

import type { RefusalCode } from '../../core/refusal.ts'
import type { BuiltInFailure, Failure } from '../../wire/contract.ts'

/** The sources name status and code; where they name a status only, the code is ours (404, 412, 413, 422, 429, 503). */
type Said = { status: number; errorCode: string; message: string; transient?: true }
type OwnCode = 'unauthorized' | 'forbidden' | 'not_from_a_page' | 'not_found' | 'not_acceptable' | 'user_agent_missing' | 'precondition_failed'
  | 'file_too_large' | 'file_type' | 'invalid_object' | 'too_many_requests' | 'in_progress' | 'unavailable'
export type FailureCode = BuiltInFailure | OwnCode

const error = 'error'
const said: Record<FailureCode, Said> = {
  route_not_found: { status: 404, errorCode: 'not_found', message: 'There is nothing at this path.' },
  method_not_allowed: { status: 405, errorCode: 'method_not_allowed', message: 'This path does not take this method; Allow names those it takes.' },
  malformed_request: { status: 400, errorCode: 'invalid_json', message: 'The body cannot be read.' },
  unsupported_media_type: { status: 415, errorCode: error, message: 'The Content-Type is not one that this call takes.' },
  body_too_large: { status: 413, errorCode: error, message: 'The body is larger than this call takes.' },
  invalid_body: { status: 422, errorCode: 'invalid_object', message: 'The body is not as this call expects it.' },
  invalid_query: { status: 422, errorCode: 'invalid_object', message: 'A query parameter is not as this call expects it.' },
  invalid_header: { status: 400, errorCode: error, message: 'A header is not as this call expects it.' },
  duplicate_header: { status: 400, errorCode: error, message: 'A header that may come once came twice.' },
  internal_error: { status: 500, errorCode: error, message: 'Something went wrong on our side. Read the dispute before you repeat the call.', transient: true },
  overloaded: { status: 503, errorCode: 'service_unavailable', message: 'The service has too much to do at this moment; nothing has happened.', transient: true },
  unauthorized: { status: 401, errorCode: 'unauthorized', message: 'Credentials are required to access this resource.' },
  forbidden: { status: 403, errorCode: 'forbidden', message: 'These credentials may read only.' },
  not_from_a_page: { status: 403, errorCode: 'forbidden', message: 'A page or a browser that fetches ahead may not decide. Call it from a server.' },
  not_found: { status: 404, errorCode: 'not_found', message: 'There is no such dispute or file.' },
  not_acceptable: { status: 406, errorCode: error, message: 'The answer is application/json; Accept has to allow it.' },
  user_agent_missing: { status: 400, errorCode: error, message: 'The header User-Agent is required.' },
  precondition_failed: { status: 412, errorCode: 'precondition_failed', message: 'Invalid action for the dispute case: its status does not allow it.' },
  file_too_large: { status: 413, errorCode: error, message: 'The file is larger than 10 MB.' },
  file_type: { status: 415, errorCode: error, message: 'The content of the file is none of GIF, JPEG, PDF and PNG.' },
  invalid_object: { status: 422, errorCode: 'invalid_object', message: 'A value is not as this call expects it.' },
  too_many_requests: { status: 429, errorCode: 'too_many_requests', message: 'There are too many requests. Wait a while.', transient: true },
  in_progress: { status: 503, errorCode: 'service_unavailable', message: 'A decision on this dispute is on its way and its outcome is not known yet. Read the dispute.', transient: true },
  unavailable: { status: 503, errorCode: 'service_unavailable', message: 'The service cannot answer at this moment. Read the dispute before you repeat the call.', transient: true },
}

export const failures = Object.fromEntries(Object.entries(said).map(([code, { status, errorCode, message, transient = false }]) =>
  [code, { status, title: errorCode, detail: message, next: '', transient }])) as unknown as Record<FailureCode, Failure>

export const failureCodes = Object.keys(said) as FailureCode[]

/** What Afterpay's API says for each refusal of the core. */
export const failureOfRefusal: Record<RefusalCode, FailureCode> = {
  key_reused_with_other_body: 'invalid_object', key_in_flight: 'in_progress', credential_revoked: 'unauthorized',
  dispute_not_found: 'not_found', dispute_exists: 'precondition_failed', act_in_progress: 'in_progress',
  already_accepted: 'precondition_failed', already_submitted: 'precondition_failed', already_won: 'precondition_failed', already_lost: 'precondition_failed',
  already_expired: 'precondition_failed', already_withdrawn: 'precondition_failed', already_prevented: 'precondition_failed', already_refunded: 'precondition_failed',
  acceptance_pending: 'in_progress', act_not_pending: 'precondition_failed', not_under_review: 'precondition_failed', not_provisional: 'precondition_failed',
  not_due: 'precondition_failed', deadline_passed: 'precondition_failed', not_acceptable_in_phase: 'precondition_failed',
  revision_changed: 'precondition_failed', amount_changed: 'precondition_failed', payment_already_returned: 'precondition_failed',
  judged_amount_invalid: 'invalid_object', evidence_missing: 'invalid_object', evidence_not_found: 'invalid_object', evidence_type_not_allowed: 'file_type',
  evidence_too_large: 'file_too_large', evidence_too_many: 'invalid_object', statement_too_long: 'invalid_object', respond_by_invalid: 'invalid_object',
  snooze_invalid: 'invalid_object', metadata_too_large: 'invalid_object', provider_refused: 'precondition_failed',
}
