// The queue: what has to be decided, ordered by time left. The address says which view and which filter.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { targetOf } from '../api/client.ts'
import { clearArrivals, useArrivals } from '../parts/arrivals.tsx'
import { AssignSheet } from '../parts/assign.tsx'
import { setCurrentView } from '../parts/current-view.ts'
import { SnoozeSheet } from '../parts/snooze/sheet.tsx'
import { serverNow } from '../time.ts'
import { useMedia } from '../ui/media.ts'
import { Problem, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { BulkBar } from './queue/bulk-bar.tsx'
import { filterable, sameValue, columnWords } from './queue/columns.ts'
import { DownBar } from './queue/down.tsx'
import { FilterLine } from './queue/filter-line.tsx'
import { filterText, parseFilter, withToken, type Filter } from './queue/filter.ts'
import { itemsOf } from './queue/groups.ts'
import { useQueueKeys } from './queue/keys.ts'
import { List } from './queue/list.tsx'
import { keptRow, reload, useRows } from './queue/load.ts'
import { followRows } from './queue/news.ts'
import { None } from './queue/none.tsx'
import { Peek } from './queue/peek.tsx'
import { usePeek } from './queue/peek-open.ts'
import { useGroupsOfToday } from './queue/regroup.ts'
import { Strip } from './queue/strip.tsx'
import { ViewTabs } from './queue/view-tabs.tsx'
import { askedOf, views, viewOf } from './queue/views.ts'
import { useWork } from './queue/work.ts'
import './queue/queue.css'

export default function Queue() {
  const { view: asked, q: line = '' } = useSearch({ from: '/' })
  const view = viewOf(asked)
  const filter = useMemo(() => parseFilter(line), [line])
  useEffect(() => { document.title = `${views[view].word} · Parley` }, [view])
  useEffect(() => followRows(view, filter), [view, filter])
  useGroupsOfToday()
  return (
    <div className="queue">
      <h1 className="unseen">Queue</h1>
      <DownBar />
      <Strip />
      <ViewTabs view={view} line={filterText(filter)} />
      <Rows view={view} filter={filter} line={line} />
    </div>
  )
}

function Rows({ view, filter, line }: { view: ReturnType<typeof viewOf>; filter: Filter; line: string }) {
  const navigate = useNavigate()
  const loaded = useRows(view, filter, line)
  const { rows } = loaded
  const work = useWork(rows, `${view} ${line}`)
  const [peekOpen, flipPeek] = usePeek()
  const wide = useMedia('(min-width: 960px)')
  const [column, setColumn] = useState(1)
  const arrived = useArrivals()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(() => itemsOf(rows, views[view].byDeadline), [rows, view])
  const selected = useMemo(() => rows.filter(({ id }) => work.selected.has(id)), [rows, work.selected])
  const change = (next: Filter) => void navigate({ to: '/', search: { ...(view !== 'needs_decision' && { view }), ...(filterText(next) !== '' && { q: filterText(next) }) } })
  const cell = filterable[column]!
  const peeked = useDeferredValue(work.active ?? rows[0])
  const peekShown = peekOpen && wide && (loaded.isFirst || rows.length > 0)
  useEffect(() => setCurrentView({ ids: rows.map(({ id }) => id), more: loaded.isMore, search: { view, ...(line && { q: line }) } }), [rows, loaded.isMore, view, line])
  useQueueKeys({
    active: work.active, selected: work.selected, deeds: work.deeds, move: work.move, extend: work.extend, selectAll: work.selectAll, flipPeek, clear: work.clear,
    moveColumn: step => {
      const next = (column + step + filterable.length) % filterable.length
      setColumn(next)
      if (work.active) toast({ text: `${columnWords[filterable[next]!]}. Press f to filter by it.`, ms: 2_000 })
    },
    filterByCell: () => { if (work.active) change(withToken(filter, sameValue[cell](work.active))) },
    showNew: () => { setFresh(arrived); clearArrivals(); void reload() },
  })
  const query = askedOf(view, filter, serverNow())
  return (
    <>
      {selected.length > 0 ? <BulkBar rows={selected} deeds={work.deeds} onClear={work.clear} />
        : <FilterLine filter={filter} order={views[view].byDeadline ? 'Soonest deadline' : 'Newest first'} exportHref={query && targetOf('GET /v1/export/disputes', { query })} onChange={change} />}
      <div className="queue-body" data-peek={peekShown || undefined}>
        {loaded.error ? <Problem error={loaded.error} onAgain={loaded.again} /> : loaded.isFirst ? <Skeleton label="Loading disputes" />
          : rows.length === 0 && !loaded.isMore ? <None view={view} filter={filter} onChange={change} />
          : <List items={items} active={work.active?.id ?? null} selected={work.selected} fresh={fresh} column={cell} deeds={work.deeds} focusTurn={work.focusTurn} isMore={loaded.isMore} isLoadingMore={loaded.isLoadingMore} onEnd={loaded.loadMore} />}
        {peekShown && peeked && <Peek key={peeked.id} row={peeked} deeds={work.deeds} />}
      </div>
      {work.asking?.what === 'owner' && <AssignSheet count={work.asking.ids.length} onChoose={work.assigned} onClose={work.stopAsking} />}
      {work.asking?.what === 'until' && <SnoozeSheet disputes={work.asking.ids.flatMap(id => keptRow(id) ?? [])} onChoose={work.snoozed} onClose={work.stopAsking} />}
    </>
  )
}
