// Serves a contract: every check that can be made from data is made here, in one order, before a handler sees a request.
// It knows no dialect's words; failures are rendered by the dialect.
import type { Contract, Endpoint } from './contract.ts'
import { DEFAULT_MAX_BODY, paramNames } from './contract.ts'
import type { FailureDetails, FailureReply, Handlers } from './handlers.ts'
import type { WireBody, WireHandle, WireRequest, WireResponse } from './http.ts'
import { failed, payloadOf, readBody, readHeaders, readParams, readQuery } from './read.ts'
import type { SingleBody } from './payload.ts'
import { routesOf, type Route } from './route.ts'

export type Authenticated<Principal> = { principal: Principal } | FailureReply
export type FailureContext = FailureDetails & { request: WireRequest; endpoint?: Endpoint }

export type ServeOptions<Principal> = {
  authenticate(request: WireRequest, endpoint: Endpoint): Promise<Authenticated<Principal>> | Authenticated<Principal>
  /** The dialect's own failure shape; it must not throw. */
  failureOf(code: string, context: FailureContext): WireResponse
  /** Told of what a handler threw; the caller is told nothing of it. */
  onBug(error: unknown, request: WireRequest): void
}

type Reply = FailureReply | { status: number; body?: unknown; raw?: WireBody; headers?: Record<string, string>; fault?: 'drop' | 'hang' }
type Handler = (input: object) => Promise<Reply> | Reply

export function serve<const C extends Contract, Principal>(
  contract: C,
  handlers: Handlers<C, Principal>,
  options: ServeOptions<Principal>,
): WireHandle {
  const routeFor = rememberingLast(routesOf(Object.values(contract.endpoints)))
  const names = new Map(Object.values<Endpoint>(contract.endpoints).map((one) => [one, paramNames(one.path)]))
  const single = new Set([...singleHeaders.filter((name) => !contract.repeatableHeaders?.includes(name)), ...(contract.singleHeaders ?? [])])
  const handle = async (request: WireRequest): Promise<WireResponse> => {
    let endpoint: Endpoint | undefined
    try {
      const route = routeFor(request.path)
      endpoint = route?.byMethod.get(request.method)
      const reply = await answer(request, route, endpoint)
      return 'failure' in reply ? render(reply, request, endpoint) : rendered(reply, endpoint!)
    } catch (error) {
      options.onBug(error, request)
      return render({ failure: 'internal_error' }, request, endpoint)
    }
  }
  const answer = async (request: WireRequest, route: Route | null, endpoint: Endpoint | undefined): Promise<Reply> => {
    if (!route) return failed('route_not_found')
    if (!endpoint) return { failure: 'method_not_allowed', headers: { allow: [...route.byMethod.keys()].join(', ') } }
    if (repeats(request.rawHeaders, single)) return failed('duplicate_header')
    const caller = await options.authenticate(request, endpoint)
    if ('failure' in caller) return caller
    const input = read(request, route, endpoint, names.get(endpoint)!)
    if ('failure' in input) return input
    const handler = handlers[endpoint.operation] as unknown as Handler
    return handler({ ...input, request, principal: caller.principal })
  }
  const render = ({ failure, ...details }: FailureReply, request: WireRequest, endpoint?: Endpoint): WireResponse => {
    const response = options.failureOf(failure, { ...details, request, endpoint })
    return { ...response, headers: { ...safeHeaders, ...response.headers, ...details.headers } }
  }
  const bodyLimit = (method: string, path: string) => limitOf(routeFor(path)?.byMethod.get(method))
  return Object.assign(handle, { bodyLimit })
}

function read(request: WireRequest, route: Route, endpoint: Endpoint, names: readonly string[]): object | FailureReply {
  const payload = payloadOf(endpoint, request)
  if (payload && 'failure' in payload) return payload
  if (request.bodyTooLarge || request.body.byteLength > mostFor(endpoint, payload)) return failed('body_too_large')
  const params = readParams(endpoint, names, route.values)
  if ('failure' in params) return params
  const query = readQuery(endpoint.query, request.search)
  if ('failure' in query) return query
  const headers = readHeaders(endpoint.headers, request)
  if ('failure' in headers) return headers
  const body = payload ? readBody(payload, request) : { value: undefined }
  if ('failure' in body) return body
  return { params: params.value, query: query.value, headers: headers.value, body: body.value }
}

function rendered(reply: Exclude<Reply, FailureReply>, endpoint: Endpoint): WireResponse {
  const answer = endpoint.answers[reply.status]
  const body = reply.raw ?? (reply.body === undefined ? '' : JSON.stringify(reply.body))
  const contentType = answer?.contentType ?? (answer?.schema ? 'application/json' : undefined)
  const headers = contentType ? { ...safeHeaders, 'content-type': contentType, ...reply.headers } : { ...safeHeaders, ...reply.headers }
  return reply.fault ? { status: reply.status, headers, body, fault: reply.fault } : { status: reply.status, headers, body }
}

function repeats(rawHeaders: readonly string[], single: ReadonlySet<string>): boolean {
  const seen: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase()
    if (!single.has(name)) continue
    if (seen.includes(name)) return true
    seen.push(name)
  }
  return false
}

/** The host asks for the limit of a path and then, mostly at once, for its answer. */
function rememberingLast(routeFor: (path: string) => Route | null): (path: string) => Route | null {
  let last: { path: string; route: Route | null } = { path: '', route: null }
  return (path) => {
    if (last.path !== path) last = { path, route: routeFor(path) }
    return last.route
  }
}

/** A call that takes no body gets room for a stray one, to say so instead of closing the connection. */
function limitOf(endpoint: Endpoint | undefined): number {
  if (!endpoint) return STRAY_BODY
  return endpoint.maxBody ?? (endpoint.body ? DEFAULT_MAX_BODY : STRAY_BODY)
}

/** Where an endpoint takes files too, its limit is theirs: a text of that size would be read in one turn that lasts too long. */
function mostFor(endpoint: Endpoint, payload: SingleBody | null): number {
  return payload?.kind === 'json' || payload?.kind === 'form' ? Math.min(limitOf(endpoint), endpoint.maxTextBody ?? MAX_TEXT_BODY) : limitOf(endpoint)
}

const singleHeaders = ['host', 'authorization', 'content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'idempotency-key']
const STRAY_BODY = 4096
const MAX_TEXT_BODY = 1_048_576
const safeHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
