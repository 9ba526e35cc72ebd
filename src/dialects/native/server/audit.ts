// The record over all disputes of a merchant: its events, the newest first, and whether they still fit together.

import type { DisputeId } from '../../../core/ids.ts'
import type { AuditFilter } from '../../../engine/store-overview.ts'
import type { Services } from '../../dialect.ts'
import { merchantOf, type Call, type Part } from './call.ts'
import { cursorOf, page, placeOf } from './cursor.ts'
import { toWireEvent } from './disputes.ts'
import { failure, json } from './reply.ts'

export const auditFilterOf = ({ actor, kind, since, until }: Omit<Call<'listAudit'>['query'], 'limit' | 'cursor'>): AuditFilter => ({ actor, kinds: kind, since, until })

export function auditCalls(services: Services): Part<'listAudit' | 'checkAudit'> {
  const { reads } = services.engine
  return {
    async listAudit(call) {
      const { query, request } = call
      const place = placeOf('audit', 'nsn', query.cursor)
      if (place === 'invalid') return failure('invalid_cursor')
      const after = place && { at: Number(place[0]), dispute: String(place[1]), seq: Number(place[2]) }
      const { items, next } = await reads.audit(merchantOf(call), auditFilterOf(query), after, query.limit)
      return page(services, request, items.map(row => ({ ...toWireEvent(row), dispute: row.dispute })), next && cursorOf('audit', [next.at, next.dispute, next.seq]))
    },
    async checkAudit(call) {
      const place = placeOf('audit check', 's', call.query.cursor)
      if (place === 'invalid') return failure('invalid_cursor')
      const { disputes, events, postings, problems, next } = await services.checkRecord(merchantOf(call), place && String(place[0]) as DisputeId)
      return json(200, { disputes, events, postings, problems: problems.map(({ shouldBe, merchant: _, ...problem }) => ({ ...problem, should_be: shouldBe })), next_cursor: next && cursorOf('audit check', [next]) })
    },
  }
}
