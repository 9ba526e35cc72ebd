// What answers say of the limit of a key, where there is one, in the headers of the draft.

import type { WireHandle, WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import { createLimiter, type Limiter, type Rate, type Taken } from '../../limiter.ts'

type Told = { limiter: Limiter | null; seen(request: WireRequest, taken: Taken): void; told(handle: WireHandle): WireHandle }

export function rateOf({ engine: { world } }: Pick<Services, 'engine'>, rate: Rate | null): Told {
  const taken = new WeakMap<WireRequest, Taken>()
  return {
    limiter: createLimiter(rate, world.now),
    seen: (request, one) => void taken.set(request, one),
    told: handle => (rate ? withHeaders(handle, request => headersOf(rate, taken.get(request))) : handle),
  }
}

function withHeaders(handle: WireHandle, headersFor: (request: WireRequest) => Record<string, string>): WireHandle {
  const telling = async (request: WireRequest) => {
    const response = await handle(request)
    return { ...response, headers: { ...response.headers, ...headersFor(request) } }
  }
  return Object.assign(telling, { bodyLimit: handle.bodyLimit })
}

const headersOf = ({ count }: Rate, taken: Taken | undefined): Record<string, string> =>
  (taken ? { 'x-ratelimit-limit': String(count), 'x-ratelimit-remaining': String(taken.left) } : {})
