// What a batch needs to see, as SQLite statements. Nothing is locked: only this process writes, one transaction at a time.

import type { Ask, Loaded } from '../../engine/store.ts'
import { loadedOf } from '../loaded.ts'
import { selectOf } from '../tables.ts'
import type { Row } from '../tables.ts'
import type { Statement } from './connection.ts'

/** Reads one statement after the other; on this thread, or by a message to another. */
export type ReadAll = (statements: Statement[]) => Row[][] | Promise<Row[][]>

export async function loadSqlite(asks: Ask[], read: ReadAll): Promise<Map<string, Loaded>> {
  const statements = asks.flatMap(statementsOf)
  const found = read(statements)
  const rows = found instanceof Promise ? await found : found
  const loaded = new Map<string, Loaded>()
  let next = 0
  for (const ask of asks) {
    loaded.set(ask.merchant, loadedOf(rows.slice(next, next + statementsPerAsk)))
    next += statementsPerAsk
  }
  return loaded
}

// A list of any length is one value, so that there is one prepared statement: json_each takes it apart again. `cross join` keeps
// the planner from walking a merchant's whole index instead, which it prefers as long as it has no statistics (measured: 10 ms).
const disputesSql = 'select d.id, d.body, d.chain, d.payment from json_each($2) k cross join dispute d on d.merchant = $1 and d.id = k.value'
const paymentsSql = `select ${selectOf('payment', 'p')} from (select value from json_each($2)
  union select d.payment from json_each($3) k cross join dispute d on d.merchant = $1 and d.id = k.value) w
  cross join payment p on p.merchant = $1 and p.id = w.value`
const keysSql = `select ${selectOf('idempotency', 'i')} from json_each($2) k
  cross join idempotency i on i.merchant = $1 and i.principal = k.value ->> 'principal' and i.key = k.value ->> 'key'`
const revokedSql = `select c.id from json_each($2) k cross join credential c on c.merchant = $1 and c.id = k.value
  where c.revoked_at is not null or c.expires_at <= $3`
const statementsPerAsk = 4

function statementsOf({ merchant, at, disputes, payments, keys, credentials }: Ask): Statement[] {
  return [
    { sql: disputesSql, params: [merchant, JSON.stringify(disputes)] },
    { sql: paymentsSql, params: [merchant, JSON.stringify(payments), JSON.stringify(disputes)] },
    { sql: keysSql, params: [merchant, JSON.stringify(keys)] },
    { sql: revokedSql, params: [merchant, JSON.stringify(credentials), at] },
  ]
}
