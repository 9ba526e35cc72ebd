// What is wrong with a request before anything is decided. Moov documents 400 for what it cannot understand and no 413 or 415; moov-go
// reads 403 as "not allowed, or invalid method or URL". Data only.

import type { BuiltInFailure } from '../../../wire/contract.ts'
import type { Line } from '../failures.ts'

export const wireFailures: Record<BuiltInFailure, Line> = {
  route_not_found: [404, 'There is nothing at this path.'],
  method_not_allowed: [403, 'The path exists, but not with this method.'],
  malformed_request: [400, 'The request cannot be read.'],
  unsupported_media_type: [400, 'The body is of a content type that this call does not take.'],
  body_too_large: [400, 'The body is larger than this call takes.'],
  invalid_body: [400, 'The body is not as this call expects it.'],
  invalid_query: [400, 'The query is not as this call expects it.'],
  invalid_header: [400, 'A header is not as this call expects it.'],
  duplicate_header: [400, 'A header that may come once came twice.'],
  internal_error: [500, 'Something went wrong on our side.'],
  overloaded: [500, 'The server has more to do than it can at this moment; nothing has happened.'],
}
