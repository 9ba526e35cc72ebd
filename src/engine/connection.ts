// A connection as it is kept and as it is used: where, with which credentials, and how to behave towards it. Pure but for the vault.

import type { Money } from '../core/money.ts'
import { canonicalJson, reviveMoney } from '../core/json.ts'
import type { ConnectionId, MerchantId } from '../core/ids.ts'
import type { DialectName } from '../core/dispute.ts'
import type { ConnectionRow, PollRow } from './store-bridge.ts'
import type { Vault } from './vault.ts'

/** What happens by itself when a deadline is near: nothing, a warning, or conceding what is worth less than an amount. */
export type BufferPolicy = { kind: 'nothing' } | { kind: 'warn' } | { kind: 'accept_below'; below: Money }

export type ConnectionSettings = {
  connectMs: number
  answerMs: number
  /** Requests a second; null for no limit of ours. */
  rate: { perSecond: number; burst: number } | null
  /** Between two readings of the list, and how far each looks back behind the one before. */
  pollMs: number
  overlapMs: number
  bufferMs: number
  policy: BufferPolicy
  switches: Record<string, string>
  /** When it was last given other credentials, another address or switch: what was read before may be of another account. */
  anewAt?: number
}

export const usualSettings: ConnectionSettings = {
  connectMs: 5_000, answerMs: 20_000, rate: null, pollMs: 300_000, overlapMs: 600_000, bufferMs: 24 * 3_600_000, policy: { kind: 'warn' }, switches: {},
}

/** What a process knows of how a connection answers. */
export type LineHealth = {
  /** Nothing is sent for the moment: it failed too often, or asked for it. */
  open: boolean
  lastAnswerAt: number | null
  lastError: string | null
  /** Of the last hundred requests. */
  asked: number
  failed: number
  /** Their `Date` against our clock. */
  skewMs: number | null
}

export type Connection = {
  merchant: MerchantId
  id: ConnectionId
  dialect: DialectName
  name: string
  url: string
  state: 'active' | 'paused'
  /** The same object as long as the connection is not changed. */
  credentials: Readonly<Record<string, string>>
  settings: ConnectionSettings
  updatedAt: number
  createdAt: number
}

/** What the credentials are sealed for: those of one connection never open in the row of another. */
export const connectionContext = (merchant: string, connection: string): string => `connection:${merchant}:${connection}`

export function connectionOf(row: ConnectionRow, vault: Pick<Vault, 'open'>): Connection {
  const { merchant, id, dialect, name, url, state, createdAt, updatedAt } = row
  return {
    merchant: merchant as MerchantId, id: id as ConnectionId, dialect, name, url, state, createdAt, updatedAt,
    credentials: JSON.parse(vault.open(row.sealed, connectionContext(merchant, id))) as Record<string, string>, settings: settingsOf(row),
  }
}

export const settingsOf = ({ body }: Pick<ConnectionRow, 'body'>): ConnectionSettings => ({ ...usualSettings, ...(reviveMoney(body) as Partial<ConnectionSettings>) })
export const settingsText = (settings: ConnectionSettings): string => canonicalJson(settings)

export function connectionRow(connection: Connection, vault: Pick<Vault, 'seal'>): ConnectionRow {
  const { merchant, id, dialect, name, url, state, createdAt, updatedAt, credentials, settings } = connection
  return {
    merchant, id, dialect, name, url, state, createdAt, updatedAt, body: settingsText(settings),
    sealed: vault.seal(JSON.stringify(credentials), connectionContext(merchant, id)),
  }
}

export const firstPoll = (merchant: string, connection: string, at: number): PollRow =>
  ({ merchant, connection, dueAt: at, leaseUntil: 0, fence: 0, cursor: null, since: null, beganAt: null, endedAt: null, failures: 0, body: '{}' })

/** Every switch of the connector's: as it was chosen, else the usual way. */
export function switchesOf(known: Readonly<Record<string, { values: readonly string[] }>>, chosen: Readonly<Record<string, string>>): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(known).map(([name, { values }]) => [name, values[0]!])), ...chosen }
}

/** How much of a lease an operation with one or two requests needs at most. */
export const mostMsOf = ({ connectMs, answerMs }: ConnectionSettings): number => connectMs + answerMs + 1_000
/** With too little of it left a lease is lengthened first: a turn at the line, connecting and a pause of ours come before the last byte that may leave. */
export const leastLeaseMsOf = (settings: ConnectionSettings): number => mostMsOf(settings) + settings.connectMs + 3_000
/** So long at most an act waits for a process that was killed while it carried it. */
export const leaseMsOf = (settings: ConnectionSettings): number => leastLeaseMsOf(settings) + 6_000
export const bufferOf = ({ policy, bufferMs }: ConnectionSettings): number => (policy.kind === 'nothing' ? 0 : bufferMs)
