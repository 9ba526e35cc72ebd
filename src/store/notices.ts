// What a merchant was told: the stream, the list and the deliveries. Only notices that have a position are shown.

import type { Reads, Tables } from '../engine/store.ts'
import { rowsOf } from './reads.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'

type NoticeReads = Pick<Reads, 'stream' | 'notices' | 'notice' | 'deliveries' | 'endpoints'>

export function makeNoticeReads(query: Query): NoticeReads {
  return {
    endpoints: (merchant) => rowsOf(query, 'endpoint', 'where t.merchant = $1 order by t.id', [merchant]),
    stream: (merchant, after, limit) =>
      rowsOf(query, 'notice', 'where t.merchant = $1 and t.position > $2 order by t.position limit $3', [merchant, after, limit]),
    notice: async (merchant, id) => (await rowsOf(query, 'notice', 'where t.merchant = $1 and t.id = $2', [merchant, id]))[0] ?? null,
    notices: (merchant, filter, before, limit) => notices(query, merchant, filter, before, limit),
    deliveries: (merchant, notice) => deliveries(query, merchant, notice),
  }
}

function notices(query: Query, merchant: string, filter: Parameters<Reads['notices']>[1], before: bigint | null, limit: number): Promise<Tables['notice'][]> {
  const { params, mark } = marks()
  const conditions = [
    `t.merchant = ${mark(merchant)} and t.position is not null`,
    before !== null && `t.position < ${mark(before)}`,
    filter.dispute !== undefined && `t.dispute = ${mark(filter.dispute)}`,
    filter.state === 'delivered' && delivered,
    filter.state !== undefined && filter.state !== 'delivered' && `t.id in (${unfinished(mark(merchant), mark(filter.state))})`,
  ]
  return rowsOf(query, 'notice', `where ${conditions.filter(Boolean).join(' and ')} order by t.position desc limit ${mark(limit)}`, params)
}

// Few deliveries are unfinished: they are found by themselves, the newest 10 000. Most notices are delivered: those are found on the way,
// and a scalar subquery keeps PostgreSQL from gathering all of them beforehand.
const delivered = `(select 1 from delivery d where d.merchant = t.merchant and d.notice = t.id and d.state = 'delivered' limit 1) = 1`
const unfinished = (merchant: string, state: string): string =>
  `select d.notice from delivery d where d.merchant = ${merchant} and d.state = ${state} and d.state <> 'delivered' order by d.notice desc limit 10000`

async function deliveries(query: Query, merchant: string, notice: string): Promise<(Tables['delivery'] & { tries: Tables['attempt'][] })[]> {
  const found = await rowsOf(query, 'delivery', 'where t.merchant = $1 and t.notice = $2 order by t.id', [merchant, notice])
  const tries = await rowsOf(query, 'attempt', `where t.merchant = $1 and t.delivery in
    (select d.id from delivery d where d.merchant = $1 and d.notice = $2) order by t.delivery, t.number`, [merchant, notice])
  return found.map((delivery) => ({ ...delivery, tries: tries.filter((attempt) => attempt.delivery === delivery.id) }))
}
