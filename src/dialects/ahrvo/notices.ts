// What a merchant is told of a dispute and of its evidence, in the envelope of Finix's webhooks. It makes the message and never sends it.

import type { Duration } from '../../core/duration.ts'
import { wireJson } from '../../core/json.ts'
import { formatInstant, type Instant } from '../../core/time.ts'
import type { NoticeFormat, NoticeToSend } from '../dialect.ts'
import { typeOf, wants } from './events.ts'
import { finalAt } from './fixture.ts'
import { sign, signatureHeader } from './scheme.ts'
import { usualSwitches, type AhrvoSwitches } from './switches.ts'
import { toDispute, toEvidence } from './translate.ts'
import { readSecret } from './webhook-secret.ts'

export const ahrvoNoticesFor = ({ finalAfter, firstContact }: Pick<AhrvoSwitches, 'finalAfter' | 'firstContact'>): NoticeFormat => ({
  /** 1.5, 2, 3, 5 and 9 minutes after the attempt before, then none (support.finix.com, Webhook Delivery Retry Schedule). */
  schedule: [90, 120, 180, 300, 540],
  secretOf: ({ webhook_secret }) => ({ kept: webhook_secret!, shown: webhook_secret! }),
  exact: true,
  firstContact,
  needsEvent: kind => kind === 'dispute.updated',
  render(notice, now = notice.at) {
    const type = typeOf(notice.kind)
    if (type === null) return null
    if (type === 'test') return { type, body: '{}' }
    const told = evidenceTold(notice) ?? disputeTold(notice, type, now, finalAfter)
    if (notice.webhook && !wants(notice.webhook, told)) return null
    return { type: `${told.entity}.${told.type}`, body: wireJson(told) }
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

type Told = { id: string; type: string; entity: 'dispute' | 'evidence'; occurred_at: string; _embedded: Record<string, unknown[]> }

function disputeTold(notice: NoticeToSend, type: string, now: Instant, finalAfter: Duration): Told {
  const final = finalOf(notice, finalAfter)
  const isFinal = final !== null && now > final
  const [id, at] = isFinal ? [`${notice.id}_final`, now] : [notice.id, notice.at]
  return { id, type, entity: 'dispute', occurred_at: occurredAt(isFinal ? final : notice.at), _embedded: { disputes: [toDispute(notice.dispute, at, finalAfter)] } }
}

/** What happened to a file is told of the file, and not of its dispute as well. */
function evidenceTold({ id, at, dispute, event }: NoticeToSend): Told | null {
  const changed = event?.kind === 'annotated' ? event.evidence?.id : event?.kind === 'evidence_staged' ? event.item.id : undefined
  const item = dispute.evidence.find(each => each.id === changed)
  if (!item || !event) return null
  const type = event.kind === 'evidence_staged' && !event.replaces ? 'created' : 'updated'
  const { _links, ...evidence } = toEvidence(dispute, item, '')
  return { id, type, entity: 'evidence', occurred_at: occurredAt(at), _embedded: { evidences: [evidence] } }
}

function finalOf({ kind, dispute }: NoticeToSend, finalAfter: Duration): Instant | null {
  return kind === 'dispute.accepted' && dispute.state === 'accepted' && dispute.home === 'house' ? finalAt(dispute, dispute.acceptance.at, finalAfter) : null
}

/** With milliseconds and without a zone, as in their sample. */
const occurredAt = (at: Instant): string => formatInstant(at, { fraction: true }).slice(0, -1)
