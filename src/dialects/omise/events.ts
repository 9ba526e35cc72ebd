// A notice as this provider's events. An acceptance is two of them: that it was accepted, and that it is closed. Pure.

import type { Dispute } from '../../core/dispute.ts'
import type { NoticeKind } from '../../core/notice.ts'
import type { Instant } from '../../core/time.ts'
import type { EventKey, WireEvent } from './contract/dispute.ts'
import { eventId, isLive } from './ids.ts'
import { toWireDispute } from './translate.ts'
import { newestVersion, timeText } from './view.ts'

/** What has no key is not told: an undo window, a question that is on its way, a warning. */
export const keysOf: Record<NoticeKind, readonly EventKey[]> = {
  'dispute.opened': ['dispute.create'],
  'dispute.updated': ['dispute.update'],
  'dispute.submitted': ['dispute.update'],
  'dispute.escalated': ['dispute.update'],
  'dispute.reversed': ['dispute.update'],
  'dispute.accepted': ['dispute.accept', 'dispute.close'],
  'dispute.expired': ['dispute.close'],
  'dispute.won': ['dispute.close'],
  'dispute.lost': ['dispute.close'],
  'dispute.withdrawn': ['dispute.close'],
  'dispute.prevented': ['dispute.close'],
  'dispute.refunded': ['dispute.close'],
  'dispute.due_soon': [], 'dispute.acceptance_held': [], 'dispute.acceptance_undone': [], 'dispute.accepting': [], 'dispute.submitting': [],
  'dispute.refused': [], 'webhook.test': [],
}

export type Told = { id: string; kind: NoticeKind; at: Instant; dispute: Dispute }

/** In the newest version, with the dispute as it was then, and without deliveries, as they are posted. */
export const eventsOf = (notice: Told): WireEvent[] => keysOf[notice.kind].map((_, place) => eventAt(notice, place)!)

export function eventAt({ id: notice, kind, at, dispute }: Told, place: number): WireEvent | null {
  const key = keysOf[kind][place]
  if (!key) return null
  const livemode = isLive(dispute.theirs.id)
  const id = eventId(livemode, notice, place)
  return {
    object: 'event', id, livemode, location: `/events/${id}`, webhook_deliveries: [],
    data: toWireDispute(dispute, { now: at, version: newestVersion, base: null }), key, created_at: timeText(at),
  }
}
