// Carries acts upstream. It takes up what this process has just decided at once, and what is due or was left behind by leasing it;
// each connection has its own places, so that one that hangs costs another nothing.

import type { Dispute } from '../core/dispute.ts'
import type { Instant } from '../core/time.ts'
import type { Decision } from '../core/decide.ts'
import { errandLeaseMs, errandOf } from '../engine/errand.ts'
import type { Engine } from '../engine/engine.ts'
import type { BridgeQueue, ErrandRow } from '../engine/store-bridge.ts'
import { carry, type CarryParts } from './carry.ts'
import { placesPerConnection } from './lines.ts'
import type { Worker } from './loop.ts'

export type Courier = Worker & {
  /** What an errand was born for in this process. */
  take(decision: Decision): void
  /** Resolves when nothing is on its way. */
  drain(): Promise<void>
}
export type CourierParts = CarryParts & {
  queue: BridgeQueue
  reads: Pick<Engine['reads'], 'nextErrand'>
  onError(error: unknown): void
  onSettled(): void
}

export const mostErrandsAtOnce = 512
/** Of what is taken from the queue: a provider that answers nobody keeps no other waiting, however many connections go there. */
const shares = { perConnection: placesPerConnection, perProvider: 128 }

type Load = { errand: ErrandRow; dispute: Dispute | null }

export function createCourier(parts: CourierParts): Courier {
  const running = new Map<string, number>()
  const waiting = new Map<string, Load[]>()
  const inFlight = new Set<Promise<void>>()
  let leased = 0
  return { runOnce, next: () => parts.reads.nextErrand(), take, drain }

  function take({ events, dispute }: Decision): void {
    const errand = errandOf(events.at(-1)!, dispute)
    if (errand) start({ errand, dispute })
  }

  async function runOnce(now: Instant): Promise<number> {
    const room = mostErrandsAtOnce - leased
    if (room <= 0) return 0
    const claimed = await parts.queue.claimErrands(now, now + errandLeaseMs, room, shares)
    claimed.forEach(errand => start({ errand, dispute: null }))
    return claimed.length
  }

  /** Without a place it waits here under its lease; if that ends first, whoever leases it next has it. */
  function start(load: Load): void {
    const { connection } = load.errand
    const busy = running.get(connection) ?? 0
    if (busy >= placesPerConnection) return void waiting.set(connection, [...(waiting.get(connection) ?? []), load])
    running.set(connection, busy + 1)
    if (!load.dispute) leased++
    const going = carry(load.errand, load.dispute, parts).catch(parts.onError).finally(() => {
      inFlight.delete(going)
      running.set(connection, running.get(connection)! - 1)
      nextOf(connection)
      // What this process decided itself took no place of the queue's: nobody has to look there for it.
      if (load.dispute) return
      leased--
      parts.onSettled()
    })
    inFlight.add(going)
  }

  function nextOf(connection: string): void {
    const line = waiting.get(connection)
    if (!line) {
      if (running.get(connection) === 0) running.delete(connection)
      return
    }
    const now = parts.now()
    const next = line.splice(0, line.findIndex(({ errand }) => now < errand.leaseUntil) + 1 || line.length).at(-1)
    if (line.length === 0) waiting.delete(connection)
    if (next && now < next.errand.leaseUntil) start(next)
  }

  async function drain(): Promise<void> {
    while (inFlight.size > 0) await Promise.all(inFlight)
  }
}
