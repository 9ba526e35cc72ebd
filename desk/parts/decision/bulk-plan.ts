// Which of several disputes can be accepted together, and why the others have to be looked at by themselves. Pure.

import type { Dispute } from '../../api/contract.ts'
import { refusalOf } from '../rows.ts'

export type Planned = { dispute: Dispute; why: string | null }

/** The undo window grows with the number of cases, so that the first is not gone before the last is sent. */
export const bulkHoldSeconds = (cases: number): number => 10 + Math.ceil(cases / 10)

/** Where an undo window is no longer granted. */
const marginSeconds = 5 * 60

export function plan(dispute: Dispute, user: string, cases: number): Planned {
  return { dispute, why: reasonAgainst(dispute, user, cases) }
}

function reasonAgainst(dispute: Dispute, user: string, cases: number): string | null {
  const { can, owner, payment, preparing = [], seconds_left, act } = dispute
  if (act) return 'A decision is on its way.'
  const refusal = can ? refusalOf(can.accept) : 'Whether it can be accepted is not known.'
  if (refusal !== null) return refusal
  if (payment.refunded && BigInt(payment.refunded.value) > 0n) return 'The payment was refunded already: look at it by itself.'
  if (owner && owner.id !== user) return `${owner.name} looks after it.`
  const other = preparing.find(({ who }) => who.id !== user)
  if (other) return `${other.who.name} prepares a decision.`
  return seconds_left != null && seconds_left < marginSeconds + bulkHoldSeconds(cases) ? 'Too near to its deadline to be undone: accept it by itself.' : null
}
