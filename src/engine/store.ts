// The port to the database, in our own words. One transaction loads what a batch asks for, lets the engine decide in memory,
// and writes every effect at once: writing outside `transact` is not possible, so nothing can be half done.

import type { DialectName, Dispute, Home, Phase, ReasonCategory, State } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { AttemptQueue } from './store-attempts.ts'
import type { BridgeQueue, BridgeReads, BridgeTables, ErrandChange, HeldErrand } from './store-bridge.ts'
import type { OverviewReads } from './store-overview.ts'
import type { DeskQueue, DeskReads, DeskTables, PersonChange } from './store-desk.ts'

/** Rows are flat and carry the tables' columns in camel case: `theirId` is the column `their_id`. Bigint columns are bigint. */
export type Tables = BridgeTables & DeskTables & {
  merchant: { merchant: string; name: string; createdAt: Instant; body: string }
  /** `lookup` is a keyed hash of what a caller presents; `sealed` what we must be able to read again, encrypted. */
  credential: {
    merchant: string; id: string; dialect: DialectName; scope: string; lookup: string; seeAll: number
    public: string; sealed: string | null; createdAt: Instant; expiresAt: Instant | null; revokedAt: Instant | null
  }
  /** Whose a presented credential is, for good. It leads with nobody (''), because it is known before its merchant is. */
  holder: { merchant: string; lookup: string; owner: string }
  /** `chain` is the hash of the last event; `wakeAt` when time itself next acts on it; `body` the whole dispute as canonical JSON. */
  dispute: {
    merchant: string; id: string; dialect: DialectName; home: string; theirId: string; state: State; phase: Phase
    category: ReasonCategory; currency: string; amount: bigint; respondBy: Instant | null; wakeAt: Instant | null
    payment: string; openedAt: Instant; updatedAt: Instant; revision: number; cycle: number; chain: string; search: string
    /** The id of the user who looks after it. */
    owner: string | null
    /** Until when it is put aside, which may have passed. */
    snoozedUntil: Instant | null; body: string
  }
  event: { merchant: string; dispute: string; seq: number; id: string; kind: string; cycle: number; act: string | null; at: Instant; body: string; prev: string; hash: string }
  posting: {
    merchant: string; dispute: string; seq: number; leg: number; code: string; dialect: DialectName
    fromAccount: string; toAccount: string; currency: string; amount: bigint; at: Instant
  }
  /** Written by adding: the stored balance is the sum of all deltas. */
  balance: { merchant: string; dialect: DialectName; account: string; currency: string; amount: bigint }
  /** One row per payment a dispute belongs to, locked with it: the guard against paying a buyer twice. */
  payment: { merchant: string; id: string; currency: string; captured: bigint | null; refunded: bigint; returned: bigint; overridden: number }
  /** The outbox. `position` is given later, by one process at a time, so that a reader of the stream never misses a late commit. */
  notice: { merchant: string; id: string; dispute: string; seq: number; kind: string; dialect: DialectName; at: Instant; position: bigint | null; body: string }
  endpoint: {
    merchant: string; id: string; dialect: DialectName; url: string; kinds: string; sealed: string; createdAt: Instant; disabledAt: Instant | null; body: string
  }
  delivery: {
    merchant: string; id: string; notice: string; endpoint: string; state: 'pending' | 'delivered' | 'exhausted'
    attempts: number; dueAt: Instant; leaseUntil: Instant; fence: number; lastStatus: number | null; updatedAt: Instant
  }
  attempt: { merchant: string; delivery: string; number: number; at: Instant; tookMs: number; status: number | null; error: string | null; answer: string | null }
  /** `answer` holds status, headers and body as they were sent, so that a replay is the same bytes. */
  idempotency: { merchant: string; principal: string; key: string; fingerprint: string; answer: string; at: Instant }
  file: { merchant: string; id: string; dispute: string; digest: string; type: string; size: number; at: Instant; bytes: Uint8Array }
  raw: { merchant: string; id: string; dispute: string; source: string; at: Instant; hash: string; body: string }
  /** A mark per transaction: after a commit whose answer was lost, writing it again tells whether it happened. */
  batch: { merchant: string; id: string; at: Instant }
  setting: { merchant: string; name: string; value: string }
}
export type TableName = keyof Tables

