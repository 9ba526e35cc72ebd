// Leases on errands and polls. A leased one is due again when its lease ends, so a holder that died is replaced; the fence says
// whose it is, and whoever was fenced off changes nothing.

import type { Instant } from '../core/time.ts'
import type { BridgeQueue, HeldPoll, PollChange } from '../engine/store-bridge.ts'
import type { Place } from './queue.ts'
import { marks } from './sql.ts'
import type { Query } from './sql.ts'
import { columnOf, fieldsOf, revive } from './tables.ts'

export function makeBridgeQueue(place: Place): BridgeQueue {
  const { transaction, alone } = place
  return {
    claimErrands: (now, leaseUntil, limit, { perConnection, perProvider }) => transaction(async (query) => {
      await alone(query, 'claim')
      const rows = await query(claimErrandsSql, [now, leaseUntil, limit, perConnection, perProvider])
      return rows.map((row) => revive('errand', row)).sort((a, b) => a.madeAt - b.madeAt || (a.act < b.act ? -1 : 1))
    }),
    hurryErrand: (merchant, act, now) => transaction(async (query) => {
      const rows = await query('update errand set due_at = $3 where merchant = $1 and act = $2 and lease_until <= $3 returning act', [merchant, act, now])
      return rows.length > 0
    }),
    claimPolls: (now, leaseUntil, limit, perProvider) => transaction(async (query) => {
      await alone(query, 'claim')
      return (await query(claimPollsSql, [now, leaseUntil, limit, perProvider])).map((row) => revive('poll', row))
    }),
    keepPolls: (held, now, leaseUntil) => transaction(async (query) => {
      await alone(query, 'claim')
      await keepPolls(query, held, now, leaseUntil)
    }),
    movePoll: (held, change) => transaction((query) => movePoll(query, held, change)),
    hurryPoll: (merchant, connection, now) => transaction(async (query) => {
      await query('update poll set due_at = $3 where merchant = $1 and connection = $2 and lease_until <= $3', [merchant, connection, now])
    }),
  }
}

const all = (table: 'errand' | 'poll'): string => fieldsOf(table).map((field) => `${columnOf(field)} as "${field}"`).join(', ')

/** With the address that it goes to: many connections may go to one. */
const lineOf = (table: 'errand' | 'poll'): string =>
  `select e.*, coalesce(c.url, e.connection) as provider from ${table} e left join connection c on c.merchant = e.merchant and c.id = e.connection`

// The places of one connection, and of one address, are its own: however many of its errands are due, they never fill the limit. What is
// under its first fence goes out where it was decided, and takes no place of those that are leased here.
const claimErrandsSql = `with line as (${lineOf('errand')}),
  held as (select merchant, connection, count(*) as count from errand where lease_until > $1 group by merchant, connection),
  busy as (select provider, count(*) as count from line where lease_until > $1 and fence > 1 group by provider),
  due as (select l.merchant, l.act, l.due_at, l.provider, row_number() over (partition by l.merchant, l.connection order by l.due_at, l.act) + coalesce(h.count, 0) as place
    from line l left join held h on h.merchant = l.merchant and h.connection = l.connection where l.due_at <= $1),
  fair as (select w.merchant, w.act, w.due_at, row_number() over (partition by w.provider order by w.place, w.due_at, w.merchant, w.act) + coalesce(b.count, 0) as turn
    from due w left join busy b on b.provider = w.provider where w.place <= $4)
  update errand set lease_until = $2, due_at = $2, fence = fence + 1
  where (merchant, act) in (select merchant, act from fair where turn <= $5 order by turn, due_at, merchant, act limit $3)
  returning ${all('errand')}`

const claimPollsSql = `with line as (${lineOf('poll')}),
  busy as (select provider, count(*) as count from line where lease_until > $1 group by provider),
  fair as (select l.merchant, l.connection, l.due_at, row_number() over (partition by l.provider order by l.due_at, l.merchant, l.connection) + coalesce(b.count, 0) as turn
    from line l left join busy b on b.provider = l.provider where l.due_at <= $1)
  update poll set lease_until = $2, due_at = $2, fence = fence + 1
  where (merchant, connection) in (select merchant, connection from fair where turn <= $4 order by turn, due_at, merchant, connection limit $3)
  returning ${all('poll')}`

async function keepPolls(query: Query, held: HeldPoll[], now: Instant, leaseUntil: Instant): Promise<void> {
  const { params, mark } = marks()
  const until = mark(leaseUntil)
  const each = held.map(({ merchant, connection, fence }) => `(merchant = ${mark(merchant)} and connection = ${mark(connection)} and fence = ${mark(fence)})`)
  await query(`update poll set lease_until = ${until}, due_at = ${until} where lease_until > ${mark(now)} and (${each.join(' or ')})`, params)
}

async function movePoll(query: Query, { merchant, connection, fence }: HeldPoll, change: PollChange): Promise<boolean> {
  const { params, mark } = marks()
  const set = Object.entries(change).filter(([, value]) => value !== undefined).map(([field, value]) => `${columnOf(field)} = ${mark(value)}`)
  const same = Object.entries({ merchant, connection, fence }).map(([field, value]) => `${columnOf(field)} = ${mark(value)}`)
  const rows = await query(`update poll set ${set.join(', ')} where ${same.join(' and ')} returning fence`, params)
  return rows.length > 0
}
