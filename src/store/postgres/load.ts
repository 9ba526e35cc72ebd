// What a batch needs to see, locked until it commits: disputes by id, then payments by id, so that two processes cannot deadlock.
// Keys are read after the locks are held: an answer that another process was writing meanwhile is seen.

import type { Ask } from '../../engine/store.ts'
import { selectOf } from '../tables.ts'
import type { Sent } from './statements.ts'

/** A statement with nothing to look for is not sent. */
export function loadStatements({ merchant, at, disputes, payments, keys, credentials }: Ask): (Sent | null)[] {
  return [
    disputes.length === 0 ? null : { text: disputesSql, values: [merchant, disputes] },
    disputes.length + payments.length === 0 ? null : { text: paymentsSql, values: [merchant, disputes, payments] },
    keys.length === 0 ? null : { text: keysSql, values: [merchant, keys.map(({ principal }) => principal), keys.map(({ key }) => key)] },
    credentials.length === 0 ? null : { text: revokedSql, values: [merchant, credentials, at] },
  ]
}

const disputesSql = 'select d.id, d.body, d.chain, d.payment from dispute d where d.merchant = $1 and d.id = any($2) order by d.id for update'
const paymentsSql = `select ${selectOf('payment', 'p')} from payment p where p.merchant = $1 and p.id = any(
  array(select d.payment from dispute d where d.merchant = $1 and d.id = any($2)) || $3::text[]) order by p.id for update`
const keysSql = `select ${selectOf('idempotency', 'i')} from unnest($2::text[], $3::text[]) k(principal, key)
  join idempotency i on i.merchant = $1 and i.principal = k.principal and i.key = k.key`
const revokedSql = 'select c.id from credential c where c.merchant = $1 and c.id = any($2) and (c.revoked_at is not null or c.expires_at <= $3)'
