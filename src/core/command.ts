// What can be asked of a dispute. Every door (native, dialects, desk, command line, workers) ends in one of these.

import type { AcceptReason, Act, Actor, DialectName, EvidenceItem, Fee, Home, Owner, PaymentRef, Phase, Reason, RespondBy, Settlement, State, Story, Theirs } from './dispute.ts'
import type { ActId, DisputeId, EvidenceId, MerchantId } from './ids.ts'
import type { Money } from './money.ts'
import type { Observation } from './observation.ts'
import type { Instant } from './time.ts'

/** `state`: that nobody answered it meanwhile, which can be conceded otherwise. */
export type Expectation = { revision?: number | undefined; amount?: bigint | undefined; state?: 'needs_response' | undefined }

export type Opening = {
  id: DisputeId
  merchant: MerchantId
  home: Home
  dialect: DialectName
  theirs: Theirs
  money: Money
  settlement: Settlement | null
  fees: Fee[]
  reason: Reason
  phase: Phase
  payment: PaymentRef
  story: Story | null
  respondBy: RespondBy | null
  bufferMs?: number
  metadata: Record<string, string>
  tags: string[]
  openedAt: Instant
}

/** Words to be kept with one piece of evidence, beside those that it has. */
export type EvidenceTags = { id: EvidenceId; tags: Record<string, string> }

/** What a connection's policy does by itself when the deadline is near: concede what is worth less than `below`. */
export type AtBuffer = { act: ActId; by: Actor; below: Money; note: string }

export type Verdict = 'won' | 'lost' | 'withdrawn' | 'prevented' | 'refunded'

export type Command =
  | { kind: 'open'; by: Actor; opening: Opening }
  | { kind: 'accept'; by: Actor; act: ActId; reason: AcceptReason; note: string | null; holdMs: number; expect: Expectation; override: string | null }
  | { kind: 'undo'; by: Actor; act: ActId }
  /** `replaces` when the item is to take the place of the staged one with its id. */
  | { kind: 'stage'; by: Actor; item: EvidenceItem; replaces?: true }
  | { kind: 'unstage'; by: Actor; evidence: EvidenceId }
  /** `items` go out with what is staged, in one step: for callers who send a defense whole. */
  | { kind: 'submit'; by: Actor; act: ActId; statement: string | null; expect: Expectation; metadata?: Record<string, string | null>; items?: readonly EvidenceItem[] }
  /** `asFor`: only while that command would be taken too, since some providers take notes of open disputes only. `owner` is null for nobody, absent to leave it; `snooze` an instant until which it is put aside, null to end that. */
  | { kind: 'annotate'; by: Actor; metadata: Record<string, string | null>; tags: string[] | null; note: string | null; asFor?: 'submit'; evidence?: EvidenceTags; owner?: Owner | null; snooze?: Instant | null; bufferMs?: number }
  /** What time brings by itself: a held acceptance goes out, a deadline passes. */
  | { kind: 'elapse'; by: Actor; atBuffer?: AtBuffer | null }
  | { kind: 'resolve'; by: Actor; verdict: Verdict; final: boolean; judged: Money | null; note: string | null; fees: Fee[] }
  | { kind: 'reverse'; by: Actor; note: string | null; fees: Fee[] }
  | { kind: 'escalate'; by: Actor; phase: Phase; respondBy: RespondBy | null; fees: Fee[]; note: string | null }
  | { kind: 'move_deadline'; by: Actor; respondBy: RespondBy }
  /** The answer of upstream to an act that was asked of it. */
  | { kind: 'confirm'; by: Actor; act: ActId }
  | { kind: 'refuse'; by: Actor; act: ActId; code: string | null; text: string | null }
  /** `bufferMs` is its connection's now: what opens again heard of no change while it was closed. */
  | { kind: 'observe'; by: Actor; observation: Observation; bufferMs?: number }

export type CommandKind = Command['kind']
export type { Act, State }
