// A dispute by the id that the caller knows it by. Another merchant's is answered as one that there is not.

import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { findByTheirs, seenBy } from '../../find.ts'
import type { Caller } from './call.ts'

export const disputeOf = (services: Services, { merchant, seeAll }: Caller, theirId: string): Promise<Dispute | null> =>
  findByTheirs(services, { merchant, dialects: seenBy('moov', seeAll) }, theirId)
