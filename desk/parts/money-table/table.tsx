// The money of a period line by line: by month, or by provider; each month leads to its postings.

import { Link } from '@tanstack/react-router'
import { formatMajor, money } from '../../../src/core/money.ts'
import { isCurrency } from '../../../src/core/currency.ts'
import { csvText, type Cell } from '../../csv.ts'
import { DataTable, type Column as TableColumn } from '../../ui/data-table.tsx'
import { Money } from '../../ui/money.tsx'
import { dialectWords } from '../../words.ts'
import { columnWords, columns, type Folded } from './fold.ts'
import { monthWords } from './month.ts'

export type By = 'month' | 'dialect'
type Search = Record<string, string>

export function MoneyTable({ by, rows, search }: { by: By; rows: readonly Folded[]; search: Search }) {
  const first: TableColumn<Folded> = by === 'month'
    ? { head: 'Month', cell: ({ month }) => <Link to="/money" search={{ ...search, month }} hash="postings" title="Show the postings of this month">{monthWords(month)}</Link> }
    : { head: 'Provider', cell: ({ dialect }) => dialectWords[dialect] }
  return (
    <DataTable
      caption={by === 'month' ? 'Money by month and currency' : 'Money by provider and currency'} captionHidden rows={rows} rowKey={({ id }) => id} none="No money has moved in this period."
      columns={[first, { head: 'Currency', cell: ({ currency }) => currency }, ...columns.map(column => ({
        head: <span title={columnWords[column].says}>{columnWords[column].word}</span>, end: true, cell: (row: Folded) => <Money amount={{ value: row[column], currency: row.currency }} sign={column === 'net'} />,
      }))]}
    />
  )
}

/** Amounts with the digits of their currency, which has a column of its own. */
export function moneyCsv(lines: readonly Folded[]): string {
  return csvText(['month', 'provider', 'currency', ...columns], lines.map(line => [line.month, line.dialect, line.currency, ...columns.map(column => decimal(line[column], line.currency))]))
}

export const decimal = (value: bigint, currency: string): Cell => ({ decimal: isCurrency(currency) ? formatMajor(money(value, currency)) : `${value}` })
