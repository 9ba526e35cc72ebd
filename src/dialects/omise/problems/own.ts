// What only this API refuses: callers, ids, settings of the request. Data only. `code` is the provider's word.

import { problem } from './problem.ts'

export const ownProblems = {
  authentication_failure: problem(401, 'authentication_failure', 'authentication failed'),
  forbidden: problem(403, 'forbidden', 'this key may only read'),
  malformed_dispute_id: problem(400, 'bad_request', 'id is not the id of a dispute'),
  document_not_found: problem(404, 'not_found', 'document was not found'),
  event_not_found: problem(404, 'not_found', 'event was not found'),
  charge_not_found: problem(404, 'not_found', 'charge was not found'),
  documents_locked: problem(400, 'documents_locked', 'documents list cannot be modified'),
  invalid_file_type: problem(400, 'invalid_file_type', 'invalid content-type'),
  bad_request: problem(400, 'bad_request', 'bad request'),
  test_mode_only: problem(400, 'bad_request', 'only possible in test mode'),
  unsupported_version: problem(400, 'bad_request', 'Omise-Version is not one of 2019-05-29, 2017-11-02, 2015-11-17, 2014-07-27'),
  invalid_idempotency_key: problem(400, 'bad_request', 'Idempotency-Key is not 1 to 255 visible characters'),
  invalid_scope: problem(400, 'invalid_scope', 'scope is not one that can be searched: dispute'),
  invalid_filters: problem(400, 'invalid_filters', 'filters are not valid'),
  invalid_page: problem(400, 'invalid_page', 'page is not valid'),
  too_many_requests: problem(429, 'too_many_requests', 'too many requests', true),
  unavailable: problem(503, 'service_not_available', 'service is not available, nothing has happened', true),
  outcome_unknown: problem(503, 'service_not_available', 'service is not available, the outcome is not known yet', true),
}

export type OwnCode = keyof typeof ownProblems
