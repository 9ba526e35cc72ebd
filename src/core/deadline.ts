// When time itself next acts on a dispute. Instants are compared, never rounded: at the deadline is in time, one millisecond later is not.

import type { Dispute, Phase, RespondBy } from './dispute.ts'
import { addDuration, parseDuration } from './duration.ts'
import { holdMargin, type Terms } from './terms.ts'
import type { Instant } from './time.ts'

export type Deadline = { at: Instant; kind: 'acceptance_due' | 'deadline_near' | 'response_overdue' }

/** How long before the deadline a merchant is warned; Alipay sends its DEFENSE_DUE_ALERT within the last 24 hours. */
export const warningBefore = 24 * 3_600_000

/** A dispute that lives upstream is ended by its provider. Where that stays silent for so long after the deadline, or after it last said that it waits, it has expired. */
export const silenceMs = 30 * 24 * 3_600_000

export function deadlinesOf(dispute: Dispute): Deadline[] {
  const pending = 'pending' in dispute ? dispute.pending : null
  const held: Deadline[] = pending ? [{ at: acceptanceDueAt(dispute, pending.dueAt), kind: 'acceptance_due' }] : []
  return [...held, ...responseDeadlines(dispute)].sort((a, b) => a.at - b.at)
}

export const wakeAtOf = (dispute: Dispute): Instant | null => deadlinesOf(dispute)[0]?.at ?? null

/** An undo window ends before the deadline, also where the deadline was moved while the acceptance waited. */
export function acceptanceDueAt(dispute: Dispute, wanted: Instant): Instant {
  const { state, respondBy } = dispute
  return state === 'needs_response' && respondBy && !isAssumed(dispute) ? Math.min(wanted, respondBy.at - holdMargin) : wanted
}

/** Where nobody named a deadline. Without one a dispute would wait for ever, and the money with it. */
export function usualRespondBy({ respondWithin }: Terms, phase: Phase, from: Instant): RespondBy {
  return { at: addDuration(from, parseDuration(respondWithin[phase])!), zone: null, source: 'rule' }
}

export const isLate = (respondBy: RespondBy | null, now: Instant): boolean => respondBy !== null && now > respondBy.at

/** A provider that names no deadline has one all the same: ours is a guess of it, by which we warn and nobody is turned away. */
export const isAssumed = ({ home, respondBy }: Pick<Dispute, 'home' | 'respondBy'>): boolean => home !== 'house' && respondBy?.source === 'rule'

export const isOverdue = (dispute: Pick<Dispute, 'home' | 'respondBy'>, now: Instant): boolean => isLate(dispute.respondBy, now) && !isAssumed(dispute)

/** Where an overdue dispute stays: nothing with money in it may wait without any end. */
export const staysMs = 3_650 * 24 * 3_600_000

/** Halfway to the end that silence brings. */
export function isLongSilent(dispute: Dispute, now: Instant): boolean {
  const { home, respondBy } = dispute
  return home !== 'house' && respondBy !== null && !isAssumed(dispute) && now > silentSince(dispute, respondBy.at) + silenceMs / 2
}

const silentSince = ({ observed }: Dispute, deadline: Instant): Instant => Math.max(deadline, observed?.waitsAt ?? deadline)

function waitedFor(dispute: Dispute, deadline: Instant): number {
  if (dispute.home !== 'house') return isAssumed(dispute) ? staysMs : silentSince(dispute, deadline) - deadline + silenceMs
  return dispute.overdueStays ? staysMs : 0
}

export const nearAt = ({ bufferMs = warningBefore }: Dispute, deadline: Instant): Instant => deadline - bufferMs

function responseDeadlines(dispute: Dispute): Deadline[] {
  if (dispute.state !== 'needs_response' || !dispute.respondBy) return []
  const { at } = dispute.respondBy
  const near = nearAt(dispute, at)
  const warns = near < at && dispute.warnedFor !== at && (dispute.warnsWithin || near > dispute.openedAt)
  const overdueAt = at + waitedFor(dispute, at) + 1
  return [...(warns ? [{ at: near, kind: 'deadline_near' } as const] : []), { at: overdueAt, kind: 'response_overdue' }]
}
