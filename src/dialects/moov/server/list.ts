// A page of a list that skips and counts, over lists that go by place: walks from the newest, a piece at a time, and keeps what fits.

import type { Dispute } from '../../../core/dispute.ts'
import type { Cursor, DisputeFilter, Reads } from '../../../engine/store.ts'
import { isHashed } from '../ids.ts'
import { merchantAccountOf, statesOf, transferOf } from '../translate.ts'
import type { Calls, Caller } from './call.ts'

type Query = Parameters<Calls['listDisputes']>[0]['query']
type Fits = (dispute: Dispute) => boolean

export async function disputesOf(reads: Reads, caller: Caller, query: Query): Promise<Dispute[]> {
  const wanted = query.skip + query.count
  const found: Dispute[] = []
  const fits = fitting(caller, query)
  for (const filter of filtersOf(caller, query)) {
    await walk(reads, caller, filter, wanted, dispute => {
      if (fits(dispute)) found.push(dispute)
      return found.length < wanted || isNamed(query)
    })
  }
  return (isNamed(query) ? [...new Map(found.map(each => [each.id, each])).values()].sort(newestFirst) : found).slice(query.skip, wanted)
}

async function walk(reads: Reads, { merchant }: Caller, filter: DisputeFilter, wanted: number, goesOn: Fits): Promise<void> {
  for (let after: Cursor | null = null; ;) {
    const { items, next } = await reads.disputes(merchant, filter, 'opened_newest', after, Math.min(Math.max(wanted, 1), piece))
    if (!items.every(goesOn) || !next) return
    after = next
  }
}

/** Disputes that are named are looked up each by itself; transfers too, unless their id is one that we made. */
function filtersOf(caller: Caller, query: Query): DisputeFilter[] {
  const base = filterOf(caller, query)
  if (query.disputeIDs) return query.disputeIDs.map(theirId => ({ ...base, theirId }))
  if (!query.transferIDs || caller.seeAll || query.transferIDs.some(isHashed)) return [base]
  return query.transferIDs.map(id => ({ ...base, payment: `moov:${id}` }))
}

/** The store's bounds are exclusive: those of creation are inclusive here, those of the deadline are not. */
function filterOf({ seeAll }: Caller, { status, startDateTime, endDateTime, respondStartDateTime, respondEndDateTime }: Query): DisputeFilter {
  return {
    dialects: seeAll ? undefined : ['moov'], states: status && statesOf(status),
    openedAfter: startDateTime && startDateTime - 1, openedBefore: endDateTime && endDateTime + 1,
    dueAfter: respondStartDateTime, dueBefore: respondEndDateTime,
  }
}

const isNamed = ({ disputeIDs, transferIDs }: Query): boolean => disputeIDs !== undefined || transferIDs !== undefined

function fitting({ account }: Caller, { transferIDs, merchantAccountID, cardholderAccountID }: Query): Fits {
  return dispute => (!transferIDs || transferIDs.includes(transferOf(dispute)))
    && (!merchantAccountID || merchantAccountID === merchantAccountOf(dispute, account))
    && (!cardholderAccountID || cardholderAccountID === dispute.payment.references.cardholderAccountID)
}

const newestFirst = (one: Dispute, other: Dispute): number => other.openedAt - one.openedAt || (one.id < other.id ? 1 : -1)
const piece = 1000
