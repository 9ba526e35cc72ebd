// Cursors: opaque to callers, bound to the list that made them, and refused when they are not one of ours.

import type { Services } from '../../dialect.ts'
import type { Sent } from './call.ts'
import { json } from './reply.ts'

type Place = readonly (string | number)[]

export const cursorOf = (list: string, place: Place): string => Buffer.from(JSON.stringify([list, ...place])).toString('base64url')

/** Null without a cursor; the kinds of its values are those of `kinds`, as `s` for text and `n` for a safe integer. */
export function placeOf(list: string, kinds: string, cursor: string | undefined): (string | number)[] | null | 'invalid' {
  if (cursor === undefined) return null
  const place = read(cursor)
  if (!Array.isArray(place) || place.length !== kinds.length + 1 || place[0] !== list) return 'invalid'
  const values: unknown[] = place.slice(1)
  const fit = values.every((value, at) => (kinds[at] === 'n' ? Number.isSafeInteger(value) : typeof value === 'string' && value.length <= 100 && value.isWellFormed()))
  return fit ? (values as (string | number)[]) : 'invalid'
}

/** The page with where the next one is, in the body and as a Link (RFC 8288). */
export function page({ publicUrl }: Services, { path, search }: { path: string; search: string }, data: unknown[], next: string | null): Sent {
  return json(200, { data, next_cursor: next }, next === null ? {} : { link: `<${publicUrl ?? ''}${path}?${nextQuery(search, next)}>; rel="next"` })
}

function nextQuery(search: string, cursor: string): string {
  const query = new URLSearchParams(search)
  query.set('cursor', cursor)
  return query.toString()
}

function read(cursor: string): unknown {
  if (!/^[\w-]+$/.test(cursor)) return null
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
  } catch {
    return null
  }
}
