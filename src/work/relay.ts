// Delivers notices: leases what is due, sends it, records the attempt. A slow receiver, and a merchant of many, takes its own few
// places and nobody else's; a holder who lost its lease sends nothing and records nothing.

import type { Instant } from '../core/time.ts'
import type { ClaimedDelivery, Queue, Reads } from '../engine/store.ts'
import { attempt, type Attempted, type AttemptParts } from './attempt.ts'
import type { Worker } from './loop.ts'

export type Relay = Worker & {
  /** Resolves when nothing is on its way. */
  drain(): Promise<void>
}
export type Told = 'delivered' | 'failed' | 'exhausted' | 'lease_lost'
export type RelayParts = AttemptParts & {
  queue: Pick<Queue, 'claim' | 'settle'>
  reads: Pick<Reads, 'nextDelivery' | 'events'>
  /** The receiver asked not to be told any more. */
  disable(claimed: ClaimedDelivery, at: Instant): Promise<void>
  onTold(claimed: ClaimedDelivery, told: Told): void
  onError(error: unknown): void
  /** There is room again, or something is due anew. */
  onSettled(): void
}

export const leaseMs = 60_000
export const mostInFlight = 256
export const mostPerEndpoint = 4
/** Four hanging receivers: a merchant has many webhooks, and none of them may cost another merchant its place. */
export const mostPerMerchant = 16

export function createRelay(parts: RelayParts): Relay {
  const inFlight = new Set<Promise<void>>()
  return { runOnce, next: () => parts.reads.nextDelivery(), drain }

  async function runOnce(now: Instant): Promise<number> {
    const room = mostInFlight - inFlight.size
    if (room <= 0) return 0
    const claimed = await parts.queue.claim(now, now + leaseMs, room, mostPerEndpoint, mostPerMerchant)
    claimed.forEach(start)
    return claimed.length
  }

  function start(claimed: ClaimedDelivery): void {
    const running = deliver(claimed, parts).catch(parts.onError).finally(() => {
      inFlight.delete(running)
      parts.onSettled()
    })
    inFlight.add(running)
  }

  async function drain(): Promise<void> {
    while (inFlight.size > 0) await Promise.all(inFlight)
  }
}

async function deliver(claimed: ClaimedDelivery, parts: RelayParts): Promise<void> {
  const attempted = await attempt(claimed, parts)
  const mine = attempted !== null && await parts.queue.settle(deliveryOf(claimed), attempted.outcome)
  if (mine && attempted.gone) await parts.disable(claimed, attempted.outcome.attempt.at)
  parts.onTold(claimed, mine ? toldOf(attempted) : 'lease_lost')
}

function deliveryOf({ notice_: _notice, endpoint_: _endpoint, ...delivery }: ClaimedDelivery): Parameters<Queue['settle']>[0] {
  return delivery
}

const toldOf = ({ outcome: { state } }: Attempted): Told => (state === 'pending' ? 'failed' : state)
