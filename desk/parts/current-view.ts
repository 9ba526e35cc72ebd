// The list that somebody is working through, as the queue last showed it: for "previous" and "next" on a dispute's page, and for coming back
// to where one was.

import { useEffect, useSyncExternalStore } from 'react'

type CurrentView = { ids: readonly string[]; /** There are more than were loaded. */ more: boolean; search: Record<string, string> }
export type Place = { position: number; count: number; more: boolean; previous: string | null; next: string | null; search: Record<string, string> }

let view: CurrentView = { ids: [], more: false, search: {} }
let last: string | null = null
const tellers = new Set<() => void>()

/** Answers it once: who comes back is led there, who goes on is not. */
export function takeLastSeen(): string | null {
  const seen = last
  last = null
  return seen
}

export function setCurrentView(next: CurrentView): void {
  view = next
  for (const tell of tellers) tell()
}

/** Null where it is in no list that was shown. Also remembers it, so that the queue returns to it. */
export function usePlace(id: string): Place | null {
  const { ids, more, search } = useSyncExternalStore(subscribe, () => view)
  useEffect(() => { last = id }, [id])
  const at = ids.indexOf(id)
  return at < 0 ? null : { position: at + 1, count: ids.length, more, previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, search }
}

export function rememberSeen(id: string | null): void {
  last = id
}

function subscribe(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
