// What became of decisions that were confirmed together, each in a word.

import { useQueries } from '@tanstack/react-query'
import type { Act } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import type { Attempt } from './attempts.ts'

export type Outcome = { word: string; detail: string; isOpen: boolean; act: Act | null }
export type All = readonly { attempt: Attempt; outcome: Outcome }[]

export function useOutcomes(attempts: readonly Attempt[]): All {
  const acts = useActs(attempts)
  return attempts.map(attempt => ({ attempt, outcome: outcomeOf(attempt, acts) }))
}

/** What can still be undone, the next to go first. */
export const heldOf = (all: All): Act[] => all.flatMap(({ outcome: { act } }) => (act?.state === 'pending' ? [act] : [])).toSorted((a, b) => (a.due_at < b.due_at ? -1 : 1))
export const actsOf = (acts: readonly Act[]): string[] => acts.map(({ id }) => id)
export const countOf = (all: All, word: string): number => all.filter(({ outcome }) => outcome.word === word).length

export function summaryOf(all: All): string {
  const words = [...new Set(all.map(({ outcome: { word } }) => word))]
  return words.map(word => `${countOf(all, word)} ${word.toLowerCase()}`).join(', ')
}

const openStates: readonly Act['state'][] = ['pending', 'asked', 'unknown']

function useActs(attempts: readonly Attempt[]): ReadonlyMap<string, Act> {
  const given = attempts.flatMap(({ stage }) => (stage.at === 'known' ? [stage.act] : []))
  const found = useQueries({
    queries: given.map(act => ({
      ...get('GET /v1/acts/{id}', { params: { id: act.id } }), staleTime: 0,
      refetchInterval: (query: { state: { data?: Act | undefined } }) => (openStates.includes(query.state.data?.state ?? 'pending') ? 5_000 : false as const),
    })),
  })
  return new Map(given.map((act, index) => [act.id, found[index]!.data ?? act]))
}

const actWords: Record<Act['state'], string> = {
  pending: 'Holding', asked: 'Sending', unknown: 'Outcome unknown', confirmed: 'Accepted', refused: 'Refused', undone: 'Undone', overtaken: 'Overtaken',
}

function outcomeOf({ stage }: Attempt, acts: ReadonlyMap<string, Act>): Outcome {
  const none = { detail: '', isOpen: false, act: null }
  switch (stage.at) {
    case 'sending': return { ...none, word: 'Sending', isOpen: true }
    case 'done': return { ...none, word: 'Accepted' }
    case 'refused': return { ...none, word: 'Refused', detail: stage.problem.detail }
    case 'elsewhere': return { ...none, word: 'Not accepted', detail: 'It changed meanwhile.' }
    case 'unheard': return { ...none, word: 'Outcome unknown', detail: 'No answer came. It may have been accepted.', isOpen: true }
    case 'known': return outcomeOfAct(acts.get(stage.act.id) ?? stage.act)
  }
}

function outcomeOfAct(act: Act): Outcome {
  const isUnknown = act.state === 'asked' && (act.upstream?.stage === 'unknown' || act.upstream?.stage === 'person')
  return { word: isUnknown ? 'Outcome unknown' : actWords[act.state], act, detail: act.state === 'refused' ? act.upstream?.last ?? '' : '', isOpen: openStates.includes(act.state) }
}
