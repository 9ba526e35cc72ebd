// Our dispute in Ahrvo's words. Pure; what it says of the state at an instant is said to every reader alike.

import type { Dispute, EvidenceItem, Reason } from '../../core/dispute.ts'
import { isOverdue } from '../../core/deadline.ts'
import { defenseOf } from '../../core/apply.ts'
import type { Duration } from '../../core/duration.ts'
import { formatInstant, type Instant } from '../../core/time.ts'
import { finalAt, isOnRefund, submittedAsFixed, tagsOf, type EvidenceSubmitted } from './fixture.ts'
import { evidenceIdOf, transferIdOf } from './ids.ts'
import { usualSwitches } from './switches.ts'

export const states = ['INQUIRY', 'PENDING', 'WON', 'LOST'] as const
export type TheirState = (typeof states)[number]
export const responseStates = ['NEEDS_RESPONSE', 'RESPONDED', 'ACCEPTED', 'NO_RESPONSE_ALLOWED', 'UNKNOWN'] as const
export type ResponseState = (typeof responseStates)[number]

export type Standing = { state: TheirState; response: ResponseState; since: Instant }

/** The two fields that move separately, and since when they are so. Nothing that is in progress is called done. */
export function standingOf(dispute: Dispute, now: Instant, finalAfter = usualSwitches.finalAfter): Standing {
  const since = dispute.updatedAt
  const open = isInquiry(dispute) ? 'INQUIRY' : 'PENDING'
  switch (dispute.state) {
    case 'needs_response':
      if (dispute.pending) return { state: open, response: 'UNKNOWN', since }
      if (isOverdue(dispute, now)) return { state: 'LOST', response: 'NO_RESPONSE_ALLOWED', since: dispute.respondBy?.at ?? since }
      return { state: open, response: 'NEEDS_RESPONSE', since }
    case 'accepting':
    case 'submitting': return { state: open, response: 'UNKNOWN', since }
    case 'under_review': return { state: open, response: dispute.pending ? 'UNKNOWN' : 'RESPONDED', since }
    case 'accepted': return acceptedStanding(dispute, open, now, finalAfter)
    case 'lost':
    case 'expired': return { state: 'LOST', response: 'NO_RESPONSE_ALLOWED', since }
    case 'won':
    case 'withdrawn':
    case 'prevented':
    case 'refunded': return { state: 'WON', response: 'NO_RESPONSE_ALLOWED', since }
  }
}

/** `state` stays where it was in the answer and moves later; ACCEPTED stays for good. A connected provider tells its own. */
function acceptedStanding(dispute: Extract<Dispute, { state: 'accepted' }>, open: TheirState, now: Instant, finalAfter: Duration): Standing {
  const since = dispute.updatedAt
  const told = states.find(state => state === dispute.theirs.status)
  if (dispute.home !== 'house') return { state: told ?? open, response: 'ACCEPTED', since }
  const final = finalAt(dispute, dispute.acceptance.at, finalAfter)
  return now > final ? { state: isOnRefund(dispute) ? 'WON' : 'LOST', response: 'ACCEPTED', since: Math.max(since, final) } : { state: open, response: 'ACCEPTED', since }
}

export type Links = Record<string, { href: string }>

export function toDispute(dispute: Dispute, now: Instant, finalAfter?: Duration) {
  const { state, response, since } = standingOf(dispute, now, finalAfter)
  return {
    id: dispute.theirs.id,
    created_at: formatInstant(dispute.openedAt), updated_at: formatInstant(since),
    amount: Number(dispute.money.amount), transfer: transferOf(dispute), reason: reasonOf(dispute.reason),
    respond_by: dispute.respondBy && formatInstant(dispute.respondBy.at),
    state, response_state: response, evidence_submitted: submittedOf(dispute), tags: tagsOf(dispute),
  }
}

export function linksOf(dispute: Dispute, base: string): Links {
  const self = `${base}/disputes/${encodeURIComponent(dispute.theirs.id)}`
  return {
    self: { href: self }, transfer: { href: `${base}/transfers/${encodeURIComponent(transferOf(dispute))}` },
    evidence: { href: `${self}/evidence` }, adjustment_transfers: { href: `${self}/adjustment_transfers` },
  }
}

export const toLinkedDispute = (dispute: Dispute, now: Instant, base: string, finalAfter?: Duration) => ({ ...toDispute(dispute, now, finalAfter), _links: linksOf(dispute, base) })

export const transferOf = ({ payment, id }: Dispute): string => payment.id ?? transferIdOf(id)

export function toEvidence(dispute: Dispute, item: EvidenceItem, base: string) {
  const id = evidenceIdOf(item.id)
  const of = `${base}/disputes/${encodeURIComponent(dispute.theirs.id)}`
  return {
    id, created_at: formatInstant(item.addedAt), dispute: dispute.theirs.id,
    // What is kept is ready: nothing is looked at later.
    state: 'SUCCEEDED' as const, tags: { ...item.tags, ...fileTags(item) },
    _links: { self: { href: `${of}/evidence/${id}` }, dispute: { href: of }, download: { href: `${of}/evidence/${id}/download` } },
  }
}

/** The three that the server sets; the extension has no dot at Ahrvo. */
function fileTags({ id, name, type }: EvidenceItem): Record<string, string> {
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(name ?? '')?.[1]?.toLowerCase() ?? extensions[type] ?? 'bin'
  return { 'file-name': name ?? `${evidenceIdOf(id)}.${extension}`, 'content-type': type, 'file-extension': extension }
}

const extensions: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/tiff': 'tif', 'text/plain': 'txt' }

const isInquiry = ({ phase }: Dispute): boolean => phase === 'inquiry' || phase === 'alert'

function submittedOf(dispute: Dispute): EvidenceSubmitted {
  const sent = defenseOf(dispute) && dispute.state !== 'submitting'
  return submittedAsFixed(dispute) ?? (sent ? (isInquiry(dispute) ? 'INQUIRY' : 'CHARGEBACK') : 'NONE')
}

/** Their own word where the dispute has one in their spelling; Finix's five words and Ahrvo's one otherwise. */
function reasonOf({ code, category }: Reason): string {
  return code !== null && /^[A-Z][A-Z_]{2,60}$/.test(code) ? code : reasons[category]
}

const reasons: Record<Reason['category'], string> = {
  fraud: 'FRAUD', authorization: 'FRAUD', processing: 'TECHNICAL', not_received: 'PRODUCT_NOT_RECEIVED', not_as_described: 'QUALITY',
  credit_not_processed: 'CLERICAL', duplicate: 'CLERICAL', cancelled: 'QUALITY', incorrect_amount: 'CLERICAL', other: 'INQUIRY',
}
