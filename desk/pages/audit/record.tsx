// The events page after page. What happens meanwhile moves no line: it is told of, and shown when somebody asks.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { read } from '../../api/client.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { onNews } from '../../api/live.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Problem, Skeleton } from '../../ui/states.tsx'
import type { AuditQuery } from './filter.ts'
import { Entry } from './entry.tsx'

type AuditPage = AnswerOf<'GET /v1/audit'>
type RecordProps = { query: AuditQuery; isFiltered: boolean; onActor(id: string): void }

export function Record({ query, isFiltered, onActor }: RecordProps) {
  const [isNewer, setNewer] = useState(false)
  useEffect(() => onNews(({ dispute }) => dispute !== null && setNewer(true)), [])
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['the record', query], initialPageParam: undefined as string | undefined, getNextPageParam: (page: AuditPage) => page.next_cursor ?? undefined, staleTime: 0, refetchOnWindowFocus: false,
    queryFn: ({ pageParam, signal }) => read('GET /v1/audit', { query: { ...query, limit: '50', cursor: pageParam } }, { signal }),
  })
  const events = data?.pages.flatMap(page => page.data) ?? []
  const again = () => { setNewer(false); void refetch() }
  if (error) return <Problem error={error} unchanged="Nothing was changed; the record is as it was." onAgain={again} />
  if (!data) return <Skeleton label="Loading the record" />
  return (
    <section className="stack" aria-label="The record">
      {isNewer && <p><Button onClick={again}>Something happened meanwhile · show it</Button></p>}
      {events.length === 0 && !hasNextPage && <Empty title={isFiltered ? 'No event fits the filter' : 'Nothing has happened yet'} />}
      <ol className="record">{events.map(event => <Entry key={event.id} event={event} onActor={onActor} />)}</ol>
      <p className="line"><span className="soft small" role="status">{events.length} {events.length === 1 ? 'event' : 'events'} shown{hasNextPage ? '; there are older ones.' : ', that is all.'}</span>{hasNextPage && <Button className="no-print" reason={isFetching ? 'Loading…' : null} onClick={() => void fetchNextPage()}>Show older ones</Button>}</p>
    </section>
  )
}
