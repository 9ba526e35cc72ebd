// The defenses that a dispute has had, oldest first: after a check that failed the dispute holds none, its history does.

import type { Defense, Dispute } from '../../../core/dispute.ts'
import type { DisputeEvent } from '../../../core/event.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { Reads } from '../../../engine/store.ts'

const pageSize = 200

export async function defensesOf(reads: Pick<Reads, 'events'>, { merchant, id }: Dispute): Promise<Defense[]> {
  const found: Defense[] = []
  for (let seq = 0; ;) {
    const rows = await reads.events(merchant, id, seq, pageSize)
    for (const { kind, body } of rows) if (kind === 'submitted') found.push((reviveMoney(body) as DisputeEvent & { kind: 'submitted' }).defense)
    if (rows.length < pageSize) return found
    seq = rows.at(-1)!.seq
  }
}
