// How many requests a credential may send, where a provider's documents name numbers and an operator turned them on. Counted by this
// process alone. It says no before anything is read or decided, so a refusal proves that nothing happened.

import type { Endpoint, FailureReply } from '../wire/contract.ts'
import type { WireRequest } from '../wire/http.ts'

/** `count` in `seconds` for ever, and `burst` at once. */
export type Rate = { count: number; seconds: number; burst: number }
/** `left` is how many may follow at once; `wait` how many seconds until one may, null where this one may. */
export type Taken = { left: number; wait: number | null }
export type Limiter = { take(credential: string): Taken }

type Authenticated<P> = { principal: P } | FailureReply
type Authenticate<P> = (request: WireRequest, endpoint: Endpoint) => Promise<Authenticated<P>>

/** Callers that are known are counted; a call that is open to all is not. */
export function limited<P extends { credential: string } | null>(
  authenticate: Authenticate<P>, limiter: Limiter | null, failure: string, seen: (request: WireRequest, taken: Taken) => void = () => {},
): Authenticate<P> {
  if (!limiter) return authenticate
  return async (request, endpoint) => {
    const caller = await authenticate(request, endpoint)
    if ('failure' in caller || !caller.principal) return caller
    const taken = limiter.take(caller.principal.credential)
    seen(request, taken)
    return taken.wait === null ? caller : { failure, headers: { 'retry-after': String(taken.wait) } }
  }
}

export function createLimiter(rate: Rate | null, now: () => number): Limiter | null {
  if (!rate) return null
  const { count, seconds, burst } = rate
  const perMs = count / (seconds * 1000)
  const buckets = new Map<string, { held: number; at: number }>()
  return {
    take(credential) {
      const at = now()
      const before = buckets.get(credential) ?? begin(credential, at)
      const held = Math.min(burst, before.held + Math.max(0, at - before.at) * perMs)
      const may = held + tiny >= 1
      Object.assign(before, { held: may ? held - 1 : held, at })
      return { left: Math.max(0, Math.floor(before.held + tiny)), wait: may ? null : Math.max(1, Math.ceil((1 - held) / perMs / 1000 - tiny)) }
    },
  }

  /** Who begins first is forgotten first, so that many credentials take no more memory. */
  function begin(credential: string, at: number): { held: number; at: number } {
    if (buckets.size >= mostCredentials) buckets.delete(buckets.keys().next().value!)
    const bucket = { held: burst, at }
    buckets.set(credential, bucket)
    return bucket
  }
}

const mostCredentials = 10_000
/** A second divided into parts does not always add up to one. */
const tiny = 1e-6

export const rateForm = 'COUNT/SECONDS or COUNT/SECONDS/BURST'

/** `40/1`, or `1000/60/100` where fewer may come at once. */
export function readRate(text: string): Rate | undefined {
  const [count, seconds, burst = count, ...more] = text.split('/').map(part => (/^[1-9]\d{0,6}$/.test(part) ? Number(part) : null))
  return count && seconds && burst && burst <= count && more.length === 0 ? { count, seconds, burst } : undefined
}
