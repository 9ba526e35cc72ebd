// Sums as the API prints them: one per currency, the currency of the most disputes first, and never one over two currencies.

import type { Total } from '../../../engine/store-overview.ts'
import type { WireTally } from '../contract/desk-shapes.ts'
import { toWireSum } from '../translate.ts'

/** How many rows one call adds up: some 200 ms with SQLite, on the thread that reads. */
export const mostLookedAt = 100_000

export function tallyOf(totals: readonly Total[]): WireTally {
  const sums = new Map<string, Total>()
  for (const { currency, count, amount } of totals) {
    const before = sums.get(currency) ?? { currency, count: 0, amount: 0n }
    sums.set(currency, { currency, count: before.count + count, amount: before.amount + amount })
  }
  return { count: countOf(totals), amounts: [...sums.values()].sort(byCount).map(({ amount, currency }) => toWireSum(amount, currency)) }
}

export const countOf = (totals: readonly { count: number }[]): number => totals.reduce((sum, { count }) => sum + count, 0)

/** What belongs together under a name, in the order in which the names came. */
export function grouped<T>(items: readonly T[], nameOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = nameOf(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return [...groups]
}

const byCount = (a: Total, b: Total): number => b.count - a.count || (a.currency < b.currency ? -1 : 1)
