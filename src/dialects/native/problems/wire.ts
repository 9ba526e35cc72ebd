// What is wrong with a request before anything is decided, in words for a person. Data only.

import type { BuiltInFailure, Failure } from '../../../wire/contract.ts'

const fix = 'Correct the request and send it again; nothing has happened.'

export const wireProblems: Record<BuiltInFailure, Failure> = {
  route_not_found: {
    status: 404, title: 'No such address', detail: 'There is nothing at this path.', next: 'Look the path up in /docs; ids stand where its braces are.', transient: false,
  },
  method_not_allowed: {
    status: 405, title: 'Not this method', detail: 'The path exists, but not with this method.', next: 'Use a method of the Allow header.', transient: false,
  },
  malformed_request: { status: 400, title: 'The request cannot be read', detail: 'The request cannot be read as HTTP with a body of its content type.', next: fix, transient: false },
  unsupported_media_type: {
    status: 415, title: 'Not this content type', detail: 'The body is of a content type or encoding that this call does not take.',
    next: 'Send JSON as application/json, a file as multipart/form-data, both without Content-Encoding.', transient: false,
  },
  body_too_large: { status: 413, title: 'The body is too large', detail: 'The body is larger than this call takes.', next: 'Send less.', transient: false },
  invalid_body: { status: 400, title: 'The body does not fit', detail: 'The body is not as this call expects it.', next: `\`errors\` names each field. ${fix}`, transient: false },
  invalid_query: {
    status: 400, title: 'The query does not fit', detail: 'The query is not as this call expects it.', next: `\`errors\` names each parameter. ${fix}`, transient: false,
  },
  invalid_header: { status: 400, title: 'A header does not fit', detail: 'A header is not as this call expects it.', next: `\`errors\` names each header. ${fix}`, transient: false },
  duplicate_header: { status: 400, title: 'A header comes twice', detail: 'A header that may come once came twice.', next: fix, transient: false },
  internal_error: {
    status: 500, title: 'Our mistake', detail: 'Something went wrong on our side, and it is on record under the id in `instance`.',
    next: 'Repeat the same request with the same Idempotency-Key: what has happened is not done again.', transient: true,
  },
  overloaded: {
    status: 503, title: 'Too busy', detail: 'The server has more to do than it can at this moment; nothing has happened.',
    next: 'Repeat the same request with the same Idempotency-Key after the time in Retry-After.', transient: true,
  },
}
