// HEAD and OPTIONS. Reading may be asked by HEAD; accepting may not, since whoever sends a HEAD wants nothing to happen. What a path
// takes is said in Allow; nothing of it redirects.

import type { Endpoint } from '../../../wire/contract.ts'
import type { WireHandle, WireRequest, WireResponse } from '../../../wire/http.ts'
import { routesOf } from '../../../wire/route.ts'
import type { AfterpayContract } from '../contract.ts'
import type { FailureCode } from '../failures.ts'
import type { AfterpaySwitches } from '../switches.ts'

/** The contract with the verbs of accepting that the operator offers. */
export function offered(contract: AfterpayContract, { acceptMethods }: AfterpaySwitches): AfterpayContract {
  const kept = Object.entries<Endpoint>(contract.endpoints).filter(([, { destructive, method }]) => !destructive || acceptMethods.some(one => one === method))
  return { ...contract, endpoints: Object.fromEntries(kept) as unknown as AfterpayContract['endpoints'] }
}

type Handle = (request: WireRequest) => Promise<WireResponse>

export function withVerbs({ endpoints }: AfterpayContract, handle: WireHandle, failed: (code: FailureCode, request: WireRequest) => WireResponse): Handle {
  const routeFor = routesOf(Object.values<Endpoint>(endpoints))
  return async request => {
    const methods = routeFor(request.path)?.byMethod
    if (!methods) return handle(request)
    const reads = methods.get('GET')?.destructive ? undefined : methods.get('GET')
    const allow = ['GET', 'HEAD', 'POST'].filter(method => (method === 'HEAD' ? reads : methods.has(method))).concat('OPTIONS').join(', ')
    if (request.method === 'OPTIONS') return { status: 204, headers: { allow }, body: '' }
    if (request.method === 'HEAD' && reads) return { ...(await handle(asGet(request))), body: '' }
    if (methods.has(request.method)) return handle(request)
    const refused = failed('method_not_allowed', request)
    return { ...refused, headers: { 'x-content-type-options': 'nosniff', ...refused.headers, allow } }
  }
}

function asGet(request: WireRequest): WireRequest {
  return new Proxy(request, { get: (of, name) => (name === 'method' ? 'GET' : Reflect.get(of, name, of) as unknown) })
}