/** How rows of a table meet rows that are there already is a fact of the table, kept in the store (insert, replace, add). */
export type Write =
  | { [T in TableName]: { table: T; rows: Tables[T][] } }[TableName]
  | { [T in Removable]: { remove: T; rows: Partial<Tables[T]>[] } }[Removable]
  /** The batch happens only while these errands are under these fences; what is named beside a fence changes with it. */
  | { hold: 'errand'; rows: (HeldErrand & ErrandChange)[] }
  /** The batch happens only while these people are as they were read. */
  | { change: 'person'; rows: PersonChange[] }
  /** The batch happens only while these are sealed as they were read. */
  | { reseal: Resealable; rows: ResealRow[] }
export type Resealable = 'credential' | 'endpoint' | 'connection'
export type ResealRow = { merchant: string; id: string; sealed: string; was: string }
type Removable = 'endpoint' | 'file' | 'setting' | 'idempotency' | 'batch' | 'errand' | 'connection' | 'poll' | 'word' | 'person' | 'session' | 'holder' | 'saved_view'

export type Held = { dispute: Dispute; chain: string; paymentId: string }
export type Payment = Tables['payment']

/** What a batch needs to see, locked until it commits. Order of locks is by id, so two processes cannot deadlock. */
export type Ask = {
  batch: string
  merchant: string
  at: Instant
  disputes: DisputeId[]
  /** Payments of disputes that are about to be opened; those of loaded disputes come with them. */
  payments: string[]
  keys: { principal: string; key: string }[]
  credentials: string[]
}
export type Loaded = {
  disputes: Map<string, Held>
  payments: Map<string, Payment>
  keys: Map<string, Tables['idempotency']>
  /** Of the credentials asked for, those revoked or expired. */
  revoked: Set<string>
}
export const keyOf = (principal: string, key: string): string => `${principal} ${key}`

/** Thrown when COMMIT was sent and its answer never came. `settle` tells, once the store is reachable, whether it happened. */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown'
}
/** Thrown when nothing was written and trying again may go well: serialization, deadlock, a key that another process just took. */
export class TryAgain extends Error {
  override name = 'TryAgain'
}
/** Thrown when nothing was written because another holds what only one may have; trying again changes nothing. */
export class Taken extends Error {
  override name = 'Taken'
}
/** Thrown when nothing was written because an errand is another's, or has ended; trying again changes nothing. */
export class FencedOff extends Error {
  override name = 'FencedOff'
}
/** Thrown when the store cannot be reached or cannot write (disk full, connection refused): nothing was written. */
export class StoreDown extends Error {
  override name = 'StoreDown'
}

export type DisputeFilter = {
  states?: State[]; open?: boolean; dialects?: DialectName[]; phases?: Phase[]; categories?: ReasonCategory[]
  dueBefore?: Instant; dueAfter?: Instant; openedAfter?: Instant; openedBefore?: Instant
  currency?: string; amountMin?: bigint; amountMax?: bigint; text?: string; theirId?: string; payment?: string
  /** Null for those that are nobody's. */
  owner?: string | null
  /** Whether any evidence is staged. */
  evidence?: boolean
  /** Whether it is put aside at that instant. */
  snoozed?: { at: Instant; is: boolean }
  /** Only those whose act went upstream and nobody knows what came of it. */
  unknown?: true
}
export type DisputeOrder = 'deadline' | 'opened_newest' | 'opened_oldest'
export type Cursor = { value: number; id: string }
export type Page<T> = { items: T[]; next: Cursor | null }
export type ClaimedDelivery = Tables['delivery'] & { notice_: Tables['notice']; endpoint_: Tables['endpoint'] }

