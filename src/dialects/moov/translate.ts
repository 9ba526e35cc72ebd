// Our dispute in Moov's words. Pure; it decides nothing. What is optional is left out and never null: older clients refuse null.

import type { Dispute, EvidenceItem, Phase, State } from '../../core/dispute.ts'
import { defenseOf } from '../../core/apply.ts'
import { addDuration, parseDuration } from '../../core/duration.ts'
import { formatInstant, type Instant } from '../../core/time.ts'
import type { WireDispute } from './contract/disputes.ts'
import type { WireEvidence } from './contract/evidence.ts'
import { evidenceTypes } from './contract/shapes.ts'
import { isUuid, uuidOf } from './ids.ts'
import { moovTerms } from './terms.ts'

type Status = WireDispute['status']

/** An act on its way is no answer yet. A dispute that ended by a refund needs nothing more: resolved. */
export const statusOf: Record<State, Status> = {
  needs_response: 'response-needed', accepting: 'response-needed', submitting: 'response-needed', under_review: 'under-review', accepted: 'accepted',
  won: 'won', lost: 'lost', expired: 'expired', withdrawn: 'closed', prevented: 'resolved', refunded: 'resolved',
}
export const statesOf = (status: Status): State[] => (Object.keys(statusOf) as State[]).filter(state => statusOf[state] === status)

/** Moov has four; what comes after a chargeback elsewhere is still one. */
export const phaseOf: Record<Phase, WireDispute['phase']> = {
  alert: 'pre-dispute', inquiry: 'inquiry', chargeback: 'chargeback', pre_arbitration: 'chargeback', arbitration: 'chargeback', compliance: 'chargeback', unknown: 'unknown',
}

/** `account` is the merchant's, unless the payment names another. */
export function toWireDispute(dispute: Dispute, account: string): WireDispute {
  const { theirs, money, reason, openedAt } = dispute
  const submittedAt = submittedAtOf(dispute)
  return {
    disputeID: theirs.id, merchantAccountID: merchantAccountOf(dispute, account),
    amount: { currency: money.currency, value: Number(money.amount) },
    networkReasonCode: theirs.reasonCode ?? reason.networkCode ?? reason.code ?? reason.category,
    ...(theirs.reasonText === null ? {} : { networkReasonDescription: theirs.reasonText }),
    transfer: { transferID: transferOf(dispute) },
    respondBy: formatInstant(respondByOf(dispute)), status: statusOf[dispute.state], phase: phaseOf[dispute.phase], createdOn: formatInstant(openedAt),
    ...(submittedAt === null ? {} : { submittedOn: formatInstant(submittedAt) }),
  }
}

/** A platform's payments may name the merchant's own account, and the cardholder's. */
export function merchantAccountOf({ payment: { references } }: Pick<Dispute, 'payment'>, account: string): string {
  return isUuid(references.merchantAccountID ?? '') ? references.merchantAccountID! : account
}

export const transferOf = ({ id, payment }: Pick<Dispute, 'id' | 'payment'>): string =>
  payment.id !== null && isUuid(payment.id) ? payment.id : uuidOf(`transfer ${payment.id ?? id}`)

export function respondByOf({ respondBy, openedAt, phase }: Dispute): Instant {
  return respondBy?.at ?? addDuration(openedAt, parseDuration(moovTerms.respondWithin[phase])!)
}

/** A defense that is on its way has not been submitted yet. */
export const submittedAtOf = (dispute: Dispute): Instant | null => (dispute.state === 'submitting' ? null : defenseOf(dispute)?.at ?? null)

export function toWireEvidence(dispute: Dispute, item: EvidenceItem): WireEvidence {
  const submittedAt = defenseOf(dispute)?.evidence.some(({ id }) => id === item.id) ? submittedAtOf(dispute) : null
  return {
    ...uploadOf(dispute, item), updatedOn: formatInstant(item.updatedAt ?? item.addedAt),
    ...(submittedAt === null ? {} : { submittedOn: formatInstant(submittedAt) }),
  }
}

/** What an upload answers: less than what reading shows. */
export function uploadOf(dispute: Dispute, item: EvidenceItem) {
  const ids = { evidenceID: uuidOf(item.id), disputeID: dispute.theirs.id, evidenceType: typeOf(item) }
  const content = item.kind === 'text' ? { text: item.text ?? '' } : { filename: item.name ?? item.id, mimeType: item.type, size: item.size }
  return { ...ids, ...content, createdOn: formatInstant(item.addedAt) }
}

const typeOf = ({ category }: EvidenceItem): WireEvidence['evidenceType'] => evidenceTypes.find(type => type === category) ?? 'generic-evidence'
