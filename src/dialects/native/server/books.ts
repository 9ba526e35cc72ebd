// The books as the native API shows them.

import type { DisputeId } from '../../../core/ids.ts'
import type { Instant } from '../../../core/time.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { instantText, toWireSum } from '../translate.ts'
import { merchantOf, type AnyCall, type Part, type Reply } from './call.ts'
import { cursorOf, page, placeOf } from './cursor.ts'
import { failure, json } from './reply.ts'

export function bookCalls(services: Services): Part<'listBalances' | 'listPostings'> {
  return {
    async listBalances(call) {
      const rows = await services.engine.reads.balances(merchantOf(call))
      return json(200, { data: rows.map(({ dialect, account, amount, currency }) => ({ dialect, account, amount: toWireSum(amount, currency) })) })
    },
    listPostings: call => postingsPage(services, call, null, call.query),
  }
}

type Asked = { limit: number; cursor?: string | undefined; since?: Instant | undefined; until?: Instant | undefined }

export async function postingsPage(services: Services, call: AnyCall, dispute: DisputeId | null, query: Asked): Promise<Reply> {
  const place = placeOf('postings', 'nsnn', query.cursor)
  if (place === 'invalid') return failure('invalid_cursor')
  const after = place ? { at: Number(place[0]), dispute: String(place[1]), seq: Number(place[2]), leg: Number(place[3]) } : beforeAll(query.since)
  const { until = Infinity } = query
  const rows = (await services.engine.reads.postings(merchantOf(call), dispute, after, query.limit + 1)).filter(({ at }) => at < until)
  const shown = rows.slice(0, query.limit)
  return page(services, call.request, shown.map(toWirePosting), rows.length > query.limit ? nextOf(shown.at(-1)!) : null)
}

/** No dispute has an empty id: what was posted at that moment comes after this place. */
const beforeAll = (since: Instant | undefined) => (since === undefined ? null : { at: since, dispute: '', seq: 0, leg: 0 })

const nextOf = ({ at, dispute, seq, leg }: Tables['posting']): string => cursorOf('postings', [at, dispute, seq, leg])

function toWirePosting({ dispute, seq, leg, code, dialect, fromAccount, toAccount, amount, currency, at }: Tables['posting']) {
  return { dispute, seq, leg, code, dialect, from: fromAccount, to: toAccount, amount: toWireSum(amount, currency), at: instantText(at) }
}
