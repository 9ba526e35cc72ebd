// How a list is walked that only skips and counts, and whose order no document names. Each page begins before the end of the one before,
// so that a dispute which moves meanwhile is still met. Deep down it goes on from a date instead. Pure.

import { formatInstant, parseInstant, type Instant } from '../../../core/time.ts'
import type { Told } from '../../../engine/upstream.ts'

/** Its default, and the most that any page promises to take. */
export const pageSize = 200
const overlap = 10
/** No greatest skip is published; a server may well have one. */
const deepest = 5_000

export type Place = { skip: number; before: Instant | null }

/** Null for a text that is no place. */
export function placeOf(cursor: string | null): Place | null {
  if (cursor === null) return { skip: 0, before: null }
  const [, skip, before] = /^(\d{1,9})(?: (\S+))?$/.exec(cursor) ?? []
  if (skip === undefined) return null
  const at = before === undefined ? null : parseInstant(before)
  return before !== undefined && at === null ? null : { skip: Number(skip), before: at }
}

export function queryOf({ skip, before }: Place): Record<string, string | number | undefined> {
  return { count: pageSize, skip, endDateTime: before === null ? undefined : formatInstant(before) }
}

/** Null after the last page, which is the first that is not full. `size` counts what could not be read as well. */
export function nextOf(place: Place, items: readonly Told[], size: number): string | null {
  if (size < pageSize) return null
  const from = place.skip >= deepest ? oldestOf(items) : null
  if (from !== null && (place.before === null || from < place.before)) return textOf({ skip: 0, before: from })
  return textOf({ ...place, skip: place.skip + pageSize - overlap })
}

const textOf = ({ skip, before }: Place): string => (before === null ? `${skip}` : `${skip} ${formatInstant(before)}`)

/** Null unless the page goes from the newest to the oldest. A second more, for whoever shows less of a time than it compares. */
function oldestOf(items: readonly Told[]): Instant | null {
  const times = items.map(({ facts }) => facts?.openedAt ?? null)
  const falls = times.every((at, place) => at !== null && (place === 0 || at <= times[place - 1]!))
  return falls && times.length > 0 ? times.at(-1)! + 1_000 : null
}
