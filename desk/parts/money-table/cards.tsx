// A card for each currency: what is at risk now, and where the money of the period went.

import { Money } from '../../ui/money.tsx'
import { atRisk, columnWords, columns, currenciesOf, folded, type Folded, type MoneyView } from './fold.ts'
import './money-table.css'

export function CurrencyCards({ view }: { view: MoneyView }) {
  const sums = folded(view.months, 'currency')
  return <div className="currency-cards">{currenciesOf(view).map(currency => <Card key={currency} currency={currency} view={view} sum={sums.find(sum => sum.currency === currency)} />)}</div>
}

function Card({ currency, view, sum }: { currency: string; view: MoneyView; sum: Folded | undefined }) {
  const { value, count } = atRisk(view).find(risk => risk.currency === currency) ?? { value: 0n, count: 0 }
  return (
    <section className="card stack" aria-label={`Money in ${currency}`}>
      <h2>{currency}</h2>
      <div><span className="soft small">At risk now, {count} open {count === 1 ? 'dispute' : 'disputes'}</span><p className="at-risk"><Money amount={{ value, currency }} /></p></div>
      <dl className="sums">
        {columns.map(column => <div key={column} data-column={column} title={columnWords[column].says}><dt>{columnWords[column].word}</dt><dd><Money amount={{ value: sum?.[column] ?? 0n, currency }} sign={column === 'net'} /></dd></div>)}
      </dl>
    </section>
  )
}
