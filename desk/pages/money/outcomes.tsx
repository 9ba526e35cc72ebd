// What came of disputes, by what the customer said or by provider. Counted, because amounts of several currencies have no sum.

import { useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { Figure } from '../../parts/charts/figure.tsx'
import { OutcomeBars, shortWord, totalOf, type OutcomeBar } from '../../parts/charts/outcome-bars.tsx'
import { dayText, instantOf } from '../../time.ts'
import { Sums } from '../../ui/money.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { dialectWords, reasonWords } from '../../words.ts'

type Outcomes = AnswerOf<'GET /v1/outcomes'>
const words: Record<string, string> = { ...reasonWords, ...dialectWords }
const titles = { reason: 'Outcomes by reason', dialect: 'Outcomes by provider' } as const

export function OutcomeFigures({ since }: { since: string }) {
  return <div className="figures"><OutcomeFigure by="reason" since={since} /><OutcomeFigure by="dialect" since={since} /></div>
}

function OutcomeFigure({ by, since }: { by: Outcomes['by']; since: string }) {
  const { data, error, refetch } = useQuery(get('GET /v1/outcomes', { query: { by, since } }))
  if (error) return <Problem error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton rows={4} label={`Loading ${titles[by]}`} />
  const bars = barsOf(data)
  return (
    <Figure title={titles[by]} says={saysOf(data, bars)} rows={data.data} rowKey={({ key, outcome }) => `${key} ${outcome}`} columns={[
      { head: by === 'reason' ? 'The customer' : 'Provider', cell: ({ key }) => words[key] }, { head: 'Outcome', cell: ({ outcome }) => shortWord(outcome) },
      { head: 'Disputes', end: true, cell: ({ count }) => count }, { head: 'Amounts', end: true, cell: ({ amounts }) => <Sums amounts={amounts} /> },
    ]}
    >
      {({ labelledBy }) => <OutcomeBars labelledBy={labelledBy} bars={bars} />}
    </Figure>
  )
}

function barsOf({ data }: Outcomes): OutcomeBar[] {
  const bars = new Map<string, OutcomeBar>()
  for (const { key, outcome, count } of data) {
    const bar = bars.get(key) ?? { id: key, name: words[key] ?? key, counts: {} }
    bars.set(key, { ...bar, counts: { ...bar.counts, [outcome]: (bar.counts[outcome] ?? 0) + count } })
  }
  return [...bars.values()].sort((a, b) => totalOf(b) - totalOf(a))
}

function saysOf({ since, complete }: Outcomes, bars: readonly OutcomeBar[]): string {
  const total = bars.reduce((sum, bar) => sum + totalOf(bar), 0)
  const won = bars.reduce((sum, { counts }) => sum + (counts.won ?? 0), 0)
  const from = `opened since ${dayText(instantOf(since))}`
  if (total === 0) return `No dispute ${from} has ended.`
  return `${total} ${total === 1 ? 'dispute' : 'disputes'} ${from} ended, ${won} of them won.${complete ? '' : ' There are more than one look takes; these are the latest.'}`
}
