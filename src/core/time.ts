// Instants: epoch milliseconds, read and printed as RFC 3339 from 1970 to 9999. Nothing here asks for the machine's time zone.

export type Instant = number
export type Fraction = { fraction?: boolean }

export const latestInstant: Instant = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** Offset or Z is required: a time without a zone is a different instant on every machine. */
export function parseInstant(text: unknown): Instant | null {
  const match = typeof text === 'string' && text.length <= longestText ? rfc3339.exec(text) : null
  if (match === null) return null
  const [, year, month, day, hour, minute, second, fraction = '', zulu, sign, offsetHour, offsetMinute] = match
  const midnight = midnightOf(Number(year), Number(month), Number(day))
  const clock = millisOf(Number(hour), Number(minute), Math.min(Number(second), 59)) + Number(fraction.slice(0, 3).padEnd(3, '0'))
  const offset = zulu === undefined ? millisOf(Number(offsetHour), Number(offsetMinute), 0) : 0
  const instant = midnight + clock - (sign === '-' ? -offset : offset)
  return instant >= 0 && instant <= latestInstant ? instant : null
}

export function isInstant(value: unknown): value is Instant {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= latestInstant
}

/** "2026-11-21T02:36:06Z". Milliseconds are printed when there are any, or always or never by `fraction`. */
export function formatInstant(instant: Instant, { fraction }: Fraction = {}): string {
  return `${localText(instant, 0, fraction)}Z`
}

/** "2026-11-21T08:06:06+05:30". */
export function formatInstantAt(instant: Instant, offsetMinutes: number, { fraction }: Fraction = {}): string {
  return localText(instant, offsetMinutes, fraction) + offsetText(offsetMinutes)
}

export function secondsOf(instant: Instant): number {
  return Math.floor(instant / 1000)
}

const longestText = 64
const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?(?:([Zz])|([+-])([01]\d|2[0-3]):([0-5]\d))$/

// NaN for a day that no calendar has. 1969 is let through for the hours west of Greenwich; Date.UTC reads years below 100 as 19xx.
function midnightOf(year: number, month: number, day: number): number {
  const midnight = Date.UTC(year, month - 1, day)
  const real = year >= 1969 && new Date(midnight).getUTCMonth() === month - 1 && day > 0
  return real ? midnight : NaN
}

function millisOf(hours: number, minutes: number, seconds: number): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

function localText(instant: Instant, offsetMinutes: number, fraction = instant % 1000 !== 0): string {
  const local = instant + offsetMinutes * 60_000
  if (!isInstant(instant) || local > latestInstant) throw new RangeError(`Not an instant between 1970 and 9999: ${instant}`)
  return new Date(local).toISOString().slice(0, fraction ? 23 : 19)
}

function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes)
  if (!Number.isInteger(size) || size >= 24 * 60) throw new RangeError(`Not an offset in minutes: ${offsetMinutes}`)
  return (offsetMinutes < 0 ? '-' : '+') + twoDigits(Math.floor(size / 60)) + ':' + twoDigits(size % 60)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
