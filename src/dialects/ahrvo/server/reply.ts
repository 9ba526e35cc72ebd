// How answers are printed: JSON, under the name that the caller asks for, and every failure in Finix's shape, because its Node client
// breaks on any other. It decides nothing.

import { wireJson } from '../../../core/json.ts'
import type { FailureContext } from '../../../wire/serve.ts'
import { splitTarget, type WireRequest, type WireResponse } from '../../../wire/http.ts'
import { errorBody, type AhrvoFailure } from '../failures.ts'
import type { Refused, Sent } from './call.ts'

export const json = (request: WireRequest, status: number, body: unknown): Sent => ({ status, headers: { 'content-type': typeFor(request) }, raw: wireJson(body) })

export const refused = (failure: AhrvoFailure, detail?: string): Refused => ({ failure, detail, ...(asksForCredentials(failure) && { headers: challenge }) })
export const notFound = (id: string): Refused => refused('not_found', `${id.slice(0, 80)} was not found`)

export const challenge = { 'www-authenticate': 'Basic realm="Ahrvo"' }
const asksForCredentials = (failure: AhrvoFailure): boolean => failure === 'unauthorized' || failure === 'credential_revoked'

export function failureResponse(code: AhrvoFailure, { request, detail, violations = [], endpoint }: FailureContext): WireResponse {
  const fields = violations.length === 0 && code === 'invalid_query' ? repeatedIn(request.search, detail) : fieldsOf(violations)
  const said = exactly(code, endpoint?.operation, fields.length > 0)
  const about = { href: splitTarget(request.target).path, logref: request.id }
  const precise = code === said && code.startsWith('invalid_') ? { ...about, fields, field: endpoint?.operation === 'uploadEvidence' ? 'file' : undefined } : { ...about, message: code === said ? detail : undefined }
  const { status, body } = errorBody(said, precise)
  return { status, headers: { 'content-type': typeFor(request) }, body: wireJson(body) }
}

/** The parameter that came twice, where that is what is wrong with a query. */
function repeatedIn(search: string, message = ''): { field: string; message: string }[] {
  const names = [...new URLSearchParams(search).keys()]
  const field = names.find((name, at) => names.indexOf(name) !== at)
  return field === undefined ? [] : [{ field: field.slice(0, 80), message }]
}

/** A body that is no object is not parsable as what is asked, nor a query without readable fields; a file that was not even read to its end is too large. */
function exactly(code: AhrvoFailure, operation: string | undefined, namesFields: boolean): AhrvoFailure {
  if (code === 'invalid_query' && !namesFields) return 'malformed_request'
  if (code === 'body_too_large' && operation === 'uploadEvidence') return 'evidence_too_large'
  return code === 'invalid_body' && !namesFields && operation !== 'uploadEvidence' ? 'malformed_request' : code
}

/** One line per field: the outermost name, whatever is wrong inside it. */
function fieldsOf(violations: NonNullable<FailureContext['violations']>): { field: string; message: string }[] {
  const named = violations.map(({ pointer, expected }) => ({ field: pointer.split('/')[1] ?? '', message: expected }))
  return named.filter(({ field }, at) => field !== '' && named.findIndex(each => each.field === field) === at)
}

const typeFor = ({ headers }: WireRequest): string => (/application\/hal\+json/i.test(headers.get('accept') ?? '') ? 'application/hal+json' : 'application/json')
