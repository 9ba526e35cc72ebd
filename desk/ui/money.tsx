// An amount with the digits that its currency has. Amounts of several currencies stand side by side and are never added.

import { isCurrency } from '../../src/core/currency.ts'
import { formatMajor, money } from '../../src/core/money.ts'

export type Amount = { value: number | bigint; currency: string }

/** "1,234.50"; minor units where the currency is none that we know. */
export function amountText({ value, currency }: Amount): string {
  const units = BigInt(value)
  const plain = isCurrency(currency) ? formatMajor(money(units, currency)) : `${units}`
  return plain.replace(/\B(?=(\d{3})+(?=\.|$))(?<!\.\d*)/g, ',')
}

export const moneyText = (amount: Amount): string => `${amountText(amount)} ${amount.currency}`

/** Left-to-right in any surroundings, so that no sign or digit wanders. */
export function Money({ amount, sign = false }: { amount: Amount; sign?: boolean }) {
  const plus = sign && BigInt(amount.value) > 0n ? '+' : ''
  return <bdi className="money" dir="ltr">{plus}{amountText(amount)} <span className="money-currency">{amount.currency}</span></bdi>
}

/** Three currencies, and how many more there are. */
export function Sums({ amounts, more = 0 }: { amounts: readonly Amount[]; more?: number }) {
  const hidden = Math.max(0, amounts.length - 3) + more
  return <>{amounts.slice(0, 3).map((amount, index) => <span key={amount.currency}>{index > 0 && ' + '}<Money amount={amount} /></span>)}{hidden > 0 && <span className="soft"> +{hidden} more</span>}</>
}
