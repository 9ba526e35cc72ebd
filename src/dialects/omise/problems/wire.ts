// What is wrong with a request before anything is decided, in this provider's words. Data only. Statuses other than those of its
// published list (405, 415) are HTTP's own.

import type { BuiltInFailure } from '../../../wire/contract.ts'
import { problem, type Problem } from './problem.ts'

export const wireProblems: Record<BuiltInFailure, Problem> = {
  route_not_found: problem(404, 'not_found', 'the requested path was not found'),
  method_not_allowed: problem(405, 'method_not_allowed', 'the method is not allowed on this path'),
  malformed_request: problem(400, 'bad_request', 'the request cannot be read'),
  unsupported_media_type: problem(415, 'unsupported_media_type', 'the content type is not supported'),
  body_too_large: problem(413, 'request_entity_too_large', 'the request is too large'),
  invalid_body: problem(400, 'bad_request', 'bad request'),
  invalid_query: problem(400, 'bad_request', 'bad request'),
  invalid_header: problem(400, 'bad_request', 'bad request'),
  duplicate_header: problem(400, 'bad_request', 'a header that may come once came twice'),
  internal_error: problem(500, 'internal_error', 'internal error', true),
  overloaded: problem(503, 'service_not_available', 'service is not available, nothing has happened', true),
}
