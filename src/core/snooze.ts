// Putting a dispute aside until an instant: it hides from what needs a decision and comes back by itself. It never reaches into the last day
// before our own buffer, and it ends as soon as the dispute stands otherwise. Pure; it hides, and stops nothing.

import { warningBefore } from './deadline.ts'
import type { Dispute } from './dispute.ts'
import { refuse, type Refusal } from './refusal.ts'
import type { Instant } from './time.ts'

/** Whoever put it aside has a day to decide, before the buffer begins. */
export const snoozeMargin = 24 * 3_600_000

/** Null where there is no deadline to keep. */
export function latestSnooze({ respondBy, bufferMs = warningBefore }: Pick<Dispute, 'respondBy' | 'bufferMs'>): Instant | null {
  return respondBy && respondBy.at - bufferMs - snoozeMargin
}

export function snoozeRefused(dispute: Dispute, until: Instant, now: Instant): Refusal | null {
  const latest = latestSnooze(dispute)
  return until > now && (latest === null || until <= latest) ? null : refuse('snooze_invalid', latest === null ? {} : { latest })
}

/** Until when it is put aside, also where the deadline was moved meanwhile; null where it is not. It says nothing of whether that has passed. */
export function snoozedUntil(dispute: Dispute): Instant | null {
  if (dispute.state !== 'needs_response' || !dispute.snoozed) return null
  return Math.min(dispute.snoozed.until, latestSnooze(dispute) ?? Infinity)
}

/** Somebody decided, the provider turned a decision down, or the dispute went on: whoever put it aside did not know of that. */
export function standsOtherwise(before: Dispute, after: Dispute): boolean {
  return (['state', 'phase', 'cycle'] as const).some(name => before[name] !== after[name]) || pendingOf(before) !== pendingOf(after)
}

const pendingOf = (dispute: Dispute) => ('pending' in dispute ? dispute.pending?.id : undefined)
