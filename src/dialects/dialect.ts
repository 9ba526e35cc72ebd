// The shape that every dialect has, native included: its rules, how its callers prove who they are, its server, its notices.

import type { DialectName, Dispute } from '../core/dispute.ts'
import type { DisputeEvent } from '../core/event.ts'
import type { NoticeKind } from '../core/notice.ts'
import type { ActId, DisputeId, MerchantId } from '../core/ids.ts'
import type { Terms } from '../core/terms.ts'
import type { Instant } from '../core/time.ts'
import type { Engine } from '../engine/engine.ts'
import type { Accounts } from '../engine/accounts.ts'
import type { PartChecked } from '../engine/check-merchant.ts'
import type { Preparing } from '../engine/preparing.ts'
import type { Sandbox } from '../engine/sandbox.ts'
import type { Session } from '../engine/sessions.ts'
import type { Stream } from '../engine/stream.ts'
import type { Users } from '../engine/users.ts'
import type { Vault } from '../engine/vault.ts'
import type { Connection, ConnectionSettings, LineHealth } from '../engine/connection.ts'
import type { ConnectionRow } from '../engine/store-bridge.ts'
import type { Acknowledgement, Capabilities, Incoming, Outcome, Upstream } from '../engine/upstream.ts'
import type { Sender } from '../wire/call.ts'
import type { Contract } from '../wire/contract.ts'
import type { WireHandle, WireRequest } from '../wire/http.ts'

export type Chance = { random(bytes: number): Uint8Array }

/** A new credential: `shown` once to its owner; `presented` is what will arrive and is kept only as a keyed hash. */
export type NewCredential = { shown: Record<string, string>; presented: string; public: Record<string, string>; sealed: Record<string, string> }

export type CredentialScheme = {
  /** `given` fixes values (for tests and for moving in from elsewhere); what it leaves out is made. */
  make(given: Record<string, string>, chance: Chance): Promise<NewCredential>
}

/** `event` is what happened, for formats that ask for it; `webhook` is what the webhook that it goes to was made with. */
export type NoticeToSend = { id: string; kind: NoticeKind; at: Instant; position: bigint; dispute: Dispute; event?: DisputeEvent; webhook?: { kinds: string; body: string } }
export type Signed = { headers: Record<string, string>; body: string }

/** Where signing takes long it is done beside the event loop: then `sign` promises. */
export type NoticeFormat<S extends Signed | Promise<Signed> = Signed> = {
  /** Seconds to wait after each failed attempt; when they are used up the notice is exhausted. */
  schedule: readonly number[]
  /** To the second, where the provider's own times are promised; otherwise spread, so that what failed together does not come back together. */
  exact?: true
  /** The schedule towards the owner of these secrets, where not everybody has the same. */
  scheduleFor?(secrets: readonly string[]): readonly number[]
  /** The secret of a new webhook, from the newest credential of its merchant: `kept` signs, `shown` is told once. Without it one is made. */
  secretOf?(credential: Record<string, string>): { kept: string; shown: string }
  /** The test that a webhook was made with decides: where it is not acknowledged, the webhook is disabled. */
  firstContact?: boolean
  /** Of which notices the event is needed too. */
  needsEvent?(kind: NoticeKind): boolean
  /** Null for what this dialect does not tell. `now` is when it is sent, where a notice tells more later. */
  render(notice: NoticeToSend, now?: Instant): { type: string; body: string } | null
  /** Further messages of the same notice, sent one after the other once the one before is acknowledged; a repetition sends all again. */
  further?(notice: NoticeToSend, now?: Instant): readonly { type: string; body: string }[]
  /** When a notice that arrived is written and sent once more, because what it tells of moves on by time alone. Null or past: never. */
  later?(notice: NoticeToSend): Instant | null
  /** `url` and `webhook` are where it goes, for signatures that cover them. */
  sign(notice: { id: string; body: string; url?: string; webhook?: string }, secrets: readonly string[], now: Instant): S
  acknowledged(status: number, body: string): 'delivered' | 'failed' | 'gone'
}

export type AnyNoticeFormat = NoticeFormat<Signed | Promise<Signed>>

/** What a server needs of the bridge. */
export type BridgeServices = {
  /**
   * The dispute once its act has ended, or as it is after three seconds. For decisions about disputes that live upstream. `justAsked`: it was
   * asked in this turn of the event loop, so nobody needs to look whether it has ended unheard.
   */
  settled(merchant: MerchantId, dispute: DisputeId, act: ActId, justAsked: boolean): Promise<Dispute | null>
  connectorOf(dialect: DialectName): Connector | null
  /** What the connector says against credentials and switches; those that are not given are as usual. */
  unfit(dialect: DialectName, credentials: Readonly<Record<string, string>>, switches: Readonly<Record<string, string>>): string | null
  /** `lastToldAt`: its last notification, or the last that was new here. */
  health(connection: string): (LineHealth & { lastToldAt: Instant | null }) | null
  /** Proves the credentials, at once and without any effect. Null where there is no such connection. */
  probe(connection: string): Promise<Outcome<{ account: string | null }> | null>
  /** An act is looked after, a list is read, now. */
  look(merchant: MerchantId, act: string): Promise<boolean>
  poll(merchant: MerchantId, connection: string): Promise<void>
  /** A connection as it is stored, sealed, and back. */
  kept(connection: Connection): ConnectionRow
  opened(row: ConnectionRow): Connection
  usual: ConnectionSettings
  /** A connection was changed: what is remembered of it is stale. */
  changed(): void
  hear(connection: string, incoming: Incoming): Promise<Acknowledgement | null>
}

