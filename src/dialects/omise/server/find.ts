// The dispute that a path names, if this caller may know of it. Another merchant's, another mode's and none at all are answered alike.

import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { isDisputeId, isLive } from '../ids.ts'
import type { Caller, Failed } from './call.ts'
import { failure } from './reply.ts'

export async function find({ engine: { reads } }: Services, caller: Caller, id: string): Promise<Dispute | Failed> {
  const formed = isDisputeId(id)
  if (!formed && !caller.seeAll) return failure('malformed_dispute_id')
  const own = formed ? (await reads.disputeByTheirs(caller.merchant, 'omise', id))?.dispute : null
  const dispute = own ?? (caller.seeAll ? await elsewhere() : null)
  if (dispute && isVisible(caller, dispute)) return dispute
  return formed ? failure('dispute_not_found', `dispute ${id} was not found`) : failure('malformed_dispute_id')

  async function elsewhere(): Promise<Dispute | null> {
    if (id.length > 100) return null
    return (await reads.disputes(caller.merchant, { theirId: id }, 'opened_newest', null, 1)).items[0] ?? null
  }
}

export function isVisible({ live, seeAll }: Caller, { dialect, theirs }: Dispute): boolean {
  return seeAll || (dialect === 'omise' && isLive(theirs.id) === live)
}

export const isFailed = (found: object): found is Failed => 'failure' in found
