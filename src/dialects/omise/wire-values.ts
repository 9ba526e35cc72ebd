// Single values of Omise's documents as they arrive, in any version. Forgiving in form, never in meaning: what cannot be read is null. Pure.

import { isCurrency } from '../../core/currency.ts'
import { fromWireInteger, type Money } from '../../core/money.ts'

export type Json = Readonly<Record<string, unknown>>

/** Deeper than any document of theirs: what goes deeper is not read at all. */
const deepest = 32

export const objectOf = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isShallow(value, deepest) ? (value as Json) : null

const isShallow = (value: unknown, left: number): boolean =>
  typeof value !== 'object' || value === null || (left > 0 && Object.values(value).every(each => isShallow(each, left - 1)))

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
const longestText = 20_000

/** What no store and no terminal can bear is shown as missing. Null for what is no text, or is empty. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, longestText).toWellFormed().replace(unprintable, '\ufffd') : null

/** Of a word; a number or a flag where a word should be is seen too. */
export const wordOf = (value: unknown): string | null =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value)?.slice(0, 200) ?? null

/** Older versions write currencies in lower case. */
export function moneyOf(amount: unknown, currency: unknown): Money | null {
  const code = typeof currency === 'string' ? currency.toUpperCase() : null
  return isCurrency(code) ? fromWireInteger(amount, code, { provider: 'omise' }) : null
}
