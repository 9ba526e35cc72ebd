// An amount with the digits that its currency has. Amounts of several currencies stand side by side and are never added.

import { amountText, type Amount } from '../amounts.ts'

/** Left-to-right in any surroundings, so that no sign or digit wanders. */
export function Money({ amount, sign = false }: { amount: Amount; sign?: boolean }) {
  const plus = sign && BigInt(amount.value) > 0n ? '+' : ''
  return <bdi className="money" dir="ltr">{plus}{amountText(amount)} <span className="money-currency">{amount.currency}</span></bdi>
}

/** Three currencies, and how many more there are. */
export function Sums({ amounts, more = 0 }: { amounts: readonly Amount[]; more?: number }) {
  const hidden = Math.max(0, amounts.length - 3) + more
  return <>{amounts.slice(0, 3).map((amount, index) => <span key={amount.currency}>{index > 0 && ' + '}<Money amount={amount} /></span>)}{hidden > 0 && <bdi className="soft"> +{hidden} more</bdi>}</>
}
