// Pages of either form, whichever is answered: by cursor, or by offset as in Ahrvo's samples. The cursor that is kept says which. A page
// that cannot be followed is an error and never an end. Pure.

import { refused, unknown, done, type Outcome } from '../../../core/outcome.ts'
import type { QueryValue } from '../../../wire/call.ts'

export type Page = { items: unknown[]; next: string | null }

/** Never more are returned (docs.finix.com, pagination). */
export const mostOfPage = 100

/** Null for a cursor that this connector never gave. */
export function placeOf(cursor: string | null): Readonly<Record<string, QueryValue>> | null {
  if (cursor === null) return {}
  const [, form, place] = /^(after_cursor|offset)=(.+)$/s.exec(cursor) ?? []
  return form && place && (form === 'after_cursor' || /^\d{1,9}$/.test(place)) ? { [form]: place } : null
}

export const strangeCursor = refused('cursor_unknown', null)

/** Lists are HAL: `name` is what they are called there. No items at all may be left out. */
export function pageOf(body: unknown, name: string, cursor: string | null): Outcome<Page> {
  const list = objectOf(body)
  const embedded = objectOf(list?.['_embedded'])
  const items = embedded && name in embedded ? embedded[name] : []
  if (!list || !('_embedded' in list || 'page' in list || '_links' in list) || !Array.isArray(items)) return unknown('answer_unreadable')
  const page = objectOf(list['page'])
  if (!page) return items.length < mostOfPage ? done({ items, next: null }) : unknown('answer_without_page')
  if ('next_cursor' in page) return byCursor(items, page['next_cursor'])
  return byOffset(items, page, cursor)
}

function byCursor(items: unknown[], next: unknown): Outcome<Page> {
  if (next === null || next === '') return done({ items, next: null })
  return typeof next === 'string' ? done({ items, next: `after_cursor=${next}` }) : unknown('answer_unreadable')
}

/** `count` is the total in one document and that of the page in another: a full page is followed whatever it says. */
function byOffset(items: unknown[], { offset, limit, count }: Readonly<Record<string, unknown>>, cursor: string | null): Outcome<Page> {
  const asked = cursor?.startsWith('offset=') ? Number(cursor.slice('offset='.length)) : 0
  if (offset !== asked) return unknown('answer_of_another_page')
  const end = asked + items.length
  const isFull = items.length >= (Number.isSafeInteger(limit) ? Math.max(1, Number(limit)) : mostOfPage)
  if (!isFull && !(Number.isSafeInteger(count) && Number(count) > end)) return done({ items, next: null })
  return items.length > 0 ? done({ items, next: `offset=${end}` }) : unknown('list_ends_early')
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
