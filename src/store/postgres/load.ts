// What the merchants of a batch need to see, locked until it commits: all disputes in the order of merchant and id, then all payments in
// that order. Every process locks these rows in this order and no other, so that none can deadlock. Keys are read after the locks
// are held: an answer that another process was writing meanwhile is seen. Each row is found by its merchant and its id, never by its id alone.

import type { Ask, Loaded } from '../../engine/store.ts'
import { loadedOf } from '../loaded.ts'
import { fieldsOf, selectOf } from '../tables.ts'
import type { Row } from '../tables.ts'
import type { Sent } from './statements.ts'

/** Null where there is nothing to look for. */
export function loadStatements(asks: Ask[]): (Sent | null)[] {
  const disputes = sorted(asks.flatMap(({ merchant, disputes }) => disputes.map((id) => [merchant, id])))
  const payments = asks.flatMap(({ merchant, payments }) => payments.map((id) => [merchant, id]))
  const keys = asks.flatMap(({ merchant, keys }) => keys.map(({ principal, key }) => [merchant, principal, key]))
  const credentials = asks.flatMap(({ merchant, credentials, at }) => credentials.map((id) => [merchant, id, at]))
  return [
    sent(disputesSql, [[disputes, 2]]), sent(paymentsSql, [[disputes, 2], [payments, 2]]), sent(keysSql, [[keys, 3]]), sent(revokedSql, [[credentials, 3]]),
  ]
}

export function loadedFrom(asks: Ask[], found: Row[][]): Map<string, Loaded> {
  const theirs = found.map((rows) => Map.groupBy(rows, (row) => row.merchant as string))
  return new Map(asks.map(({ merchant }) => [merchant, loadedOf(theirs.map((rows) => rows.get(merchant) ?? []))]))
}

type Wanted = (string | number)[]

/** Each list as one array per column. */
function sent(text: string, lists: [Wanted[], number][]): Sent | null {
  if (lists.every(([list]) => list.length === 0)) return null
  return { text, values: lists.flatMap(([list, width]) => Array.from({ length: width }, (_, column) => list.map((wanted) => wanted[column]))) }
}

const sorted = (wanted: Wanted[]): Wanted[] =>
  wanted.map((one) => ({ one, text: one.join(' ') })).sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ one }) => one)

// `lateral` with the lock within: rows are looked for one by one, in the order given, whatever the planner knows of the table.
const disputesSql = `select d.merchant, d.id, d.body, d.chain, d.payment from unnest($1::text[], $2::text[]) k(merchant, id)
  cross join lateral (select * from dispute d where d.merchant = k.merchant and d.id = k.id for update) d`
const paymentsSql = `select ${fieldsOf('payment').map((field) => `p.${field}`).join(', ')} from (
    select d.merchant, d.payment as id from unnest($1::text[], $2::text[]) k(merchant, id) join dispute d on d.merchant = k.merchant and d.id = k.id
    union select * from unnest($3::text[], $4::text[]) order by 1, 2) w
  cross join lateral (select * from payment p where p.merchant = w.merchant and p.id = w.id for update) p`
const keysSql = `select ${selectOf('idempotency', 'i')} from unnest($1::text[], $2::text[], $3::text[]) k(merchant, principal, key)
  join idempotency i on i.merchant = k.merchant and i.principal = k.principal and i.key = k.key`
const revokedSql = `select c.merchant, c.id from unnest($1::text[], $2::text[], $3::int8[]) k(merchant, id, at)
  join credential c on c.merchant = k.merchant and c.id = k.id where c.revoked_at is not null or c.expires_at <= k.at`
