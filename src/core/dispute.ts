// What a dispute is: a union by state, each member carrying exactly what is true in it. Types only; nothing here acts.

import type { Money } from './money.ts'
import type { Instant } from './time.ts'
import type { ActId, ConnectionId, DisputeId, EvidenceId, MerchantId } from './ids.ts'
import type { Observed, Version } from './observation.ts'

export const dialects = ['native', 'alipay', 'afterpay', 'omise', 'moov', 'ahrvo'] as const
export type DialectName = (typeof dialects)[number]

export const phases = ['alert', 'inquiry', 'chargeback', 'pre_arbitration', 'arbitration', 'compliance', 'unknown'] as const
export type Phase = (typeof phases)[number]

export const reasonCategories = ['fraud', 'authorization', 'processing', 'not_received', 'not_as_described', 'credit_not_processed',
  'duplicate', 'cancelled', 'incorrect_amount', 'other'] as const
export type ReasonCategory = (typeof reasonCategories)[number]

export const states = ['needs_response', 'accepting', 'submitting', 'under_review', 'accepted', 'won', 'lost', 'expired',
  'withdrawn', 'prevented', 'refunded'] as const
export type State = (typeof states)[number]

/** Why a merchant concedes; `unspecified` is what a provider's own call, which has no place for a reason, leaves on record. */
export const acceptReasons = ['customer_is_right', 'real_fraud', 'no_proof', 'not_worth_it', 'refunded_elsewhere', 'other', 'unspecified'] as const
export type AcceptReason = (typeof acceptReasons)[number]

/** `house`, or the connection through which the dispute's provider is reached. */
export type Home = 'house' | ConnectionId

/** Who did it, and through which door. `id` names a credential, a user or a worker, never a secret; `name` is what the user was called then. */
export type Actor = {
  kind: 'key' | 'user' | 'system' | 'upstream'
  id: string
  name?: string
  surface: DialectName | 'desk' | 'cli' | 'timekeeper' | 'sandbox' | 'bridge'
  request: string | null
}

export type Theirs = { id: string; status: string | null; reasonCode: string | null; reasonText: string | null }
export type Fee = { kind: string; money: Money; refundable: boolean }
export type Reason = { category: ReasonCategory; code: string | null; network: string | null; networkCode: string | null }
export type Settlement = { money: Money; rate: string | null }
export type PaymentRef = {
  id: string | null
  order: string | null
  paidAt: Instant | null
  network: string | null
  references: Record<string, string>
  /** What the merchant took for this payment and has given back by other ways, as far as we were told. */
  captured: Money | null
  refunded: Money | null
}
export type Story = { text: string; language: string | null; customer: string | null }
export type RespondBy = { at: Instant; zone: string | null; source: 'provider' | 'rule' | 'operator' }

export type EvidenceItem = {
  id: EvidenceId
  kind: 'file' | 'text'
  category: string | null
  name: string | null
  type: string
  size: number
  digest: string
  text: string | null
  addedAt: Instant
  /** When something took its place under the same id. */
  updatedAt?: Instant
  /** The merchant's own words about it, where a provider keeps some with each piece. */
  tags?: Record<string, string>
}

export type Acceptance = { act: ActId; at: Instant; by: Actor; reason: AcceptReason; note: string | null; override: string | null }
export type Defense = { act: ActId; at: Instant; by: Actor; statement: string | null; evidence: EvidenceItem[] }
/** `asOf` is the news on which the act was decided: only later news can be about it. */
export type Act = {
  id: ActId; kind: 'accept' | 'submit'; by: Actor; at: Instant; dueAt: Instant; asOf: Version | null
  reason: AcceptReason; note: string | null; override: string | null
}
/** The user who looks after it, as they were called when it was given to them. */
export type Owner = { id: string; name: string }
/** Hidden from what needs a decision until then, and who put it aside when. */
export type Snooze = { until: Instant; at: Instant; by: Actor }
export type Resolution = { at: Instant; by: Actor; final: boolean; judged: Money | null; note: string | null }

export type TurnedDown = { act: ActId; at: Instant; code: string | null; text: string | null }

/** Where the principal is, in settlement money: part of it held, part of it gone to the network; the rest is the merchant's. */
export type Books = { held: bigint; gone: bigint }

/** The last turn that we gave a dispute ourselves: news of an open dispute from before it is stale. */
export type Decided = { at: Instant; state: State; books: Books }

/** The fee lines that the last win gave back; those before `from` were given back by earlier wins. */
export type ReturnedFees = { from: number; to: number }

export type Facts = {
  id: DisputeId
  merchant: MerchantId
  home: Home
  dialect: DialectName
  theirs: Theirs
  money: Money
  settlement: Settlement | null
  fees: Fee[]
  returnedFees: ReturnedFees
  reason: Reason
  phase: Phase
  cycle: number
  payment: PaymentRef
  story: Story | null
  respondBy: RespondBy | null
  /** How long before the deadline its home wants to be warned, 0 for not at all; absent where that is as usual. */
  bufferMs?: number
  /** Its deadline ends nothing for ten years, as was the rule when it opened; absent where it does. */
  overdueStays?: true
  /** It lives upstream, and its buffer holds also where it was opened within it; of what 0.1.0 opened there, nobody was warned. */
  warnsWithin?: true
  evidence: EvidenceItem[]
  books: Books
  metadata: Record<string, string>
  tags: string[]
  /** Absent where it was never given to anybody, null where it was taken back. */
  owner?: Owner | null
  /** Absent where it was never put aside, null where that is over. */
  snoozed?: Snooze | null
  observed: Observed | null
  decided: Decided | null
  /** The last act that upstream turned down; absent where there was none. */
  turnedDown?: TurnedDown
  /** The deadline that has been warned about, so that the warning goes out once per deadline. */
  warnedFor: Instant | null
  openedAt: Instant
  updatedAt: Instant
  revision: number
}

export type Situation =
  | { state: 'needs_response'; pending: Act | null }
  | { state: 'accepting'; act: Act; from: 'needs_response' | 'under_review'; defense: Defense | null }
  | { state: 'submitting'; act: Act; defense: Defense }
  | { state: 'under_review'; pending: Act | null; defense: Defense | null }
  | { state: 'accepted'; acceptance: Acceptance; defense: Defense | null }
  | { state: 'won' | 'lost'; resolution: Resolution; defense: Defense | null }
  | { state: 'expired'; expiredAt: Instant }
  | { state: 'withdrawn' | 'prevented' | 'refunded'; resolution: Resolution; defense: Defense | null }

export type Dispute = Facts & Situation
export type DisputeIn<S extends State> = Extract<Dispute, { state: S }>

const open: readonly State[] = ['needs_response', 'accepting', 'submitting', 'under_review']
export const openStates = open
export const isOpen = (state: State): boolean => open.includes(state)

/** What the books are kept in: the settlement pair where the provider gave one, the disputed money otherwise. */
export const principalOf = (dispute: Facts): Money => dispute.settlement?.money ?? dispute.money
