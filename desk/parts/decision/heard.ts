// What a dispute says of a decision that got no answer. Pure: it judges what was read, and claims nothing that it does not say.

import type { Act, Dispute } from '../../api/contract.ts'
import type { Problem } from '../../api/problem.ts'

type Heard = { at: 'known'; act: Act } | { at: 'done'; dispute: Dispute } | { at: 'elsewhere'; dispute: Dispute } | null

/** Null while it may still arrive. `revision` is that of the dispute that was confirmed: unchanged, nothing has arrived yet. */
export function heardOf(dispute: Dispute, kind: Act['kind'], revision: number, user: string): Heard {
  const { act, acceptance, defense } = dispute
  if (act && act.kind === kind && act.by.id === user) return { at: 'known', act }
  if (kind === 'accept' && acceptance?.by.id === user) return { at: 'done', dispute }
  if (kind === 'submit' && defense?.by.id === user && dispute.state === 'under_review') return { at: 'done', dispute }
  // It expects the revision that was shown: against any other it is refused, whenever it arrives.
  return dispute.revision === revision ? null : { at: 'elsewhere', dispute }
}

/** Said before anybody looked at the key or the dispute. */
export const isAboutTheDoor = ({ status }: Problem): boolean => [401, 403, 408, 413, 425, 429].includes(status)
