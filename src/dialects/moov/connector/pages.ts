// How a list is walked that only skips and counts, and whose order no document names. Each page begins before the end of the one before,
// so that a dispute which moves meanwhile is still met. Deep down, where all of it fell from the newest to the oldest, a date takes over. Pure.

import { formatInstant, latestInstant, parseInstant, type Instant } from '../../../core/time.ts'
import type { Told } from '../../../engine/upstream.ts'

/** Its default, and the most that any page promises to take. */
export const pageSize = 200
const overlap = 10
/** No greatest skip is published; a server may well have one. */
const deepest = 5_000

/** `fallen` is how far the times of all pages fell; null once one of them rose. */
export type Place = { skip: number; before: Instant; fallen: Instant | null }

const beginning: Place = { skip: 0, before: latestInstant, fallen: latestInstant }

/** Null for a text that is no place. */
export function placeOf(cursor: string | null): Place | null {
  if (cursor === null) return beginning
  const [, skip, before, fallen] = /^(\d{1,9}) (\S+) (\S+)$/.exec(cursor) ?? []
  const [from, to] = [parseInstant(before), fallen === 'no' ? null : parseInstant(fallen)]
  return from === null || (to === null && fallen !== 'no') ? null : { skip: Number(skip), before: from, fallen: to }
}

export function queryOf({ skip, before }: Place): Record<string, string | number | undefined> {
  return { count: pageSize, skip, endDateTime: before === latestInstant ? undefined : formatInstant(before) }
}

/** Null after the last page, which is the first that is not full. `size` counts what could not be read as well. */
export function nextOf({ skip, before, fallen }: Place, items: readonly Told[], size: number): string | null {
  if (size < pageSize) return null
  const oldest = fallen === null ? null : oldestOf(items, fallen)
  const from = skip >= deepest && oldest !== null ? oldest + grainMs : before
  return textOf(from < before ? { skip: 0, before: from, fallen: from } : { skip: skip + pageSize - overlap, before, fallen: oldest })
}

/** For whoever shows less of a time than it compares. */
const grainMs = 1_000

const textOf = ({ skip, before, fallen }: Place): string => [skip, formatInstant(before), fallen === null ? 'no' : formatInstant(fallen)].join(' ')

function oldestOf(items: readonly Told[], fallen: Instant): Instant | null {
  const times = items.map(({ facts }) => facts?.openedAt ?? Infinity)
  const falls = times.every((at, place) => at !== Infinity && (place === 0 || at <= times[place - 1]!))
  const last = times.at(-1) ?? Infinity
  return falls && last <= fallen ? last : null
}
