// Lines of the money view added up: per currency, and within it by month or by provider. Nothing is ever added over currencies.

import type { AnswerOf } from '../../api/contract.ts'

export type MoneyView = AnswerOf<'GET /v1/money'>
type Line = MoneyView['months'][number]
export const columns = ['debited', 'won_back', 'lost', 'fees', 'net'] as const
export type Column = (typeof columns)[number]
export type Folded = { id: string; currency: string; month: string; dialect: Line['dialect'] } & Record<Column, bigint>

export const columnWords: Record<Column, { word: string; says: string }> = {
  debited: { word: 'Debited', says: 'Left your balance: held, or taken at once.' },
  won_back: { word: 'Won back', says: 'Came back to your balance.' },
  lost: { word: 'Lost', says: 'Went to the network, less what it gave back.' },
  fees: { word: 'Fees', says: 'Fees, less fees given back.' },
  net: { word: 'Net', says: 'Won back, less debited and fees.' },
}

const keys = {
  currency: ({ currency }: Line) => currency,
  month: ({ currency, month }: Line) => `${month} ${currency}`,
  dialect: ({ currency, dialect }: Line) => `${dialect} ${currency}`,
  line: ({ currency, dialect, month }: Line) => `${month} ${dialect} ${currency}`,
}

/** In the order in which they first come: the newest month first. */
export function folded(lines: readonly Line[], by: keyof typeof keys): Folded[] {
  const rows = new Map<string, Folded>()
  for (const line of lines) {
    const id = keys[by](line)
    const row = rows.get(id) ?? { id, currency: line.currency, month: line.month, dialect: line.dialect, debited: 0n, won_back: 0n, lost: 0n, fees: 0n, net: 0n }
    for (const column of columns) row[column] += BigInt(line[column])
    rows.set(id, row)
  }
  return [...rows.values()]
}

export type AtRisk = { currency: string; count: number; value: bigint }

export function atRisk(view: MoneyView): AtRisk[] {
  const sums = new Map<string, AtRisk>()
  for (const { count, amount: { currency, value } } of view.at_risk) {
    const before = sums.get(currency) ?? { currency, count: 0, value: 0n }
    sums.set(currency, { currency, count: before.count + count, value: before.value + BigInt(value) })
  }
  return [...sums.values()]
}

/** Every currency in which something is at risk or moved, the one with most disputes first. */
export function currenciesOf(view: MoneyView): string[] {
  const risky = atRisk(view).sort((a, b) => b.count - a.count).map(({ currency }) => currency)
  return [...new Set([...risky, ...view.months.map(({ currency }) => currency)])]
}
