// What the merchant was told: the newest first, or only what never arrived; and one of them with every attempt.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../../api/client.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { changed, type Search } from '../../parts/wire/address.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { oneOf } from '../../parts/wire/one-of.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { dialectWords } from '../../words.ts'
import { NoticeView } from './notice-view.tsx'
import { deliveryWords, deliveryStates } from './words.ts'

type Notice = AnswerOf<'GET /v1/notices'>['data'][number]
type NoticesProps = { search: Search; onChange(change: Record<string, string | null>): void }

export function Notices({ search, onChange }: NoticesProps) {
  const state = oneOf(deliveryStates, search['state'])
  const query = { limit: 50, ...(state && { state }) }
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['GET /v1/notices', { query }] as const, initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read('GET /v1/notices', { query: { ...query, ...(pageParam && { cursor: pageParam }) } }, { signal }),
    getNextPageParam: page => page.next_cursor,
  })
  const id = search['notice']
  return (
    <div className="stack">
      <div className="filters">
        <Choice label="Deliveries" value={state} any="All" options={deliveryStates.map(one => [one, deliveryWords[one].filter])} onChange={next => onChange({ state: next, notice: null })} />
        <Button onClick={() => void refetch()}>Read anew</Button>
      </div>
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      <div className="wire" data-open={id ? '' : undefined}>
        {data && (
          <div className="wire-list boxed stack">
            <List rows={data.pages.flatMap(page => page.data)} search={search} none={state === 'exhausted' ? 'No dead ends: everything arrived, or is still being tried.' : state ? 'None.' : 'Nothing was told yet.'} />
            {hasNextPage && <Button reason={isFetchingNextPage ? 'Loading…' : null} onClick={() => void fetchNextPage()}>Look at older ones</Button>}
          </div>
        )}
        {id && <NoticeView key={id} id={id} onClose={() => onChange({ notice: null })} />}
      </div>
    </div>
  )
}

function List({ rows, search, none }: { rows: readonly Notice[]; search: Search; none: string }) {
  const columns: readonly Column<Notice>[] = [
    { head: 'Notice', cell: ({ id, kind }) => <Link to="/dev/webhooks" search={changed(search, { notice: id })} aria-current={search['notice'] === id || undefined} resetScroll={false}><bdi dir="ltr">{kind}</bdi></Link> },
    { head: 'Of', cell: ({ dispute }) => (dispute ? <Link to="/d/$id" params={{ id: dispute }} search={{}}>Dispute</Link> : <span className="soft">none</span>) },
    { head: 'Provider', cell: ({ dialect }) => <span className="small">{dialectWords[dialect]}</span> },
    { head: 'When', cell: ({ at }) => <span className="small"><Time at={at} /></span> },
  ]
  return <DataTable caption="Notices, the newest first" captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} none={none} />
}
