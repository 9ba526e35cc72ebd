// Serves Moov's dispute API: parse is done by the wire, each call performs or reads, and renders. It holds no rule of disputes.

import type { WireHandle, WireRequest, WireResponse } from '../../wire/http.ts'
import { serve, type FailureContext } from '../../wire/serve.ts'
import type { Services } from '../dialect.ts'
import { withFaults } from '../faults.ts'
import { createLimiter, limited } from '../limiter.ts'
import { moovContract, type MoovContract } from './contract.ts'
import { failures, tells, type MoovCode } from './failures.ts'
import { uuidOf } from './ids.ts'
import { authenticateOf, keysOf } from './server/authenticate.ts'
import type { Caller, Calls, No } from './server/call.ts'
import { decisionCalls } from './server/decisions.ts'
import { disputeCalls } from './server/disputes.ts'
import { evidenceCalls } from './server/evidence.ts'
import { tokenCalls } from './server/tokens.ts'
import { uploadCalls } from './server/upload.ts'
import { webhookCalls } from './server/webhooks.ts'
import { usualSwitches, type AcceptScope, type MoovSwitches } from './switches.ts'
import { tokensOf } from './tokens.ts'

export function serveMoov(services: Services, switches: MoovSwitches = usualSwitches): WireHandle {
  const tokens = tokensOf(services)
  const keys = keysOf(services)
  const limiter = createLimiter(switches.rateLimit, services.engine.world.now)
  const authenticate = authenticateOf(keys, tokens, scopeFor(switches, services.sandbox !== null))
  const calls: Calls = {
    ...disputeCalls(services), ...decisionCalls(services), ...evidenceCalls(services), ...uploadCalls(services), ...tokenCalls(keys, tokens),
    ...webhookCalls(services),
  }
  const handle = serve<MoovContract, Caller | null>(moovContract, reachable(calls), {
    authenticate: limited((request, endpoint) => orUnreachable(() => authenticate(request, endpoint)), limiter, 'rate_limited'),
    failureOf: (code, context) => failed(code as MoovCode, context),
    onBug: (error, { id }) => services.onBug(error, id),
  })
  const faulty = withFaults({ contract: moovContract, services, handle, failed: (code, request) => failed(code, { request }) })
  const named = async (request: WireRequest): Promise<WireResponse> => {
    const response = await faulty(request)
    return { ...response, headers: { ...response.headers, 'x-request-id': uuidOf(request.id) } }
  }
  return Object.assign(named, { bodyLimit: handle.bodyLimit })
}

const scopeFor = ({ acceptScope }: MoovSwitches, sandbox: boolean): AcceptScope => (acceptScope !== 'usual' ? acceptScope : sandbox ? 'either' : 'write')

/** 400 and 409 carry a sentence, all others nothing at all. */
function failed(code: MoovCode, { detail }: FailureContext): WireResponse {
  const { status, detail: usual } = failures[code]
  if (!tells(status)) return { status, headers: {}, body: '' }
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: detail ?? usual }) }
}

function reachable(calls: Calls): Calls {
  const tried = Object.entries(calls).map(([name, call]) => [name, (input: never) => orUnreachable(async () => call(input))])
  return Object.fromEntries(tried) as Calls
}

async function orUnreachable<T>(work: () => Promise<T>): Promise<T | No> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && unreachable[error.name]
    if (!code) throw error
    return { failure: code, headers: code === 'outcome_unknown' ? {} : { 'retry-after': '1' } }
  }
}

/** The store's own errors, by name: a dialect knows the engine's types and none of its classes. */
const unreachable: Record<string, MoovCode> = { StoreDown: 'unavailable', TryAgain: 'overloaded', CommitUnknown: 'outcome_unknown' }
