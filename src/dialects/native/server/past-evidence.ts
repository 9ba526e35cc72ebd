// Evidence of an earlier cycle: the dispute holds it no more, its history does.

import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import type { DisputeEvent } from '../../../core/event.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { Reads } from '../../../engine/store.ts'

const pageSize = 200

/** Null for what was never staged, and for what was taken back. */
export async function pastEvidence(reads: Pick<Reads, 'events'>, { merchant, id }: Dispute, evidence: string): Promise<EvidenceItem | null> {
  let found: EvidenceItem | null = null
  for (let seq = 0; ;) {
    const rows = await reads.events(merchant, id, seq, pageSize)
    for (const { kind, body } of rows) {
      if (kind !== 'evidence_staged' && kind !== 'evidence_removed') continue
      const event = reviveMoney(body) as DisputeEvent
      if (event.kind === 'evidence_staged' && event.item.id === evidence) found = event.item
      if (event.kind === 'evidence_removed' && event.evidence === evidence) return null
    }
    if (rows.length < pageSize) return found
    seq = rows.at(-1)!.seq
  }
}
