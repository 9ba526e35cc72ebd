// Reading one dispute, tagging it, and what moved because of it.

import type { Services } from '../../dialect.ts'
import type { AhrvoSwitches } from '../switches.ts'
import { toLinkedDispute } from '../translate.ts'
import { transfersOf } from '../transfers.ts'
import { baseOf } from './base.ts'
import type { Part } from './call.ts'
import { lookUp } from './look.ts'
import { paged } from './paging.ts'
import { actorOf, perform } from './perform.ts'
import { json, notFound, refused } from './reply.ts'
import { tagsFit } from './tags.ts'

export function disputeCalls(services: Services, { finalAfter }: AhrvoSwitches): Part<'getDispute' | 'updateDispute' | 'listAdjustmentTransfers'> {
  const { engine: { reads, world } } = services
  return {
    async getDispute({ principal, params, request }) {
      const found = await lookUp(services, principal, params.id)
      return found ? json(request, 200, toLinkedDispute(found, world.now(), baseOf(services, request), finalAfter)) : notFound(params.id)
    },
    async updateDispute(call) {
      const { principal, params, request, body: { tags } } = call
      const found = await lookUp(services, principal, params.id)
      if (!found) return notFound(params.id)
      if (!tagsFit(tags)) return refused('tags_invalid')
      const after = await perform(services, call, found, { kind: 'annotate', by: actorOf(call), metadata: tags, tags: null, note: null })
      return 'failure' in after ? after : json(request, 200, toLinkedDispute(after.dispute, world.now(), baseOf(services, request), finalAfter))
    },
    async listAdjustmentTransfers({ principal, params, query, headers, request }) {
      const found = await lookUp(services, principal, params.id)
      if (!found) return notFound(params.id)
      const base = baseOf(services, request)
      const rows = await reads.postings(found.merchant, found.id, null, mostPostings)
      const page = paged(transfersOf(found, rows, base), query, headers)
      if (!page) return notFound(query.after_cursor ?? query.before_cursor ?? '')
      const self = `${base}/disputes/${encodeURIComponent(found.theirs.id)}/adjustment_transfers${request.search}`
      return json(request, 200, { _embedded: { transfers: page.items }, page: page.page, _links: { self: { href: self } } })
    },
  }
}

const mostPostings = 1_000
