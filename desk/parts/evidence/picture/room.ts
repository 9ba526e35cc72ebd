// How large the new file may be, and why it cannot be stored now. For a moment both are there, so it has to fit beside the old one. Pure.

import type { AnswerOf, Dispute } from '../../../api/contract.ts'
import { packOf, sizeWords, unfit } from '../pack.ts'
import { isUntouched } from './edits.ts'
import type { Subject } from './subject.ts'
import type { Result } from './use-made.ts'

type Limits = AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']
export type Room = { most: number; full: string | null }

/** Less is no picture. */
const least = 1024

export function roomFor(dispute: Pick<Dispute, 'evidence'>, limits: Limits, { old }: Pick<Subject, 'old'>): Room {
  const { files, bytes } = packOf(dispute, limits)
  const most = Math.max(0, Math.min(limits.file_bytes, limits.total_bytes - bytes))
  const used = files >= limits.files ? `${files} of ${limits.files} files` : most < least ? `${sizeWords(bytes)} of ${sizeWords(limits.total_bytes)}` : null
  return { most, full: used && `There are ${used}${old === null ? '' : ', and the new one has to fit beside the old one'}: remove another one first.` }
}

export function reasonAgainst(fresh: Result | null, { most }: Room, subject: Subject, limits: Limits): string | null {
  if (fresh === null) return 'The new file is being made.'
  if (fresh.file === null) return `It cannot be made ${sizeWords(Math.min(most, fresh.of.target ?? most))} or less and stay readable.`
  return subject.old !== null && isUntouched(fresh.of) && unfit(subject, limits) === null ? 'Nothing was changed yet.' : null
}
