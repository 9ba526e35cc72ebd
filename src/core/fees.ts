// Fee lines: what an event charges, and which lines a win has given back. A line is given back once, however often a dispute is won.

import type { Dispute, Fee, ReturnedFees } from './dispute.ts'
import type { DisputeEvent } from './event.ts'

/** Fees that an event charges. */
export function feesOf(event: DisputeEvent): Fee[] {
  if (event.kind === 'opened') return event.facts.fees
  return 'fees' in event ? event.fees : []
}

/** A win gives back what no win has given back yet; upstream's correction of a win takes that back again. */
export function returnedFeesAfter(before: Dispute, event: DisputeEvent): ReturnedFees {
  const { returnedFees, fees, state } = before
  const next = event.kind === 'resolved' ? event.verdict : event.kind === 'observed' ? event.stands?.state ?? state : state
  if (next === 'won' && state !== 'won') return { from: returnedFees.to, to: fees.length }
  const corrected = event.kind === 'observed' && state === 'won' && next !== 'won'
  return corrected ? { ...returnedFees, to: returnedFees.from } : returnedFees
}

const refundable = (fee: Fee): boolean => fee.refundable

/** What moves between the two: lines given back, and lines charged again. */
export function feesMoved(before: Dispute | null, after: Dispute): { back: Fee[]; again: Fee[] } {
  const from = before?.returnedFees.to ?? 0
  const to = after.returnedFees.to
  return { back: after.fees.slice(from, to).filter(refundable), again: after.fees.slice(to, from).filter(refundable) }
}
