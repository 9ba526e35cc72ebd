// The views that somebody keeps for themselves: read once, counted where they are bounded, and changed on the server. What is typed is a name
// and nothing else.

import { useIsFetching, useQuery } from '@tanstack/react-query'
import { read, newKey, send } from '../../api/client.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { get, queries, queueKey } from '../../api/queries.ts'
import { regretMs, toast } from '../../ui/toast.tsx'

export type SavedView = AnswerOf<'GET /v1/views'>['data'][number]
type Words = Pick<SavedView, 'name' | 'view' | 'filter'>

const all = get('GET /v1/views', {})
const none: readonly SavedView[] = []

/** Asked for once the rows are there: nobody waits for a name. */
export function useSavedViews(): readonly SavedView[] {
  const rowsComeFirst = useIsFetching({ queryKey: [queueKey] }) > 0
  return useQuery({ ...all, enabled: !rowsComeFirst, staleTime: 5 * 60_000 }).data?.data ?? none
}

/** Where it is: a view and a filter, as anybody's address has them. */
export const searchOf = ({ view, filter }: Pick<SavedView, 'view' | 'filter'>): Record<string, string> => ({ ...(view !== 'needs_decision' && { view }), ...(filter !== '' && { q: filter }) })

export const savedFor = (saved: readonly SavedView[], view: string, filter: string): SavedView | undefined => saved.find(one => one.view === view && one.filter === filter)

export const sameName = (saved: readonly SavedView[], name: string): SavedView | undefined => saved.find(one => one.name.toLowerCase() === name.toLowerCase())

/** Answers why not, or null. What was there can be had back where that is told. */
export async function replaceView({ id, name, ...before }: SavedView, words: Pick<Words, 'view' | 'filter'>): Promise<string | null> {
  const wrong = await changeView(id, words)
  if (wrong !== null) return wrong
  const putBack = async () => { const problem = await changeView(id, { view: before.view, filter: before.filter }); if (problem !== null) toast({ text: problem, tone: 'bad' }) }
  const end = toast({ text: `“${name}” is this view now.`, ms: regretMs, action: { label: 'Put the old one back', run: () => { end(); void putBack() } } })
  return null
}

/** Answers why not, or null. */
export async function saveView(words: Words): Promise<string | null> {
  const outcome = await send('POST /v1/views', { body: words }, { key: newKey() })
  void queries.invalidateQueries(all)
  return outcome.kind === 'done' ? null : outcome.problem.detail
}

export const renameView = (id: string, name: string): Promise<string | null> => changeView(id, { name })

async function changeView(id: string, body: Partial<Words>): Promise<string | null> {
  const outcome = await send('PATCH /v1/views/{id}', { params: { id }, body })
  void queries.invalidateQueries(all)
  return outcome.kind === 'done' ? null : outcome.problem.detail
}

/** It can be had back where that is told. */
export async function removeView({ id, ...words }: SavedView): Promise<void> {
  const outcome = await send('DELETE /v1/views/{id}', { params: { id } })
  void queries.invalidateQueries(all)
  if (outcome.kind !== 'done') return void toast({ text: outcome.problem.detail, tone: 'bad' })
  const end = toast({ text: `“${words.name}” is removed.`, ms: regretMs, action: { label: 'Keep it', run: () => { end(); void kept(words) } } })
}

async function kept({ name, view, filter }: Words): Promise<void> {
  const wrong = await saveView({ name, view, filter })
  if (wrong !== null) toast({ text: wrong, tone: 'bad' })
}

export type Counted = AnswerOf<'GET /v1/count/disputes'>
type Asked = Parameters<typeof read<'GET /v1/count/disputes'>>[1]['query']

/** Under a name that live news know; what it asks for is made when it is asked, because "the next two days" move. */
export const countOf = (view: Pick<SavedView, 'view' | 'filter'>, asked: () => Asked) => ({
  queryKey: ['GET /v1/count/disputes', searchOf(view)] as const, refetchInterval: 60_000, queryFn: ({ signal }: { signal: AbortSignal }) => read('GET /v1/count/disputes', { query: asked() }, { signal }),
})
