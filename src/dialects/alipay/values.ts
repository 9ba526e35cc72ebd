// Values of a document that nobody here has checked, read strictly: what does not fit is nothing. Pure.

import { isCurrency } from '../../core/currency.ts'
import { fromWireInteger, type Money } from '../../core/money.ts'
import { parseInstant, type Instant } from '../../core/time.ts'

export type Json = Readonly<Record<string, unknown>>

export const objectOf = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null)

/** Longer texts than the page allows are none. */
export const textOf = (value: unknown, most: number): string | null => (typeof value === 'string' && value !== '' && value.length <= most ? value : null)

/** Text that goes on to be kept and shown: without what no database and no terminal takes. */
export const wordOf = (value: unknown, most: number): string | null => textOf(value, most)?.replace(/[\u0000-\u001f\u007f]/g, '\ufffd').toWellFormed() ?? null

/** The smallest unit, as text. */
export function moneyOf(value: unknown): Money | null {
  const { currency, value: units } = objectOf(value) ?? {}
  return isCurrency(currency) && typeof units === 'string' && /^(0|[1-9]\d{0,15})$/.test(units) ? fromWireInteger(BigInt(units), currency, { provider: 'alipay' }) : null
}

export const timeOf = (value: unknown): Instant | null => parseInstant(value)

/** A time to the second may mean any instant of it: the last one is before nothing that it followed. */
export function latestOf(value: unknown): Instant | null {
  const at = timeOf(value)
  return at === null || String(value).includes('.') ? at : at + 999
}
