// One unit of work for the write path: what it needs to see, and a synchronous decision that gives writes and an answer.

import type { Opening } from '../core/command.ts'
import type { Dispute } from '../core/dispute.ts'
import type { DisputeEvent } from '../core/event.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import type { Held, Payment, Write } from './store.ts'

/** The answer as it goes out; kept under the key so that a repetition gets the same bytes. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

/** `fingerprint` is a hash over method, route, principal and body: the same key with another one is refused. */
export type Key = { principal: string; key: string; fingerprint: string }

export type View = {
  now: Instant
  dispute: Held | null
  payment(id: string): Payment | null
  /** Whether another dispute under this id of its provider's is in sight; the store, which knows them all, has the last word. */
  exists(opening: Pick<Opening, 'id' | 'dialect' | 'theirs'>): boolean
}

/** `changed` are disputes with the events that made them so; `writes` whatever else belongs to the same transaction. */
export type Change = { before: Dispute | null; after: Dispute; events: DisputeEvent[]; paymentId: string }
export type Verdict<T> = { value: T; changed: Change | null; writes: Write[]; answer: Answer | null; keep: boolean }

export type Job<T> = {
  merchant: MerchantId
  dispute: DisputeId | null
  payments: string[]
  key: Key | null
  /** Judged again inside the transaction, so that a revoked credential cannot decide, whatever a cache says. */
  credential: string | null
  decide(view: View): Verdict<T>
}

export type Performed<T> =
  | { kind: 'done'; value: T; answer: Answer | null }
  | { kind: 'replayed'; answer: Answer }
  | { kind: 'turned_away'; refusal: Refusal }
