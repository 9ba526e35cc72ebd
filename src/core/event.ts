// What happened to a dispute. Append-only; the row, the postings, the wake-up and the notices are functions of these.

import type { Acceptance, Act, Actor, Books, Defense, EvidenceItem, Facts, Fee, Owner, Phase, Resolution, RespondBy, State } from './dispute.ts'
import type { ActId, EvidenceId } from './ids.ts'
import type { Observation, Observed, Standing } from './observation.ts'
import type { Instant } from './time.ts'
import type { EvidenceTags, Verdict } from './command.ts'

export type EventData =
  | { kind: 'opened'; facts: Facts }
  | { kind: 'acceptance_held'; act: Act }
  | { kind: 'acceptance_undone'; act: ActId }
  | { kind: 'acceptance_asked'; act: Act }
  | { kind: 'submission_asked'; act: Act; defense: Defense }
  | { kind: 'ask_refused'; act: ActId; code: string | null; text: string | null }
  | { kind: 'accepted'; acceptance: Acceptance }
  | { kind: 'submitted'; defense: Defense }
  | { kind: 'evidence_staged'; item: EvidenceItem; replaces?: true }
  | { kind: 'evidence_removed'; evidence: EvidenceId }
  | { kind: 'annotated'; metadata: Record<string, string | null>; tags: string[] | null; note: string | null; evidence?: EvidenceTags; owner?: Owner | null; snooze?: { until: Instant } | null; bufferMs?: number }
  | { kind: 'expired' }
  | { kind: 'resolved'; verdict: Verdict; resolution: Resolution; fees: Fee[] }
  | { kind: 'win_reversed'; resolution: Resolution; fees: Fee[] }
  | { kind: 'escalated'; phase: Phase; respondBy: RespondBy | null; fees: Fee[]; note: string | null }
  | { kind: 'deadline_moved'; respondBy: RespondBy }
  | { kind: 'deadline_near'; respondBy: RespondBy }
  /** `stands` is the reading that now holds, which an older observation may bring to bear; null where the state stays as it is. */
  | { kind: 'observed'; observation: Observation; seen: Observed; stands: Standing | null; from: State; correction: boolean; bufferMs?: number }

/** `books` is where the principal is after the event: decided with it and kept with it, so that folding needs no provider's rules. */
export type DisputeEvent = EventData & { at: Instant; by: Actor; books: Books }
export type EventKind = EventData['kind']
