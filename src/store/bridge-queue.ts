// Leases on errands and polls. A leased one is due again when its lease ends, so a holder that died is replaced; the fence says
// whose it is, and whoever was fenced off changes nothing.

import type { AttemptRow, BridgeQueue, ErrandChange, PollChange } from '../engine/store-bridge.ts'
import type { Place } from './queue.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { columnOf, fieldsOf, revive } from './tables.ts'

export function makeBridgeQueue(place: Place): BridgeQueue {
  const { transaction, alone } = place
  return {
    claimErrands: (now, leaseUntil, limit, perConnection) => transaction(async (query) => {
      await alone(query, 'claim')
      const rows = await query(claimErrandsSql, [now, leaseUntil, limit, perConnection])
      return rows.map((row) => revive('errand', row)).sort((a, b) => a.madeAt - b.madeAt || (a.act < b.act ? -1 : 1))
    }),
    moveErrand: ({ merchant, act, fence }, change, attempts) => transaction(async (query) => {
      const moved = await changed(query, 'errand', { merchant, act, fence }, change)
      if (moved) for (const attempt of attempts) await insert(query, attempt)
      return moved
    }),
    hurryErrand: (merchant, act, now) => transaction(async (query) => {
      const rows = await query('update errand set due_at = $3 where merchant = $1 and act = $2 and lease_until <= $3 returning act', [merchant, act, now])
      return rows.length > 0
    }),
    claimPolls: (now, leaseUntil, limit) => transaction(async (query) => {
      await alone(query, 'claim')
      return (await query(claimPollsSql, [now, leaseUntil, limit])).map((row) => revive('poll', row))
    }),
    movePoll: ({ merchant, connection, fence }, change) => transaction((query) => changed(query, 'poll', { merchant, connection, fence }, change)),
    hurryPoll: (merchant, connection, now) => transaction(async (query) => {
      await query('update poll set due_at = $3 where merchant = $1 and connection = $2 and lease_until <= $3', [merchant, connection, now])
    }),
  }
}

const all = (table: 'errand' | 'poll'): string => fieldsOf(table).map((field) => `${columnOf(field)} as "${field}"`).join(', ')

// The places of one connection are its own: however many of its errands are due, they never fill the limit.
const claimErrandsSql = `with held as (select merchant, connection, count(*) as count from errand where lease_until > $1 group by merchant, connection),
  due as (select e.merchant, e.act, e.due_at, row_number() over (partition by e.merchant, e.connection order by e.due_at, e.act) + coalesce(h.count, 0) as place
    from errand e left join held h on h.merchant = e.merchant and h.connection = e.connection where e.due_at <= $1)
  update errand set lease_until = $2, due_at = $2, fence = fence + 1
  where (merchant, act) in (select merchant, act from due where place <= $4 order by place, due_at, merchant, act limit $3)
  returning ${all('errand')}`

const claimPollsSql = `update poll set lease_until = $2, due_at = $2, fence = fence + 1
  where (merchant, connection) in (select merchant, connection from poll where due_at <= $1 order by due_at, merchant, connection limit $3)
  returning ${all('poll')}`

async function changed(query: Query, table: 'errand' | 'poll', held: Record<string, unknown>, change: ErrandChange | PollChange): Promise<boolean> {
  const { params, mark } = marks()
  const set = Object.entries(change).filter(([, value]) => value !== undefined).map(([field, value]) => `${columnOf(field)} = ${mark(value)}`)
  const same = Object.entries(held).map(([field, value]) => `${columnOf(field)} = ${mark(value)}`)
  const rows = await query(`update ${table} set ${set.join(', ')} where ${same.join(' and ')} returning fence`, params)
  return rows.length > 0
}

function insert(query: Query, row: AttemptRow): Promise<unknown> {
  const { params, list } = marks()
  const fields = fieldsOf('asking')
  const values = list(fields.map((field) => row[field as keyof AttemptRow]))
  return query(`insert into asking (${fields.map(columnOf).join(', ')}) values (${values})`, params)
}
