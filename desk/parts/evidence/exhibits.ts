// What goes to the provider, in its order: the statement, the texts, and the files as exhibits. Pure.

import type { Dispute, Evidence } from '../../api/contract.ts'

export type Exhibit = { letter: string; item: Evidence }
/** `over`: the dispute ended otherwise, and nothing went out. */
export type Contents = { at: 'open' | 'sent' | 'over'; statement: string; texts: readonly Evidence[]; exhibits: readonly Exhibit[] }

export function contentsOf({ evidence, defense, state }: Pick<Dispute, 'evidence' | 'defense' | 'state'>, draft: string): Contents {
  const at = state === 'needs_response' ? 'open' : defense ? 'sent' : 'over'
  const pieces = at === 'sent' ? defense!.evidence : evidence
  const files = pieces.filter(({ kind }) => kind === 'file')
  const statement = at === 'sent' ? defense!.statement ?? '' : at === 'open' ? draft.trim() : ''
  return { at, statement, texts: pieces.filter(({ kind }) => kind === 'text'), exhibits: files.map((item, index) => ({ letter: letterOf(index), item })) }
}

/** A to Z, then AA. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + index % 26)
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}
