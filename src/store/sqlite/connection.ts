// One connection to a SQLite database with its prepared statements. The same on whichever thread it is used.

import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'
import type { Row } from '../tables.ts'

type Value = null | number | bigint | string | Uint8Array
export type Statement = { sql: string; params: readonly unknown[] }

/** Rows laid end to end, `width` values each. Where one has to change a row and does not, everything is undone with the words of `otherwise`. */
export type Flat = { sql: string; width: number; values: unknown[]; otherwise: string | null }
export type Connection = {
  database: DatabaseSync
  all(sql: string, params: readonly unknown[]): Row[]
  each(step: Flat): void
  close(): void
}

/** Thrown within a transaction when a guarded row is no longer what it was. */
export const changedMeanwhile = 'changed meanwhile'
/** Likewise, when an errand is another's. */
export const fencedOff = 'fenced off'

export function connect(path: string, { readOnly }: { readOnly: boolean }): Connection {
  const database = new DatabaseSync(path, { readOnly, timeout: 5000, enableForeignKeyConstraints: true })
  for (const pragma of readOnly ? readerPragmas : writerPragmas) database.exec(`pragma ${pragma}`)
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => prepared.get(sql) ?? remember(prepared, sql, database)
  return {
    database,
    all: (sql, params) => prepare(sql).all(...(params as Value[])) as Row[],
    each: (step) => each(prepare(step.sql), step),
    close: () => database.close(),
  }
}

// `recursive_triggers` lets the guards against deleting see a replacing insert too. On a Mac an ordinary fsync does not reach the disk. The larger cache holds the upper pages of every index.
const cache = 'cache_size = -32768'
const writerPragmas = ['journal_mode = wal', 'synchronous = full', 'wal_autocheckpoint = 4000', 'fullfsync = 1', 'checkpoint_fullfsync = 1',
  'recursive_triggers = 1', cache]
const readerPragmas = ['query_only = 1', 'cache_size = -8192']

// Searches have many shapes: what is kept is bounded, the oldest goes first.
const mostPrepared = 300

function remember(prepared: Map<string, StatementSync>, sql: string, database: DatabaseSync): StatementSync {
  const statement = database.prepare(sql.replace(/\$(\d+)/g, '?$1'))
  statement.setReadBigInts(true)
  if (prepared.size >= mostPrepared) prepared.delete(prepared.keys().next().value as string)
  prepared.set(sql, statement)
  return statement
}

function each(statement: StatementSync, { width, values, otherwise }: Flat): void {
  for (let from = 0; from < values.length; from += width) {
    const { changes } = statement.run(...(values.slice(from, from + width) as Value[]))
    if (otherwise !== null && Number(changes) !== 1) throw new Error(otherwise)
  }
}
