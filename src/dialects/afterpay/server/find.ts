// The dispute that a caller names, by the id that its provider gave it. Another merchant's is not found, like one that there is not.

import type { Dispute } from '../../../core/dispute.ts'
import type { AnyCall, Served } from './call.ts'

export async function disputeOf({ services: { engine } }: Served, { principal }: AnyCall, id: string): Promise<Dispute | null> {
  for (const dialect of principal.dialects) {
    const held = await engine.reads.disputeByTheirs(principal.merchant, dialect, id)
    if (held) return held.dispute
  }
  return null
}
