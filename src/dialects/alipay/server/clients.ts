// Which client a request says it comes from: recognised once per request, by what verifies it and by what signs its answer.

import type { Principal } from '../../../engine/accounts.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import { keyRingOf, type KeyRing, type Keys } from './keys.ts'

export type Client = { id: string; principal: Principal; newest: Keys }
export type Clients = {
  of(request: WireRequest): Promise<Client | null>
  /** The pair that its signature was verified with is the pair that its answer is signed with. */
  verified(request: WireRequest, keys: Keys): void
  verifiedWith(request: WireRequest): Keys | null
  /** Looks for a client that there is not: what a wrong signature costs beside an unknown client, who is looked for each time. */
  lookInVain(request: WireRequest): Promise<unknown>
  ring: KeyRing
}

export function clientsOf(services: Pick<Services, 'accounts' | 'engine'>): Clients {
  const ring = keyRingOf(services)
  const seen = new WeakMap<WireRequest, Promise<Client | null>>()
  const pairs = new WeakMap<WireRequest, Keys>()
  return {
    ring,
    verified: (request, keys) => void pairs.set(request, keys),
    verifiedWith: request => pairs.get(request) ?? null,
    lookInVain: request => services.accounts.authenticate('alipay', `nobody ${request.headers.get('client-id')}`),
    of(request) {
      const known = seen.get(request)
      if (known) return known
      const found = recognised(request.headers.get('client-id'))
      seen.set(request, found)
      return found
    },
  }

  async function recognised(id: string | undefined): Promise<Client | null> {
    const principal = id ? await services.accounts.authenticate('alipay', id) : null
    const newest = principal && await ring.newest(principal, id!)
    return newest && { id: id!, principal: principal!, newest }
  }
}
