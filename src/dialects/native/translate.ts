// Our dispute as the native API's JSON. Pure; it decides nothing: what is possible it asks of `decide`.

import type { Act, Actor, Dispute, EvidenceItem, Fee } from '../../core/dispute.ts'
import { isOpen, principalOf } from '../../core/dispute.ts'
import { defenseOf } from '../../core/apply.ts'
import { acceptanceDueAt } from '../../core/deadline.ts'
import type { Money } from '../../core/money.ts'
import { snoozedUntil } from '../../core/snooze.ts'
import { formatInstant, type Instant } from '../../core/time.ts'
import type { WireAct, WireDispute, WireEvidence, WireMoney } from './contract/dispute.ts'

export const instantText = (at: Instant): string => formatInstant(at)
const instantOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

/** The document of a dispute, the same at every moment and for every reader. */
export function toWireDispute(dispute: Dispute): WireDispute {
  const { id, merchant, home, dialect, theirs, phase, state, cycle, money, settlement, reason, respondBy, story } = dispute
  return {
    id, merchant, home, dialect,
    theirs: { id: theirs.id, status: theirs.status, reason_code: theirs.reasonCode, reason_text: theirs.reasonText },
    phase, state, cycle,
    amount: toWireMoney(money),
    settlement: settlement && { amount: toWireMoney(settlement.money), rate: settlement.rate },
    fees: dispute.fees.map((fee, place) => toWireFee(fee, fee.refundable && place < dispute.returnedFees.to)),
    reason: { category: reason.category, code: reason.code, network: reason.network, network_code: reason.networkCode },
    respond_by: respondBy && { at: instantText(respondBy.at), zone: respondBy.zone, source: respondBy.source },
    payment: toWirePayment(dispute),
    story: story && { text: story.text, language: story.language, customer: story.customer },
    ...situationOf(dispute),
    evidence: dispute.evidence.map(toWireEvidence),
    books: { held: Number(dispute.books.held), gone: Number(dispute.books.gone), currency: principalOf(dispute).currency },
    metadata: dispute.metadata, tags: dispute.tags, owner: dispute.owner ?? null, ...asideOf(dispute), revision: dispute.revision,
    opened_at: instantText(dispute.openedAt), updated_at: instantText(dispute.updatedAt),
  }
}

/** Amounts of disputes are safe integers by the core's own limit. */
export function toWireMoney({ amount, currency }: Money): WireMoney {
  return { value: Number(amount), currency }
}

/** A sum may be larger than a number keeps: the printer of answers takes the bigint as it is. */
export function toWireSum(amount: bigint, currency: string): WireMoney {
  return { value: Number.isSafeInteger(Number(amount)) ? Number(amount) : (amount as unknown as number), currency }
}

export function toWireFee(fee: Fee, returned: boolean): WireDispute['fees'][number] {
  return { kind: fee.kind, amount: toWireMoney(fee.money), refundable: fee.refundable, returned }
}

export function toWireActor({ kind, id, name, surface, request }: Actor) {
  return { kind, id, ...(name === undefined ? {} : { name }), surface, request }
}

export function toWireEvidence({ id, kind, category, name, type, size, digest, text, addedAt }: EvidenceItem): WireEvidence {
  return { id, kind, category, name, type, size, sha256: digest, text, added_at: instantText(addedAt) }
}

export function toWireAct(act: Act, dispute: string, state: WireAct['state']): WireAct {
  const { id, kind, by, at, dueAt, reason, note, override } = act
  return {
    id, dispute, kind, state, by: toWireActor(by), at: instantText(at), due_at: instantText(dueAt),
    reason: kind === 'accept' ? reason : null, note, override,
  }
}

/** The act of a dispute that is not finished: waiting in its undo window, or asked of the provider. */
export function openActOf(dispute: Dispute): WireAct | null {
  if ('pending' in dispute) return dispute.pending && toWireAct({ ...dispute.pending, dueAt: acceptanceDueAt(dispute, dispute.pending.dueAt) }, dispute.id, 'pending')
  return 'act' in dispute ? toWireAct(dispute.act, dispute.id, 'asked') : null
}

function toWirePayment({ payment: { id, order, paidAt, network, references, captured, refunded } }: Dispute): WireDispute['payment'] {
  return {
    id, order, paid_at: instantOrNull(paidAt), network, references,
    captured: captured && toWireMoney(captured), refunded: refunded && toWireMoney(refunded),
  }
}

function situationOf(dispute: Dispute): Pick<WireDispute, 'act' | 'acceptance' | 'defense' | 'resolution' | 'expired_at'> {
  return {
    act: openActOf(dispute),
    acceptance: acceptanceOf(dispute),
    defense: toWireDefense(dispute),
    resolution: resolutionOf(dispute),
    expired_at: dispute.state === 'expired' ? instantText(dispute.expiredAt) : null,
  }
}

function acceptanceOf(dispute: Dispute): WireDispute['acceptance'] {
  if (dispute.state !== 'accepted') return null
  const { act, at, by, reason, note, override } = dispute.acceptance
  return { act, at: instantText(at), by: toWireActor(by), reason, note, override }
}

function toWireDefense(dispute: Dispute): WireDispute['defense'] {
  const defense = defenseOf(dispute)
  if (!defense) return null
  const { act, at, by, statement, evidence } = defense
  return { act, at: instantText(at), by: toWireActor(by), statement, evidence: evidence.map(toWireEvidence) }
}

function resolutionOf(dispute: Dispute): WireDispute['resolution'] {
  if (!('resolution' in dispute)) return null
  const { at, by, final, judged, note } = dispute.resolution
  return { at: instantText(at), by: toWireActor(by), final, judged: judged && toWireMoney(judged), note }
}

function asideOf(dispute: Dispute): Pick<WireDispute, 'snoozed'> {
  const [{ snoozed }, until] = [dispute, snoozedUntil(dispute)]
  return snoozed && until !== null ? { snoozed: { until: instantText(until), at: instantText(snoozed.at), by: toWireActor(snoozed.by) } } : {}
}

export function secondsLeft(dispute: Dispute, now: Instant): number | null {
  if (!isOpen(dispute.state) || !dispute.respondBy || dispute.state === 'under_review') return null
  return Math.max(0, Math.floor((dispute.respondBy.at - now) / 1000))
}
