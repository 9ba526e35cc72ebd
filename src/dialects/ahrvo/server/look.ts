// Which disputes a caller sees: its merchant's under this dialect, or all of them where the credential says so. Another merchant's is
// no dispute at all.

import type { DialectName, Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { findByTheirs, seenBy } from '../../find.ts'
import { isTheirId } from '../ids.ts'
import type { Caller } from './call.ts'

export const own: DialectName = 'ahrvo'

export const visible = (seeAll: boolean): DialectName[] => seenBy(own, seeAll)

export async function lookUp(services: Pick<Services, 'engine'>, { merchant, seeAll }: Pick<Caller, 'merchant' | 'seeAll'>, id: string): Promise<Dispute | null> {
  return isTheirId(id) ? findByTheirs(services, { merchant, dialects: visible(seeAll) }, id) : null
}
