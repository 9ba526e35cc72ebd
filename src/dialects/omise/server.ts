// Serves Omise's dispute API: parse is done by the wire, each call performs or reads, and renders. It holds no rule of disputes.

import { uuidOfId } from '../../core/uuid.ts'
import type { Endpoint, Handlers } from '../../wire/contract.ts'
import type { WireHandle, WireRequest, WireResponse } from '../../wire/http.ts'
import { serve, type FailureContext } from '../../wire/serve.ts'
import type { Services } from '../dialect.ts'
import { withFaults } from '../faults.ts'
import { limited } from '../limiter.ts'
import { omiseContract, type OmiseContract } from './contract.ts'
import { testMode } from './contract/test-mode.ts'
import type { ProblemCode } from './problems.ts'
import { authenticate } from './server/authenticate.ts'
import type { AnyCall, Caller, Operation, Part, Reply } from './server/call.ts'
import { decisionCalls } from './server/decisions.ts'
import { disputeCalls } from './server/disputes.ts'
import { documentCalls } from './server/documents.ts'
import { eventCalls } from './server/events.ts'
import { keyOf } from './server/key.ts'
import { rateOf } from './server/rate.ts'
import { errorAnswer, failure } from './server/reply.ts'
import { searchCalls } from './server/search.ts'
import { testModeCalls } from './server/test-mode.ts'
import { tolerant } from './server/tolerant.ts'
import { usualSwitches, type OmiseSwitches } from './switches.ts'

export function serveOmise(services: Services, { rateLimit }: Pick<OmiseSwitches, 'rateLimit'> = usualSwitches): WireHandle {
  const rate = rateOf(services, rateLimit)
  const contract = contractFor(services)
  const calls = callsOf(services)
  const handlers = Object.fromEntries(Object.keys(contract.endpoints).map(name => [name, handlerOf(name as Operation, calls)]))
  const handle = serve<OmiseContract, Caller>(contract, handlers as unknown as Handlers<OmiseContract, Caller>, {
    authenticate: limited((request, endpoint) => lookedUp(() => authenticate(services, request, endpoint)), rate.limiter, 'too_many_requests', rate.seen),
    failureOf: (code, context) => errorResponse(code as ProblemCode, context),
    onBug: (error, { id }) => services.onBug(error, id),
  })
  return named(tolerant(withFaults({ contract, services, handle: rate.told(handle), failed: code => errorResponse(code) })))
}

/** By a UUID, as in the recordings: the id of the request in Parley's log. */
function named(handle: WireHandle): WireHandle {
  const naming = async (request: WireRequest) => {
    const response = await handle(request)
    return { ...response, headers: { ...response.headers, 'x-request-id': uuidOfId(request.id) ?? request.id } }
  }
  return Object.assign(naming, { bodyLimit: handle.bodyLimit })
}

/** In live the calls of test mode are not there at all: a merchant must not be its own bank. */
function contractFor({ sandbox }: Services): OmiseContract {
  if (sandbox) return omiseContract
  const kept = Object.entries<Endpoint>(omiseContract.endpoints).filter(([, { tags }]) => !tags?.includes(testMode))
  return { ...omiseContract, endpoints: Object.fromEntries(kept) as unknown as OmiseContract['endpoints'] }
}

function callsOf(services: Services): Part<Operation> {
  return {
    ...disputeCalls(services), ...searchCalls(services), ...decisionCalls(services), ...documentCalls(services), ...eventCalls(services), ...testModeCalls(services),
  }
}

function handlerOf(name: Operation, calls: Part<Operation>): (input: Omit<AnyCall, 'key'>) => Promise<Reply> {
  const endpoint: Endpoint = omiseContract.endpoints[name]
  const call = calls[name] as unknown as (input: AnyCall) => Promise<Reply> | Reply
  return async input => {
    const key = endpoint.idempotent ? keyOf(input.request, input.principal.credential) : null
    if (key === 'invalid') return failure('invalid_idempotency_key')
    return lookedUp(async () => call({ ...input, key }))
  }
}

async function lookedUp<T>(work: () => Promise<T>): Promise<T | { failure: ProblemCode; headers?: Record<string, string> }> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && unreachable[error.name]
    if (!code) throw error
    return { failure: code, headers: { 'retry-after': '1' } }
  }
}

/** The store's own errors, by name: a dialect knows the engine's types and none of its classes. */
const unreachable: Record<string, ProblemCode> = { StoreDown: 'unavailable', TryAgain: 'overloaded', CommitUnknown: 'outcome_unknown' }

function errorResponse(code: ProblemCode, { detail }: Partial<Pick<FailureContext, 'detail'>> = {}): WireResponse {
  return errorAnswer(code, detail)
}
