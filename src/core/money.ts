// Money as we hold it: an integer of ISO 4217 minor units and its currency. No amount ever passes through a float.
import { exponentOf } from './currency.ts'
import type { Currency } from './currency.ts'

export type Money = { amount: bigint; currency: Currency }
type Sign = { negative?: boolean }

/** What may arrive in one amount: the largest integer that every JSON reader keeps. Sums may exceed it. */
export const largestAmount = 9_007_199_254_740_991n

export function money(amount: bigint, currency: Currency): Money {
  return { amount, currency }
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.amount === b.amount
}

export function addMoney(a: Money, b: Money): Money {
  return money(a.amount + sameCurrency(a, b).amount, a.currency)
}

export function subtractMoney(a: Money, b: Money): Money {
  return money(a.amount - sameCurrency(a, b).amount, a.currency)
}

export function negate(a: Money): Money {
  return money(-a.amount, a.currency)
}

export function isZero(a: Money): boolean {
  return a.amount === 0n
}

export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const difference = a.amount - sameCurrency(a, b).amount
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Major units with all their digits: "120.00" THB, "120" JPY, "120.000" KWD. */
export function formatMajor(money: Money, provider?: string): string {
  const exponent = exponentOf(money.currency, provider)
  const units = toWireInteger(money, provider)
  const digits = (units < 0n ? -units : units).toString().padStart(exponent + 1, '0')
  const point = digits.length - exponent
  const major = exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
  return units < 0n ? `-${major}` : major
}

/** As people read it: "4,590.00 THB". For what a program reads back there is `formatMajor`. */
export function moneyWords(money: Money): string {
  return `${inThousands(formatMajor(money))} ${money.currency}`
}

export function inThousands(digits: string): string {
  const [whole = '', ...fraction] = digits.split('.')
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.')
}

/** Fewer digits than the currency has are read as a person means them ("120" is 120.00 THB); more are refused. */
export function parseMajor(text: unknown, currency: Currency, provider?: string, { negative = false }: Sign = {}): Money | null {
  const match = typeof text === 'string' && text.length <= longestText ? majorUnits.exec(text) : null
  if (match === null) return null
  const [, sign = '', whole = '', fraction = ''] = match
  const exponent = exponentOf(currency, provider)
  if (fraction.length > exponent) return null
  const units = BigInt(whole + fraction.padEnd(exponent, '0'))
  if (sign === '-' && units === 0n) return null
  return fromUnits(sign === '-' ? -units : units, currency, provider, negative)
}

/** Minor units as JSON gives them. A number that is not a safe integer has lost something on the way. */
export function fromWireInteger(
  value: unknown, currency: Currency, { negative = false, provider }: Sign & { provider?: string } = {},
): Money | null {
  if (typeof value === 'bigint') return fromUnits(value, currency, provider, negative)
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return null
  return fromUnits(BigInt(value as number), currency, provider, negative)
}

/** Minor units as `provider` counts them. */
export function toWireInteger(money: Money, provider?: string): bigint {
  const units = rescale(money.amount, exponentOf(money.currency), exponentOf(money.currency, provider))
  if (units === null) throw new Error(`${provider} cannot write ${money.amount} minor units of ${money.currency}`)
  return units
}

// The sign, sixteen digits of the largest amount, a point and four digits.
const longestText = 22
const majorUnits = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/

function fromUnits(units: bigint, currency: Currency, provider: string | undefined, negative: boolean): Money | null {
  const amount = rescale(units, exponentOf(currency, provider), exponentOf(currency))
  if (amount === null || (amount < 0n && !negative)) return null
  return amount > largestAmount || amount < -largestAmount ? null : money(amount, currency)
}

function rescale(units: bigint, from: number, to: number): bigint | null {
  if (to >= from) return units * 10n ** BigInt(to - from)
  const factor = 10n ** BigInt(from - to)
  return units % factor === 0n ? units / factor : null
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`Mixed currencies: ${a.currency} and ${b.currency}`)
  return b
}
