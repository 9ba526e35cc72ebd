// Evidence from before an escalation: the dispute holds it no more, its history does.

import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import type { DisputeEvent } from '../../../core/event.ts'
import type { EvidenceId } from '../../../core/ids.ts'
import { reviveMoney } from '../../../core/json.ts'
import type { Reads } from '../../../engine/store.ts'

/** Null for what was never uploaded, and for what was taken back. */
export async function pastEvidence(reads: Pick<Reads, 'events'>, { merchant, id, cycle }: Dispute, evidence: EvidenceId): Promise<EvidenceItem | null> {
  if (cycle === 1) return null
  let found: EvidenceItem | null = null
  for (let seq = 0; ;) {
    const rows = await reads.events(merchant, id, seq, pageSize)
    for (const { kind, body } of rows) {
      if (kind !== 'evidence_staged' && kind !== 'evidence_removed') continue
      const event = reviveMoney(body) as DisputeEvent
      if (event.kind === 'evidence_staged' && event.item.id === evidence) found = event.item
      if (event.kind === 'evidence_removed' && event.evidence === evidence) found = null
    }
    if (rows.length < pageSize) return found
    seq = rows.at(-1)!.seq
  }
}

const pageSize = 200
