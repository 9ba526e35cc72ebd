// Serves the native API: parse is done by the wire, each call performs or reads, and renders. It holds no rule of disputes.

import { withoutTag, type Endpoint } from '../../wire/contract.ts'
import type { Handlers } from '../../wire/contract.ts'
import type { WireHandle, WireRequest, WireResponse } from '../../wire/http.ts'
import { serve, type FailureContext } from '../../wire/serve.ts'
import { wireJson } from '../../core/json.ts'
import type { Services } from '../dialect.ts'
import { withFaults } from '../faults.ts'
import { nativeContract, parleyVersion, type NativeContract } from './contract.ts'
import { problemContentType, problemOf, type ProblemCode } from './problems.ts'
import { auditCalls } from './server/audit.ts'
import { authenticate } from './server/authenticate.ts'
import { bookCalls } from './server/books.ts'
import type { AnyCall, Caller, Operation, Part, Reply } from './server/call.ts'
import { connectionCalls } from './server/connections.ts'
import { contextCalls } from './server/context.ts'
import { decisionCalls } from './server/decisions.ts'
import { dialectCalls } from './server/dialects.ts'
import { disputeCalls } from './server/disputes.ts'
import { evidenceCalls } from './server/evidence.ts'
import { exportCalls } from './server/exports.ts'
import { keyOf } from './server/key.ts'
import { merchantCalls } from './server/merchants.ts'
import { noticeCalls } from './server/notices.ts'
import { overviewCalls } from './server/overview.ts'
import { onceOf } from './server/once.ts'
import { repeatCalls } from './server/repeats.ts'
import { requestCalls } from './server/requests.ts'
import { preparingCalls } from './server/preparing.ts'
import { savedViewCalls } from './server/saved-views.ts'
import { sandboxDisputeCalls } from './server/sandbox.ts'
import { sandboxPanelCalls } from './server/sandbox-panel.ts'
import { failure } from './server/reply.ts'
import { settlingCalls } from './server/settling.ts'
import { userCalls } from './server/users.ts'
import { webhookCalls } from './server/webhooks.ts'

export function serveNative(services: Services): WireHandle {
  const contract = contractFor(services)
  const calls = callsOf(services)
  const handlers = Object.fromEntries(Object.keys(contract.endpoints).map(name => [name, handlerOf(name as Operation, calls)]))
  const failureOf = (code: string, context: FailureContext) => problemResponse(services, code as ProblemCode, context)
  const handle = serve<NativeContract, Caller>(contract, handlers as unknown as Handlers<NativeContract, Caller>, {
    authenticate: (request, endpoint) => lookedUp(() => authenticate(services, request, endpoint)),
    failureOf,
    onBug: (error, { id }) => services.onBug(error, id),
  })
  const faulty = withFaults({ contract, services, handle, failed: (code, request) => failureOf(code, { request }) })
  const versioned = async (request: WireRequest): Promise<WireResponse> => {
    const response = await faulty(request)
    const kept = request.headers.get('cookie') === undefined ? {} : forBrowsers
    return { ...response, headers: { ...kept, ...response.headers, 'parley-version': parleyVersion } }
  }
  return Object.assign(versioned, { bodyLimit: handle.bodyLimit })
}

/** What a browser was shown for a session is neither kept by it nor given to other sites. */
const forBrowsers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }

/** In live the sandbox's routes are not there at all. */
const contractFor = ({ sandbox }: Services): NativeContract => (sandbox ? nativeContract : withoutTag(nativeContract, 'Sandbox'))

type Panel = 'getClock' | 'setClock' | 'listFaults' | 'addFault' | 'clearFaults' | 'resetSandbox'
type Calls = Part<Exclude<Operation, Panel>> & Partial<Part<Panel>>

function callsOf(services: Services): Calls {
  const once = onceOf(services)
  return {
    ...disputeCalls(services), ...contextCalls(services), ...repeatCalls(services), ...preparingCalls(services), ...decisionCalls(services), ...settlingCalls(services), ...connectionCalls(services), ...dialectCalls(services), ...evidenceCalls(services), ...bookCalls(services), ...webhookCalls(services),
    ...overviewCalls(services), ...savedViewCalls(services), ...auditCalls(services), ...exportCalls(services), ...requestCalls(services),
    ...noticeCalls(services, once), ...merchantCalls(services), ...userCalls(services), ...sandboxDisputeCalls(services),
    ...(services.sandbox ? sandboxPanelCalls(services.sandbox, once) : {}),
  }
}

/** Every POST may carry a key; a store that cannot be reached is said as such. */
function handlerOf(name: Operation, calls: Calls): (input: Omit<AnyCall, 'key'>) => Promise<Reply> {
  const endpoint: Endpoint = nativeContract.endpoints[name]
  const call = calls[name] as unknown as (input: AnyCall) => Promise<Reply> | Reply
  return async input => {
    const key = endpoint.idempotent ? keyOf(input.request, endpoint.path, input.principal.id) : null
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

function problemResponse({ publicUrl }: Services, code: ProblemCode, { request, detail, violations }: FailureContext): WireResponse {
  const problem = problemOf(code, { base: publicUrl ?? '', request: request.id, detail, errors: violations })
  return { status: problem.status, headers: { 'content-type': problemContentType }, body: wireJson(problem) }
}
