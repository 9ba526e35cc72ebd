// Positions, leases and outcomes of notices: work that needs no decision. Each call is one transaction, and the fence on a
// delivery says whose it is: a holder who was too slow changes nothing.

import type { MerchantId } from '../core/ids.ts'
import { testNotice } from '../core/notice.ts'
import type { Queue, Tables } from '../engine/store.ts'
import { claim } from './claim.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Alone, Query, Transaction } from './sql.ts'
import { columnOf, fieldsOf, revive } from './tables.ts'

export type Place = { transaction: Transaction; alone: Alone }

export function makeQueue(place: Place): Queue {
  return {
    sequence: (limit, now, makeId) => place.transaction((query) => sequence(place, query, limit, now, makeId)),
    claim: (now, leaseUntil, limit, perEndpoint, perMerchant) => place.transaction((query) => claim(place, query, { now, leaseUntil, limit, perEndpoint, perMerchant })),
    settle: (delivery, outcome) => place.transaction((query) => settle(query, delivery, outcome)),
    resend: (merchant, notice, now) => place.transaction((query) => resend(query, merchant, notice, now)),
    reap: (keysBefore, batchesBefore, limit) => place.transaction((query) => reap(query, keysBefore, batchesBefore, limit)),
  }
}

type Sequenced = Pick<Tables['notice'], 'merchant' | 'id' | 'kind' | 'dialect' | 'position'>

async function sequence(place: Place, query: Query, limit: number, now: number, makeId: () => string): Promise<{ count: number; deliveries: number; merchants: MerchantId[] }> {
  await place.alone(query, 'sequence')
  const notices = (await query(placesSql(limit))).map((row) => revive('notice', row) as Sequenced).sort((a, b) => Number(a.position! - b.position!))
  const merchants = [...new Set(notices.map(({ merchant }) => merchant))].sort()
  const endpoints = Map.groupBy((await Promise.all(merchants.map((merchant) => endpointsOf(query, merchant)))).flat(), ({ merchant }) => merchant)
  const deliveries = notices.flatMap((notice) => endpoints.get(notice.merchant)?.filter((endpoint) => wants(endpoint, notice)).map((endpoint) => deliveryOf(notice, endpoint, now, makeId())) ?? [])
  await Promise.all(deliveries.map((delivery) => insert(query, 'delivery', delivery)))
  return { count: notices.length, deliveries: deliveries.length, merchants: merchants as MerchantId[] }
}

// Positions are per merchant: nobody learns from them how busy the others are. The limit stands in the text, so that a plan made
// once knows how few rows it is for.
const placesSql = (limit: number): string => `with fresh as (select f.merchant, f.id, row_number() over (partition by f.merchant order by f.at, f.seq, f.id)
    + coalesce((select l.position from notice l where l.merchant = f.merchant and l.position is not null order by l.position desc limit 1), 0) as place
    from (select merchant, id, at, seq from notice where position is null order by at, merchant, seq, id limit ${Math.trunc(limit)}) f)
  update notice set position = fresh.place from fresh where notice.merchant = fresh.merchant and notice.id = fresh.id
  returning notice.merchant, notice.id, notice.kind, notice.dialect, notice.position`

const endpointsOf = (query: Query, merchant: string): Promise<Tables['endpoint'][]> =>
  rowsOf(query, 'endpoint', 'where t.merchant = $1 and t.disabled_at is null order by t.id', [merchant])

/** `kinds` is `*`, or notice kinds with commas between. A native endpoint hears of every dialect, another of its own only. A test has its delivery from the beginning. */
export function wants(endpoint: Pick<Tables['endpoint'], 'kinds' | 'dialect'>, notice: Pick<Tables['notice'], 'kind' | 'dialect'>): boolean {
  const speaks = endpoint.dialect === 'native' || endpoint.dialect === notice.dialect
  return speaks && notice.kind !== testNotice && endpoint.kinds.split(',').some((kind) => kind.trim() === '*' || kind.trim() === notice.kind)
}

function deliveryOf(notice: Sequenced, endpoint: Tables['endpoint'], now: number, id: string): Tables['delivery'] {
  return {
    merchant: notice.merchant, id, notice: notice.id, endpoint: endpoint.id, state: 'pending', attempts: 0, dueAt: now, leaseUntil: 0,
    fence: 0, lastStatus: null, updatedAt: now,
  }
}

function insert<T extends 'delivery' | 'attempt'>(query: Query, table: T, row: Tables[T]): Promise<unknown> {
  const { params, list } = marks()
  const fields = fieldsOf(table)
  const values = list(fields.map((field) => row[field as keyof Tables[T]]))
  return query(`insert into ${table} (${fields.map(columnOf).join(', ')}) values (${values})`, params)
}

async function settle(query: Query, held: Tables['delivery'], { state, dueAt, attempt }: Parameters<Queue['settle']>[1]): Promise<boolean> {
  const mine = await query(`update delivery set state = $4, due_at = $5, lease_until = 0, attempts = attempts + 1, last_status = $6, updated_at = $7
    where merchant = $1 and id = $2 and fence = $3 and state = 'pending' returning id`,
  [held.merchant, held.id, held.fence, state, dueAt, attempt.status, attempt.at])
  if (mine.length === 0) return false
  await insert(query, 'attempt', attempt)
  return true
}

async function resend(query: Query, merchant: string, notice: string, now: number): Promise<number> {
  const again = await query(`update delivery set state = 'pending', due_at = $3, lease_until = 0, fence = fence + 1, updated_at = $3
    where merchant = $1 and notice = $2 and exists (select 1 from endpoint e where e.merchant = $1 and e.id = delivery.endpoint) returning id`,
  [merchant, notice, now])
  return again.length
}

async function reap(query: Query, keysBefore: number, batchesBefore: number, limit: number): Promise<number> {
  const keys = await query(`delete from idempotency where (merchant, principal, key) in
    (select merchant, principal, key from idempotency where at < $1 order by at limit $2) returning key`, [keysBefore, limit])
  const batches = await query(`delete from batch where (merchant, id) in
    (select merchant, id from batch where at < $1 order by at limit $2) returning id`, [batchesBefore, limit - keys.length])
  return keys.length + batches.length
}
