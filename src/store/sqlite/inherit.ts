// What a process that died had leased is due at once for the one that opens its file after it. Fences stay: whoever takes it up takes the next.

import type { Instant } from '../../core/time.ts'
import type { Query } from '../sql.ts'

export async function endLeases(query: Query, now: Instant): Promise<void> {
  for (const sql of sqls) await query(sql, [now])
}

// A leased row is due when its lease ends; of deliveries, which are many, an index holds those that are leased.
const sqls = [
  'update errand set lease_until = 0, due_at = $1 where due_at > $1 and lease_until > $1',
  'update poll set lease_until = 0, due_at = $1 where due_at > $1 and lease_until > $1',
  'update delivery set lease_until = 0, due_at = $1 where lease_until > 0 and lease_until > $1',
]
