// A dispute as lists keep it: what a row and the peek panel show and nothing more, so that a hundred thousand of them fit into memory.

import type { Dispute } from '../api/contract.ts'
import { filledOf, type Filled } from './evidence/filled.ts'

const kept = ['id', 'home', 'dialect', 'theirs', 'phase', 'state', 'amount', 'fees', 'reason', 'respond_by', 'conditions', 'owner', 'snoozed', 'can', 'resolution', 'opened_at', 'revision', 'preparing'] as const
const longestStory = 700

export type Row = Pick<Dispute, (typeof kept)[number] | 'act' | 'story'> & { evidence: { length: number }; filled: Filled; order: string | null; captured: Dispute['payment']['captured'] }

export function rowOf(dispute: Dispute): Row {
  const { act, story, evidence, payment } = dispute
  return {
    ...Object.fromEntries(kept.map(name => [name, dispute[name]])) as Pick<Dispute, (typeof kept)[number]>,
    act: act?.upstream ? { ...act, upstream: { ...act.upstream, attempts: [] } } : act,
    story: story && { ...story, text: story.text.slice(0, longestStory) },
    evidence: { length: evidence.length }, filled: filledOf(dispute),
    order: payment.order ?? payment.id, captured: payment.captured,
  }
}

/** Why accepting or submitting is not possible, or null. */
export function refusalOf(allowed: NonNullable<Dispute['can']>['accept'] | undefined): string | null {
  return allowed === undefined || allowed === true ? null : allowed.why
}
