// Single values of Afterpay's documents as its editions write them, read into ours. Forgiving in form, never in meaning: what cannot be
// read is null. Pure.

import { isCurrency, type Currency } from '../../core/currency.ts'
import { parseMajor, type Money } from '../../core/money.ts'
import { isInstant, parseInstant, type Instant } from '../../core/time.ts'

export type Json = Readonly<Record<string, unknown>>

export const objectOf = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null)

/** Deeper than any document of theirs; what is deeper nobody can write down again. */
const deepest = 32

export function isShallow(value: unknown, left = deepest): boolean {
  return typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every(one => isShallow(one, left - 1)))
}

const longestText = 20_000

/** What no store and no terminal can bear is shown as missing. Null for what is no text, or is empty. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  return value.slice(0, longestText).toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
}

/** A number, a flag or a list where a word should be is a strange word, not none. */
export function wordOf(value: unknown): string | null {
  if (typeof value === 'string') return textOf(value)?.slice(0, 200) ?? null
  return value === undefined || value === null ? null : JSON.stringify(value).slice(0, 200)
}

/** Epoch seconds as text or number; ISO 8601 too, in UTC where it names no zone. `-1` is how an older edition writes that there is none. */
export function instantOf(value: unknown): Instant | null {
  const text = typeof value === 'number' ? String(value) : textOf(value)
  if (text === null) return null
  const at = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : parseInstant(text) ?? parseInstant(`${text}Z`)
  return at !== null && isInstant(at) ? at : null
}

/** Whether something stands there that should be an instant and is none. */
export const isBrokenInstant = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && String(value) !== '-1' && instantOf(value) === null

/** Major units as text only: a number has been through a float. */
export const moneyOf = (value: unknown, currency: Currency | null): Money | null => (currency ? parseMajor(value, currency, 'afterpay') : null)

/** Their word for it; the account's own where they leave it out; none for a word that is no currency. */
export function currencyOf(word: unknown, own: Currency | null): Currency | null {
  if (word === undefined || word === null || word === '') return own
  return isCurrency(word) ? word : null
}

/** A real array, strict JSON in a string, or the printed sample with its typographic quotes. */
export function tokensOf(value: unknown): string[] {
  const list = typeof value === 'string' ? parsed(value.replace(/[\u201c\u201d\u201e\u201f]/g, '"')) : value
  return Array.isArray(list) ? list.flatMap(token => textOf(token)?.slice(0, 200) ?? []) : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
