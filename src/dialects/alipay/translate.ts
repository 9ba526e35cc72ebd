// Our dispute in Alipay's words, and theirs in ours. Pure. Alipay shows no dispute: what can be seen of one is its latest notification.

import type { Dispute, Phase, State } from '../../core/dispute.ts'
import type { Money } from '../../core/money.ts'
import { formatInstantAt, parseInstant, type Instant } from '../../core/time.ts'
import type { AcceptReason, Amount, DisputeType, JudgedResult, NotificationType, WireNotice } from './contract/notice.ts'

export function toWireNotice(type: NotificationType, dispute: Dispute): WireNotice {
  const { theirs, payment, phase } = dispute
  return sorted({
    disputeNotificationType: type,
    disputeId: theirs.id,
    // Both are required; a dispute whose payment nobody named stands for itself.
    paymentId: short(payment.id ?? dispute.id),
    paymentRequestId: short(payment.order ?? payment.references.payment_request_id ?? dispute.id),
    disputeTime: time(dispute.openedAt),
    disputeAmount: toWireAmount(dispute.money),
    disputeType: typeOf[phase],
    arn: payment.references.arn,
    ...about[type](dispute),
  })
}

const about: Record<NotificationType, (dispute: Dispute) => Partial<WireNotice>> = {
  DISPUTE_CREATED: dispute => ({ ...reasonOf(dispute), ...dueOf(dispute), defendable: dispute.phase !== 'alert' }),
  DEFENSE_DUE_ALERT: dueOf,
  DEFENSE_SUPPLIED: () => ({}),
  DISPUTE_CANCELLED: () => ({}),
  RDR_RESOLVED: reasonOf,
  DISPUTE_ACCEPTED: acceptedOf,
  DISPUTE_JUDGED: dispute => ({ ...reasonOf(dispute), ...judgedOf(dispute) }),
}

const typeOf: Record<Phase, DisputeType | undefined> = {
  inquiry: 'RETRIEVAL_REQUEST', compliance: 'COMPLIANCE_REQUEST', chargeback: 'CHARGEBACK', pre_arbitration: 'CHARGEBACK', arbitration: 'CHARGEBACK',
  alert: undefined, unknown: undefined,
}

function dueOf({ respondBy }: Dispute): Partial<WireNotice> {
  return respondBy ? { defenseDueTime: time(respondBy.at) } : {}
}

/** The scheme's words where we have them. Both fields come with every opening and judgement, so there is always one. */
function reasonOf({ theirs, reason, payment }: Dispute): Partial<WireNotice> {
  return {
    disputeReasonCode: short(theirs.reasonCode ?? reason.code ?? reason.networkCode ?? reason.category.toUpperCase()),
    disputeSource: short(reason.network ?? payment.network ?? 'Alipay'),
    ...(theirs.reasonText === null ? {} : { disputeReasonMsg: theirs.reasonText.slice(0, 256) }),
  }
}

function acceptedOf(dispute: Dispute): Partial<WireNotice> {
  if (dispute.state === 'expired') return { disputeAcceptReason: 'TIMEOUT', disputeAcceptTime: time(dispute.expiredAt) }
  if (dispute.state !== 'accepted') return {}
  const { at, by } = dispute.acceptance
  const disputeAcceptReason: AcceptReason = by.kind === 'upstream' ? 'MANUAL_PROCESSING_ACCEPTED' : 'MERCHANT_ACCEPTED'
  return { disputeAcceptReason, disputeAcceptTime: time(at) }
}

/** The amount is what is deducted. Documents that did not pass bring the request back with another date, or end it without one. */
function judgedOf(dispute: Dispute): Partial<WireNotice> {
  if (dispute.state === 'needs_response') return { disputeJudgedResult: 'VALIDATE_FAIL', disputeJudgedTime: time(dispute.updatedAt), disputeJudgedAmount: toWireAmount({ ...dispute.money, amount: 0n }), ...dueOf(dispute) }
  if (!('resolution' in dispute)) return {}
  const { at, judged } = dispute.resolution
  const lost = dispute.state === 'lost'
  const checked = dispute.phase === 'compliance' && dispute.defense !== null
  const disputeJudgedResult: JudgedResult = checked ? (lost ? 'VALIDATE_FAIL' : 'VALIDATE_SUCCESS') : lost ? 'ACCEPT_BY_MERCHANT' : 'ACCEPT_BY_CUSTOMER'
  return { disputeJudgedResult, disputeJudgedTime: time(at), disputeJudgedAmount: toWireAmount(judged ?? { ...dispute.money, amount: lost ? dispute.money.amount : 0n }) }
}

/** What their notification says of the state; null where it leaves it as it was. Unknown words are nobody's verdict. */
export function stateTold(notice: Pick<WireNotice, 'disputeNotificationType' | 'disputeAcceptReason' | 'disputeJudgedResult' | 'defenseDueTime'>): State | null {
  switch (notice.disputeNotificationType) {
    case 'DISPUTE_CREATED':
    case 'DEFENSE_DUE_ALERT': return 'needs_response'
    case 'DEFENSE_SUPPLIED': return 'under_review'
    case 'DISPUTE_ACCEPTED': return notice.disputeAcceptReason === 'TIMEOUT' ? 'expired' : 'accepted'
    case 'DISPUTE_CANCELLED': return 'withdrawn'
    case 'RDR_RESOLVED': return 'prevented'
    case 'DISPUTE_JUDGED': return stateJudged(notice)
    default: return null
  }
}

function stateJudged({ disputeJudgedResult, defenseDueTime }: Pick<WireNotice, 'disputeJudgedResult' | 'defenseDueTime'>): State | null {
  switch (disputeJudgedResult) {
    case 'ACCEPT_BY_CUSTOMER':
    case 'VALIDATE_SUCCESS': return 'won'
    case 'ACCEPT_BY_MERCHANT': return 'lost'
    case 'VALIDATE_FAIL': return defenseDueTime === undefined ? 'lost' : 'needs_response'
    default: return null
  }
}

export const toWireAmount = ({ amount, currency }: Money): Amount => ({ currency, value: String(amount) })
export const fromWireTime = (text: string): Instant | null => parseInstant(text)

const time = (at: Instant): string => formatInstantAt(at, 0, { fraction: false })
const short = (text: string): string => text.slice(0, 64)

function sorted(notice: WireNotice): WireNotice {
  return Object.fromEntries(Object.entries(notice).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))) as WireNotice
}