/** `merchant` is whom the user belongs to, or for whom a demo acts. */
export type SignedIn = { user: Session['user']; merchant: MerchantId | null }
/** Who asks by a session of the desk: null for nobody, `foreign` where the session is good and the request is not the desk's own. */
export type Door = (request: WireRequest) => Promise<SignedIn | 'foreign' | null>

/** One side of an exchange as it is kept: secrets were replaced before. */
export type KeptSide = { headers: readonly (readonly [string, string])[]; body: string | null; size: number | null; sha256: string | null; kept: 'whole' | 'cut' | 'hash_only' | 'streamed' }
/** `place` counts up. */
export type Exchange = {
  place: number; id: string; at: Instant; dialect: DialectName; operation: string; route: string; method: string; path: string; status: number; tookMs: number
  request: KeptSide; response: KeptSide
}
export type Exchanges = {
  /** The newest first, before a place. */
  list(merchant: MerchantId, fits: (exchange: Exchange) => boolean, before: number | null, limit: number): { items: Exchange[]; next: number | null }
  find(merchant: MerchantId, id: string): Exchange | null
}

/** How the server is; of no merchant. */
export type SystemState = {
  version: string; mode: 'sandbox' | 'live'; node: string; startedAt: Instant; realNow: Instant; now: Instant; jumpedMs: number
  store: { kind: 'sqlite' | 'postgres'; ok: boolean; detail: string; migrations: string[] }
  oldestUnsequenced: Instant | null; oldestDelivery: Instant | null; oldestUnknown: Instant | null
  loopDelayMs: number; waiting: number; memoryBytes: number; workers: { worker: string; failures: number }[]
}

/** What the app hands to a server. `sandbox` is null in live: its routes are then not served at all. */
export type Services = {
  engine: Engine
  accounts: Accounts
  users: Users
  door: Door
  stream: Stream
  preparing: Preparing
  /** Checks the disputes of a merchant behind one of them, as many as a call may, against their events. */
  checkRecord(merchant: MerchantId, after: DisputeId | null): Promise<PartChecked>
  exchanges: Exchanges
  /** Tells for which merchant a call is, once that is known: whose exchange it is. */
  concerns(merchant: MerchantId): void
  system(): Promise<SystemState>
  /** What people call a provider, the call by which its own API accepts, null where that is not served, and the names of the calls that can be made to fail. */
  provider(dialect: DialectName): { name: string; accept: { term: string; method: string; path: string } | null; operations: string[] }
  sandbox: Sandbox | null
  publicUrl: string | null
  /** Below which Finix's own clients find Ahrvo's calls too. */
  finixPrefix?: string | null
  /** Seals what must be readable again (webhook secrets). */
  vault: Vault
  /** What signs for a webhook in this dialect: of the merchant's newest live credential, or made. Null without such a credential or notices. */
  signingSecret(merchant: MerchantId, dialect: DialectName): Promise<{ kept: string; shown: string } | null>
  /** Makes every delivery of a notice due now; how many there are. */
  resend(merchant: MerchantId, notice: string, now: Instant): Promise<number>
  /** Why a webhook may not be sent to this address; judged again when connecting. */
  urlRefused(url: string): string | null
  /** An id as the provider of that dialect would write it. */
  theirId(dialect: DialectName, at: Instant): string
  /** Real time; ends early when the server stops. For the signs of life of a stream and for the sandbox's faults. */
  pause(ms: number): Promise<void>
  /** Aborted when the server is about to stop: whoever follows a stream is let go. */
  closing: AbortSignal
  bridge: BridgeServices
  onBug(error: unknown, requestId: string): void
  /** A key that opens nothing came from there; how many seconds to wait where it was one too many, null otherwise. */
  wrongKey(address: string): number | null
  count(name: 'accepts' | 'refusals', label: string): void
}

/** What a connector is made of for one connection. `send` guards, times and records; `switches` are complete. */
export type ConnectParts = {
  baseUrl: string
  credentials: Readonly<Record<string, string>>
  switches: Readonly<Record<string, string>>
  send: Sender
  now(): Instant
  random(bytes: number): Uint8Array
}

/** A dialect facing upstream. */
export type Connector = {
  /** What a connection has to bring: its names, and which of them are never shown again. */
  credentials: readonly { name: string; secret: boolean; optional?: true; about: string }[]
  /** Where documents and practice differ: each switch with its allowed values, the usual one first. */
  switches: Readonly<Record<string, { values: readonly string[]; about: string }>>
  /** The provider's own addresses; null where each account has another. */
  production: string | null
  /** Why these cannot be what the provider gave, or do not go together, with no secret in it; null where nothing speaks against them. */
  unfit?(given: Pick<ConnectParts, 'credentials' | 'switches'>): string | null
  capabilities: Capabilities
  connect(parts: ConnectParts): Upstream
}

export type Dialect = {
  name: DialectName
  /** What people call its provider. */
  called: string
  terms: Terms
  credentials: CredentialScheme
  /** An id as this provider would write it. */
  theirId(chance: Chance, at: Instant): string
  contract: Contract | null
  /** Prefixes that it owns besides those of its contract. */
  alsoUnder?(services: Services): readonly string[]
  serve: ((services: Services) => WireHandle) | null
  notices: AnyNoticeFormat | null
  /** Absent where disputes of this provider cannot live upstream yet. */
  connector?: Connector
}
