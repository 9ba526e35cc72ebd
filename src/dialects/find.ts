// The dispute that a caller names by the id of its provider, among those that its credential sees. Another merchant's is none.

import { dialects, type DialectName, type Dispute } from '../core/dispute.ts'
import type { MerchantId } from '../core/ids.ts'
import type { Services } from './dialect.ts'

export type Seeing = { merchant: MerchantId; dialects: readonly DialectName[] }

/** Its own, or all of the merchant's. Ids of several providers may be the same text: its own comes first. */
export const seenBy = (own: DialectName, seeAll: boolean): DialectName[] => (seeAll ? [own, ...dialects.filter(name => name !== own)] : [own])

export async function findByTheirs({ engine: { reads } }: Pick<Services, 'engine'>, { merchant, dialects }: Seeing, theirId: string): Promise<Dispute | null> {
  for (const dialect of dialects) {
    const held = await reads.disputeByTheirs(merchant, dialect, theirId)
    if (held) return held.dispute
  }
  return null
}
