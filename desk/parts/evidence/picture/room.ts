// How large the new file may be, and why it cannot be stored now. For a moment both are there, so it has to fit beside the old one. Pure.

import type { AnswerOf, Dispute } from '../../../api/contract.ts'
import { packOf, sizeWords } from '../pack.ts'
import type { Result } from './use-made.ts'

type Limits = AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']

export function roomFor(dispute: Pick<Dispute, 'evidence'>, limits: Limits): { most: number; full: string | null } {
  const { files, bytes } = packOf(dispute, limits)
  const full = files >= limits.files ? `There are ${files} of ${limits.files} files, and the new one has to fit beside the old one: remove another one first.` : null
  return { most: Math.max(0, Math.min(limits.file_bytes, limits.total_bytes - bytes)), full }
}

export function reasonAgainst(fresh: Result | null, most: number, isUntouched: boolean): string | null {
  if (fresh === null) return 'The new file is being made.'
  if (fresh.file === null) return `It cannot be made ${sizeWords(Math.min(most, fresh.of.target ?? most))} or less and stay readable.`
  return isUntouched ? 'Nothing was changed yet.' : null
}
