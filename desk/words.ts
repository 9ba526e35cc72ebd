// The desk's words, one set everywhere. Total records: a new state, phase or reason does not compile before it has its word.

import type { AcceptReason, DialectName, Phase, ReasonCategory, State } from '../src/core/dispute.ts'
import type { Act, Dispute } from './api/contract.ts'

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'faded'
type Word = { word: string; tone: Tone }

export type Status = Exclude<State, 'needs_response' | 'accepting' | 'submitting'> | 'needs_decision' | 'evidence_in_progress' | 'holding' | 'sending' | 'outcome_unknown' | 'could_not_send'

export const statusWords: Record<Status, Word> = {
  needs_decision: { word: 'Needs decision', tone: 'info' },
  evidence_in_progress: { word: 'Evidence in progress', tone: 'info' },
  holding: { word: 'Holding', tone: 'warn' },
  sending: { word: 'Sending', tone: 'warn' },
  outcome_unknown: { word: 'Outcome unknown', tone: 'warn' },
  could_not_send: { word: 'Could not send', tone: 'bad' },
  under_review: { word: 'Sent, waiting for the bank', tone: 'neutral' },
  accepted: { word: 'Accepted', tone: 'faded' },
  won: { word: 'Won', tone: 'good' },
  lost: { word: 'Lost', tone: 'faded' },
  expired: { word: 'Expired (no answer)', tone: 'bad' },
  withdrawn: { word: 'Withdrawn', tone: 'good' },
  prevented: { word: 'Prevented', tone: 'good' },
  refunded: { word: 'Refunded', tone: 'faded' },
}

/** The word for where a dispute stands, from its state and what is on its way. */
export function statusOf(dispute: Pick<Dispute, 'state' | 'act' | 'conditions'> & { evidence: { length: number } }): Status {
  const { state, act, evidence } = dispute
  if (state === 'accepting' || state === 'submitting') return isUnknown(act) ? 'outcome_unknown' : 'sending'
  if (act?.state === 'pending') return 'holding'
  if (state !== 'needs_response') return state
  if (dispute.conditions?.some(({ code }) => code === 'refused_upstream')) return 'could_not_send'
  return evidence.length > 0 ? 'evidence_in_progress' : 'needs_decision'
}

const isUnknown = (act: Act | null): boolean => act?.state === 'unknown' || act?.upstream?.stage === 'unknown' || act?.upstream?.stage === 'person'

export const stateTones: Record<State, Tone> = {
  needs_response: 'info', accepting: 'warn', submitting: 'warn', under_review: 'neutral', accepted: 'faded', won: 'good', lost: 'faded', expired: 'bad',
  withdrawn: 'good', prevented: 'good', refunded: 'faded',
}

type Condition = NonNullable<Dispute['conditions']>[number]['code']

/** What somebody should know of a dispute that lives upstream. */
export const conditionWords: Record<Condition, string> = {
  outcome_pending: 'Sent, not confirmed yet', overdue: 'Past its time', done_elsewhere: 'Done elsewhere', conflict: 'In conflict with the provider', refused_upstream: 'Refused by the provider',
  status_unknown: 'The provider\'s status is not known here',
}

export const phaseWords: Record<Phase, string> = {
  alert: 'Fraud notice', inquiry: 'Inquiry', chargeback: 'Chargeback', pre_arbitration: 'Pre-arbitration', arbitration: 'Arbitration', compliance: 'Compliance', unknown: 'Unknown stage',
}

/** What the customer says, in plain words. */
export const reasonWords: Record<ReasonCategory, string> = {
  fraud: 'Says it was not them', authorization: 'The bank did not allow it', processing: 'Says it was charged wrongly', not_received: 'Says it never arrived',
  not_as_described: 'Says it is not as described', credit_not_processed: 'Says the refund never came', duplicate: 'Says it was charged twice',
  cancelled: 'Says it was cancelled', incorrect_amount: 'Says the amount is wrong', other: 'Gives another reason',
}

export const acceptReasonWords: Record<AcceptReason, string> = {
  customer_is_right: 'The customer is right', real_fraud: 'It really is fraud', no_proof: 'We have no proof', not_worth_it: 'It costs more than it brings',
  refunded_elsewhere: 'Returned or refunded elsewhere', other: 'Another reason', unspecified: 'No reason given',
}

export const dialectWords: Record<DialectName, string> = {
  native: 'Parley', alipay: 'Antom (Alipay+)', afterpay: 'Afterpay', omise: 'Omise', moov: 'Moov', ahrvo: 'Finix (Ahrvo)',
}

/** Early stages are answered or left, later ones contested. */
export const answerVerb = (phase: Phase): 'Answer' | 'Contest' => (phase === 'inquiry' || phase === 'alert' ? 'Answer' : 'Contest')
