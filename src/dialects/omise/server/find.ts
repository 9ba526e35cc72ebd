// The dispute that a path names, if this caller may know of it. Another merchant's, another mode's and none at all are answered alike.

import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { findByTheirs, seenBy } from '../../find.ts'
import { isDisputeId, isLive } from '../ids.ts'
import type { Caller, Failed } from './call.ts'
import { failure, notFound } from './reply.ts'

export async function find(services: Services, caller: Caller, id: string): Promise<Dispute | Failed> {
  const formed = isDisputeId(id)
  if (!formed && !caller.seeAll) return failure('malformed_dispute_id')
  const dispute = id.length > longestId ? null : await findByTheirs(services, { merchant: caller.merchant, dialects: seenBy('omise', caller.seeAll) }, id)
  if (dispute && isVisible(caller, dispute)) return dispute
  return formed ? notFound('dispute', id) : failure('malformed_dispute_id')
}

const longestId = 100

export function isVisible({ live, seeAll }: Caller, { dialect, theirs }: Dispute): boolean {
  return seeAll || (dialect === 'omise' && isLive(theirs.id) === live)
}

export const isFailed = (found: object): found is Failed => 'failure' in found
