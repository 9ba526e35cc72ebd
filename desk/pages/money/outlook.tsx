// Money at risk by the day of its deadline: one picture for each currency, because their amounts have no scale in common.

import { useQuery } from '@tanstack/react-query'
import { amountText, moneyText } from '../../amounts.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { Figure } from '../../parts/charts/figure.tsx'
import { TimeBars, type Bar } from '../../parts/charts/time-bars.tsx'
import { dayWords } from '../../parts/money-table/month.ts'
import { ownZone } from '../../time.ts'
import { Money } from '../../ui/money.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'

type Outlook = AnswerOf<'GET /v1/outlook'>
type Part = { id: string; name: string; value: bigint; mark?: string | undefined; hatched?: boolean }

/** Four weeks. */
export const outlookInput = () => ({ query: { zone: ownZone(), weeks: '4' } })

export function OutlookFigures({ currencies }: { currencies: readonly string[] }) {
  const { data, error, refetch } = useQuery(get('GET /v1/outlook', outlookInput()))
  if (error) return <Problem error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton rows={4} label="Loading deadlines" />
  const shown = currencies.filter(currency => partsOf(data, currency).some(({ value }) => value > 0n))
  return (
    <>
      {!data.complete && <p className="soft">There are more open disputes than one look takes: these are the ones with the nearest deadlines.</p>}
      {shown.length === 0 ? <p className="soft">No open dispute has money at risk.</p> : <div className="figures">{shown.map(currency => <OneCurrency key={currency} currency={currency} parts={partsOf(data, currency)} />)}</div>}
    </>
  )
}

function OneCurrency({ currency, parts }: { currency: string; parts: readonly Part[] }) {
  const total = parts.reduce((sum, { value }) => sum + value, 0n)
  const most = parts.reduce((a, b) => (b.value > a.value ? b : a))
  const bars: Bar[] = parts.map(({ id, name, value, mark, hatched = false }) => ({ id, value, mark, hatched, name: `${name}: ${value > 0n ? moneyText({ value, currency }) : 'nothing'}` }))
  return (
    <Figure
      title={`Deadlines of the next four weeks in ${currency}`} says={<>{moneyText({ value: total, currency })} at risk, most of it {most.id.includes('-') ? 'due ' : ''}{lowerFirst(most.name)}.</>}
      rows={parts.filter(({ value }) => value > 0n)} rowKey={({ id }) => id}
      columns={[{ head: 'Deadline', cell: ({ name }) => name }, { head: 'At risk', end: true, cell: ({ value }) => <Money amount={{ value, currency }} /> }]}
    >
      {named => <TimeBars {...named} bars={bars} scaleText={value => amountText({ value, currency })} />}
    </Figure>
  )
}

/** What lies behind, each day, and what lies beyond. Only what there is has a bar of its own beside the days. */
function partsOf({ overdue, days, later, without_deadline }: Outlook, currency: string): Part[] {
  const of = ({ amounts }: Outlook['overdue']): bigint => BigInt(amounts.find(amount => amount.currency === currency)?.value ?? 0)
  const beside = (id: string, name: string, tally: Outlook['overdue'], hatched = false): Part[] => (of(tally) > 0n ? [{ id, name, value: of(tally), hatched }] : [])
  return [
    ...beside('overdue', 'Overdue', overdue, true), ...days.map((tally, index) => ({ id: tally.day, name: index === 0 ? 'Today' : dayWords(tally.day), value: of(tally), mark: index % 7 === 0 ? (index === 0 ? 'Today' : dayWords(tally.day).replace(/^\w+,? /, '')) : undefined })),
    ...beside('later', 'Later', later), ...beside('none', 'Without a deadline', without_deadline),
  ]
}

const lowerFirst = (text: string): string => (/^(?:Today|Overdue|Later|Without)/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)
