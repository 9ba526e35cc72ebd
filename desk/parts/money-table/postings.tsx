// The postings of one month, the oldest first, page after page; each leads to its dispute.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read, targetOf } from '../../api/client.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { csvText, saveCsv } from '../../csv.ts'
import { Twin } from '../wire/own-call.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Money } from '../../ui/money.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { dialectWords } from '../../words.ts'
import { decimal } from './table.tsx'
import { boundsOf, monthWords } from './month.ts'

type PostingPage = AnswerOf<'GET /v1/postings'>
type Posting = PostingPage['data'][number]

const accountWords: Record<Posting['from'], string> = { available: 'your balance', held: 'held', clearing: 'the network', fees: 'fees' }

export function Postings({ month, search }: { month: string; search: Record<string, string> }) {
  const query = { ...boundsOf(month), limit: '50' }
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['postings of a month', month], initialPageParam: undefined as string | undefined, getNextPageParam: (page: PostingPage) => page.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => read('GET /v1/postings', { query: { ...query, cursor: pageParam } }, { signal }),
  })
  const rows = data?.pages.flatMap(page => page.data) ?? []
  return (
    <section id="postings" className="card stack" aria-labelledby="postings-title">
      <div className="spread">
        <h2 id="postings-title">Postings in {monthWords(month)}</h2>
        <span className="line no-print">
          <Button size="small" reason={rows.length === 0 ? 'There is nothing to export.' : null} reasonHidden onClick={() => saveCsv(`postings-${month}.csv`, postingsCsv(rows))}>{hasNextPage ? `Export these ${rows.length}` : 'Export CSV'}</Button>
          <Link to="/money" search={search} className="button" data-size="small">Close</Link>
        </span>
      </div>
      {error ? <Problem error={error} onAgain={() => void refetch()} /> : data ? <Table rows={rows} /> : <Skeleton rows={4} label="Loading postings" />}
      {hasNextPage && <Button reason={isFetching ? 'Loading…' : null} onClick={() => void fetchNextPage()}>Show more</Button>}
      <Twin route="GET /v1/postings" target={targetOf('GET /v1/postings', { query })} />
    </section>
  )
}

function Table({ rows }: { rows: readonly Posting[] }) {
  return (
    <DataTable
      caption="Postings" captionHidden rows={rows} rowKey={({ dispute, seq, leg }) => `${dispute} ${seq} ${leg}`} none="Nothing was posted in this month."
      columns={[
        { head: 'When', cell: ({ at }) => <Time at={at} /> }, { head: 'Dispute', cell: ({ dispute }) => <Link to="/d/$id" params={{ id: dispute }} search={{}}><bdi>{dispute}</bdi></Link> },
        { head: 'Provider', cell: ({ dialect }) => dialectWords[dialect] }, { head: 'What', cell: ({ code }) => codeWords[code] ?? code },
        { head: 'From', cell: ({ from }) => accountWords[from] }, { head: 'To', cell: ({ to }) => accountWords[to] }, { head: 'Amount', end: true, cell: ({ amount }) => <Money amount={amount} /> },
      ]}
    />
  )
}

const codeWords: Record<string, string> = {
  hold: 'Held', release: 'Released', forfeit: 'Given up', debit: 'Debited', credit: 'Credited', fee: 'Fee', fee_returned: 'Fee given back',
}

function postingsCsv(rows: readonly Posting[]): string {
  return csvText(['at', 'dispute', 'event', 'provider', 'what', 'from', 'to', 'amount', 'currency'],
    rows.map(({ at, dispute, seq, dialect, code, from, to, amount: { value, currency } }) => [at, dispute, seq, dialect, code, from, to, decimal(BigInt(value), currency), currency]))
}
