// Reading one dispute and the lists.

import type { DisputeFilter } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { statesOf, type Status } from '../status.ts'
import type { AnyCall, Call, Part, Reply } from './call.ts'
import { find, isFailed } from './find.ts'
import { shown } from './look.ts'
import { listOf, pagingOf, secondAfter } from './paging.ts'
import { json } from './reply.ts'
import { countOf, pageAt, seenBy } from './walk.ts'

type Mine = 'listDisputes' | 'listOpenDisputes' | 'listPendingDisputes' | 'listClosedDisputes' | 'getDispute'
type Listing = AnyCall & Pick<Call<'listDisputes'>, 'query' | 'body'>

export function disputeCalls(services: Services): Part<Mine> {
  const { engine: { reads, world } } = services
  return {
    listDisputes: call => list(call, '/disputes'),
    listOpenDisputes: call => list(call, '/disputes/open', 'open'),
    listPendingDisputes: call => list(call, '/disputes/pending', 'pending'),
    listClosedDisputes: call => list(call, '/disputes/closed', 'won', 'lost'),
    async getDispute(call) {
      const found = await find(services, call.principal, call.params.id)
      return isFailed(found) ? found : json(call.principal.version, shown(services, call, found))
    },
  }

  async function list(call: Listing, location: string, ...wanted: Status[]): Promise<Reply> {
    const { principal } = call
    const paging = pagingOf(call.query, call.body, world.now())
    if (isFailed(paging)) return paging
    const { from, to, offset, limit } = paging
    const states = wanted.length > 0 ? { states: statesOf(...wanted) } : {}
    const filter: DisputeFilter = { ...seenBy(principal), ...states, openedAfter: from - 1, openedBefore: secondAfter(to) }
    const order = paging.order === 'chronological' ? 'opened_oldest' : 'opened_newest'
    const [items, total] = await Promise.all([
      pageAt(reads, principal, { filter, order, offset, limit }),
      countOf(reads, principal, filter),
    ])
    return json(principal.version, listOf(items.map(item => shown(services, call, item)), total, location, paging))
  }
}
