// An errand carries one act upstream. It is born with the event that asks, leased to the process that decided, with its first
// attempt on record before a byte can leave; it ends with the event that ends the act. Both are functions of the events.

import type { Dispute } from '../core/dispute.ts'
import type { DisputeEvent } from '../core/event.ts'
import type { Instant } from '../core/time.ts'
import { leaseMsOf, usualSettings } from './connection.ts'
import type { AttemptRow, ErrandRow } from './store-bridge.ts'

/** Long enough for an attempt with the usual time-outs; with longer ones it is lengthened before anything leaves. */
export const errandLeaseMs = leaseMsOf(usualSettings)

export function errandOf(event: DisputeEvent, { merchant, id: dispute, home }: Dispute): ErrandRow | null {
  if (event.kind !== 'acceptance_asked' && event.kind !== 'submission_asked') return null
  const { at, act } = event
  return {
    merchant, act: act.id, dispute, connection: home, kind: act.kind, stage: 'asked', attempts: 1, fence: 1, leaseUntil: at + errandLeaseMs,
    dueAt: at + errandLeaseMs, madeAt: at, askedAt: at, unknownAt: null, alarmedAt: null, looks: 0, last: null, progress: '{}',
  }
}

export const firstAsking = (errand: ErrandRow): AttemptRow => askingBegan(errand, 1, errand.madeAt)

export function askingBegan({ merchant, act, fence }: Pick<ErrandRow, 'merchant' | 'act' | 'fence'>, number: number, at: Instant): AttemptRow {
  return { merchant, act, number, part: 'began', fence, at, outcome: null, code: null, status: null, request: null, answer: null }
}

/** The act that was on its way before and is not any more. */
export function errandEnded(before: Dispute | null, after: Dispute): string | null {
  const was = before && askedActOf(before)
  return was && askedActOf(after) !== was ? was : null
}

export const askedActOf = (dispute: Dispute): string | null => ('act' in dispute ? dispute.act.id : null)

/**
 * How long until the next look, by how many there were. With the line's own wait it stays
 * below a minute: within one of the provider's return it is known what became of an act.
 */
export const looksAfterMs = [1_000, 2_000, 5_000, 10_000, 20_000] as const

export function nextLookMs(looks: number, chance: number): number {
  const usual = looksAfterMs[Math.min(looks, looksAfterMs.length - 1)]!
  return Math.round(usual * (0.8 + chance / 5))
}
