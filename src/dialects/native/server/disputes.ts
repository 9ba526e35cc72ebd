// Reading disputes, and keeping metadata, tags and notes with them.

import type { Dispute } from '../../../core/dispute.ts'
import { openStates } from '../../../core/dispute.ts'
import type { DisputeId } from '../../../core/ids.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { Instant } from '../../../core/time.ts'
import type { DisputeFilter, DisputeOrder, Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { instantText, toWireActor } from '../translate.ts'
import { postingsPage } from './books.ts'
import { merchantOf, type AnyCall, type Call, type Part, type Reply } from './call.ts'
import { cursorOf, page, placeOf } from './cursor.ts'
import { toWireEventData } from './event-data.ts'
import { actorOf, perform, shown } from './perform.ts'
import { onItsWayOf, onTheirWay } from './on-its-way.ts'
import { ownerNamed } from './owner.ts'
import { preparedNow } from './preparing.ts'
import { failure, json } from './reply.ts'

type Mine = 'listDisputes' | 'getDispute' | 'annotateDispute' | 'listEvents' | 'listDisputePostings' | 'listRaw'

export function disputeCalls(services: Services): Part<Mine> {
  const { engine } = services
  const { reads } = engine
  return {
    async listDisputes(call) {
      const { query, request } = call
      const problem = listingProblem(call)
      if (problem) return problem
      const filter = filterOf(call, engine.world.now())
      const order = orderOf(query, filter)
      const place = placeOf(`disputes ${order}`, 'ns', query.cursor)
      if (place === 'invalid') return failure('invalid_cursor')
      const after = place && { value: Number(place[0]), id: String(place[1]) }
      const { items, next } = await reads.disputes(merchantOf(call), filter, order, after, query.limit)
      return page(services, request, await onTheirWay(services, merchantOf(call), items.map(item => shown(services, item))), next && nextOf(order, next))
    },
    async getDispute(call) {
      const dispute = await disputeOf(services, call, call.params.id)
      if (!dispute) return failure('dispute_not_found')
      const view = shown(services, dispute)
      const [act, preparing] = await Promise.all([view.act && onItsWayOf(services, merchantOf(call), view.act), preparedNow(services, merchantOf(call), dispute.id)])
      return json(200, { ...view, act, preparing })
    },
    async annotateDispute(call) {
      const { metadata = {}, tags = null, note = null, owner: named, snooze_until: snooze } = call.body
      const owner = await ownerNamed(services, call, named)
      if (owner === 'unknown') return failure('owner_unknown', { owner: named! })
      const command = { kind: 'annotate', by: actorOf(call), metadata, tags, note, owner, snooze } as const
      return perform(services, call, { merchant: merchantOf(call), dispute: call.params.id, command }, dispute => ({ status: 200, body: shown(services, dispute) }))
    },
    async listEvents(call) {
      const { params: { id }, query, request } = call
      const place = placeOf('events', 'n', query.cursor)
      if (place === 'invalid') return failure('invalid_cursor')
      if (!await disputeOf(services, call, id)) return failure('dispute_not_found')
      const rows = await reads.events(merchantOf(call), id, place ? Number(place[0]) : 0, query.limit + 1)
      const shownRows = rows.slice(0, query.limit)
      return page(services, request, shownRows.map(toWireEvent), rows.length > query.limit ? cursorOf('events', [shownRows.at(-1)!.seq]) : null)
    },
    async listDisputePostings(call) {
      if (!await disputeOf(services, call, call.params.id)) return failure('dispute_not_found')
      return postingsPage(services, call, call.params.id, call.query)
    },
    async listRaw(call) {
      const { id } = call.params
      if (!await disputeOf(services, call, id)) return failure('dispute_not_found')
      const rows = await reads.raws(merchantOf(call), id, mostRaws)
      return json(200, { data: rows.map(({ id, source, at, hash, body }) => ({ id, source, at: instantText(at), sha256: hash, body })) })
    },
  }
}

const mostRaws = 100

export async function disputeOf({ engine }: Services, call: AnyCall, id: DisputeId): Promise<Dispute | null> {
  return (await engine.reads.dispute(merchantOf(call), id))?.dispute ?? null
}

/** What a list and a table of disputes are asked alike. */
type Listing = Pick<Call<'exportDisputes'>, 'query' | 'principal'>

export function listingProblem({ query, principal }: Listing): Reply | null {
  const comparesAmounts = query.amount_min !== undefined || query.amount_max !== undefined
  if (comparesAmounts && !query.currency) return failure('amount_not_filterable')
  return query.owner === 'me' && !principal.user ? failure('user_required') : null
}

export const orderOf = ({ order }: Listing['query'], filter: DisputeFilter): DisputeOrder => order ?? (isQueue(filter) ? 'deadline' : 'opened_newest')

export function filterOf({ query, principal }: Listing, now: Instant): DisputeFilter {
  return {
    states: query.state, open: query.open === undefined ? undefined : query.open === 'true', dialects: query.dialect, phases: query.phase, categories: query.reason,
    dueBefore: query.due_before, dueAfter: query.due_after, openedBefore: query.opened_before, openedAfter: query.opened_after,
    currency: query.currency, amountMin: query.amount_min, amountMax: query.amount_max, text: query.text?.toLowerCase(), theirId: query.their_id,
    owner: query.owner === 'none' ? null : query.owner === 'me' ? principal.user!.id : query.owner,
    evidence: query.evidence && query.evidence === 'some', snoozed: query.snoozed && { at: now, is: query.snoozed === 'yes' }, unknown: query.outcome && true,
  }
}

const isQueue = ({ open, states }: DisputeFilter): boolean => open ?? states?.every(state => openStates.includes(state)) ?? false

const nextOf = (order: DisputeOrder, { value, id }: { value: number; id: string }): string => cursorOf(`disputes ${order}`, [value, id])

export function toWireEvent({ id, seq, kind, at, body, prev, hash }: Tables['event']) {
  const { by, data } = toWireEventData(reviveMoney(body))
  return { id, seq, kind, at: instantText(at), by: toWireActor(by), data, stored: body, prev, hash }
}
