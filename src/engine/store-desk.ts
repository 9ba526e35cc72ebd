// What the desk keeps in the store: people and their sessions. Types only.

import type { MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'

export const roles = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

export type DeskTables = {
  /** `lookup` is a keyed hash of the name; `password` a slow hash with its parameters. `revision` counts what ends sessions. */
  person: {
    merchant: string; id: string; name: string; lookup: string; role: Role; password: string; revision: number
    createdAt: Instant; updatedAt: Instant; disabledAt: Instant | null
  }
  /** `id` is a keyed hash of the token; good while the person still has `revision`. The demo's belongs to no merchant (''). */
  session: { merchant: string; id: string; person: string; revision: number; createdAt: Instant; seenAt: Instant; expiresAt: Instant; body: string }
}

export type PersonRow = DeskTables['person']
export type SessionRow = DeskTables['session']

/** `row` is written where the person still has the revision `was`; otherwise nothing of the whole batch is. */
export type PersonChange = { row: PersonRow; was: number }

export type DeskReads = {
  persons(merchant: MerchantId): Promise<PersonRow[]>
  person(merchant: string, id: string): Promise<PersonRow | null>
  /** Who signs in names no merchant. */
  personsByLookup(lookup: string): Promise<PersonRow[]>
  /** The cookie names no merchant. */
  session(id: string): Promise<SessionRow | null>
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
}
