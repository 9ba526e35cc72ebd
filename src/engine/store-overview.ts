// What the overview, the audit and the tables ask of a store. Each looks at a bounded number of rows, by an index. Types only.

import type { DialectName, ReasonCategory, State } from '../core/dispute.ts'
import type { EventKind } from '../core/event.ts'
import type { PostingCode } from '../core/postings.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { Tables } from './store.ts'

/** Amounts of one currency only. */
export type Total = { currency: string; count: number; amount: bigint }

/** `end` is where the first row stands that was not looked at; null where all were. */
export type Bounded<T> = { totals: T[]; end: Instant | null }

export type OpenTotal = Total & { state: State; owned: boolean; evidence: boolean; /** Put aside. */ snoozed: boolean; due: 'today' | 'soon' | 'later' }
/** `quarter` is when the quarter of an hour begins in which the deadline is; null without one. Every day in every zone of today begins with one. */
export type DueTotal = Total & { quarter: Instant | null; state: State; dialect: DialectName }
export type EndedTotal = Total & { state: State; dialect: DialectName; category: ReasonCategory }
export type PostedTotal = Total & { code: PostingCode; dialect: DialectName }

export type AuditFilter = { kinds?: EventKind[] | undefined; actor?: string | undefined; since?: Instant | undefined; until?: Instant | undefined }
export type AuditPlace = { at: Instant; dispute: string; seq: number }
export type Audited = 'dispute' | 'event' | 'posting'

export type OverviewReads = {
  /** Open disputes by what they have in common at `now`, the nearest deadlines first: due before `today`, before `soon`, or later. */
  openTotals(merchant: MerchantId, bounds: { now: Instant; today: Instant; soon: Instant }, atMost: number): Promise<Bounded<OpenTotal>>
  /** Open disputes by quarter of an hour of their deadline, the nearest first. */
  dueTotals(merchant: MerchantId, atMost: number): Promise<Bounded<DueTotal>>
  /** Disputes whose act went upstream and nobody knows what came of it. */
  unknownTotals(merchant: MerchantId, atMost: number): Promise<Total[]>
  /** What became of the disputes that opened at `since` or later, the newest first. */
  endedTotals(merchant: MerchantId, since: Instant, atMost: number): Promise<Bounded<EndedTotal>>
  /** What was posted from one instant until before another, the newest first. */
  postedTotals(merchant: MerchantId, from: Instant, until: Instant, atMost: number): Promise<Bounded<PostedTotal>>
  /** Events of all disputes, the newest first. A page may be short, or empty, with more behind `next`. */
  audit(merchant: MerchantId, filter: AuditFilter, after: AuditPlace | null, limit: number): Promise<{ items: Tables['event'][]; next: AuditPlace | null }>
  /** The rows of one merchant's disputes behind one of them, in the order of their keys, in pages. */
  rowsBehind<T extends Audited>(table: T, merchant: MerchantId, after: DisputeId | null): AsyncIterable<Tables[T]>
}
