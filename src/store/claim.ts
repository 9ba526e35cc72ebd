// Leasing due deliveries. It goes by endpoint, so that a thousand deliveries of one slow receiver never stand before the one of
// another. A leased delivery is due again when its lease ends: a holder that died is replaced without anybody noticing it.

import type { ClaimedDelivery, Tables } from '../engine/store.ts'
import type { Place } from './queue.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { fieldsOf, columnOf, revive } from './tables.ts'

type Claim = { now: number; leaseUntil: number; limit: number; perEndpoint: number }

export async function claim(place: Place, query: Query, wanted: Claim): Promise<ClaimedDelivery[]> {
  await place.alone(query, 'claim')
  const endpoints = await query(dueEndpointsSql, [wanted.now, wanted.limit])
  const claimed: ClaimedDelivery[] = []
  for (const { merchant, id } of endpoints) {
    const left = wanted.limit - claimed.length
    if (left > 0) claimed.push(...await claimOf(query, merchant as string, id as string, { ...wanted, limit: left }))
  }
  return claimed
}

const dueEndpointsSql = `select e.merchant, e.id from (select t.merchant, t.id, (select d.due_at from delivery d
  where d.merchant = t.merchant and d.endpoint = t.id and d.state = 'pending' order by d.due_at limit 1) as due
  from endpoint t) e where e.due <= $1 order by e.due, e.merchant, e.id limit $2`

async function claimOf(query: Query, merchant: string, endpoint: string, { now, leaseUntil, limit, perEndpoint }: Claim): Promise<ClaimedDelivery[]> {
  const [held] = await query('select count(*) as count from delivery where merchant = $1 and endpoint = $2 and lease_until > $3', [merchant, endpoint, now])
  const room = Math.min(limit, perEndpoint - Number(held!.count))
  if (room <= 0) return []
  const rows = await query(leaseSql, [merchant, endpoint, now, leaseUntil, room])
  const deliveries = rows.map((row) => revive('delivery', row)).sort((a, b) => (a.id < b.id ? -1 : 1))
  return withTheirs(query, merchant, endpoint, deliveries)
}

const leaseSql = `update delivery set lease_until = $4, due_at = $4, fence = fence + 1, updated_at = $3
  where merchant = $1 and state = 'pending' and due_at <= $3 and id in (select d.id from delivery d
    where d.merchant = $1 and d.endpoint = $2 and d.state = 'pending' and d.due_at <= $3 order by d.due_at, d.id limit $5)
  returning ${fieldsOf('delivery').map((field) => `${columnOf(field)} as "${field}"`).join(', ')}`

async function withTheirs(query: Query, merchant: string, endpoint: string, deliveries: Tables['delivery'][]): Promise<ClaimedDelivery[]> {
  if (deliveries.length === 0) return []
  const { params, mark, list } = marks()
  const of = `where t.merchant = ${mark(merchant)} and t.id in (${list(deliveries.map(({ notice }) => notice))})`
  const notices = new Map((await rowsOf(query, 'notice', of, params)).map((notice) => [notice.id, notice]))
  const [endpoint_] = await rowsOf(query, 'endpoint', 'where t.merchant = $1 and t.id = $2', [merchant, endpoint])
  return deliveries.map((delivery) => ({ ...delivery, notice_: notices.get(delivery.notice)!, endpoint_: endpoint_! }))
}
