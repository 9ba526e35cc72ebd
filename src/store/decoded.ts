// Disputes of lists, decoded once for as long as their text stays the same: whoever looks at a queue again sees mostly what was there
// before, and decoding fifty costs several times what reading them does. For lists only: nothing is ever decided upon it.

import type { Dispute } from '../core/dispute.ts'
import { disputeOf } from '../engine/row.ts'

export type Decode = (id: string, body: string) => Dispute

/** Keeps the last so many. The text decides, whatever the id: another text is another dispute. */
export function decoderOf(most: number): Decode {
  const known = new Map<string, { body: string; dispute: Dispute }>()
  return (id, body) => {
    const before = known.get(id)
    const now = before?.body === body ? before : { body, dispute: disputeOf(body) }
    known.delete(id)
    known.set(id, now)
    if (known.size > most) known.delete(known.keys().next().value!)
    return now.dispute
  }
}
