// The floor: the statements of an acceptance through the raw driver, one transaction per acceptance, values prepared beforehand.

import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'
import pg from 'pg'
import type { Template } from './template.ts'
import { readsOf, renumbered, writeOf } from './plain.ts'
import type { Plain } from './plain.ts'
import type { Place } from './place.ts'
import { disputeIdOf, digitsOf, marker } from './workload.ts'

/** One acceptance: its statements, ready to be sent. */
export type Prepared = Plain[]
export type Floor = { accept(prepared: Prepared): Promise<void>; close(): Promise<void> }

/** Connections of the floor on PostgreSQL: one per caller, up to here. */
export const mostConnections = 64

export function statementsOf({ open, steps }: Template, kind: Place['kind']): Prepared {
  const { merchant, payment } = open
  const id = disputeIdOf(marker)
  const asked = { merchant, dispute: id, payment, principal: 'key_bench', key: `accept-${id}`, credential: 'key_bench' }
  return [...readsOf(asked, kind === 'postgres' ? ' for update' : ''), ...steps.map(writeOf)]
}

export function prepare(statements: Prepared, numbers: number[], merchants: [string, string]): Prepared[] {
  return numbers.map(number => renumbered(statements, digitsOf(number), merchants))
}

export const floorOf = (place: Place, callers: number): Floor => (place.kind === 'sqlite' ? sqliteFloor(place.url.slice('sqlite:'.length)) : postgresFloor(place.url, callers))

/** One writer, whoever calls: callers wait for their turn. The same settings as Parley's writer. */
function sqliteFloor(path: string): Floor {
  const database = new DatabaseSync(path, { timeout: 5000 })
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'wal_autocheckpoint = 4000', 'cache_size = -65536']) database.exec(`pragma ${pragma}`)
  const known = new Map<string, StatementSync>()
  const made = (sql: string): StatementSync => {
    const statement = known.get(sql) ?? database.prepare(sql.replace(/\$(\d+)/g, '?$1'))
    known.set(sql, statement)
    return statement
  }
  let last: Promise<void> = Promise.resolve()
  const acceptNow = (prepared: Prepared): void => {
    made('begin immediate').run()
    for (const { sql, values } of prepared) {
      if (sql.startsWith('select')) made(sql).all(...(values as string[]))
      else mustChange(sql, Number(made(sql).run(...(values as string[])).changes))
    }
    made('commit').run()
  }
  // Between two transactions the loop turns, as in any server.
  const turn = (prepared: Prepared): Promise<void> => new Promise((done, failed) => setImmediate(() => {
    try {
      done(acceptNow(prepared))
    } catch (error) {
      failed(error)
    }
  }))
  return { accept: prepared => (last = last.then(() => turn(prepared))), close: async () => database.close() }
}

function postgresFloor(url: string, callers: number): Floor {
  const pool = new pg.Pool({ connectionString: url, max: Math.min(callers, mostConnections), options: '-c search_path=parley -c enable_seqscan=off -c jit=off' })
  const names = new Map<string, string>()
  const nameOf = (text: string): string => names.get(text) ?? names.set(text, `f${names.size}`).get(text)!
  return {
    async accept(prepared) {
      const client = await pool.connect()
      await client.query({ name: 'begin', text: 'begin' })
      for (const { sql, values } of prepared) {
        const { rowCount } = await client.query({ name: nameOf(sql), text: sql, values })
        if (!sql.startsWith('select')) mustChange(sql, rowCount ?? 0)
      }
      await client.query({ name: 'commit', text: 'commit' })
      client.release()
    },
    close: () => pool.end(),
  }
}

function mustChange(sql: string, rows: number): void {
  if (rows === 0) throw new Error(`The floor changed nothing: ${sql.slice(0, 60)}`)
}
