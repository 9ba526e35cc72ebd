// ISO 8601 durations. Months, days and milliseconds stay apart, because only an instant says how long a month is. Never negative.
import { isInstant } from './time.ts'
import type { Instant } from './time.ts'

export type Duration = { months: number; days: number; ms: number }

/** `PnYnMnWnDTnHnMnS`, the seconds with up to three decimals. */
export function parseDuration(text: unknown): Duration | null {
  const match = typeof text === 'string' ? iso8601.exec(text) : null
  if (match === null) return null
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1, 8).map((part) => Number(part ?? 0))
  const millis = Number((match[8] ?? '').padEnd(3, '0'))
  return bounded({
    months: years! * 12 + months!,
    days: weeks! * 7 + days!,
    ms: ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + millis,
  })
}

/** What people type: "7d", "36h", "90m", "2w", "30s". Never on the wire, where "90m" could be months. */
export function parseFriendlyDuration(text: string): Duration | null {
  const match = friendly.exec(text)
  if (match === null) return null
  const count = Number(match[1])
  if (match[2] === 'w' || match[2] === 'd') return bounded({ months: 0, days: match[2] === 'w' ? count * 7 : count, ms: 0 })
  return bounded({ months: 0, days: 0, ms: count * millisOfUnit[match[2] as 'h' | 'm' | 's'] })
}

export function formatDuration({ months, days, ms }: Duration): string {
  const date = part(Math.floor(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D')
  const time = part(Math.floor(ms / hour), 'H') + part(Math.floor((ms % hour) / minute), 'M') + part((ms % minute) / second, 'S')
  if (time !== '') return `P${date}T${time}`
  return date === '' ? 'PT0S' : `P${date}`
}

/** In UTC: months first (31 January and a month is the last of February), then days, then the rest. */
export function addDuration(instant: Instant, { months, days, ms }: Duration): Instant {
  const sum = addMonths(instant, months) + days * day + ms
  if (!isInstant(sum)) throw new RangeError(`Past the year 9999: ${instant} and ${formatDuration({ months, days, ms })}`)
  return sum
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const century = 100 * 366 * day
const millisOfUnit = { h: hour, m: minute, s: second }

const iso8601 =
  /^P(?=.)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,10})(?:\.(\d{1,3}))?S)?)?$/
const friendly = /^(\d{1,9})([wdhms])$/

// No deadline and no step of a clock is longer than a century; a longer one is a slip of the keyboard or an attack.
function bounded(duration: Duration): Duration | null {
  return duration.months * 31 * day + duration.days * day + duration.ms <= century ? duration : null
}

function addMonths(instant: Instant, months: number): number {
  const date = new Date(instant)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate()
  return date.setUTCMonth(date.getUTCMonth() + months, Math.min(date.getUTCDate(), lastDay))
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`
}
