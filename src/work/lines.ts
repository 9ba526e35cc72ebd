// All connections of this process: each with its own line, remembered for a moment, opened anew when it was changed.

import type { Connector } from '../dialects/dialect.ts'
import { recent } from '../engine/accounts-cache.ts'
import { connectionOf, switchesOf, type Connection, type LineHealth } from '../engine/connection.ts'
import type { Reads } from '../engine/store.ts'
import type { Upstream } from '../engine/upstream.ts'
import type { Vault } from '../engine/vault.ts'
import { createLine, type Line, type Operation } from './line.ts'
import type { Timer } from './loop.ts'
import { createOutbound, outboundLimits } from './outbound.ts'
import type { Resolve } from './resolve.ts'

export type Wired = { connection: Connection; connector: Connector; line: Line; upstream(operation: Operation): Upstream }
export type Lines = {
  /** Null where there is no such connection, or none of a dialect that faces upstream. */
  of(id: string): Promise<Wired | null>
  health(id: string): LineHealth | null
  forget(): void
  close(): void
}
export type LinesParts = {
  reads: Pick<Reads, 'connectionById'>
  vault: Pick<Vault, 'open'>
  connectorOf(dialect: string): Connector | null
  sandbox: boolean
  resolve: Resolve
  timer: Timer
  now(): number
  monotonic(): number
  chance(): number
  random(bytes: number): Uint8Array
}

/** As many as are under way to one provider at once; a connection of its own for each. */
export const placesPerConnection = 64

export function createLines(parts: LinesParts): Lines {
  const rows = recent<Wired>(parts.monotonic)
  const wired = new Map<string, Wired>()
  return {
    of: id => rows.get(id, () => look(id)),
    health: id => wired.get(id)?.line.health() ?? null,
    forget: rows.clear,
    close: () => wired.forEach(({ line }) => line.close()),
  }

  async function look(id: string): Promise<Wired | null> {
    const row = await parts.reads.connectionById(id)
    const connector = row && parts.connectorOf(row.dialect)
    if (!row || !connector) return null
    const known = wired.get(id)
    if (known && known.connection.updatedAt === row.updatedAt && known.connection.url === row.url && known.connection.state === row.state) return known
    const made = wire(connectionOf(row, parts.vault), connector, known ?? null)
    wired.set(id, made)
    return made
  }

  /** The line stays where only words were changed: what it knows of the provider is still so. */
  function wire(connection: Connection, connector: Connector, before: Wired | null): Wired {
    const same = before && before.connection.url === connection.url && JSON.stringify(waysOf(before.connection)) === JSON.stringify(waysOf(connection))
    const line = same ? before.line : lineFor(connection)
    if (before && !same) before.line.close()
    const switches = switchesOf(connector.switches, connection.settings.switches)
    return {
      connection, connector, line,
      upstream: operation => connector.connect({
        baseUrl: connection.url, credentials: connection.credentials, switches, now: parts.now, random: parts.random,
        send: request => line.send(request, operation),
      }),
    }
  }

  function lineFor({ settings: { connectMs, answerMs, rate } }: Connection): Line {
    const { sandbox, resolve, timer, now, monotonic, chance } = parts
    const outbound = createOutbound({ sandbox, resolve, timer, sockets: placesPerConnection, limits: { ...outboundLimits, connectMs, answerMs } })
    return createLine({ outbound, rate, timer, now, monotonic, chance })
  }
}

const waysOf = ({ settings: { connectMs, answerMs, rate } }: Connection): unknown => [connectMs, answerMs, rate]

/** Operations that nobody fences: a test of the credentials, and reading a list with what it leaves out. */
export const looking: Operation = { mayGo: () => true, record: () => {} }
export const listing: Operation = { ...looking, patient: true }
