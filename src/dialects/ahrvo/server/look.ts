// Which disputes a caller sees: its merchant's under this dialect, or all of them where the credential says so. Another merchant's is
// no dispute at all.

import { dialects, type DialectName, type Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { isTheirId } from '../ids.ts'
import type { Caller } from './call.ts'

export const own: DialectName = 'ahrvo'

/** Ids of several providers may be the same text: its own comes first. */
export const visible = (seeAll: boolean): DialectName[] => (seeAll ? [own, ...dialects.filter(name => name !== own)] : [own])

export async function lookUp({ engine: { reads } }: Pick<Services, 'engine'>, { merchant, seeAll }: Pick<Caller, 'merchant' | 'seeAll'>, id: string): Promise<Dispute | null> {
  if (!isTheirId(id)) return null
  for (const dialect of visible(seeAll)) {
    const held = await reads.disputeByTheirs(merchant, dialect, id)
    if (held) return held.dispute
  }
  return null
}
