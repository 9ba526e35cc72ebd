// The days and months of a time zone, by Intl. Only the edge of the server knows zones: below it there are instants.

import type { Instant } from '../../../core/time.ts'

/** `2026-11-21`. */
export type Day = string

const longestOffset = 16 * 3_600_000
const dayMs = 86_400_000

export const dayOf = (at: Instant, zone: string): Day => {
  const [, month, day, year] = /^(\d+)\/(\d+)\/(\d+)$/.exec(formatOf(zone).format(at))!
  return `${year!.padStart(4, '0')}-${month}-${day}`
}

/** The first second of a day, also where that is not midnight. */
export function startOf(day: Day, zone: string): Instant {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  let [before, from] = [(midnight - longestOffset) / 1000, (midnight + longestOffset) / 1000]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayOf(middle * 1000, zone) < day) before = middle
    else from = middle
  }
  return from * 1000
}

export const daysAfter = (day: Day, days: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The first day of the month so many months after that of a day. */
export const monthsAfter = (day: Day, months: number): Day => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10)

// Making one takes longer than many uses of it. There are some 600 zones.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (formats.size < 1000) formats.set(timeZone, made)
  return made
}
