// Serves Afterpay's dispute API. Who calls is asked before anything else; then the wire reads, each call performs or reads, and renders.
// It holds no rule of disputes.

import { hash } from 'node:crypto'
import type { Endpoint, Handlers } from '../../wire/contract.ts'
import { jsonResponse, type WireHandle, type WireHeaders, type WireRequest, type WireResponse } from '../../wire/http.ts'
import { routesOf } from '../../wire/route.ts'
import { serve, type FailureContext } from '../../wire/serve.ts'
import type { Services } from '../dialect.ts'
import { withFaults } from '../faults.ts'
import { afterpayContract, type AfterpayContract } from './contract.ts'
import { failures, type FailureCode } from './failures.ts'
import { authenticate, unauthorized, type Known } from './server/authenticate.ts'
import type { AnyCall, Caller, Operation, Part, Reply, Served } from './server/call.ts'
import { disputeCalls } from './server/disputes.ts'
import { fileCalls } from './server/files.ts'
import { refusedAtTheGate } from './server/gate.ts'
import { lookedUp, type Failed } from './server/looked-up.ts'
import { offered, withVerbs } from './server/verbs.ts'
import { respondCalls } from './server/respond.ts'
import { usualSwitches, type AfterpaySwitches } from './switches.ts'

export function serveAfterpay(services: Services, switches: AfterpaySwitches = usualSwitches): WireHandle {
  const served: Served = { services, switches }
  const contract = offered(afterpayContract, switches)
  /** By what a request and its readings under another verb or without a query have in common. */
  const known = new WeakMap<WireHeaders, Known>()
  const handle = serve<AfterpayContract, Caller>(contract, handlersOf(served) as unknown as Handlers<AfterpayContract, Caller>, {
    authenticate: (request, endpoint) => letIn(known.get(request.headers), request, endpoint, switches),
    failureOf: failureResponse,
    onBug: (error, { id }) => services.onBug(error, id),
  })
  const failed = (code: FailureCode, request: WireRequest): WireResponse => failureResponse(code, { request })
  const faulty = withFaults({ contract, services, handle, failed: (code, request) => failed(code === 'provider_refused' ? 'precondition_failed' : code, request) })
  const verbs = withVerbs(contract, faulty, failed)
  const routeFor = routesOf(Object.values<Endpoint>(contract.endpoints))
  const guarded = async (request: WireRequest): Promise<WireResponse> => {
    if (routeFor(request.path)?.byMethod.get(request.method)?.open) return verbs(request)
    const caller = await lookedUp(() => authenticate(services, request), error => services.onBug(error, request.id))
    if (caller && 'failure' in caller) return refusal(caller, request)
    if (!caller) return refusal(unauthorized, request)
    known.set(request.headers, caller)
    return verbs(request)
  }
  return Object.assign(async (request: WireRequest) => uncached(await guarded(withoutQueryOfAccept(request))), { bodyLimit: handle.bodyLimit })
}

function letIn(known: Known | undefined, request: WireRequest, endpoint: Endpoint, switches: AfterpaySwitches) {
  if (endpoint.open) return { principal: null as unknown as Caller }
  if (!known) return unauthorized
  return refusedAtTheGate(known, request, endpoint, switches) ?? { principal: known.caller }
}

function handlersOf(served: Served): Part<Operation> {
  const calls: Part<Operation> = { ...disputeCalls(served), ...respondCalls(served), ...fileCalls(served) }
  const entries = Object.entries(calls) as [Operation, (call: AnyCall) => Promise<Reply> | Reply][]
  return Object.fromEntries(entries.map(([name, call]) => [name, (input: AnyCall) => lookedUp(async () => call(input))])) as unknown as Part<Operation>
}

function failureResponse(code: string, { request, detail, violations: _ }: FailureContext): WireResponse {
  const { status, title: errorCode, detail: usual } = failures[code as FailureCode]
  return jsonResponse(status, { errorCode, errorId: hash('sha256', request.id).slice(0, 16), message: detail ?? usual, httpStatusCode: status })
}

function refusal({ failure: code, detail, headers }: Failed, request: WireRequest): WireResponse {
  const response = failureResponse(code, { request, detail })
  return { ...response, headers: { ...response.headers, 'x-content-type-options': 'nosniff', ...headers } }
}

/** Every answer, refusals and faults included. */
function uncached(response: WireResponse): WireResponse {
  return { ...response, headers: { ...response.headers, 'cache-control': 'no-store' } }
}

/** The accept page names one parameter and gives it no meaning: a query says nothing there, however it is written. */
function withoutQueryOfAccept(request: WireRequest): WireRequest {
  if (request.search === '' || !request.path.endsWith('/accept')) return request
  const { method, target, path, headers, rawHeaders, body, bodyTooLarge, remote, id } = request
  return { method, target, path, search: '', headers, rawHeaders, body, ...(bodyTooLarge === undefined ? {} : { bodyTooLarge }), remote, id, get signal() { return request.signal } }
}
