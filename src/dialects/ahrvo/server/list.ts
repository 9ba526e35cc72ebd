// The list of disputes, in both forms of pages. What the store cannot filter is judged dispute by dispute, within a bound per call.

import type { Dispute } from '../../../core/dispute.ts'
import type { Cursor, DisputeOrder } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { AhrvoSwitches } from '../switches.ts'
import { toLinkedDispute } from '../translate.ts'
import { baseOf } from './base.ts'
import type { Call, Part, Reply } from './call.ts'
import { planOf, type Plan } from './filters.ts'
import { lookUp } from './look.ts'
import { byOffset, paged, type PageForm } from './paging.ts'
import { disputesOfTransfer } from './transfer.ts'
import { json, notFound } from './reply.ts'

type List = Call<'listDisputes'>
type Found = { items: Dispute[]; page: PageForm }

export function listCalls(services: Services, { finalAfter }: AhrvoSwitches): Part<'listDisputes'> {
  const { engine: { reads, world } } = services
  return { listDisputes: async call => shown(call, await found(call)) }

  function shown(call: List, found: Found | { unknown: string }): Reply {
    if ('unknown' in found) return notFound(found.unknown)
    const base = baseOf(services, call.request)
    const now = world.now()
    const disputes = found.items.map(item => toLinkedDispute(item, now, base, finalAfter))
    return json(call.request, 200, { _embedded: { disputes }, page: found.page, _links: { self: { href: `${base}/disputes${call.request.search}` } } })
  }

  async function found(call: List): Promise<Found | { unknown: string }> {
    const { query, headers, principal } = call
    const cursor = query.after_cursor ?? query.before_cursor
    if (query.transfer_id !== undefined || query.adjustment_transfer_id !== undefined) {
      const few = (await disputesOfTransfer(services, principal, query)).map(dispute => ({ id: dispute.theirs.id, dispute }))
      const page = paged(few, query, headers)
      return page ? { items: page.items.map(({ dispute }) => dispute), page: page.page } : { unknown: cursor ?? '' }
    }
    const plan = planOf(query, principal.seeAll, world.now(), finalAfter)
    const from = cursor === undefined ? null : await lookUp(services, { ...principal, seeAll: true }, cursor)
    if (cursor !== undefined && !from) return { unknown: cursor }
    return byOffset(query, headers) && !from ? offsetPage(call, plan) : cursorPage(call, plan, from && { value: from.openedAt, id: from.id })
  }

  async function cursorPage({ query, principal }: List, plan: Plan, after: Cursor | null): Promise<Found> {
    const backwards = query.before_cursor !== undefined && query.after_cursor === undefined
    const items: Dispute[] = []
    let last = after
    let looked = 0
    for (let more = true; more;) {
      const page = await reads.disputes(principal.merchant, plan.filter, orderOf(query, backwards), last, query.limit + 1)
      const fit = plan.matches ? page.items.filter(plan.matches) : page.items
      items.push(...fit)
      last = page.next
      looked += 1
      more = page.next !== null && items.length <= query.limit && looked < mostLooks
    }
    const kept = items.slice(0, query.limit)
    const next = items.length > query.limit ? kept.at(-1)!.theirs.id : last && (await reads.dispute(principal.merchant, last.id as Dispute['id']))?.dispute.theirs.id
    return { items: backwards ? kept.reverse() : kept, page: { limit: query.limit, next_cursor: next ?? null } }
  }

  /** Not beyond ten thousand, as at Finix. */
  async function offsetPage({ query, principal }: List, plan: Plan): Promise<Found> {
    const { limit, offset = 0 } = query
    const items: Dispute[] = []
    let [at, last] = [0, null as Cursor | null]
    const counts = plan.matches !== null
    for (let more = offset < mostResults || counts; more;) {
      const page = await reads.disputes(principal.merchant, plan.filter, orderOf(query, false), last, lookAtOnce)
      const fit = plan.matches ? page.items.filter(plan.matches) : page.items
      items.push(...fit.filter((_, place) => at + place >= offset && at + place < Math.min(offset + limit, mostResults)))
      at += fit.length
      last = page.next
      more = last !== null && at < (counts ? mostResults : Math.min(offset + limit, mostResults))
    }
    const count = counts ? Math.min(at, mostResults) : await reads.countDisputes(principal.merchant, plan.filter, mostResults)
    return { items, page: { offset, limit, count } }
  }
}

const mostResults = 10_000
const lookAtOnce = 100
const mostLooks = 20

function orderOf({ sort }: List['query'], backwards: boolean): DisputeOrder {
  return (sort === 'created_at,desc') === backwards ? 'opened_oldest' : 'opened_newest'
}
