// The paging of this provider: an offset and a limit, between two moments, in one of two orders.

import { parseInstant, type Instant } from '../../../core/time.ts'
import { timeText } from '../view.ts'
import type { Failed } from './call.ts'
import { failure } from './reply.ts'

export type Paging = { from: Instant; to: Instant; offset: number; limit: number; order: 'chronological' | 'reverse_chronological' }
type Asked = Partial<Record<'from' | 'to' | 'offset' | 'limit' | 'order', unknown>>

/** The query counts before the body, where omise-python has its paging; null is what was not said. */
export function pagingOf(query: Asked, body: Asked | undefined, now: Instant): Paging | Failed {
  const asked = (name: keyof Asked): string | null => textOf(query[name]) ?? textOf(body?.[name])
  const offset = numberOf(asked('offset') ?? '0')
  const limit = numberOf(asked('limit') ?? '20')
  const order = asked('order') ?? 'chronological'
  const from = momentOf(asked('from'), 0)
  const to = momentOf(asked('to'), now)
  if (offset === null) return failure('bad_request', 'offset is not a number of 0 or more')
  if (limit === null || limit < 1 || limit > 100) return failure('bad_request', 'limit is not a number from 1 to 100')
  if (order !== 'chronological' && order !== 'reverse_chronological') return failure('bad_request', 'order is not chronological or reverse_chronological')
  if (from === null || to === null) return failure('bad_request', 'from and to are not times in ISO 8601')
  return { from, to, offset, limit, order }
}

export function listOf<T>(data: T[], total: number, location: string, { limit, offset, order, from, to }: Paging) {
  return { object: 'list', data, limit, offset, total, location, order, from: timeText(from), to: timeText(to) }
}

/** Times are told in whole seconds, so the second of `to` counts whole. */
export const isWithin = (at: Instant, { from, to }: Paging): boolean => at >= from && at < secondAfter(to)
export const secondAfter = (at: Instant): Instant => (Math.floor(at / 1000) + 1) * 1000

export function cut<T>(items: readonly T[], { offset, limit }: Paging): T[] {
  return items.slice(offset, offset + limit)
}

const textOf = (value: unknown): string | null => (value === undefined || value === null || value === '' ? null : String(value))
const numberOf = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null)

/** A bare day is its first moment. */
export function momentOf(text: string | null, otherwise: Instant): Instant | null {
  if (text === null) return otherwise
  return parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text)
}
