// Four words for all our states. By money: what comes back to the merchant is `won`, what stays away is `lost`. Pure.

import type { Dispute, State } from '../../core/dispute.ts'
import { defenseOf } from '../../core/apply.ts'
import type { Instant } from '../../core/time.ts'

export const statuses = ['open', 'pending', 'won', 'lost'] as const
export type Status = (typeof statuses)[number]

/** What has been answered and is on its way waits for the other side, as `pending` does. */
export const statusByState: Record<State, Status> = {
  needs_response: 'open', accepting: 'pending', submitting: 'pending', under_review: 'pending',
  won: 'won', withdrawn: 'won', prevented: 'won', refunded: 'won',
  accepted: 'lost', lost: 'lost', expired: 'lost',
}

export const statesOf = (...wanted: Status[]): State[] =>
  (Object.keys(statusByState) as State[]).filter(state => wanted.includes(statusByState[state]))

/** An open dispute is closed by its deadline, whenever that was noticed. */
export function closedAtOf(dispute: Dispute): Instant | null {
  if (dispute.state === 'accepted') return dispute.acceptance.at
  if (dispute.state === 'expired') return Math.min(dispute.expiredAt, dispute.respondBy?.at ?? dispute.expiredAt)
  return 'resolution' in dispute ? dispute.resolution.at : null
}

/** The recording of an acceptance (omise-php, disputes/.../accept-patch.json) has these words where the merchant had written none. */
export const acceptedMessage = 'Merchant accepts the dispute'

export const messageOf = (dispute: Dispute): string | null =>
  defenseOf(dispute)?.statement ?? (dispute.state === 'accepted' ? acceptedMessage : null)
