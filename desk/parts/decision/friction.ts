// How hard it is made to give up money: the larger and the more final, the more has to be typed. Pure.

import { exponentOf, isCurrency } from '../../../src/core/currency.ts'
import { amountText, type Amount } from '../../amounts.ts'

/** A hundred of the currency's major unit. */
const typedAbove = 100n

export function mustTypeAmount({ value, currency }: Amount, isFinal: boolean): boolean {
  const digits = isCurrency(currency) ? exponentOf(currency) : 0
  return isFinal && BigInt(value) > typedAbove * 10n ** BigInt(digits)
}

/** With or without the signs that group the digits, and with or without the currency. */
export function isTyped(text: string, amount: Amount): boolean {
  const plain = (written: string) => written.toUpperCase().replaceAll(/[,\s]/g, '')
  const wanted = plain(amountText(amount))
  return plain(text) === wanted || plain(text) === wanted + amount.currency
}

/** The window in which it can be undone: 10 seconds, less where the deadline leaves less, none where it leaves none. */
export const holdSeconds = (longest: number, wanted = 10): number => Math.min(wanted, longest)
