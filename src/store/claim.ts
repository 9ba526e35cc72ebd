// Leasing due deliveries. It goes by merchant and endpoint, so that what waits for slow receivers never stands before the delivery of
// another. A leased delivery is due again when its lease ends: a holder that died is replaced without anybody noticing it.

import type { ClaimedDelivery, Tables } from '../engine/store.ts'
import type { Place } from './queue.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { fieldsOf, columnOf, revive } from './tables.ts'

type Claim = { now: number; leaseUntil: number; limit: number; perEndpoint: number; perMerchant: number }
type Due = { merchant: string; id: string; ofEndpoint: bigint | number; ofMerchant: bigint | number }

export async function claim(place: Place, query: Query, wanted: Claim): Promise<ClaimedDelivery[]> {
  const { now, limit, perEndpoint, perMerchant } = wanted
  await place.alone(query, 'claim')
  const endpoints = await query(dueEndpointsSql, [now, limit, perEndpoint, perMerchant]) as Due[]
  const claimed: ClaimedDelivery[] = []
  for (const { merchant, id, ofEndpoint, ofMerchant } of endpoints) {
    const more = claimed.filter((delivery) => delivery.merchant === merchant).length
    const room = Math.min(limit - claimed.length, perEndpoint - Number(ofEndpoint), perMerchant - Number(ofMerchant) - more)
    if (room > 0) claimed.push(...await claimOf(query, merchant, id, wanted, room))
  }
  return claimed
}

// Endpoints that may have no more are left out, and merchants take turns: the limit never fills with those of a few. A merchant has
// no more turns than it may have deliveries.
const dueEndpointsSql = `with held as (select merchant, endpoint, count(*) as count from delivery where lease_until > 0 and lease_until > $1 group by merchant, endpoint),
  merchants as (select merchant, sum(count) as count from held group by merchant),
  due as (select e.*, row_number() over (partition by e.merchant order by e.due, e.id) as turn from (
    select t.merchant, t.id, coalesce(h.count, 0) as of_endpoint, coalesce(m.count, 0) as of_merchant, (select d.due_at from delivery d
      where d.merchant = t.merchant and d.endpoint = t.id and d.state = 'pending' order by d.due_at limit 1) as due
    from endpoint t left join held h on h.merchant = t.merchant and h.endpoint = t.id left join merchants m on m.merchant = t.merchant) e
    where e.due <= $1 and e.of_endpoint < $3 and e.of_merchant < $4)
  select merchant, id, of_endpoint as "ofEndpoint", of_merchant as "ofMerchant" from due where turn <= $4 order by turn, due, merchant, id limit $2`

async function claimOf(query: Query, merchant: string, endpoint: string, { now, leaseUntil }: Claim, room: number): Promise<ClaimedDelivery[]> {
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
