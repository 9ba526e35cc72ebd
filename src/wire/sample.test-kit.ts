// A small contract of a library counter, used by this folder's tests; it has one endpoint of each kind.
import { z } from 'zod'
import { builtInFailures, bytes, anyOf, defineContract, form, ignored, json, multipart, type Failures } from './contract.ts'
import { jsonResponse } from './http.ts'
import type { FailureContext } from './serve.ts'

const Loan = z.strictObject({ id: z.string(), title: z.string(), copies: z.int() }).meta({ id: 'Loan' })
const LoanAsk = z.strictObject({ title: z.string().max(50), copies: z.int().min(1).max(9).optional(), tags: z.array(z.string()).optional() })

const statuses: Record<string, number> = {
  route_not_found: 404, method_not_allowed: 405, unsupported_media_type: 415, body_too_large: 413, internal_error: 500, overloaded: 503,
}
const failure = (code: string) => ({
  status: statuses[code] ?? 400, title: code.replaceAll('_', ' '), detail: `It is ${code}.`, next: 'Read the reference.', transient: false,
})
const failures = {
  ...(Object.fromEntries(builtInFailures.map((code) => [code, failure(code)])) as Pick<Failures, (typeof builtInFailures)[number]>),
  unauthorized: { ...failure('unauthorized'), status: 401 },
  loan_not_found: { ...failure('loan_not_found'), status: 404 },
}

export const sample = defineContract({
  name: 'sample',
  title: 'Library',
  version: '1',
  description: 'Lends <books> & more.',
  prefixes: ['/loans'],
  failures,
  failureSchema: z.object({ code: z.string(), detail: z.string() }).meta({ id: 'Problem' }),
  failureContentType: 'application/problem+json',
  securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
  tags: { loans: 'What was lent.' },
  endpoints: {
    listLoans: {
      method: 'GET', path: '/loans', operation: 'listLoans', summary: 'Lists loans', tags: ['loans'],
      query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(10) }),
      answers: { 200: { description: 'Some.', schema: z.array(Loan) } }, failures: [],
      examples: { two: { query: { limit: '2' }, status: 200 } },
    },
    lend: {
      method: 'POST', path: '/loans', operation: 'lend', summary: 'Lends', tags: ['loans'], idempotent: true, maxBody: 1_048_576,
      headers: z.object({ 'idempotency-key': z.string().max(40).optional() }),
      body: anyOf(json(LoanAsk), form(z.strictObject({ title: z.string() }))),
      answers: { 201: { description: 'Lent.', schema: Loan, headers: { location: 'Where it is.' } } }, failures: ['unauthorized'],
      examples: { book: { body: { title: 'Emma' }, status: 201 } },
    },
    getLoan: {
      method: 'GET', path: '/loans/{id}', operation: 'getLoan', summary: 'One loan', notFound: 'loan_not_found',
      params: z.object({ id: z.string().max(20) }), answers: { 200: { description: 'It.', schema: Loan } }, failures: ['loan_not_found'],
    },
    returnLoan: {
      method: 'POST', path: '/loans/{id}/return', operation: 'returnLoan', summary: 'Returns', body: json(z.strictObject({ note: z.string() }), { optional: true }),
      answers: { 204: { description: 'Done.' } }, failures: [],
    },
    addCover: {
      method: 'PUT', path: '/loans/{id}/cover', operation: 'addCover', summary: 'Adds a cover',
      body: multipart({ fields: z.strictObject({ kind: z.string() }), files: { file: {}, back: { optional: true } } }),
      answers: { 200: { description: 'Stored.', schema: z.object({ size: z.int(), back: z.boolean() }) } }, failures: [],
    },
    scan: {
      method: 'POST', path: '/loans/scan', operation: 'scan', summary: 'Takes a picture', body: bytes(['image/png']), maxBody: 10,
      answers: { 200: { description: 'Text.', contentType: 'text/plain' } }, failures: [],
    },
    watch: {
      method: 'GET', path: '/watch', operation: 'watch', summary: 'Streams', open: true, body: ignored(),
      answers: { 200: { description: 'News.', contentType: 'text/event-stream' } }, failures: [],
    },
  },
})

/** The shape of this API's failures. */
export function sampleFailure(code: string, { detail, violations, extra }: FailureContext) {
  const known = sample.failures[code as keyof typeof sample.failures]
  const body = { code, detail: detail ?? known.detail, ...(violations && { errors: violations }), ...extra }
  return jsonResponse(known.status, body, { 'content-type': 'application/problem+json' })
}
