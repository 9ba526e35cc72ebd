// The contract of an API as data: read to serve it, to call it and to print it. It holds no behaviour and no state.
import type { z } from 'zod'
import type { Payload } from './payload.ts'

export { anyOf, bytes, form, ignored, json, multipart } from './payload.ts'
export type { FilePart, Payload } from './payload.ts'
export type { FailureReply, Handlers, HandlerInput, ReplyOf } from './handlers.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Answer = {
  description: string
  schema?: z.ZodType
  /** Without it: application/json when there is a schema. */
  contentType?: string
  headers?: Record<string, string>
  example?: unknown
}

export type RequestExample = {
  summary?: string
  params?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  /** A value of the payload's shape; sent in the encoding of the first alternative unless `form` is asked. */
  body?: unknown
  encoding?: 'json' | 'form'
  status: number
}

export type Endpoint<Code extends string = string> = {
  method: Method
  /** `/v1/disputes/{id}/accept`: a name in braces stands for one whole segment. */
  path: `/${string}`
  operation: string
  summary: string
  description?: string
  tags?: readonly string[]
  /** The right that a credential needs; only data, `authenticate` judges it. */
  scope?: string
  /** Asks for no credential. */
  open?: true
  params?: z.ZodObject
  query?: z.ZodObject
  /** Names in lower case; headers that are not named are not looked at. */
  headers?: z.ZodObject
  body?: Payload
  /** Bytes; DEFAULT_MAX_BODY when not given. */
  maxBody?: number
  /** Bytes of JSON or of a form, where files travel inside of it; a mebibyte when not given. */
  maxTextBody?: number
  /** Where a file travels inside of its text: such a body is kept nowhere but as what it is for. */
  holdsFile?: 'request' | 'answer'
  /** It gives something up for good; the printed document warns of it (`x-destructive`). */
  destructive?: true
  answers: Record<number, Answer>
  failures: readonly Code[]
  /** The failure for a path parameter that its schema refuses; route_not_found when not given. */
  notFound?: Code
  idempotent?: boolean
  examples?: Record<string, RequestExample>
}

export type Failure = {
  status: number
  title: string
  detail: string
  next: string
  transient: boolean
  /** It is told by its status alone, without a body. */
  bare?: true
}

export const builtInFailures = [
  'route_not_found',
  'method_not_allowed',
  'malformed_request',
  'unsupported_media_type',
  'body_too_large',
  'invalid_body',
  'invalid_query',
  'invalid_header',
  'duplicate_header',
  'internal_error',
  'overloaded',
] as const
export type BuiltInFailure = (typeof builtInFailures)[number]
export type Failures = Record<BuiltInFailure, Failure> & Record<string, Failure>

export type Contract = {
  name: string
  title: string
  version: string
  description: string
  /** The paths it owns, also where no endpoint is; `*` stands for one segment. */
  prefixes: readonly string[]
  endpoints: Record<string, Endpoint>
  failures: Record<string, Failure>
  /** What a failure looks like on this API's wire, for the printed document. */
  failureSchema: z.ZodType
  failureContentType: string
  /** OpenAPI security scheme objects by name. */
  securitySchemes: Record<string, Record<string, unknown>>
  /** Header names, lower case, that may come once, besides the ones that HTTP itself gives once. */
  singleHeaders?: readonly string[]
  /** Lower case: those that HTTP gives once and that this API's own clients send twice all the same. The first counts. */
  repeatableHeaders?: readonly string[]
  tags?: Record<string, string>
}

/** Enough for every decision; uploads say more. */
export const DEFAULT_MAX_BODY = 65_536

/** The contract of a server that does not serve the endpoints under a tag. */
export function withoutTag<C extends Contract>(contract: C, tag: string): C {
  const endpoints = Object.fromEntries(Object.entries(contract.endpoints).filter(([, endpoint]) => !endpoint.tags?.includes(tag)))
  const tags = Object.fromEntries(Object.entries(contract.tags ?? {}).filter(([name]) => name !== tag))
  return { ...contract, endpoints, ...(contract.tags && { tags }) }
}

/** Gives the contract back with its exact type; throws at load when the data contradicts itself. */
export function defineContract<
  const F extends Failures,
  const E extends Record<string, Endpoint<Extract<keyof F, string>>>,
>(contract: Omit<Contract, 'failures' | 'endpoints'> & { failures: F; endpoints: E }) {
  const seen = new Set<string>()
  for (const [name, endpoint] of Object.entries<Endpoint>(contract.endpoints)) checkEndpoint(name, endpoint, seen)
  return contract
}

function checkEndpoint(name: string, endpoint: Endpoint, seen: Set<string>): void {
  const route = `${endpoint.method} ${endpoint.path.replace(/\{[^}]*\}/g, '{}')}`
  if (seen.has(route)) throw new Error(`The contract has two endpoints for ${route}.`)
  seen.add(route)
  if (endpoint.operation !== name) throw new Error(`The endpoint ${name} calls itself ${endpoint.operation}.`)
  const inPath = paramNames(endpoint.path).sort().join()
  const inSchema = endpoint.params && Object.keys(endpoint.params.shape).sort().join()
  if (inSchema !== undefined && inSchema !== inPath) throw new Error(`The parameters of ${name} differ from its path.`)
}

export function paramNames(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!)
}
