// Disputes by offset: the engine's lists go on from a place, this provider's skip a number. What is skipped is walked over in pages.

import type { Dispute } from '../../../core/dispute.ts'
import type { DisputeFilter, DisputeOrder, Reads } from '../../../engine/store.ts'
import type { Caller } from './call.ts'
import { isVisible } from './find.ts'

const pageSize = 200
/** As many as are ever counted. */
const mostCounted = 100_000

export type Wanted = { filter: DisputeFilter; order: DisputeOrder; offset: number; limit: number }

export async function pageAt(reads: Pick<Reads, 'disputes'>, caller: Caller, { filter, order, offset, limit }: Wanted): Promise<Dispute[]> {
  const found: Dispute[] = []
  let skipped = 0
  for (let after: Awaited<ReturnType<Reads['disputes']>>['next'] = null; ;) {
    const { items, next } = await reads.disputes(caller.merchant, filter, order, after, Math.min(pageSize, offset + limit - skipped))
    for (const item of items.filter(each => isVisible(caller, each))) {
      if (skipped < offset) skipped += 1
      else found.push(item)
      if (found.length === limit) return found
    }
    if (!next) return found
    after = next
  }
}

/** Of what this caller sees. Test ids are marked as such, and what is searched of a dispute holds its id. */
export async function countOf({ countDisputes }: Pick<Reads, 'countDisputes'>, { merchant, live, seeAll }: Caller, filter: DisputeFilter): Promise<number> {
  const count = (more: DisputeFilter) => countDisputes(merchant, { ...filter, ...more }, mostCounted)
  if (seeAll) return count({})
  const tests = await count({ text: testIds })
  return live ? await count({}) - tests : tests
}

const testIds = 'dspt_test_'

/** Its own dialect's, unless it sees all. */
export const seenBy = ({ seeAll }: Caller): DisputeFilter => (seeAll ? {} : { dialects: ['omise'] })
