// Serves Ahrvo's dispute API: parse is done by the wire, each call performs or reads, and renders. It holds no rule of disputes.

import type { Handlers } from '../../wire/contract.ts'
import type { WireHandle, WireRequest } from '../../wire/http.ts'
import { serve, type FailureContext } from '../../wire/serve.ts'
import type { Services } from '../dialect.ts'
import { withFaults } from '../faults.ts'
import { createLimiter, limited } from '../limiter.ts'
import { ahrvoContract, type AhrvoContract } from './contract.ts'
import { root } from './contract/shapes.ts'
import type { AhrvoFailure } from './failures.ts'
import { authenticate } from './server/authenticate.ts'
import { isUnder } from './server/base.ts'
import type { Caller, Operation, Part, Refused, Reply } from './server/call.ts'
import { decisionCalls } from './server/decisions.ts'
import { disputeCalls } from './server/disputes.ts'
import { evidenceCalls } from './server/evidence.ts'
import { listCalls } from './server/list.ts'
import { failureResponse, refused } from './server/reply.ts'
import { webhookCalls } from './server/webhooks.ts'
import { usualSwitches, type AhrvoSwitches } from './switches.ts'

export function serveAhrvo(services: Services, switches: AhrvoSwitches = usualSwitches): WireHandle {
  const limiter = createLimiter(switches.rateLimit, services.engine.world.now)
  const calls: Part<Operation> = { ...disputeCalls(services, switches), ...listCalls(services, switches), ...decisionCalls(services), ...evidenceCalls(services), ...webhookCalls(services, switches) }
  const handlers = Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, (input: never) => reached(async () => (call as (input: never) => Promise<Reply> | Reply)(input))]))
  const failureOf = (code: string, context: FailureContext) => failureResponse(code as AhrvoFailure, context)
  const handle = serve<AhrvoContract, Caller>(ahrvoContract, handlers as unknown as Handlers<AhrvoContract, Caller>, {
    authenticate: limited((request, endpoint) => reached(() => authenticate(services, request, endpoint, switches)), limiter, 'too_many_requests'),
    failureOf,
    onBug: (error, { id }) => services.onBug(error, id),
  })
  return underBoth(services.finixPrefix ?? null, withFaults({ contract: ahrvoContract, services, handle, failed: (code, request) => failureOf(code, { request }) }))
}

/** The store's own errors, by name: a dialect knows the engine's types and none of its classes. */
const unreachable: Record<string, AhrvoFailure> = { StoreDown: 'overloaded', TryAgain: 'overloaded', CommitUnknown: 'outcome_unknown' }

async function reached<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && unreachable[error.name]
    if (!code) throw error
    // Where nothing has happened the same request may come again; where nobody knows, a fetch has to come first.
    return { ...refused(code), ...(code === 'overloaded' && { headers: { 'retry-after': '1' } }) }
  }
}

/** The same calls also below another prefix, for clients that have been written for Finix. */
function underBoth(prefix: string | null, handle: WireHandle): WireHandle {
  if (prefix === null) return handle
  const ours = (path: string): string => (isUnder(prefix, path) ? root + path.slice(prefix.length) : path)
  const both = (request: WireRequest) => handle(isUnder(prefix, request.path) ? at(ours(request.path), request) : request)
  return Object.assign(both, { bodyLimit: (method: string, path: string) => handle.bodyLimit(method, ours(path)) })
}

function at(path: string, request: WireRequest): WireRequest {
  const { method, target, search, headers, rawHeaders, body, bodyTooLarge, remote, id } = request
  return { method, target, path, search, headers, rawHeaders, body, bodyTooLarge, remote, id, get signal() { return request.signal } }
}
