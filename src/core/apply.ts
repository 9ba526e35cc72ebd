// Folds an event into a dispute. Total and free of rules: what may happen is decided elsewhere, and an event is what did happen.

import type { EvidenceTags } from './command.ts'
import { isOpen, type Decided, type Dispute, type EvidenceItem, type Facts, type Situation } from './dispute.ts'
import type { DisputeEvent } from './event.ts'
import { feesOf, returnedFeesAfter } from './fees.ts'
import { reasonOf, sameVersion } from './observation.ts'
import { observedSituation } from './observed.ts'
import { standsOtherwise } from './snooze.ts'

export function apply(dispute: Dispute | null, event: DisputeEvent): Dispute {
  if (event.kind === 'opened') return { ...event.facts, books: event.books, state: 'needs_response', pending: null }
  if (!dispute) throw new Error(`the first event of a dispute is opened, not ${event.kind}`)
  const facts = { ...factsOf(dispute), books: event.books, updatedAt: event.at, revision: dispute.revision + 1 }
  const next = situation(dispute, event)
  const after = {
    ...facts, fees: [...facts.fees, ...feesOf(event)], returnedFees: returnedFeesAfter(dispute, event),
    decided: decidedBy(event, next) ?? dispute.decided, ...changed(dispute, event), ...next,
  } as Dispute
  return after.snoozed && standsOtherwise(dispute, after) ? { ...after, snoozed: null } : after
}

/** The facts that an event changes besides the situation. */
function changed(dispute: Dispute, event: DisputeEvent): Partial<Facts> {
  switch (event.kind) {
    case 'evidence_staged': return { evidence: staged(dispute.evidence, event) }
    case 'evidence_removed': return { evidence: dispute.evidence.filter(item => item.id !== event.evidence) }
    case 'submission_asked':
    case 'submitted': return { evidence: event.defense.evidence }
    case 'annotated': return annotatedFacts(dispute, event)
    case 'deadline_moved': return { respondBy: event.respondBy }
    case 'deadline_near': return { warnedFor: event.respondBy.at }
    case 'escalated': return { phase: event.phase, respondBy: event.respondBy, ...(isAnswerable(dispute) ? {} : { cycle: dispute.cycle + 1, evidence: [] }) }
    case 'ask_refused': return { turnedDown: { act: event.act, at: event.at, code: event.code, text: event.text } }
    case 'observed': return observedFacts(dispute, event)
    default: return {}
  }
}

function annotatedFacts(dispute: Dispute, { metadata, tags, evidence, owner, snooze, bufferMs, at, by }: DisputeEvent & { kind: 'annotated' }): Partial<Facts> {
  return {
    metadata: merged(dispute.metadata, metadata), tags: tags ?? dispute.tags, evidence: evidenceWith(dispute, evidence), ...(owner !== undefined && { owner }),
    ...(snooze !== undefined && { snoozed: snooze && { until: snooze.until, at, by } }), ...(bufferMs !== undefined && { bufferMs }),
  }
}

function staged(evidence: readonly EvidenceItem[], { item, replaces }: DisputeEvent & { kind: 'evidence_staged' }): EvidenceItem[] {
  return replaces ? evidence.map(each => (each.id === item.id ? item : each)) : [...evidence, item]
}

function observedFacts(dispute: Dispute, { observation, seen, stands, correction, bufferMs }: DisputeEvent & { kind: 'observed' }): Partial<Facts> {
  const { version, theirs, reading } = observation
  const { id, status, reasonCode, reasonText } = dispute.theirs
  return {
    observed: seen,
    theirs: {
      id, status: sameVersion(seen.version, version) ? theirs.status : status,
      ...(sameVersion(reasonOf(seen), version) ? { reasonCode: theirs.reasonCode, reasonText: theirs.reasonText } : { reasonCode, reasonText }),
    },
    phase: sameVersion(seen.phase, version) ? reading.phase ?? dispute.phase : dispute.phase,
    respondBy: sameVersion(seen.respondBy, version) ? reading.respondBy ?? dispute.respondBy : dispute.respondBy,
    cycle: correction && stands && isOpen(stands.state) ? dispute.cycle + 1 : dispute.cycle,
    ...(bufferMs !== undefined && { bufferMs }),
  }
}

