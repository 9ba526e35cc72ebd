// Which of the kinds of proof that usually help against the reason are there. What is something else helps too, and counts as a piece only.

import type { Dispute, Evidence } from '../../api/contract.ts'
import { helpsAgainst, slotOf, type SlotId } from './slots.ts'

export type Filled = { pieces: number; kinds: number; missing: readonly SlotId[]; /** Of its files. */ sizes: readonly number[] }
type Shown = Pick<Dispute, 'evidence' | 'defense'>

/** What is prepared, and once that is sent, what was sent. */
export const piecesOf = ({ evidence, defense }: Shown): readonly Evidence[] => (evidence.length === 0 ? defense?.evidence ?? [] : evidence)

export function filledOf(dispute: Shown & Pick<Dispute, 'reason' | 'dialect'>): Filled {
  const pieces = piecesOf(dispute)
  const kinds = helpsAgainst(dispute.reason.category)
  const there = pieces.map(({ category }) => slotOf(category, kinds, dispute.dialect))
  const missing = there.length === 0 ? kinds : kinds.filter(kind => !there.includes(kind))
  return { pieces: pieces.length, kinds: kinds.length, missing, sizes: pieces.filter(({ kind }) => kind === 'file').map(({ size }) => size) }
}
