// A dispute by the id that the caller knows it by. Another merchant's is answered as one that there is not.

import { dialects, type Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import type { Caller } from './call.ts'

export async function disputeOf({ engine: { reads } }: Services, { merchant, seeAll }: Caller, theirId: string): Promise<Dispute | null> {
  const held = await reads.disputeByTheirs(merchant, 'moov', theirId)
  if (held || !seeAll) return held?.dispute ?? null
  const { items } = await reads.disputes(merchant, { theirId, dialects: dialects.filter(name => name !== 'moov') }, 'opened_newest', null, 1)
  return items[0] ?? null
}
