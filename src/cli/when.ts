// Instants and durations as people type and read them: in the user's zone, with UTC beside it.

import { formatDuration, parseDuration, parseFriendlyDuration, type Duration } from '../core/duration.ts'
import { parseInstant, type Instant } from '../core/time.ts'
import { usage } from './exit.ts'

/** "48h", "3d", "10s", or ISO 8601: "P3D". */
export function readDuration(text: string): Duration {
  const found = parseFriendlyDuration(text) ?? parseDuration(text)
  if (found) return found
  throw usage(`${JSON.stringify(text)} is not a length of time.`, 'Write it like 10s, 90m, 48h, 3d, 2w, or P3D.')
}

export const isoOf = (text: string): string => formatDuration(readDuration(text))

export function readMillis(text: string): number {
  const { months, ms, days } = readDuration(text)
  if (months > 0) throw usage(`${JSON.stringify(text)} has no fixed length.`, 'Write it in weeks, days, hours, minutes or seconds.')
  return days * 86_400_000 + ms
}

export function readInstant(text: string): Instant {
  const found = parseInstant(text)
  if (found !== null) return found
  throw usage(`${JSON.stringify(text)} is not an instant.`, 'Write it like 2026-11-28T09:00:00Z, with Z or an offset.')
}

/** "Sat 28 Nov 16:00" where the user is. */
export function localText(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .formatToParts(new Date(instant))
  const part = (type: string): string => parts.find(found => found.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)} ${part('hour')}:${part('minute')}`
}

/** "2026-11-28 09:00Z": short, and still an instant. */
export const utcText = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}Z`

export const isUtc = (timeZone: string): boolean => /^(Etc\/)?(UTC|GMT|UCT|Zulu)$/.test(timeZone)

export const bothText = (instant: string, timeZone: string): string =>
  (isUtc(timeZone) ? utcText(instant) : `${localText(instant, timeZone)} ${timeZone} (${utcText(instant)})`)

/** "2 d 4 h", "6 h 12 min", "40 s". */
export function leftText(seconds: number): string {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60]
  if (seconds < 60) return `${seconds} s`
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`
}
