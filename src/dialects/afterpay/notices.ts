// What a merchant is told, in Afterpay's form: thin, so that its reader fetches the dispute. It makes the message and never sends it.

import { hash } from 'node:crypto'
import type { NoticeKind } from '../../core/notice.ts'
import { secondsOf } from '../../core/time.ts'
import type { NoticeFormat, NoticeToSend } from '../dialect.ts'
import { dateHeader, signatureHeader, signatureOf } from './scheme.ts'
import { usualSwitches, type AfterpaySwitches } from './switches.ts'

export function afterpayNoticesFor({ strictAcknowledgement }: Pick<AfterpaySwitches, 'strictAcknowledgement'>): NoticeFormat {
  return {
    /** "A few times" with growing distance says the document, and no numbers. */
    schedule: [10, 60, 5 * 60, 30 * 60, 120 * 60],
    render(notice) {
      const type = eventType[notice.kind]
      return type && { type, body: bodyOf(notice, type) }
    },
    /** One signature has room in the header: after a rotation it is the new key's. The date is that of this attempt. */
    sign({ body, url = '' }, [key = ''], now) {
      const date = String(secondsOf(now))
      return { headers: { 'content-type': 'application/json', [dateHeader]: date, [signatureHeader]: signatureOf({ url, date, body }, key) }, body }
    },
    acknowledged: status => (status === 200 || (!strictAcknowledgement && status > 200 && status < 300) ? 'delivered' : 'failed'),
  }
}

export const afterpayNotices = afterpayNoticesFor(usualSwitches)

type EventType = 'created' | 'updated'

/** Null for what changes nothing in Afterpay's own words: warnings, undo windows, and acts that are on their way. */
const eventType: Record<NoticeKind, EventType | null> = {
  'dispute.opened': 'created', 'dispute.updated': 'updated', 'dispute.accepted': 'updated', 'dispute.submitted': 'updated', 'dispute.expired': 'updated',
  'dispute.won': 'updated', 'dispute.lost': 'updated', 'dispute.withdrawn': 'updated', 'dispute.prevented': 'updated', 'dispute.refunded': 'updated',
  'dispute.reversed': 'updated', 'dispute.escalated': 'updated', 'webhook.test': 'updated',
  'dispute.due_soon': null, 'dispute.acceptance_held': null, 'dispute.acceptance_undone': null, 'dispute.accepting': null, 'dispute.submitting': null,
  'dispute.refused': null,
}

function bodyOf({ id, dispute }: NoticeToSend, type: EventType): string {
  return JSON.stringify({ webhook_event_id: uuidOf(id), webhook_event_type: type, dispute_id: dispute.theirs.id, merchant_reference: dispute.merchant })
}

/** The same for every attempt, so that receivers know a repeat. In the form of RFC 9562, version 4, which every reader takes. */
function uuidOf(notice: string): string {
  const hex = hash('sha256', notice)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
