/**
 * One dispute as a small sequential machine, written by hand from the published table and not from our code: what each call may be
 * answered in each state. The terms are those of a provider that takes no acceptance of a defended dispute.
 */
import type { Model } from './linear.ts'

export type Call = { do: 'accept' | 'submit' | 'won' | 'lost' | 'read' | 'note' }
/** What the caller heard: `done` or the code of the refusal; a success and a read also tell state and revision. */
export type Result = { told: string; state?: string; revision?: number }
export type Seen = { state: string; revision: number }

export const disputeModel: Model<Seen, Call, Result> = {
  initial: { state: 'needs_response', revision: 1 },
  keyOf: ({ state, revision }) => `${state} ${revision}`,
  step(before, call, result) {
    const { told, after } = answerOf(before, call)
    if (result === null) return after
    const fits = result.told === told && (result.state ?? after.state) === after.state && (result.revision ?? after.revision) === after.revision
    return fits ? after : null
  },
}

function answerOf(before: Seen, call: Call): { told: string; after: Seen } {
  const turns: Record<string, string> = { accept: 'accepted', submit: 'under_review', won: 'won', lost: 'lost' }
  if (call.do === 'read') return { told: 'done', after: before }
  if (call.do === 'note') return { told: 'done', after: { ...before, revision: before.revision + 1 } }
  const refused = refusals[before.state]?.[call.do] ?? null
  return refused === null ? { told: 'done', after: { state: turns[call.do]!, revision: before.revision + 1 } } : { told: refused, after: before }
}

const ended = (code: string) => ({ accept: code, submit: code, won: code, lost: code })
const refusals: Record<string, Partial<Record<string, string>>> = {
  needs_response: {},
  under_review: { accept: 'already_submitted', submit: 'already_submitted' },
  accepted: ended('already_accepted'),
  won: ended('already_won'),
  lost: ended('already_lost'),
}
