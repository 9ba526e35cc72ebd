// What the bridge keeps in the store: connections, errands and polls, and the work on their queues. Types only.

import type { DialectName, Dispute } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'

/**
 * An errand is one act on its way upstream. `queued`: nothing can have happened there. `asked`: an attempt may have left. `unknown`: it
 * left and nobody knows. `person`: somebody has to find out; it is still looked at now and then where looking is possible.
 */
export type Stage = 'queued' | 'asked' | 'unknown' | 'person'

export type BridgeTables = {
  /** `sealed` holds its credentials; `body` its settings. */
  connection: {
    merchant: string; id: string; dialect: DialectName; name: string; url: string; sealed: string; state: 'active' | 'paused'
    createdAt: Instant; updatedAt: Instant; body: string
  }
  /** Where reading a connection's list stands. `since` and `cursor` move only once what they leave behind is committed. */
  poll: {
    merchant: string; connection: string; dueAt: Instant; leaseUntil: Instant; fence: number; cursor: string | null; since: Instant | null
    beganAt: Instant | null; endedAt: Instant | null; failures: number; body: string
  }
  /** Words of a provider that no table of ours has; `amount` is how often they came. */
  word: { merchant: string; connection: string; field: string; word: string; amount: bigint }
  /** A dispute that lives upstream, under an id by which a provider of that dialect knows it: its own, and those that another Parley tells. */
  twin: { merchant: string; dialect: DialectName; theirId: string; dispute: string }
  /** `askedAt` is the first attempt; `last` what the last one or the last look brought, as JSON; `progress` steps that are done there. */
  errand: {
    merchant: string; act: string; dispute: string; connection: string; kind: 'accept' | 'submit'; stage: Stage; attempts: number
    fence: number; leaseUntil: Instant; dueAt: Instant; madeAt: Instant; askedAt: Instant | null; unknownAt: Instant | null
    alarmedAt: Instant | null; looks: number; last: string | null; progress: string
  }
  /** Append-only: `began` is written before a byte leaves, `ended` when it is known what came of it. */
  asking: {
    merchant: string; act: string; number: number; part: 'began' | 'ended'; fence: number; at: Instant; outcome: string | null
    code: string | null; status: number | null; request: string | null; answer: string | null
  }
}

export type ErrandRow = BridgeTables['errand']
export type PollRow = BridgeTables['poll']
export type ConnectionRow = BridgeTables['connection']
export type AttemptRow = BridgeTables['asking']

/** Whoever holds the fence may change it; who was fenced off changes nothing. */
export type HeldErrand = Pick<ErrandRow, 'merchant' | 'act' | 'fence'>
export type HeldPoll = Pick<PollRow, 'merchant' | 'connection' | 'fence'>
export type ErrandChange = Partial<Pick<ErrandRow, 'stage' | 'attempts' | 'leaseUntil' | 'dueAt' | 'askedAt' | 'unknownAt' | 'alarmedAt' | 'looks' | 'last' | 'progress'>>
export type PollChange = Partial<Pick<PollRow, 'dueAt' | 'leaseUntil' | 'cursor' | 'since' | 'beganAt' | 'endedAt' | 'failures' | 'body'>>

export type BridgeReads = {
  connections(merchant: MerchantId): Promise<ConnectionRow[]>
  /** By its id alone: for notifications, which prove whose they are by their signature. */
  connectionById(id: string): Promise<ConnectionRow | null>
  poll(merchant: MerchantId, connection: string): Promise<PollRow | null>
  twin(merchant: MerchantId, dialect: DialectName, theirId: string): Promise<DisputeId | null>
  words(merchant: MerchantId, connection: string, limit: number): Promise<BridgeTables['word'][]>
  errand(merchant: MerchantId, act: string): Promise<ErrandRow | null>
  /** The oldest of one connection, at most `limit`. */
  errandsOf(merchant: MerchantId, connection: string, limit: number): Promise<ErrandRow[]>
  askings(merchant: MerchantId, act: string): Promise<AttemptRow[]>
  /** Of several acts at once: their errands, and of each errand what was kept of its last attempt. */
  errandsOfActs(merchant: MerchantId, acts: readonly string[]): Promise<ErrandRow[]>
  lastAskings(merchant: MerchantId, acts: readonly string[]): Promise<AttemptRow[]>
  /** Whether any dispute, or any open one, lives there. */
  livesAt(merchant: MerchantId, connection: string, open: boolean): Promise<DisputeId | null>
  /** Open ones that live there, oldest first, behind when one of them was opened and its id. */
  openAt(merchant: MerchantId, connection: string, after: { value: Instant; id: string } | null, limit: number): Promise<Dispute[]>
  nextErrand(): Promise<Instant | null>
  nextPoll(): Promise<Instant | null>
  bridgeFigures(): Promise<{ stages: Record<string, number>; oldestUnknown: Instant | null }>
}

/** Each call is one transaction. */
export type BridgeQueue = {
  /** Leases what is due and fences off whoever held it; at most `perConnection` of one connection and `perProvider` to one address are leased at a time. */
  claimErrands(now: Instant, leaseUntil: Instant, limit: number, shares: { perConnection: number; perProvider: number }): Promise<ErrandRow[]>
  /** Due now, whoever holds it keeps it until its lease ends. */
  hurryErrand(merchant: MerchantId, act: string, now: Instant): Promise<boolean>
  claimPolls(now: Instant, leaseUntil: Instant, limit: number, perProvider: number): Promise<PollRow[]>
  /** Lengthens leases that are in force still, and takes back none that has ended or was given back. */
  keepPolls(held: HeldPoll[], now: Instant, leaseUntil: Instant): Promise<void>
  movePoll(held: HeldPoll, change: PollChange): Promise<boolean>
  hurryPoll(merchant: MerchantId, connection: string, now: Instant): Promise<void>
}
