// The port to a provider, as a connector serves it: what it can do, what it is asked, and what it tells. Types only. A connector
// translates and judges answers; it holds no state, retries nothing and decides nothing about a dispute.

import type { Act, Defense, DialectName, Dispute, EvidenceItem, Theirs } from '../core/dispute.ts'
import type { Opening } from '../core/command.ts'
import type { Instant } from '../core/time.ts'
import type { Outcome } from '../core/outcome.ts'
import type { ReadState, Reading } from '../core/observation.ts'

export type { Outcome } from '../core/outcome.ts'

/** A word of theirs that no table of ours has, or that means nothing certain: kept, counted and shown, never guessed. */
export type Word = { field: string; word: string }

/** Everything that opening a dispute needs beyond its ids and its state. */
export type ToldFacts = Pick<Opening, 'money' | 'settlement' | 'fees' | 'reason' | 'payment' | 'story' | 'metadata' | 'tags' | 'openedAt'>

/** One document of theirs about one dispute, read into our words by the dialect's `translate.ts`. */
export type Told = {
  theirId: Theirs['id']
  theirs: Omit<Theirs, 'id'>
  /** Where they have it from a provider of their own, or speak another's language: how it is known there. */
  twin?: { dialect: DialectName; theirId: string } | null
  /** As it was received: for one of a list, its own JSON. Kept once per hash. */
  document: string
  /** What is hashed to see whether anything changed, where the document itself has parts that change on their own; else the document. */
  fingerprint?: string
  /** `state` is null for a status that we do not know: it then changes nothing. */
  reading: Reading
  /** When this became so by their document, in their clock; null where it does not say. */
  changedAt: Instant | null
  /** Orders documents of one instant: the later in a dispute's life, the higher. */
  rank: number
  words: readonly Word[]
  /** Null where the document is too thin to open a dispute from: it is then asked for by `find`. */
  facts: ToldFacts | null
}

/** What a provider lets us know, and how its outcomes become known: data that the courier acts by. */
export type Capabilities = {
  /** `find` tells the present state of one dispute. */
  readBack: boolean
  list: boolean
  /** Their accept itself refuses, in one step with its effect, what is not open any more or of another amount: the first attempt needs no look before it. */
  acceptChecks?: true
  /** After an unknown outcome: ask and see; repeat once with the same body and then wait for a notification; or only wait. */
  afterUnknown: 'read_back' | 'repeat_once' | 'wait'
  /** Codes of refusals that, in answer to a repeat, say "closed here" without saying by what. */
  closedUnproven: readonly string[]
  /** In which of their readings an acceptance of ours may end. Other than `accepted` it counts only with `changedAt` not before our first try. */
  acceptedReads: readonly ReadState[]
  /** As what they later tell the end of an acceptance that is known already; of one that is not known these prove nothing. */
  acceptedEnds?: readonly ReadState[]
  /** Likewise for a defense of ours. */
  submittedReads: readonly ReadState[]
  /** How long an unknown outcome may stay so before somebody is called. */
  settlesWithinMs: number
}

export type Asked = {
  dispute: Dispute
  /** `act.id` is the same for every attempt: whatever id is sent depends on it and on nothing of the attempt. */
  act: Act
  /** 1 for the first; more than that may meet what an earlier one did. */
  attempt: number
}

/** Steps of a submission that are done there (an uploaded file and the id it got), durable before `keep` resolves. */
export type Progress = { done: Readonly<Record<string, string>>; keep(step: string, value: string): Promise<void> }

export type Submitting = Asked & {
  defense: Defense
  bytesOf(item: EvidenceItem): Promise<Uint8Array>
  progress: Progress
}

export type Wanted = {
  /** `next` of the page before. */
  cursor: string | null
  /** What changed before it is known already: for providers that can be asked by change. */
  since: Instant | null
}
export type ListPage = { items: Told[]; next: string | null }

/** A notification as it arrived. `headers` by lower-case name. */
export type Incoming = { method: string; target: string; headers: { get(name: string): string | undefined }; raw: Uint8Array; receivedAt: Instant }

export type Notified =
  /** `id` is what repeats of the same notification share; null where nothing does. `thin`: their ids to be asked for by `find`. */
  | { kind: 'news'; id: string | null; told: readonly Told[]; thin: readonly string[] }
  | { kind: 'forged' | 'stale' | 'not_about_disputes' | 'unreadable'; why: string }

export type Acknowledgement = { status: number; headers: Record<string, string>; body: string }

export type Upstream = {
  capabilities: Capabilities
  /** Proves the credentials and changes nothing. */
  probe(): Promise<Outcome<{ account: string | null }>>
  /** Done only when the answer itself says so of this dispute: what it told comes with it. */
  accept(asked: Asked): Promise<Outcome<Told>>
  submit(asked: Submitting): Promise<Outcome<Told>>
  /** Null: there is no such dispute for these credentials. */
  find(theirId: string): Promise<Outcome<Told | null>>
  list(page: Wanted): Promise<Outcome<ListPage>>
  /** Verified on the raw bytes before anything is read. */
  read(incoming: Incoming): Notified | Promise<Notified>
  /** What this provider wants to hear, once what it told is durable or was turned away; `failed`: it shall send again. */
  acknowledge(notified: Notified['kind'] | 'failed', incoming: Incoming): Acknowledgement | Promise<Acknowledgement>
}
