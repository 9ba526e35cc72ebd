// What the desk keeps in the store: people, their sessions, and who prepares what. Types only.

import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Role } from '../core/role.ts'
import type { Instant } from '../core/time.ts'

export type DeskTables = {
  /** `lookup` is a keyed hash of the name; `password` a slow hash with its parameters. `revision` counts what ends sessions. */
  person: {
    merchant: string; id: string; name: string; lookup: string; role: Role; password: string; revision: number
    createdAt: Instant; updatedAt: Instant; disabledAt: Instant | null
  }
  /** `id` is a keyed hash of the token; good while the person still has `revision`. The demo's belongs to no merchant (''). */
  session: { merchant: string; id: string; person: string; revision: number; createdAt: Instant; seenAt: Instant; expiresAt: Instant; body: string }
  /** Advice that ends by itself at `until`, in real time. `person` is a user or a credential. */
  preparing: { merchant: string; dispute: string; person: string; name: string; kind: string; since: Instant; until: Instant }
  /** A filter of the queue that somebody keeps under a name. `person` is a user or a credential, `place` where it stands among theirs. */
  saved_view: { merchant: string; person: string; id: string; place: number; name: string; view: string; filter: string; createdAt: Instant; updatedAt: Instant }
}

export type PersonRow = DeskTables['person']
export type SessionRow = DeskTables['session']
export type PreparingRow = DeskTables['preparing']
export type SavedViewRow = DeskTables['saved_view']

/** `row` is written where the person still has the revision `was`; otherwise nothing of the whole batch is. */
export type PersonChange = { row: PersonRow; was: number }

export type DeskReads = {
  persons(merchant: MerchantId): Promise<PersonRow[]>
  person(merchant: string, id: string): Promise<PersonRow | null>
  /** Who signs in names no merchant. */
  personsByLookup(lookup: string): Promise<PersonRow[]>
  /** The cookie names no merchant. */
  session(id: string): Promise<SessionRow | null>
  /** In the order of their places. */
  savedViews(merchant: MerchantId, person: string): Promise<SavedViewRow[]>
  /** What has not ended by then, the first to begin first. */
  preparing(merchant: MerchantId, now: Instant, limit: number): Promise<PreparingRow[]>
}

/** Each call is one transaction. */
export type DeskQueue = {
  begin(session: SessionRow): Promise<void>
  /** Moves forward only, and never brings back what has ended. */
  seen(id: string, at: Instant): Promise<void>
  choose(id: string, body: string): Promise<void>
  end(id: string): Promise<void>
  /** Forgets sessions that are over; at most `limit` a call. */
  reap(now: Instant, idleBefore: Instant, limit: number): Promise<number>
  /** Whoever prepares the same still goes on since when they began. What they prepared before and ended by `since` is forgotten. */
  prepare(row: PreparingRow): Promise<void>
  stopPreparing(merchant: MerchantId, dispute: DisputeId, person: string): Promise<void>
}
