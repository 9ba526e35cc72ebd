// One round of practice: what was chosen, and how long it took. It is kept in this tab only and sent nowhere.

import { useSyncExternalStore } from 'react'
import { serverNow } from '../../time.ts'
import { cases, type Case, type Choice } from './cases.ts'

export type Answer = { id: string; choice: Choice; ms: number }
export type Round = { startedAt: number; shownAt: number; answers: readonly Answer[] }

const kept = 'parley.practice'
const tellers = new Set<() => void>()
let round: Round | null = read()

export const useRound = (): Round | null => useSyncExternalStore(subscribe, () => round)

export function begin(): void {
  set({ startedAt: serverNow(), shownAt: serverNow(), answers: [] })
}

/** A case is decided once; the clock of the next one runs from when it is shown. */
export function decide({ id }: Case, choice: Choice): void {
  if (round === null || answerTo(round, id)) return
  set({ ...round, answers: [...round.answers, { id, choice, ms: Math.max(0, serverNow() - round.shownAt) }] })
}

export function goOn(): void {
  if (round) set({ ...round, shownAt: serverNow() })
}

export const leave = (): void => set(null)

export const answerTo = ({ answers }: Round, id: string): Answer | undefined => answers.find(answer => answer.id === id)
export const isOver = ({ answers }: Round): boolean => answers.length === cases.length

function set(next: Round | null): void {
  round = next
  if (next) sessionStorage.setItem(kept, JSON.stringify(next))
  else sessionStorage.removeItem(kept)
  for (const tell of tellers) tell()
}

/** What another version of this page has kept is forgotten. */
function read(): Round | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Round | null
    return found && found.answers.every(({ id }) => cases.some(one => one.id === id)) ? found : null
  } catch {
    return null
  }
}

function subscribe(tell: () => void): () => void {
  tellers.add(tell)
  return () => tellers.delete(tell)
}
