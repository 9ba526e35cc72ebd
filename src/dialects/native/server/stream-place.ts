// Where a follower is in its merchant's stream, and whether that stream is still the one in which it got there: where a sandbox was emptied
// or a backup was restored, positions are given a second time.

import type { MerchantId } from '../../../core/ids.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'

/** `notice` is the one there; null where nothing was told yet, or where a follower comes with no more than a number. */
export type Place = { position: bigint; notice: string | null }

const pageSize = 100

export async function placeOf(services: Services, merchant: MerchantId, after: bigint | undefined): Promise<Place> {
  return after === undefined ? endOf(services, merchant) : { position: after, notice: null }
}

export async function endOf({ engine: { reads } }: Services, merchant: MerchantId): Promise<Place> {
  const [latest] = await reads.notices(merchant, {}, null, 1)
  return latest ? { position: latest.position!, notice: latest.id } : { position: 0n, notice: null }
}

/** The next of them; null where the stream ends before the place, or another notice is there now. */
export async function rowsBehind({ engine: { reads } }: Services, merchant: MerchantId, { position, notice }: Place): Promise<Tables['notice'][] | null> {
  const rows = await reads.stream(merchant, position - 1n, pageSize)
  const [first] = rows
  if (first === undefined) return position === 0n ? [] : null
  if (first.position !== position) return rows
  return notice === null || notice === first.id ? rows.slice(1) : null
}
