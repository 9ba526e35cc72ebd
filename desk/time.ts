// Time as people read it: the server's clock, both zones, and words for what is left. Nobody else in the desk asks for the time, waits or
// formats an instant.

import { useEffect, useState, useSyncExternalStore } from 'react'

const second = 1_000
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const askZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
// Asking takes a millisecond, and a list asks hundreds of times. Who travels looks away from the page meanwhile.
let zoneHere = askZone()
globalThis.document?.addEventListener('visibilitychange', () => { zoneHere = askZone() })

let serverAt = Date.now()
let heardAt = performance.now()

/** A machine whose own clock is wrong, or a sandbox whose clock was turned, must not show a wrong deadline. */
export function setServerTime(at: number): void {
  const apart = Math.abs(at - serverNow())
  serverAt = at
  heardAt = performance.now()
  for (const tell of apart < turnedMs ? tellers : [...tellers, ...turners]) tell()
}

/** Tells when the server's time is another one than was thought, by more than a line is slow. Answers how to stop. */
export function onTurn(tell: () => void): () => void {
  turners.add(tell)
  return () => turners.delete(tell)
}

const turnedMs = minute
const turners = new Set<() => void>()

export const serverNow = (): number => Math.round(serverAt + performance.now() - heardAt)
export const ownZone = (): string => zoneHere
export const instantOf = (text: string): number => Date.parse(text)

/** Re-renders when another step has begun: once a minute usually, each second where something is about to happen. */
export function useNow(everyMs: Step = minute): number {
  return useSyncExternalStore(everyMs === second ? followSeconds : followMinutes, () => heldNow(everyMs))
}

type Step = typeof second | typeof minute

/** True once this long has passed: for what should not flash up. */
export function useLater(ms: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return later
}

/** Answers how to call it off. */
export function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

/** Answers how to end it. */
export function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}

const lookedMs = 5_000
const sleptMs = 60_000

/** Tells when the machine has slept: a look that comes every five seconds came much later. Answers how to stop. */
export function onWake(tell: () => void): () => void {
  let lookedAt = Date.now()
  return every(lookedMs, () => {
    const passed = Date.now() - lookedAt
    lookedAt = Date.now()
    if (passed > sleptMs) tell()
  })
}

/** "2 d 4 h", "18 min", "45 s"; never negative. */
export function lengthWords(ms: number): string {
  const left = Math.max(0, ms)
  if (left >= day) return `${Math.floor(left / day)} d ${Math.floor((left % day) / hour)} h`
  if (left >= hour) return `${Math.floor(left / hour)} h ${Math.floor((left % hour) / minute)} min`
  return left >= minute ? `${Math.floor(left / minute)} min` : `${Math.floor(left / second)} s`
}

/** Text first: "Missed", "in 18 min", "Today 18:00", "Tomorrow 09:30", "in 2 d 4 h". */
export function deadlineWords(at: number, now: number, zone: string = ownZone()): string {
  if (now > at) return 'Missed'
  if (at - now < hour) return `in ${lengthWords(at - now)}`
  const days = daysBetween(now, at, zone)
  if (days === 0) return `Today ${clock(at, zone)}`
  return days === 1 ? `Tomorrow ${clock(at, zone)}` : `in ${lengthWords(at - now)}`
}

export type DayGroup = 'overdue' | 'today' | 'tomorrow' | 'week' | 'later'

/** A week is the next seven days. */
export function dayGroup(at: number, now: number, zone: string = ownZone()): DayGroup {
  if (now > at) return 'overdue'
  const days = daysBetween(now, at, zone)
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days < 7 ? 'week' : 'later'
}

/** "Tue 24 Nov 2026, 18:00 (Asia/Bangkok)". */
export function fullTime(at: number, zone: string = ownZone()): string {
  return `${format(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at)}, ${clock(at, zone)} (${zone})`
}

/** "24 Nov 18:00". */
export function shortTime(at: number, zone: string = ownZone()): string {
  return `${format(zone, { day: 'numeric', month: 'short' }).format(at)} ${clock(at, zone)}`
}

export const dayText = (at: number, zone: string = ownZone()): string => format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at)

/** A zone that this browser does not know must not break a page. */
export function isZone(zone: string): boolean {
  try {
    format(zone, {})
    return true
  } catch {
    return false
  }
}

function daysBetween(from: number, to: number, zone: string): number {
  return Math.round((midnightOf(to, zone) - midnightOf(from, zone)) / day)
}

/** The calendar day there, as if it were one of UTC: only differences of it mean anything. */
function midnightOf(at: number, zone: string): number {
  const parts = Object.fromEntries(format(zone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!)
}

function clock(at: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than all the rest of a row. */
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  formats.set(key, known)
  return known
}

/** One timer for all that show the time, and none while nobody does. */
function ticker(everyMs: Step) {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  return (listener: () => void): (() => void) => {
    listeners.add(listener)
    tellers.add(listener)
    timer ??= setInterval(() => { for (const tell of listeners) tell() }, everyMs)
    return () => {
      listeners.delete(listener)
      tellers.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
}

const tellers = new Set<() => void>()
const followSeconds = ticker(second)
const followMinutes = ticker(minute)
const held = new Map<Step, { at: number; since: number; of: number }>()

/** The same for a whole step, so that all that is drawn together agrees. */
function heldNow(step: Step): number {
  const known = held.get(step)
  if (known && known.of === serverAt && performance.now() - known.since < step - tolerance) return known.at
  const fresh = { at: serverNow(), since: performance.now(), of: serverAt }
  held.set(step, fresh)
  return fresh.at
}

/** Timers may come a little early. */
const tolerance = 20
