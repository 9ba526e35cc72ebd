// Where the money of all disputes is, per currency: at risk, on its way, gone. The address says which period, which currency, which month.

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { targetOf } from '../api/client.ts'
import { get } from '../api/queries.ts'
import { saveCsv } from '../csv.ts'
import { Twin } from '../parts/wire/own-call.tsx'
import { CurrencyCards } from '../parts/money-table/cards.tsx'
import { currenciesOf, folded, type MoneyView } from '../parts/money-table/fold.ts'
import { isMonth, monthsBefore, zoneWords } from '../parts/money-table/month.ts'
import { Postings } from '../parts/money-table/postings.tsx'
import { MoneyTable, moneyCsv, type By } from '../parts/money-table/table.tsx'
import { Page } from '../parts/page.tsx'
import { ownZone, useNow } from '../time.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Problem, Skeleton } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { OutcomeFigures } from './money/outcomes.tsx'
import { OutlookFigures, outlookInput } from './money/outlook.tsx'
import { Pick } from './money/pick.tsx'

const periods = { '3m': 'Last 3 months', '12m': 'Last 12 months', '24m': 'Last 24 months' } as const
type Search = Record<string, string>

export default function MoneyPage() {
  const search = useSearch({ strict: false }) as Search
  const period = Object.keys(periods).find(one => one === search['period']) ?? '12m'
  const since = monthsBefore(useNow(), parseInt(period))
  const input = { query: { zone: ownZone(), since } }
  const { data, error, refetch } = useQuery(get('GET /v1/money', input))
  const navigate = useNavigate()
  const set = (change: Record<string, string | undefined>) => void navigate({ to: '/money', search: without({ ...search, ...change }), resetScroll: false })
  return (
    <Page title="Money" aside={<Pick label="Period" value={period} choices={periods} onChange={value => set({ period: value === '12m' ? undefined : value })} />}>
      {error ? <Problem error={error} onAgain={() => void refetch()} /> : data ? <Whole view={data} since={since} search={search} set={set} /> : <Skeleton rows={6} label="Loading the money" />}
      <footer className="line">
        <Twin route="GET /v1/money" target={targetOf('GET /v1/money', input)} /><Twin route="GET /v1/outlook" target={targetOf('GET /v1/outlook', outlookInput())} />
        <Twin route="GET /v1/outcomes" target={targetOf('GET /v1/outcomes', { query: { by: 'reason', since } })} />
      </footer>
    </Page>
  )
}

type WholeProps = { view: MoneyView; since: string; search: Search; set(change: Record<string, string | undefined>): void }

function Whole({ view, since, search, set }: WholeProps) {
  const all = currenciesOf(view)
  if (all.length === 0) return <Empty title="No money has moved yet"><p>What disputes hold, take and give back appears here, each currency by itself.</p></Empty>
  const only = all.find(currency => currency === search['currency'])
  const shown: MoneyView = only === undefined ? view : { ...view, at_risk: view.at_risk.filter(({ amount }) => amount.currency === only), months: view.months.filter(({ currency }) => currency === only) }
  return (
    <>
      <p className="spread"><span className="soft">Amounts of different currencies are never added. {zoneWords()}</span>{all.length > 1 && <Pick label="Currency" value={only ?? ''} choices={{ '': 'All', ...Object.fromEntries(all.map(one => [one, one])) }} onChange={value => set({ currency: value || undefined })} />}</p>
      {!view.complete && <p role="status" className="card" data-tone="warn">There is more than one look takes: this is what was posted since {view.since.slice(0, 10)}, and the disputes with the nearest deadlines.</p>}
      <CurrencyCards view={shown} />
      <h2>What is coming</h2>
      <OutlookFigures currencies={currenciesOf(shown)} />
      <h2>What came of it</h2>
      <OutcomeFigures since={since} />
      <Lines view={shown} search={search} set={set} />
      {isMonth(search['month']) && <Postings month={search['month']} search={without({ ...search, month: undefined })} />}
    </>
  )
}

function Lines({ view, search, set }: Omit<WholeProps, 'since'>) {
  const by: By = search['by'] === 'dialect' ? 'dialect' : 'month'
  const table = (of: By) => <MoneyTable by={of} rows={folded(view.months, of)} search={search} />
  return (
    <section className="card stack" aria-label="Money line by line">
      <div className="spread"><h2>Line by line</h2><Button size="small" className="no-print" reason={view.months.length === 0 ? 'There is nothing to export.' : null} reasonHidden onClick={() => saveCsv('money.csv', moneyCsv(folded(view.months, 'line')))}>Export CSV</Button></div>
      <Tabs label="Money line by line" current={by} onChange={id => set({ by: id === 'month' ? undefined : id })} tabs={[{ id: 'month', label: 'By month', content: table('month') }, { id: 'dialect', label: 'By provider', content: table('dialect') }]} />
    </section>
  )
}

const without = (search: Record<string, string | undefined>): Search => Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
