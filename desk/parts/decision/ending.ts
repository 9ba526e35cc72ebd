// How a dispute ended or is ending, who did it and when, in words. Pure.

import type { Act, Dispute } from '../../api/contract.ts'
import { statusOf, statusWords } from '../../words.ts'

export type Ending = { word: string; by: string | null; at: string | null }

/** Null while it can still be decided. */
export function endingOf(dispute: Dispute): Ending | null {
  const { act, acceptance, defense, resolution, expired_at, state } = dispute
  if (act) return { word: `${act.kind === 'accept' ? 'Being accepted' : 'Being contested'} (${statusWords[statusOf(dispute)].word.toLowerCase()})`, by: actorWords(act.by), at: act.at }
  if (state === 'needs_response') return null
  const { word } = statusWords[statusOf(dispute)]
  if (state === 'accepted') return { word, by: acceptance && actorWords(acceptance.by), at: acceptance?.at ?? dispute.updated_at }
  if (state === 'under_review') return { word, by: defense && actorWords(defense.by), at: defense?.at ?? dispute.updated_at }
  if (state === 'expired') return { word, by: null, at: expired_at ?? dispute.updated_at }
  return { word, by: resolution && actorWords(resolution.by), at: resolution?.at ?? dispute.updated_at }
}

/** A person by name; everybody else by what they are. */
export function actorWords({ kind, id, name, surface }: Act['by']): string {
  if (kind === 'user') return name ?? id
  if (kind === 'upstream') return 'the provider'
  if (kind === 'key') return `a key of the API (…${id.slice(-6)})`
  return surface === 'sandbox' ? 'the sandbox' : 'Parley by itself'
}