export type Reads = BridgeReads & DeskReads & OverviewReads & {
  dispute(merchant: MerchantId, id: DisputeId): Promise<Held | null>
  disputeByTheirs(merchant: MerchantId, dialect: DialectName, theirId: string): Promise<Held | null>
  /** `deadline` is the queue: open disputes only. A page may be short, or empty, with more behind `next`: each looks at a bounded number. */
  disputes(merchant: MerchantId, filter: DisputeFilter, order: DisputeOrder, after: Cursor | null, limit: number): Promise<Page<Dispute>>
  /** Never more than `atMost`; that also where it looked at as many as it may and still does not know. */
  countDisputes(merchant: MerchantId, filter: DisputeFilter, atMost: number): Promise<number>
  events(merchant: MerchantId, dispute: DisputeId, afterSeq: number, limit: number): Promise<Tables['event'][]>
  /** The events that speak of one act, oldest first. */
  eventsOfAct(merchant: MerchantId, act: string): Promise<Tables['event'][]>
  postings(merchant: MerchantId, dispute: DisputeId | null, after: { at: Instant; dispute: string; seq: number; leg: number } | null, limit: number): Promise<Tables['posting'][]>
  balances(merchant: MerchantId): Promise<Tables['balance'][]>
  payment(merchant: MerchantId, id: string): Promise<Payment | null>
  raws(merchant: MerchantId, dispute: DisputeId, limit: number): Promise<Tables['raw'][]>
  file(merchant: MerchantId, id: string): Promise<Tables['file'] | null>
  merchants(after: string, limit: number): Promise<Tables['merchant'][]>
  merchant(id: MerchantId): Promise<Tables['merchant'] | null>
  credentialsByLookup(lookup: string): Promise<Tables['credential'][]>
  credentials(merchant: MerchantId): Promise<Tables['credential'][]>
  endpoints(merchant: MerchantId): Promise<Tables['endpoint'][]>
  /** The stream: notices in the order of their positions, after one. */
  stream(merchant: MerchantId, after: bigint, limit: number): Promise<Tables['notice'][]>
  notices(merchant: MerchantId, filter: { dispute?: string; state?: Tables['delivery']['state'] }, before: bigint | null, limit: number): Promise<Tables['notice'][]>
  notice(merchant: MerchantId, id: string): Promise<Tables['notice'] | null>
  deliveries(merchant: MerchantId, notice: string): Promise<(Tables['delivery'] & { tries: Tables['attempt'][] })[]>
  idempotency(merchant: MerchantId, principal: string, key: string): Promise<Tables['idempotency'] | null>
  setting(name: string): Promise<string | null>
  /** Narrow only, without locks: perform judges again. Ordered by time. */
  due(now: Instant, limit: number): Promise<{ merchant: MerchantId; id: DisputeId; home: Home; wakeAt: Instant }[]>
  nextWake(): Promise<Instant | null>
  nextDelivery(): Promise<Instant | null>
  figures(now: Instant): Promise<{ dueSoon: Record<string, number>; oldestUnsequenced: Instant | null; pendingDeliveries: number; oldestPending: Instant | null }>
}

/** Work that belongs to the queue tables alone and needs no decision. Each call is one transaction. */
export type Queue = {
  /** Gives positions and makes deliveries for the endpoints that want them; one process at a time. Answers how many, and whose. */
  sequence(limit: number, now: Instant, makeId: () => string): Promise<{ count: number; deliveries: number; merchants: MerchantId[] }>
  /**
   * Leases due deliveries and fences off whoever held them before. At most `perEndpoint` of one endpoint and `perMerchant` of one
   * merchant are leased at a time, whoever leased them.
   */
  claim(now: Instant, leaseUntil: Instant, limit: number, perEndpoint: number, perMerchant: number): Promise<ClaimedDelivery[]>
  /** Only the holder of the fence may settle: false when it lost its lease. */
  settle(delivery: Tables['delivery'], outcome: { state: 'pending' | 'delivered' | 'exhausted'; dueAt: Instant; attempt: Tables['attempt'] }): Promise<boolean>
  resend(merchant: MerchantId, notice: string, now: Instant): Promise<number>
  /** Forgets idempotency answers and batch marks older than these; at most `limit` a call. */
  reap(keysBefore: Instant, batchesBefore: Instant, limit: number): Promise<number>
}

export type Store = {
  kind: 'sqlite' | 'postgres'
  /** How many transactions may run at once, and whether one may hold several merchants (only where they can never be sharded). */
  lanes: number
  acrossMerchants: boolean
  transact(asks: Ask[], decide: (loaded: Map<string, Loaded>) => Write[]): Promise<void>
  /** After CommitUnknown: true when the batch is in, false when it is not and never will be. */
  settled(asks: Ask[]): Promise<boolean>
  reads: Reads
  queue: Queue
  bridge: BridgeQueue
  desk: DeskQueue & AttemptQueue
  /** For `check`: every row of a table of one merchant, or of all, in key order, in pages; never all at once. */
  scan<T extends TableName>(table: T): AsyncIterable<Tables[T]>
  ready(): Promise<{ ok: boolean; detail: string }>
  backup(path: string): Promise<void>
  /** Ends the leases of whoever had this database before, where only one process can have it: whoever holds them is gone. */
  inherit(now: Instant): Promise<void>
  /** Sandbox only: empties every table. */
  reset(): Promise<void>
  close(): Promise<void>
}
