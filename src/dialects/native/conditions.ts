// What somebody should know of a dispute that lives upstream, beyond its state. Derived from the dispute alone.

import type { Dispute } from '../../core/dispute.ts'
import { isAssumed, isLate } from '../../core/deadline.ts'
import type { Instant } from '../../core/time.ts'
import type { WireDispute } from './contract/dispute.ts'

type Condition = NonNullable<WireDispute['conditions']>[number]

/** Nothing at all for a dispute of the house. */
export function conditionsOf(dispute: Dispute, now: Instant): { conditions?: Condition[] } {
  if (dispute.home === 'house') return {}
  const down = turnedDown(dispute)
  const isExplained = down.some(({ code }) => code !== 'refused_upstream')
  return { conditions: [...pending(dispute), ...overdue(dispute, now), ...down, ...(isExplained ? [] : elsewhere(dispute)), ...unread(dispute)] }
}

function pending(dispute: Dispute): Condition[] {
  return 'act' in dispute ? [{ code: 'outcome_pending', detail: `The provider has not confirmed ${dispute.act.id}` }] : []
}

function overdue(dispute: Dispute, now: Instant): Condition[] {
  if (dispute.state !== 'needs_response' || !isLate(dispute.respondBy, now)) return []
  return [{ code: 'overdue', detail: `${isAssumed(dispute) ? 'The usual time has passed; the provider names none,' : 'The provider\'s time has passed'} and the provider has not said what came of it` }]
}

/** Until another decision took effect. */
function turnedDown(dispute: Dispute): Condition[] {
  const { turnedDown: last, decided } = dispute
  if (!last || 'act' in dispute || (decided && decided.at > last.at)) return []
  const code = last.code === 'conflict' || last.code === 'done_elsewhere' ? last.code : 'refused_upstream'
  return [{ code, detail: `${last.text ?? 'The provider turned it down'} (${last.act}${last.code ? `, ${last.code}` : ''})` }]
}

function elsewhere(dispute: Dispute): Condition[] {
  const accepted = dispute.state === 'accepted' && dispute.acceptance.by.kind === 'upstream'
  const submitted = dispute.state === 'under_review' && dispute.defense === null
  if (!accepted && !submitted) return []
  return [{ code: 'done_elsewhere', detail: accepted ? 'It was accepted at the provider, not through Parley' : 'A defense was sent at the provider, not through Parley' }]
}

function unread(dispute: Dispute): Condition[] {
  const { observed, theirs } = dispute
  return observed && observed.standing === null ? [{ code: 'status_unknown', detail: `The provider's status ${JSON.stringify(theirs.status)} is not known here` }] : []
}
