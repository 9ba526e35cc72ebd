// The one write path. Every door ends here: a command, for a merchant's dispute, perhaps under a key, becomes one job of a batch.

import type { Command } from '../core/command.ts'
import { decide, type Decision } from '../core/decide.ts'
import type { DialectName, Dispute } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { isRefusal, isTransient, refuse, type Refusal } from '../core/refusal.ts'
import type { Terms } from '../core/terms.ts'
import type { Answer, Job, Key, Verdict, View } from './job.ts'
import type { Write } from './store.ts'

export type Outcome = Decision | Refusal

export type Performance = {
  merchant: MerchantId
  dispute: DisputeId
  command: Command
  key?: Key | null
  credential?: string | null
  /** Prints the answer inside the transaction, so that the stored bytes are the sent bytes. Pure. */
  render?: (outcome: Outcome) => Answer
  /** Rows that belong to the command (evidence bytes, a raw document); written only when it is not refused. */
  also?: Write[]
}

export type TermsOf = (dialect: DialectName) => Terms

export function jobOf(performance: Performance, termsOf: TermsOf): Job<Outcome> {
  const { merchant, dispute, command, key = null, credential = null } = performance
  const payments = command.kind === 'open' ? [paymentIdOf(command.opening)] : []
  return { merchant, dispute, payments, key, credential, decide: view => verdictOf(performance, view, termsOf) }
}

/** For a dispute of a provider's that is there already under another id, as the store says: the same call, and the answer to it. */
export function jobOfTaken(performance: Performance): Job<Outcome> {
  const { merchant, key = null, credential = null, render } = performance
  const outcome = refuse('dispute_exists')
  return { merchant, dispute: null, payments: [], key, credential, decide: () => ({ value: outcome, changed: null, writes: [], answer: render?.(outcome) ?? null, keep: true }) }
}

function verdictOf({ command, render, also = [] }: Performance, view: View, termsOf: TermsOf): Verdict<Outcome> {
  const held = view.dispute
  const paymentId = held?.paymentId ?? (command.kind === 'open' ? paymentIdOf(command.opening) : '')
  const dialect = held?.dispute.dialect ?? (command.kind === 'open' ? command.opening.dialect : 'native')
  const exists = command.kind === 'open' && view.exists(command.opening)
  const outcome = exists ? refuse('dispute_exists') : decide(held?.dispute ?? null, command, { terms: termsOf(dialect), now: view.now, payment: view.payment(paymentId) })
  const answer = render?.(outcome) ?? null
  if (isRefusal(outcome)) return { value: outcome, changed: null, writes: [], answer, keep: !isTransient(outcome.refused) }
  const changed = outcome.events.length ? { before: held?.dispute ?? null, after: outcome.dispute, events: outcome.events, paymentId } : null
  return { value: outcome, changed, writes: also, answer, keep: true }
}

/** Disputes of one payment share its guard; a dispute whose payment nobody named stands alone. */
export function paymentIdOf(dispute: Pick<Dispute, 'id' | 'dialect' | 'payment'>): string {
  return dispute.payment.id === null ? dispute.id : `${dispute.dialect}:${dispute.payment.id}`
}

