// Amounts as text, with the digits that their currency has. No float, and no sum over currencies.

import { isCurrency } from '../src/core/currency.ts'
import { formatMajor, inThousands, money } from '../src/core/money.ts'

export type Amount = { value: number | bigint; currency: string }

/** "1,234.50"; minor units where the currency is none that we know. */
export function amountText({ value, currency }: Amount): string {
  const units = BigInt(value)
  return inThousands(isCurrency(currency) ? formatMajor(money(units, currency)) : `${units}`)
}

export const moneyText = (amount: Amount): string => `${amountText(amount)} ${amount.currency}`

/** One sum per currency, the largest first as numbers go. */
export function sumsOf(amounts: readonly Amount[]): Amount[] {
  const sums = new Map<string, bigint>()
  for (const { value, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(value))
  return [...sums].map(([currency, value]) => ({ currency, value })).sort((a, b) => (a.value < b.value ? 1 : a.value > b.value ? -1 : 0))
}
