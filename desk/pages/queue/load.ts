// The rows of a view: loaded page by page and kept in the order in which they came. News change a row where it stands; nothing is moved or
// taken away before somebody asks for it.

import { infiniteQueryOptions, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { useMemo } from 'react'
import { read } from '../../api/client.ts'
import { queries, queueKey } from '../../api/queries.ts'
import { ProblemError } from '../../api/problem.ts'
import { rowOf, type Row } from '../../parts/rows.ts'
import { serverNow } from '../../time.ts'
import { parseFilter, type Filter } from './filter.ts'
import { groupOf, type ListRow } from './groups.ts'
import { askedOf, viewOf, type ViewName } from './views.ts'

const pageSize = '100'
type Page = { rows: ListRow[]; next: string | null }
export type Pages = InfiniteData<Page, string | null>

export type Loaded = {
  rows: readonly ListRow[]
  isFirst: boolean
  isMore: boolean
  isLoadingMore: boolean
  error: Error | null
  loadMore(): void
  again(): void
}

/** For the router, so that the rows are asked for before anything is drawn. */
export function beginRows({ view, q = '' }: Record<string, string | undefined>): void {
  void queries.prefetchInfiniteQuery(rowsOf(viewOf(view), parseFilter(q), q))
}

function rowsOf(view: ViewName, filter: Filter, line: string) {
  return infiniteQueryOptions({
    queryKey: [queueKey, view, line] as const, staleTime: Infinity, structuralSharing: false, initialPageParam: null as string | null, getNextPageParam: (last: Page) => last.next,
    queryFn: ({ pageParam, signal }) => page(view, filter, pageParam, signal),
  })
}

export function useRows(view: ViewName, filter: Filter, line: string): Loaded {
  const list = useInfiniteQuery(rowsOf(view, filter, line))
  const rows = useMemo(() => list.data?.pages.flatMap(each => each.rows) ?? [], [list.data])
  return {
    rows, isFirst: list.isPending, isMore: list.hasNextPage, isLoadingMore: list.isFetchingNextPage,
    error: list.error, loadMore: () => void list.fetchNextPage({ cancelRefetch: false }), again: () => void list.refetch(),
  }
}

/** From the beginning, with what has come since. */
export async function reload(): Promise<void> {
  queries.setQueriesData<Pages>({ queryKey: [queueKey] }, known => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) })
  await queries.invalidateQueries({ queryKey: [queueKey] })
}

/** Changes rows in every list that is kept, where they stand. */
export function putRows(fresh: ReadonlyMap<string, Row>): void {
  queries.setQueriesData<Pages>({ queryKey: [queueKey] }, known => known && { ...known, pages: known.pages.map(each => withRows(each, fresh)) })
}

/** Every row stays where it is; what was no action at first is none by the time. */
export function regroup(at: number): void {
  queries.setQueriesData<Pages>({ queryKey: [queueKey] }, known => known && { ...known, pages: known.pages.map(each => regrouped(each, at)) })
}

export const keptRow = (id: string): Row | null => findKept(row => row.id === id)

export function findKept(judge: (row: Row) => boolean): Row | null {
  for (const [, known] of queries.getQueriesData<Pages>({ queryKey: [queueKey] })) {
    for (const { rows } of known?.pages ?? []) {
      const found = rows.find(judge)
      if (found) return found
    }
  }
  return null
}

/** Those that the view's first page shows. */
export function shownFirst(view: ViewName): readonly Row[] {
  const [shown] = queries.getQueryCache().findAll({ queryKey: [queueKey, view], type: 'active' })
  return (shown?.state.data as Pages | undefined)?.pages[0]?.rows ?? []
}

export async function page(view: ViewName, filter: Filter, cursor: string | null, signal?: AbortSignal): Promise<Page> {
  const at = serverNow()
  const asked = askedOf(view, filter, at)
  if (asked === null) throw new ProblemError(wrongFilter)
  const { data, next_cursor } = await read('GET /v1/disputes', { query: { ...asked, limit: pageSize, ...(cursor !== null && { cursor }) } }, { ...(signal && { signal }) })
  return { rows: data.map(dispute => ({ ...rowOf(dispute), group: groupOf(dispute, at) })), next: next_cursor }
}

function withRows(page: Page, fresh: ReadonlyMap<string, Row>): Page {
  return page.rows.some(({ id }) => fresh.has(id)) ? { ...page, rows: page.rows.map(row => { const known = fresh.get(row.id); return known ? { ...known, group: row.group } : row }) } : page
}

function regrouped(page: Page, at: number): Page {
  const groups = page.rows.map(({ group, respond_by }) => (group === 'none' ? group : groupOf({ respond_by, state: 'needs_response' }, at)))
  return groups.some((group, index) => group !== page.rows[index]!.group) ? { ...page, rows: page.rows.map((row, index) => ({ ...row, group: groups[index]! })) } : page
}

const wrongFilter = {
  code: 'filter_not_understood', title: 'The filter is not understood', detail: 'One of its tokens has a value that means nothing.', next: 'Take the marked token away or correct it.',
  status: 0, transient: false, instance: null,
}
