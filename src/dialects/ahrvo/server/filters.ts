// What a list asks for: as much of it as the store can tell, and the rest as a judgement of each dispute.

import type { Dispute, State } from '../../../core/dispute.ts'
import type { Duration } from '../../../core/duration.ts'
import type { Instant } from '../../../core/time.ts'
import type { DisputeFilter } from '../../../engine/store.ts'
import { tagsOf } from '../fixture.ts'
import { standingOf, type TheirState } from '../translate.ts'
import type { Call } from './call.ts'
import { visible } from './look.ts'

type Query = Call<'listDisputes'>['query']
export type Plan = { filter: DisputeFilter; matches: ((dispute: Dispute) => boolean) | null }

export function planOf(query: Query, seeAll: boolean, now: Instant, finalAfter: Duration): Plan {
  const judged = judgesOf(query, now, finalAfter)
  return { filter: filterOf(query, seeAll), matches: judged.length > 0 ? dispute => judged.every(judge => judge(dispute)) : null }
}

function filterOf(query: Query, seeAll: boolean): DisputeFilter {
  return {
    states: query.state && [...statesOf[query.state]], dialects: visible(seeAll),
    amountMin: most([query.amount, query['amount.gte'], more(query['amount.gt'], 1n)]), amountMax: least([query.amount, query['amount.lte'], more(query['amount.lt'], -1n)]),
    openedAfter: plus(query['created_at.gte'], -1), openedBefore: plus(query['created_at.lte'], 1),
    dueAfter: plus(query['respond_by.gte'], -1), dueBefore: plus(query['respond_by.lte'], 1),
  }
}

/** In which of our states a dispute may be that shows theirs; the instant decides among them. */
const statesOf: Record<TheirState, readonly State[]> = {
  INQUIRY: ['needs_response', 'accepting', 'submitting', 'under_review', 'accepted'],
  PENDING: ['needs_response', 'accepting', 'submitting', 'under_review', 'accepted'],
  WON: ['won', 'withdrawn', 'prevented', 'refunded', 'accepted'],
  LOST: ['lost', 'expired', 'needs_response', 'accepted'],
}

/** Kept with the payment where somebody told them; a dispute of which nobody did fits none. */
const references = [
  'merchant_id', 'merchant_mid', 'merchant_identity_id', 'merchant_identity_name', 'instrument_bin', 'instrument_brand_type', 'instrument_card_last4', 'instrument_card_type',
  'instrument_fingerprint', 'instrument_name', 'instrument_type',
] as const

function judgesOf(query: Query, now: Instant, finalAfter: Duration): ((dispute: Dispute) => boolean)[] {
  const { state, response_state: response, 'updated_at.gte': from, 'updated_at.lte': until, 'tags.key': key, 'tags.value': value } = query
  const asked = references.filter(name => query[name] !== undefined)
  return [
    ...(state || response || from !== undefined || until !== undefined ? [(dispute: Dispute) => {
      const standing = standingOf(dispute, now, finalAfter)
      return (!state || standing.state === state) && (!response || standing.response === response) && standing.since >= (from ?? 0) && standing.since <= (until ?? standing.since)
    }] : []),
    ...(key !== undefined || value !== undefined ? [(dispute: Dispute) => Object.entries(tagsOf(dispute)).some(([k, v]) => k === (key ?? k) && v === (value ?? v))] : []),
    ...(asked.length > 0 ? [(dispute: Dispute) => asked.every(name => dispute.payment.references[name] === query[name])] : []),
  ]
}

const plus = (value: number | undefined, by: number): number | undefined => (value === undefined ? undefined : value + by)
const more = (value: bigint | undefined, by: bigint): bigint | undefined => (value === undefined ? undefined : value + by)
const there = (values: readonly (bigint | undefined)[]): bigint[] => values.filter(value => value !== undefined)
const most = (values: readonly (bigint | undefined)[]): bigint | undefined => there(values).sort((a, b) => (a < b ? 1 : -1))[0]
const least = (values: readonly (bigint | undefined)[]): bigint | undefined => there(values).sort((a, b) => (a > b ? 1 : -1))[0]
