// Searching disputes. What was found is gone through page by page and judged here: the filters are this provider's own.

import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { isOld } from '../view.ts'
import type { Caller, Failed, Part } from './call.ts'
import { isFailed, isVisible } from './find.ts'
import { shown } from './look.ts'
import { failure, json } from './reply.ts'
import { testOf, type Test } from './search-filters.ts'
import { seenBy } from './walk.ts'

type Wanted = { query: string; order: string; page: number; perPage: number; filters: Record<string, string>; tests: Test[] }

export function searchCalls(services: Services): Part<'searchDisputes'> {
  const { reads } = services.engine
  return {
    async searchDisputes(call) {
      const { principal } = call
      const wanted = wantedOf(call.query, isOld(principal.version) ? 'chronological' : 'reverse_chronological')
      if (isFailed(wanted)) return wanted
      const { query, order, page, perPage, filters } = wanted
      const found = await foundBy(principal, wanted)
      const data = found.slice((page - 1) * perPage, page * perPage).map(dispute => shown(services, call, dispute))
      return json(principal.version, {
        object: 'search', data, order, scope: 'dispute', query, filters, page, per_page: perPage, location: '/search',
        total_pages: Math.ceil(found.length / perPage), total: found.length,
        ...(isOld(principal.version) ? {} : { export: null, aggregate_level: null }),
      })
    },
  }

  async function foundBy(caller: Caller, { query, order, tests }: Wanted): Promise<Dispute[]> {
    const found: Dispute[] = []
    const filter = { ...seenBy(caller), ...(query === '' ? {} : { text: query.toLowerCase() }) }
    for (let after: Parameters<typeof reads.disputes>[3] = null; ;) {
      const { items, next } = await reads.disputes(caller.merchant, filter, order === 'chronological' ? 'opened_oldest' : 'opened_newest', after, pageSize)
      found.push(...items.filter(item => isVisible(caller, item) && tests.every(test => test(item))))
      if (!next || found.length >= mostFound) return found
      after = next
    }
  }
}

const pageSize = 200
const mostFound = 10_000

function wantedOf(asked: Readonly<Record<string, unknown>>, usualOrder: string): Wanted | Failed {
  const text = (name: string, otherwise: string) => (typeof asked[name] === 'string' && asked[name] !== '' ? asked[name] : otherwise)
  const page = text('page', '1')
  const perPage = text('per_page', '30')
  const order = text('order', usualOrder)
  const filters = filtersIn(asked)
  const tests = Object.entries(filters).map(([name, value]) => testOf(name, value))
  if (text('scope', '') !== 'dispute') return failure('invalid_scope')
  if (tests.includes(null)) return failure('invalid_filters')
  if (!/^[1-9]\d{0,5}$/.test(page) || !/^([1-9]\d?|100)$/.test(perPage)) return failure('invalid_page')
  if (order !== 'chronological' && order !== 'reverse_chronological') return failure('bad_request', 'order is not chronological or reverse_chronological')
  return { query: text('query', ''), order, page: Number(page), perPage: Number(perPage), filters, tests: tests as Test[] }
}

/** omise-node loses what is nested and sends `filters=`: no filter. */
function filtersIn(asked: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => {
    const filter = /^filters\[(\w{1,40})\]$/.exec(name)?.[1]
    return filter ? [[filter, String(value)]] : []
  }))
}
