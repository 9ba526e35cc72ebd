// Puts a new file in the place of an old one: the new one is stored first, and only once that is known is the old one removed. Whatever fails,
// at least one of the two is there, and which is said. It makes nothing twice: a repetition goes under the same key, with the same bytes.

import { newKey, send } from '../../../api/client.ts'
import type { Problem } from '../../../api/problem.ts'
import { formOf } from '../form.ts'
import { refresh } from '../uploads.ts'

export type Replacing = { dispute: string; /** Null where there is none yet. */ old: string | null; category: string | null; file: File; key: string }
export type Stage =
  | { at: 'ready' }
  | { at: 'storing'; of: Replacing }
  | { at: 'refused'; problem: Problem }
  | { at: 'unheard'; of: Replacing; problem: Problem }
  | { at: 'both'; of: Replacing; problem: Problem }
  | { at: 'done' }

export const replacing = (given: Omit<Replacing, 'key'>): Replacing => ({ ...given, key: newKey() })

export async function stored(of: Replacing): Promise<Stage> {
  const outcome = await send('POST /v1/disputes/{id}/evidence', { params: { id: of.dispute }, body: formOf(of.key, of.category, of.file) }, { key: of.key })
  if (outcome.kind === 'unknown') return { at: 'unheard', of, problem: outcome.problem }
  if (outcome.kind === 'refused') return { at: 'refused', problem: outcome.problem }
  return withoutOld(of)
}

/** One that is gone already is as good as removed. */
export async function withoutOld(of: Replacing): Promise<Stage> {
  const outcome = of.old === null ? null : await send('DELETE /v1/disputes/{id}/evidence/{evidence}', { params: { id: of.dispute, evidence: of.old } })
  await refresh(of.dispute)
  return !outcome || outcome.kind === 'done' || outcome.problem.code === 'evidence_not_found' ? { at: 'done' } : { at: 'both', of, problem: outcome.problem }
}
