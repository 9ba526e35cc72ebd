// What became of a decision that was asked of a connected provider, in this API's words. Until it is known nobody hears yes or no.

import type { Dispute } from '../../../core/dispute.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { endingOf, isOnItsWay, type Deciding } from '../../awaited.ts'
import type { Services } from '../../dialect.ts'
import type { Refused } from './call.ts'
import { refused } from './reply.ts'

export type { Deciding } from '../../awaited.ts'

export async function awaited(services: Services, dispute: Dispute, command: Deciding): Promise<{ dispute: Dispute } | Refused> {
  const ended = await endingOf(services, dispute, command)
  if (isRefusal(ended)) return refused(ended.refused)
  return isOnItsWay(ended) ? refused('in_progress') : { dispute: ended }
}
