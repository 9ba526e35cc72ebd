// Folds an event into a dispute. Total and free of rules: what may happen is decided elsewhere, and an event is what did happen.

import type { Dispute, Facts, Resolution, Situation } from './dispute.ts'
import type { DisputeEvent } from './event.ts'
import { feesOf } from './postings.ts'

export function apply(dispute: Dispute | null, event: DisputeEvent): Dispute {
  if (event.kind === 'opened') return { ...event.facts, books: event.books, state: 'needs_response', pending: null }
  if (!dispute) throw new Error(`the first event of a dispute is opened, not ${event.kind}`)
  const facts = { ...factsOf(dispute), books: event.books, updatedAt: event.at, revision: dispute.revision + 1 }
  const fees = feesOf(event)
  return { ...facts, fees: fees.length ? [...facts.fees, ...fees] : facts.fees, ...changed(dispute, event), ...situation(dispute, event) } as Dispute
}

/** The facts that an event changes besides the situation. */
function changed(dispute: Dispute, event: DisputeEvent): Partial<Facts> {
  switch (event.kind) {
    case 'evidence_staged': return { evidence: [...dispute.evidence, event.item] }
    case 'evidence_removed': return { evidence: dispute.evidence.filter(item => item.id !== event.evidence) }
    case 'annotated': return { metadata: merged(dispute.metadata, event.metadata), tags: event.tags ?? dispute.tags }
    case 'deadline_moved': return { respondBy: event.respondBy }
    case 'deadline_near': return { warnedFor: event.respondBy.at }
    case 'escalated': return { phase: event.phase, respondBy: event.respondBy, ...(isAnswerable(dispute) ? {} : { cycle: dispute.cycle + 1, evidence: [] }) }
    case 'observed': return observedFacts(dispute, event)
    default: return {}
  }
}

function observedFacts(dispute: Dispute, event: DisputeEvent & { kind: 'observed' }): Partial<Facts> {
  const { version, theirs, reading } = event.observation
  return {
    observed: version,
    theirs: { ...dispute.theirs, ...theirs },
    phase: reading.phase ?? dispute.phase,
    respondBy: reading.respondBy ?? dispute.respondBy,
    cycle: event.correction ? dispute.cycle + 1 : dispute.cycle,
  }
}

function situation(dispute: Dispute, event: DisputeEvent): Situation {
  switch (event.kind) {
    case 'acceptance_held': return { state: 'needs_response', pending: event.act }
    case 'acceptance_undone': return { state: 'needs_response', pending: null }
    case 'acceptance_asked': return { state: 'accepting', act: event.act }
    case 'submission_asked': return { state: 'submitting', act: event.act, defense: event.defense }
    case 'ask_refused':
    case 'escalated': return { state: 'needs_response', pending: null }
    case 'accepted': return { state: 'accepted', acceptance: event.acceptance, defense: defenseOf(dispute) }
    case 'submitted': return { state: 'under_review', defense: event.defense }
    case 'expired': return { state: 'expired', expiredAt: event.at }
    case 'resolved': return { state: event.verdict, resolution: event.resolution, defense: defenseOf(dispute) }
    case 'win_reversed': return { state: 'lost', resolution: event.resolution, defense: defenseOf(dispute) }
    case 'observed': return observedSituation(dispute, event)
    default: return situationOf(dispute)
  }
}

function observedSituation(dispute: Dispute, event: DisputeEvent & { kind: 'observed' }): Situation {
  const { state, judged, final } = event.observation.reading
  if (state === dispute.state) return situationOf(dispute)
  const resolution: Resolution = { at: event.observation.version.at, by: event.by, final, judged, note: null }
  const defense = defenseOf(dispute)
  switch (state) {
    case 'needs_response': return { state, pending: null }
    case 'under_review': return { state, defense }
    case 'accepted': return { state, acceptance: acceptedElsewhere(dispute, event), defense }
    case 'expired': return { state, expiredAt: event.observation.version.at }
    default: return { state, resolution, defense }
  }
}

/** Our own act where one was on its way; otherwise upstream's word, under an id that depends on the news alone. */
function acceptedElsewhere(dispute: Dispute, event: DisputeEvent & { kind: 'observed' }) {
  const own = dispute.state === 'accepting' ? dispute.act : null
  return {
    act: own?.id ?? (`act_${event.observation.version.digest.slice(0, 26)}` as const),
    at: event.observation.version.at, by: own?.by ?? event.by, reason: own?.reason ?? ('unspecified' as const), note: own?.note ?? null, override: null,
  }
}

const isAnswerable = (dispute: Dispute): boolean => dispute.state === 'needs_response' || dispute.state === 'under_review'

export const defenseOf = (dispute: Dispute) => ('defense' in dispute ? dispute.defense : null)

function merged(old: Record<string, string>, change: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter((pair): pair is [string, string] => pair[1] !== null))
}

const situationKeys = ['state', 'pending', 'act', 'defense', 'acceptance', 'resolution', 'expiredAt'] as const

function factsOf(dispute: Dispute): Facts {
  const { ...facts } = dispute as Facts & Record<string, unknown>
  for (const key of situationKeys) delete facts[key]
  return facts
}

function situationOf(dispute: Dispute): Situation {
  const whole = dispute as unknown as Record<string, unknown>
  return Object.fromEntries(situationKeys.filter(key => key in whole).map(key => [key, whole[key]])) as Situation
}
