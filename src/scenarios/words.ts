// Reads the words in which scenarios are written: moments, money and fees. A slip in them is a bug in the data and is thrown.

import type { Fee } from '../core/dispute.ts'
import { isCurrency } from '../core/currency.ts'
import { addDuration, parseDuration } from '../core/duration.ts'
import { parseMajor, type Money } from '../core/money.ts'
import type { Instant } from '../core/time.ts'
import type { Charge, Moment, MoneyText } from './scenario.ts'

export function instantOf(moment: Moment, base: Instant): Instant {
  const duration = parseDuration(moment.slice(1))
  if (!duration || duration.months > 0) throw new Error(`Not a distance in days and less: ${moment}`)
  return moment.startsWith('-') ? base - (duration.days * 86_400_000 + duration.ms) : addDuration(base, duration)
}

export function moneyOf(text: MoneyText): Money {
  const [currency, amount] = text.split(' ')
  const money = isCurrency(currency) ? parseMajor(amount, currency) : null
  if (!money) throw new Error(`Not money: ${text}`)
  return money
}

export const feesOf = (charges: Charge[] = []): Fee[] =>
  charges.map(({ kind, money, refundable }) => ({ kind, money: moneyOf(money), refundable }))
