// Text for a terminal. What others wrote (customers, merchants, providers) passes through here, so that it can neither drive the
// terminal nor pretend to be a line of ours.

import type { Io, Out } from './io.ts'

/** One line: what a terminal would obey, or what reorders text, is shown as its code. */
export function safe(text: string): string {
  return text.toWellFormed().replace(/\s*[\r\n\t]+\s*/g, ' ').replace(unsafe, coded)
}

/** The same JSON, with the characters that JSON lets pass and terminals obey written as their codes. */
export function safeJson(text: string): string {
  return text.replace(unsafeInJson, coded)
}

// C0, DEL, C1 (0x9b alone begins a control sequence), marks of direction and separators of lines.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
const unsafeInJson = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
const coded = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

export type Paint = { red(text: string): string; bold(text: string): string; dim(text: string): string }

/** https://no-color.org: any value but the empty one. FORCE_COLOR=0 is no. */
export function paint(out: Out, env: Io['env']): Paint {
  const forced = env['FORCE_COLOR']
  const on = !env['NO_COLOR'] && (forced !== undefined ? forced !== '0' : out.isTTY && env['TERM'] !== 'dumb')
  const style = (from: number, to: number) => (text: string): string => (on ? `\u001b[${from}m${text}\u001b[${to}m` : text)
  return { red: style(31, 39), bold: style(1, 22), dim: style(2, 22) }
}

/** Columns on a terminal: East Asian wide characters and emoji take two, marks that combine take none. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

const combining = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const wide = /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u

export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let cut = ''
  for (const character of text) {
    if (widthOf(cut + character) > width - 1) break
    cut += character
  }
  return `${cut}…`
}
