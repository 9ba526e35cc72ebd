// Events, read from what was told to merchants: the same bodies, and with them how their deliveries went.

import type { Dispute } from '../../../core/dispute.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { NoticeKind } from '../../../core/notice.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { WireEvent } from '../contract/dispute.ts'
import { eventAt, keysOf, type Told } from '../events.ts'
import { noticeOfEvent } from '../ids.ts'
import { eventIn } from '../versioned.ts'
import type { Caller, Part } from './call.ts'
import { deliveriesOf } from './deliveries.ts'
import { isFailed, isVisible } from './find.ts'
import { cut, isWithin, listOf, pagingOf, type Paging } from './paging.ts'
import { json, notFound } from './reply.ts'
import { settledOf } from './settled.ts'

type Notice = Tables['notice']
type Place = { row: Notice; place: number }

export function eventCalls(services: Services): Part<'listEvents' | 'getEvent'> {
  const { engine: { reads, world } } = services
  const settled = settledOf(services)
  return {
    async listEvents(call) {
      const { principal } = call
      const paging = pagingOf(call.query, call.body, world.now())
      if (isFailed(paging)) return paging
      await settled(principal.merchant)
      const places = await placesOf(principal, paging)
      if (paging.order === 'reverse_chronological') places.reverse()
      const data = await Promise.all(cut(places, paging).map(async one => eventIn(principal.accountVersion, await whole(one))))
      return json(principal.version, listOf(data, places.length, '/events', paging))
    },
    async getEvent({ principal, params: { id } }) {
      const named = noticeOfEvent(id)
      const row = named && await reads.notice(principal.merchant, named.notice)
      const event = row && isShown(principal, row) && keysOf[row.kind as NoticeKind][named.place] ? await whole({ row, place: named.place }) : null
      if (!event || event.id !== id) return notFound('event', id)
      return json(principal.version, eventIn(principal.accountVersion, event))
    },
  }

  /** Oldest first, by the order in which they were told. */
  async function placesOf(caller: Caller, paging: Paging): Promise<Place[]> {
    const places: Place[] = []
    for (let after = 0n; ;) {
      const rows = await reads.stream(caller.merchant, after, pageSize)
      for (const row of rows.filter(each => isWithin(each.at, paging) && isShown(caller, each))) {
        keysOf[row.kind as NoticeKind].forEach((_, place) => places.push({ row, place }))
      }
      if (rows.length < pageSize) return places
      after = rows.at(-1)!.position!
    }
  }

  async function whole({ row, place }: Place): Promise<WireEvent> {
    const event = eventAt(toldIn(row), place)!
    return { ...event, webhook_deliveries: await deliveriesOf(reads, row, event) }
  }
}

const pageSize = 500

function isShown(caller: Caller, row: Notice): boolean {
  if (row.dispute === '') return false
  return caller.seeAll || (row.dialect === 'omise' && isVisible(caller, toldIn(row).dispute))
}

const toldIn = ({ id, kind, at, body }: Notice): Told => ({ id, kind: kind as NoticeKind, at, dispute: reviveMoney(body) as Dispute })