/** Our own turns; what upstream told has its own versions. */
function decidedBy(event: DisputeEvent, { state }: Situation): Decided | null {
  switch (event.kind) {
    case 'accepted':
    case 'submitted':
    case 'expired':
    case 'resolved':
    case 'win_reversed':
    case 'escalated': return { at: event.at, state, books: event.books }
    default: return null
  }
}

function situation(dispute: Dispute, event: DisputeEvent): Situation {
  switch (event.kind) {
    case 'acceptance_held': return { ...answerable(dispute), pending: event.act }
    case 'acceptance_undone': return { ...answerable(dispute), pending: null }
    case 'acceptance_asked': return { state: 'accepting', act: event.act, from: answerable(dispute).state, defense: defenseOf(dispute) }
    case 'submission_asked': return { state: 'submitting', act: event.act, defense: event.defense }
    case 'ask_refused': return beforeAsking(dispute)
    case 'escalated': return { state: 'needs_response', pending: null }
    case 'accepted': return { state: 'accepted', acceptance: event.acceptance, defense: defenseOf(dispute) }
    case 'submitted': return { state: 'under_review', pending: null, defense: event.defense }
    case 'expired': return { state: 'expired', expiredAt: event.at }
    case 'resolved': return { state: event.verdict, resolution: event.resolution, defense: defenseOf(dispute) }
    case 'win_reversed': return { state: 'lost', resolution: event.resolution, defense: defenseOf(dispute) }
    case 'observed': return event.stands ? observedSituation(dispute, event, event.stands) : situationOf(dispute)
    default: return situationOf(dispute)
  }
}

/** An acceptance waits on a dispute that needs a response or is under review, and leaves it so. */
function answerable(dispute: Dispute): Extract<Situation, { state: 'needs_response' | 'under_review' }> {
  return dispute.state === 'under_review'
    ? { state: 'under_review', pending: dispute.pending, defense: dispute.defense }
    : { state: 'needs_response', pending: dispute.state === 'needs_response' ? dispute.pending : null }
}

function beforeAsking(dispute: Dispute): Situation {
  const reviewed = dispute.state === 'accepting' && dispute.from === 'under_review'
  return reviewed ? { state: 'under_review', pending: null, defense: dispute.defense } : { state: 'needs_response', pending: null }
}

const isAnswerable = (dispute: Dispute): boolean => dispute.state === 'needs_response' || dispute.state === 'under_review'

export const defenseOf = (dispute: Dispute) => ('defense' in dispute ? dispute.defense : null)

function evidenceWith({ evidence }: Dispute, added: EvidenceTags | undefined): EvidenceItem[] {
  return added ? evidence.map(item => (item.id === added.id ? { ...item, tags: { ...item.tags, ...added.tags } } : item)) : evidence
}

function merged(old: Record<string, string>, change: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter((pair): pair is [string, string] => pair[1] !== null))
}

const situationKeys = ['state', 'pending', 'act', 'from', 'defense', 'acceptance', 'resolution', 'expiredAt'] as const
const ofSituation: ReadonlySet<string> = new Set(situationKeys)

/** Copied one by one: what is deleted from an object makes it slow for whoever reads it next (measured: four times). */
function factsOf(dispute: Dispute): Facts {
  const facts: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(dispute)) if (!ofSituation.has(key)) facts[key] = value
  return facts as Facts
}

function situationOf(dispute: Dispute): Situation {
  const whole = dispute as unknown as Record<string, unknown>
  return Object.fromEntries(situationKeys.filter(key => key in whole).map(key => [key, whole[key]])) as Situation
}
