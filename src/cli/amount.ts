// Amounts as people type and read them: major units with all their digits, and the currency.

import { currencies, isCurrency, type Currency } from '../core/currency.ts'
import { formatMajor, money, parseMajor, type Money } from '../core/money.ts'
import { usage } from './exit.ts'

export type WireAmount = { value: number; currency: string }

/** "120.00usd", "120usd" and "120.00 USD" are the same. */
export function readAmount(text: string): Money {
  const match = /^([0-9.]+) ?([A-Za-z]{3})$/.exec(text)
  const currency = match?.[2]!.toUpperCase()
  if (!match || !currency) throw usage(`${JSON.stringify(text)} is not an amount with its currency.`, 'Write it like 120.00usd.')
  if (!isCurrency(currency)) throw usage(`There is no currency ${currency}.`, `ISO 4217 has ${currencies.length} that a dispute can be about.`)
  const found = parseMajor(match[1], currency)
  if (!found) throw usage(`${match[1]} is not an amount of ${currency}.`, `Write it like ${formatMajor(money(12_000n, currency))}${currency.toLowerCase()}.`)
  return found
}

export const toWire = ({ amount, currency }: Money): WireAmount => ({ value: Number(amount), currency })

export const majorOf = ({ value, currency }: WireAmount): string =>
  (isCurrency(currency) ? formatMajor(money(BigInt(value), currency)) : `${value} minor units`)

export const shown = (amount: WireAmount): string => `${majorOf(amount)} ${amount.currency}`

/** Currencies are never added together. */
export function totalsOf(amounts: readonly WireAmount[]): string[] {
  const sums = new Map<string, bigint>()
  for (const { value, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(value))
  return [...sums].map(([currency, sum]) => `${isCurrency(currency) ? formatMajor(money(sum, currency as Currency)) : sum} ${currency}`)
}
