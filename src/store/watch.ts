// What workers and gauges ask across merchants: narrow, without locks, by indexes that hold only what waits.

import type { Home } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Reads } from '../engine/store.ts'
import type { Query } from './sql.ts'

const soon = 24 * 3_600_000
const enough = 100_000

type Watch = Pick<Reads, 'due' | 'nextWake' | 'nextDelivery' | 'figures'>

export function makeWatch(query: Query): Watch {
  const value = async (sql: string, params: unknown[] = []): Promise<number | null> => {
    const [row] = await query(sql, params)
    return row?.value === null || row?.value === undefined ? null : Number(row.value)
  }
  return {
    async due(now, limit) {
      const rows = await query(`select merchant, id, home, wake_at as "wakeAt" from dispute where wake_at is not null and wake_at <= $1
        order by wake_at, merchant, id limit $2`, [now, limit])
      return rows.map(({ merchant, id, home, wakeAt }) => ({ merchant: merchant as MerchantId, id: id as DisputeId, home: home as Home, wakeAt: Number(wakeAt) }))
    },
    nextWake: () => value('select wake_at as value from dispute where wake_at is not null order by wake_at limit 1'),
    nextDelivery: () => value(`select due_at as value from delivery where state = 'pending' order by due_at limit 1`),
    async figures(now) {
      const [dueSoon, oldestUnsequenced, pending, oldestPending] = await Promise.all([
        query(dueSoonSql, [now + soon, now, enough]),
        value('select at as value from notice where position is null order by at limit 1'),
        value(`select count(*) as value from (select due_at from delivery where state = 'pending' limit $1) c`, [enough]),
        value(oldestPendingSql),
      ])
      const counts = dueSoon.map(({ dialect, count }) => [dialect as string, Number(count)] as const)
      return { dueSoon: Object.fromEntries(counts), oldestUnsequenced, pendingDeliveries: pending ?? 0, oldestPending }
    },
  }
}

// A dispute wakes at its deadline or before: the index on waking finds every one that is due soon.
const dueSoonSql = `select c.dialect, count(*) as count from (select dialect from dispute where wake_at is not null and wake_at <= $1
  and state = 'needs_response' and respond_by <= $1 and respond_by >= $2 limit $3) c group by c.dialect`

// Deliveries are made in the order of their notices, so the oldest pending one belongs to the oldest notice among the first due.
const oldestPendingSql = `select min(n.at) as value from (select merchant, notice from delivery where state = 'pending' order by due_at limit 1000) d
  join notice n on n.merchant = d.merchant and n.id = d.notice`
