// Reads and checks what a request carries, against its endpoint. It gives values or a failure, and throws neither.
import type { z } from 'zod'
import { parseJson } from './body.ts'
import type { BuiltInFailure, Endpoint } from './contract.ts'
import { parseForm, parseQuery } from './form.ts'
import type { FailureReply } from './handlers.ts'
import type { WireRequest } from './http.ts'
import { parseMultipart } from './multipart.ts'
import type { MultipartBody, SingleBody } from './payload.ts'
import { sentenceOf, violationsOf, type Violation } from './violation.ts'

export type Read = { value: unknown } | FailureReply

/** The one alternative whose content type the request names; a failure when none takes it. */
export function payloadOf(endpoint: Endpoint, request: WireRequest): SingleBody | null | FailureReply {
  const alternatives = endpoint.body?.kind === 'anyOf' ? endpoint.body.alternatives : endpoint.body ? [endpoint.body] : []
  const tolerant = alternatives.find((one) => one.optional)
  if (tolerant?.kind === 'ignored') return tolerant
  if (request.body.byteLength === 0 && !request.bodyTooLarge) return tolerant ?? alternatives[0] ?? null
  const encoding = request.headers.get('content-encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return failed('unsupported_media_type', plainBodyOnly)
  if (alternatives.length === 0) return request.bodyTooLarge ? null : failed('malformed_request', 'This call takes no body. Send none.')
  const sent = request.headers.get('content-type') ?? ''
  const taken = alternatives.find((one) => typesOf(one).includes(essenceOf(sent)) && isUtf8(sent, one))
  return taken ?? failed('unsupported_media_type', `Send the body as ${alternatives.flatMap(typesOf).filter(Boolean).join(' or ')} in UTF-8.`)
}

export function readBody(payload: SingleBody, request: WireRequest): Read {
  if (payload.kind === 'ignored') return { value: undefined }
  if (request.body.byteLength === 0) {
    return payload.optional ? { value: undefined } : failed('invalid_body', 'This call needs a body. Send one.', [emptyBody])
  }
  const contentType = request.headers.get('content-type') ?? ''
  if (payload.kind === 'bytes') return { value: { contentType: essenceOf(contentType), bytes: request.body } }
  if (payload.kind === 'multipart') return readMultipart(payload, request.body, contentType)
  const parsed = payload.kind === 'json' ? parseJson(request.body) : parseForm(request.body)
  return parsed.ok ? checked(payload.schema, parsed.value, 'body') : failed('malformed_request', parsed.why)
}

export function readQuery(schema: z.ZodObject | undefined, search: string): Read {
  if (search.length < 2 && !schema) return { value: {} }
  const parsed = parseQuery(search)
  if (!parsed.ok) return failed('invalid_query', parsed.why)
  const unknown = isLoose(schema) ? [] : Object.keys(parsed.value).filter((name) => !Object.hasOwn(schema?.shape ?? {}, name))
  if (unknown.length > 0) return unknownParameters(unknown, Object.keys(schema?.shape ?? {}))
  return schema ? checked(schema, parsed.value, 'query') : { value: {} }
}

export function readHeaders(schema: z.ZodObject | undefined, request: WireRequest): Read {
  if (!schema) return { value: {} }
  const named: Record<string, string> = {}
  for (const name in schema.shape) {
    const value = request.headers.get(name)
    if (value !== undefined) named[name] = value
  }
  return checked(schema, named, 'header')
}

export function readParams(endpoint: Endpoint, names: readonly string[], values: readonly string[]): Read {
  const params = Object.fromEntries(names.map((name, at) => [name, values[at]]))
  if (!endpoint.params) return { value: params }
  const read = endpoint.params.safeParse(params)
  return read.success ? { value: read.data } : failed(endpoint.notFound ?? 'route_not_found')
}

function readMultipart(payload: MultipartBody, body: Uint8Array, contentType: string): Read {
  const parsed = parseMultipart(body, contentType)
  if (!parsed.ok) return failed('malformed_request', parsed.why)
  const { fields, files } = parsed.value
  const wrong = [
    ...Object.keys(files).filter((name) => !Object.hasOwn(payload.files, name)).map((name) => fileViolation(name, 'no such file')),
    ...Object.keys(payload.files).filter((name) => !files[name] && !payload.files[name]!.optional).map((name) => fileViolation(name, 'expected a file')),
  ]
  if (wrong.length > 0) return failed('invalid_body', sentenceOf(wrong), wrong)
  const read = checked(payload.fields, fields, 'body')
  return 'value' in read ? { value: { fields: read.value, files } } : read
}

function checked(schema: z.ZodType, value: unknown, where: 'body' | 'query' | 'header'): Read {
  const read = schema.safeParse(value)
  if (read.success) return { value: read.data }
  const violations = violationsOf(read.error, where)
  return failed(`invalid_${where}`, sentenceOf(violations), violations)
}

function unknownParameters(unknown: readonly string[], known: readonly string[]): FailureReply {
  const expected = known.length > 0 ? `no such parameter; there are ${known.join(', ')}` : 'no parameters'
  const violations = unknown.slice(0, 20).map((name): Violation => ({ in: 'query', pointer: `/${name.slice(0, 60)}`, expected }))
  return failed('invalid_query', sentenceOf(violations), violations)
}

export function failed(failure: BuiltInFailure | (string & {}), detail?: string, violations?: readonly Violation[]): FailureReply {
  return { failure, detail, violations }
}

function fileViolation(name: string, expected: string): Violation {
  return { in: 'body', pointer: `/${name.slice(0, 60)}`, expected }
}

function isLoose(schema: z.ZodObject | undefined): boolean {
  return schema?.def.catchall?._zod.def.type === 'unknown'
}

function typesOf(payload: SingleBody): readonly string[] {
  if (payload.kind === 'bytes') return payload.types
  if (payload.kind === 'json' && payload.types) return payload.types
  return payload.kind === 'ignored' ? [] : [mediaTypes[payload.kind]]
}

export const mediaTypes = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
} as const

function essenceOf(contentType: string): string {
  const end = contentType.indexOf(';')
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase()
}

function isUtf8(contentType: string, payload: SingleBody): boolean {
  if (payload.kind === 'bytes') return true
  const charset = /;\s*charset=\s*"?([^\s;"]*)/i.exec(contentType.slice(0, 300))?.[1]
  return charset === undefined || /^utf-?8$/i.test(charset)
}

const plainBodyOnly = 'Compressed bodies are not taken. Send the body without a content encoding.'
const emptyBody: Violation = { in: 'body', pointer: '', expected: 'a body' }
