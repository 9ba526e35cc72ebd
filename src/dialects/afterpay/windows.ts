// Reads a long list by windows of time of opening, each so narrow that one answer holds all of it: pages by offset skip and repeat rows
// where the list moves, and nobody documents their order or how long one may be. The cursor is a window. Pure.

import { formatInstant, type Instant } from '../../core/time.ts'

/** In seconds. Without a width it has no end; `offset` is not 0 only where one second holds more than one answer. */
export type Window = { from: number; width: number | null; offset: number }
export type Seen = { rows: number; total: number }

/**
 * The list can be narrowed by opening only, and what is old can change too. A dispute is answered within 13 days and decided within
 * 30 more; a customer's update begins both again. What is older than this has long ended.
 */
const longestLife = 400 * 86_400

export const firstWindow = (since: Instant | null): Window => ({ from: since === null ? 0 : Math.max(0, Math.floor(since / 1000) - longestLife), width: null, offset: 0 })

export function queryOf({ from, width, offset }: Window, limit: number): Record<string, string | number | undefined> {
  const at = (seconds: number): string => formatInstant(seconds * 1000)
  return { openedAfter: from > 0 ? at(from) : undefined, openedBefore: width === null ? undefined : at(from + width), offset, limit }
}

/** Null at the end. Both bounds of a window are inclusive, so windows meet in a second that is read twice. */
export function nextWindow(window: Window, { rows, total }: Seen, now: Instant): Window | null {
  const { from, width, offset } = window
  const left = total - offset - rows
  if (left > 0 && rows > 0) return narrowed(window, { rows, total }, Math.floor(now / 1000))
  if (width === null) return null
  const wider = rows === 0 ? width * 16 : rows < few ? width * 4 : width
  return { from: from + width, width: from + width + wider >= now / 1000 ? null : wider, offset: 0 }
}

const few = 25

/** About half of what one answer holds, by how dense this window is. */
function narrowed({ from, width, offset }: Window, { rows, total }: Seen, now: number): Window {
  const span = width ?? Math.max(1, now - from)
  if (span <= 1) return { from, width, offset: offset + rows }
  return { from, width: Math.max(1, Math.min(Math.floor(span / 2), Math.floor((span * rows) / (2 * total)))), offset: 0 }
}

export const cursorOf = ({ from, width, offset }: Window): string => [from, width ?? '', offset].join('.')

/** A cursor that we did not write begins anew. */
export function windowOf(cursor: string | null): Window | null {
  const [, from, width, offset] = /^(\d{1,11})\.(\d{0,11})\.(\d{1,9})$/.exec(cursor ?? '') ?? []
  return from === undefined ? null : { from: Number(from), width: width === '' ? null : Number(width), offset: Number(offset) }
}
