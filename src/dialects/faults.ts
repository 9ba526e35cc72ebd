// Faults that somebody switched on in the sandbox, around any dialect's server. Each takes one use; `after` means that the effect has
// happened. Without a sandbox there is nothing around the server at all.

import type { FaultKind } from '../engine/sandbox.ts'
import type { Contract, Endpoint } from '../wire/contract.ts'
import type { WireHandle, WireRequest, WireResponse } from '../wire/http.ts'
import { routesOf } from '../wire/route.ts'
import type { DialectName } from '../core/dispute.ts'
import type { Services } from './dialect.ts'

export type Faulty = {
  contract: Pick<Contract, 'name'> & { endpoints: Record<string, Endpoint> }
  services: Pick<Services, 'sandbox' | 'pause'>
  handle: WireHandle
  /** The dialect's own shape of a refusal by its provider, and of a server that broke. */
  failed(code: 'provider_refused' | 'internal_error' | 'overloaded', request: WireRequest): WireResponse
}

export function withFaults({ contract, services: { sandbox, pause }, handle, failed }: Faulty): WireHandle {
  if (!sandbox) return handle
  const routeFor = routesOf(Object.values(contract.endpoints))
  const faulty = async (request: WireRequest): Promise<WireResponse> => {
    const endpoint = routeFor(request.path)?.byMethod.get(request.method)
    const fault = endpoint && !isPanel(endpoint) ? sandbox.takeFault(contract.name as DialectName, endpoint.operation) : null
    return fault ? broken(fault, request) : handle(request)
  }
  return Object.assign(faulty, { bodyLimit: handle.bodyLimit })

  async function broken(fault: FaultKind, request: WireRequest): Promise<WireResponse> {
    if (fault === 'refuse') return failed('provider_refused', request)
    if (fault === 'slow') await pause(slowMs)
    const answer = fault.endsWith('-before') ? null : await handle(request)
    switch (fault) {
      case 'slow': return answer!
      case 'garbage': return { status: 200, headers: { 'content-type': 'application/json' }, body: garbage }
      case 'error-before': return failed('overloaded', request)
      case 'error-after': return failed('internal_error', request)
      case 'timeout-before':
      case 'timeout-after': return { ...silence, fault: 'hang' }
      case 'drop-before':
      case 'drop-after': return { ...silence, fault: 'drop' }
    }
  }
}

/** Whoever switches faults off must always get through. */
export const isPanel = ({ tags }: Endpoint): boolean => tags?.includes('Sandbox') ?? false

const slowMs = 2_000
const garbage = '<html>502 Bad Gateway</html>{"'
const silence = { status: 500, headers: {}, body: '' }
