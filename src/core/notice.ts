// What a merchant is told of an event, before any dialect gives it form.

import type { DisputeEvent } from './event.ts'

export const noticeKinds = ['dispute.opened', 'dispute.updated', 'dispute.due_soon', 'dispute.acceptance_held', 'dispute.acceptance_undone',
  'dispute.accepting', 'dispute.submitting', 'dispute.refused', 'dispute.accepted', 'dispute.submitted', 'dispute.expired', 'dispute.won',
  'dispute.lost', 'dispute.withdrawn', 'dispute.prevented', 'dispute.refunded', 'dispute.reversed', 'dispute.escalated'] as const

/** Belongs to no event: a merchant asks for it, and one webhook gets it. */
export const testNotice = 'webhook.test'
export type NoticeKind = (typeof noticeKinds)[number] | typeof testNotice

export function noticeOf(event: DisputeEvent): NoticeKind {
  switch (event.kind) {
    case 'opened': return 'dispute.opened'
    case 'deadline_near': return 'dispute.due_soon'
    case 'acceptance_held': return 'dispute.acceptance_held'
    case 'acceptance_undone': return 'dispute.acceptance_undone'
    case 'acceptance_asked': return 'dispute.accepting'
    case 'submission_asked': return 'dispute.submitting'
    case 'ask_refused': return 'dispute.refused'
    case 'accepted': return 'dispute.accepted'
    case 'submitted': return 'dispute.submitted'
    case 'expired': return 'dispute.expired'
    case 'resolved': return `dispute.${event.verdict}`
    case 'win_reversed': return 'dispute.reversed'
    case 'escalated': return 'dispute.escalated'
    case 'observed': return observedKind(event)
    default: return 'dispute.updated'
  }
}

function observedKind(event: DisputeEvent & { kind: 'observed' }): NoticeKind {
  const state = event.stands?.state ?? event.from
  if (state === event.from || state === 'needs_response' || state === 'accepting' || state === 'submitting') return 'dispute.updated'
  return state === 'under_review' ? 'dispute.submitted' : `dispute.${state}`
}
