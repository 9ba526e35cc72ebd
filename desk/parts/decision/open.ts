// Asks for the decision sheets from anywhere: lists, pages and keys call these, the frame shows what is asked for. Nothing is sent by opening.

import { useSyncExternalStore } from 'react'

export type Asked = { kind: 'accept'; ids: readonly string[] } | { kind: 'contest'; id: string }

let asked: Asked | null = null
const tellers = new Set<() => void>()

/** One id is the accept sheet, several are the bulk flow. */
export const openAcceptSheet = (ids: readonly string[]): void => set(ids.length === 0 ? null : { kind: 'accept', ids })
export const openContestSheet = (id: string): void => set({ kind: 'contest', id })
export const closeSheet = (): void => set(null)
export const useAsked = (): Asked | null => useSyncExternalStore(subscribe, () => asked)

function set(next: Asked | null): void {
  asked = next
  for (const tell of tellers) tell()
}

function subscribe(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
