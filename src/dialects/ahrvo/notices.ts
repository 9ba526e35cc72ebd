// What a merchant is told of a dispute, in the envelope of Finix's webhooks. It makes the message and never sends it.

import type { Duration } from '../../core/duration.ts'
import { wireJson } from '../../core/json.ts'
import { formatInstant, type Instant } from '../../core/time.ts'
import { noticeKinds, type NoticeKind } from '../../core/notice.ts'
import type { NoticeFormat, NoticeToSend } from '../dialect.ts'
import { finalAt } from './fixture.ts'
import { sign, signatureHeader } from './scheme.ts'
import { usualSwitches, type AhrvoSwitches } from './switches.ts'
import { toDispute } from './translate.ts'
import { readSecret } from './webhook-secret.ts'

export const ahrvoNoticesFor = ({ finalAfter }: Pick<AhrvoSwitches, 'finalAfter'>): NoticeFormat => ({
  /** 1.5, 2, 3, 5 and 9 minutes after the attempt before, then none (support.finix.com, Webhook Delivery Retry Schedule). */
  schedule: [90, 120, 180, 300, 540],
  secretOf: ({ webhook_secret }) => ({ kept: webhook_secret!, shown: webhook_secret! }),
  exact: true,
  render(notice, now = notice.at) {
    const type = typeOf(notice.kind)
    if (type === null) return null
    if (type === 'test') return { type, body: '{}' }
    const final = finalOf(notice, finalAfter)
    const isFinal = final !== null && now > final
    const [id, at] = isFinal ? [`${notice.id}_final`, now] : [notice.id, notice.at]
    const occurred = isFinal ? final : notice.at
    return { type: `dispute.${type}`, body: wireJson({ id, type, entity: 'dispute', occurred_at: occurredAt(occurred), _embedded: { disputes: [toDispute(notice.dispute, at, finalAfter)] } }) }
  },
  /** `state` moves once more after an acceptance, and the documents say to listen for that (docs.finix.com, dispute states). */
  later(notice) {
    const final = finalOf(notice, finalAfter)
    return final === null ? null : final + 1
  },
  /** One signature has its place, so the newest key alone signs. */
  sign({ body }, secrets, now) {
    const { key, authorization } = readSecret(secrets[0] ?? '')
    const own = secrets.map(readSecret).find(each => each.authorization)?.authorization ?? authorization
    return { headers: { 'content-type': 'application/json', [signatureHeader.toLowerCase()]: sign(body, key, now), ...(own && { authorization: own }) }, body }
  },
  acknowledged: status => (status >= 200 && status < 300 ? 'delivered' : 'failed'),
})

export const ahrvoNotices = ahrvoNoticesFor(usualSwitches)

/** Which of our notices one of their events is. */
export const kindsOf = (type: string): NoticeKind[] => noticeKinds.filter(kind => typeOf(kind) === type)

function finalOf({ kind, dispute }: NoticeToSend, finalAfter: Duration): Instant | null {
  return kind === 'dispute.accepted' && dispute.state === 'accepted' && dispute.home === 'house' ? finalAt(dispute, dispute.acceptance.at, finalAfter) : null
}

/** A deadline that comes near changes nothing and has no event of theirs. */
function typeOf(kind: NoticeKind): 'created' | 'updated' | 'test' | null {
  if (kind === 'dispute.due_soon') return null
  if (kind === 'webhook.test') return 'test'
  return kind === 'dispute.opened' ? 'created' : 'updated'
}

/** With milliseconds and without a zone, as in their sample. */
const occurredAt = (at: Instant): string => formatInstant(at, { fraction: true }).slice(0, -1)
