// How a list of Omise's is walked: by creation, oldest first, each page from the second before the last one of the page before. Many of one
// second are skipped by number. So a page is as cheap at the end as at the beginning, nothing is left out, and every step gets further. Pure.

import { parseInstant, type Instant } from '../../../core/time.ts'
import { objectOf, type Json } from '../wire-values.ts'
import { createdAtOf } from '../told-facts.ts'
import { timeText } from '../view.ts'

export type Place = { from: Instant | null; offset: number }
export type Page = { rows: readonly unknown[]; total: number | null }

/** As many as they give at once. */
export const pageSize = 100

/** Null for what is no cursor of ours. */
export function placeOf(cursor: string | null): Place | null {
  if (cursor === null) return { from: null, offset: 0 }
  const [, from, offset] = /^(\S*) (\d{1,9})$/.exec(cursor) ?? []
  if (offset === undefined) return null
  const at = from ? parseInstant(from) : null
  return from && at === null ? null : { from: at, offset: Number(offset) }
}

export const cursorOf = ({ from, offset }: Place): string => `${from === null ? '' : timeText(from)} ${offset}`

export const queryOf = ({ from, offset }: Place) => ({ limit: pageSize, offset, order: 'chronological', from: from === null ? null : timeText(from) })

export function pageIn(body: unknown): Page | null {
  const page = body as Json | null
  if (typeof page !== 'object' || page?.['object'] !== 'list' || !Array.isArray(page['data'])) return null
  const total = page['total']
  return { rows: page['data'], total: typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null }
}

/** Null where that was all. */
export function nextOf({ from, offset }: Place, { rows, total }: Page): Place | null {
  const seen = offset + rows.length
  if (rows.length === 0 || (total === null ? rows.length < pageSize : seen >= total)) return null
  const last = createdAtOf(objectOf(rows.at(-1)) ?? {})
  const before = last === null ? null : last - 1000
  return before !== null && before > (from ?? 0) ? { from: before, offset: 0 } : { from, offset: seen }
}
