// Which of some disputes are not the first of their customer or payment within a short time. However many are asked about, they share one
// look at a bounded number of disputes.

import type { Dispute } from '../../../core/dispute.ts'
import type { Page, Reads } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import type { WireRepeats } from '../contract/repeats.ts'
import { merchantOf, type Part } from './call.ts'
import { isSameCustomer, isSamePayment, recentDays, recentOf } from './context-others.ts'
import { json } from './reply.ts'

const mostLookedAt = 2_000
const pageSize = 500
const day = 24 * 3_600_000

export function repeatCalls({ engine: { reads } }: Services): Part<'listRepeats'> {
  return {
    async listRepeats(call) {
      const found = await Promise.all(call.query.disputes.map(id => reads.dispute(merchantOf(call), id)))
      const asked = found.flatMap(held => held?.dispute ?? [])
      const looked = asked.length === 0 ? [] : await behind(reads, asked)
      const others = looked.flatMap(({ items }) => items)
      const data = asked.map(dispute => ({ dispute: dispute.id, ...recentOf(dispute, others.filter(one => isSamePayment(one, dispute) || isSameCustomer(one, dispute)), looked.slice(-1)) }))
      return json(200, { data: data.filter(({ nth }) => nth > 1) } satisfies WireRepeats)
    },
  }
}

/** From the newest of them back to the beginning of the oldest one's days, or as far as one look goes. */
async function behind(reads: Reads, asked: readonly Dispute[]): Promise<Page<Dispute>[]> {
  const opened = asked.map(({ openedAt }) => openedAt)
  const filter = { openedAfter: Math.max(0, Math.min(...opened) - recentDays * day), openedBefore: Math.max(...opened) + 1 }
  const pages: Page<Dispute>[] = []
  do pages.push(await reads.disputes(asked[0]!.merchant, filter, 'opened_newest', pages.at(-1)?.next ?? null, pageSize))
  while (pages.at(-1)!.next !== null && pages.length * pageSize < mostLookedAt)
  return pages
}
