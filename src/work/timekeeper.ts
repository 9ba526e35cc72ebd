// Lets time act: what is due by now happens, once, however many processes try. It selects candidates only; perform judges again.

import { deadlinesOf, wakeAtOf } from '../core/deadline.ts'
import type { AtBuffer } from '../core/command.ts'
import type { Actor, Home } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { isRefusal } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import type { Engine } from '../engine/engine.ts'
import { CommitUnknown, StoreDown } from '../engine/store.ts'
import type { ClockWatch } from './clock-watch.ts'
import type { Worker } from './loop.ts'
import { createSetAside } from './set-aside.ts'

export type TimekeeperParts = {
  engine: Engine
  clock: ClockWatch
  /** What the connection of a bridged dispute does by itself when its deadline is near. */
  policyOf?(merchant: MerchantId, home: Home): Promise<AtBuffer | null>
  onBroken(one: Due, error: unknown): void
}
type Round = { happened: number; down?: unknown }
export type Due = { merchant: MerchantId; id: DisputeId; home: Home }

export const mostDueAtOnce = 256

const actor: Actor = { kind: 'system', id: 'timekeeper', surface: 'timekeeper', request: null }

/** A held acceptance, a warning and an expiry may all be due at once; more steps than this wait for the next round. */
const mostSteps = 8

export function createTimekeeper({ engine, clock, policyOf, onBroken }: TimekeeperParts): Worker {
  const aside = createSetAside()
  return { runOnce, next: () => engine.reads.nextWake() }

  async function runOnce(now: Instant): Promise<number> {
    const until = clock.trusted(now)
    const candidates = await engine.reads.due(until, mostDueAtOnce + aside.size(now))
    const due = candidates.filter(one => !aside.has(one, now)).slice(0, mostDueAtOnce)
    const rounds = await Promise.all(due.map(one => elapseAll(one, until, now)))
    const down = rounds.find(round => round.down)
    if (down) throw down.down
    return rounds.reduce((sum, round) => sum + round.happened, 0)
  }

  /** A dispute that cannot be moved on must neither stop the others nor fill the round again and again. */
  async function elapseAll(one: Due, until: Instant, now: Instant): Promise<Round> {
    try {
      if (until < now && await wouldSkipTime(one, until, now)) return postponed(one, now)
      const happened = await steps(one, until)
      if (happened > 0) aside.clear(one)
      else if (aside.put(one, now) > 2) onBroken(one, new Error('It is said to be due, and nothing is'))
      return { happened }
    } catch (error) {
      if (error instanceof StoreDown || error instanceof CommitUnknown) return { happened: 0, down: error }
      aside.put(one, now)
      onBroken(one, error)
      return { happened: 0 }
    }
  }

  function postponed(one: Due, now: Instant): Round {
    aside.put(one, now)
    return { happened: 0 }
  }

  /** After a jump perform would see a deadline as passed that nobody has lived through. */
  async function wouldSkipTime({ merchant, id }: Due, until: Instant, now: Instant): Promise<boolean> {
    const held = await engine.reads.dispute(merchant, id)
    return held !== null && deadlinesOf(held.dispute).some(({ at }) => at > until && at <= now)
  }

  async function steps({ merchant, id, home }: Due, until: Instant): Promise<number> {
    const atBuffer = home === 'house' ? null : await policyOf?.(merchant, home) ?? null
    for (let happened = 0; ; happened++) {
      const told = await engine.perform({ merchant, dispute: id, command: { kind: 'elapse', by: actor, atBuffer } })
      if (told.kind !== 'done' || isRefusal(told.value) || told.value.events.length === 0) return happened
      const next = wakeAtOf(told.value.dispute)
      if (next === null || next > until || happened + 1 >= mostSteps) return happened + 1
    }
  }
}
