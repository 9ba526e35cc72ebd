// How each outcome looks besides its colour: a pattern of its own, the same in the bar and in the legend.

import type { AnswerOf } from '../../api/contract.ts'

export type Outcome = AnswerOf<'GET /v1/outcomes'>['data'][number]['outcome']

const strokes: Record<Outcome, string> = {
  won: 'M0 0h8v8H0z', withdrawn: 'M0 2h8M0 6h8', prevented: 'M2 0v8M6 0v8', accepted: 'M0 8 8 0M-2 2 2-2M6 10l4-4', lost: 'M0 0l8 8M6-2l4 4M-2 6l4 4', expired: 'M0 0l8 8M0 8 8 0', refunded: 'M2 2h.1M6 6h.1',
}

/** The best end first. */
export const outcomes = Object.keys(strokes) as readonly Outcome[]

export function Patterns({ id }: { id: string }) {
  return <defs>{outcomes.map(outcome => (
    <pattern key={outcome} id={`${id}-${outcome}`} width="8" height="8" patternUnits="userSpaceOnUse" className="outcome" data-outcome={outcome}>
      <path d={strokes[outcome]} fill={outcome === 'won' ? 'currentcolor' : 'none'} stroke="currentcolor" strokeWidth={outcome === 'refunded' ? 3 : 1.6} strokeLinecap="round" />
    </pattern>
  ))}</defs>
}

export function Hatch({ id }: { id: string }) {
  return <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse"><path d={strokes.expired} fill="none" stroke="currentcolor" strokeWidth="1.6" /></pattern>
}
