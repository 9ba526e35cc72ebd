// SQLite as the store sees it: a thread that writes, a thread that reads lists, and a connection of this thread for the few
// point reads of a batch. In memory there is one connection, on the writing thread, for everything.

import type { Ask, Loaded, Write } from '../../engine/store.ts'
import type { Query, Transaction } from '../sql.ts'
import { marksOf, stepsOf } from '../writes.ts'
import { connect } from './connection.ts'
import { loadSqlite } from './load.ts'
import type { ReadAll } from './load.ts'
import { flatOf } from './statements.ts'
import { errorOf, startThread } from './thread.ts'
import type { Thread } from './thread.ts'

export type SqliteDriver = {
  query: Query
  /** On this thread: for what looks at a few dozen rows by an index, and is done sooner than a thread could be told of it. */
  near: Query
  transaction: Transaction
  transact(asks: Ask[], decide: (loaded: Map<string, Loaded>) => Write[]): Promise<void>
  settled(asks: Ask[]): Promise<boolean>
  backup(path: string): Promise<void>
  close(): Promise<void>
}

export function sqliteDriver(path: string): SqliteDriver {
  const writer = startThread(path, { readOnly: false })
  const inTurn = turns()
  const transaction: Transaction = (work) => inTurn(() => inTransaction(writer, work))
  const readers = readersOf(path, writer)
  return {
    query: async (sql, params = []) => (await readers.lists().all([{ sql, params }]))[0]!,
    near: async (sql, params = []) => (await readers.points([{ sql, params }]))[0]!,
    transaction,
    transact: (asks, decide) => inTurn(() => transact(writer, readers.points, asks, decide)),
    settled: (asks) => transaction((query) => mark(query, asks)),
    backup: async (to) => void (await readers.lists().tell({ kind: 'backup', path: to })),
    close: () => inTurn(async () => {
      await readers.close()
      await writer.close()
    }),
  }
}

async function transact(writer: Thread, read: ReadAll, asks: Ask[], decide: (loaded: Map<string, Loaded>) => Write[]): Promise<void> {
  const loaded = await loadSqlite(asks, read)
  const writes = decide(loaded)
  if (writes.length > 0) await writer.tell({ kind: 'write', steps: stepsOf(writes, asks, loaded).map(flatOf) })
}

async function inTransaction<T>(writer: Thread, work: (query: Query) => Promise<T>): Promise<T> {
  let begun = false
  // The beginning travels with the first statement: each way there and back is waited for by everybody who writes.
  const query: Query = async (sql, params = []) => {
    const statements = begun ? [{ sql, params }] : [{ sql: 'begin immediate', params: [] }, { sql, params }]
    begun = true
    return (await writer.all(statements)).at(-1)!
  }
  try {
    const value = await work(query)
    if (begun) await query('commit')
    return value
  } catch (error) {
    // A statement that fails has undone the transaction already; then there is nothing to roll back.
    await query('rollback').catch(() => undefined)
    throw error
  }
}

async function mark(query: Query, asks: Ask[]): Promise<boolean> {
  let done = false
  for (const { merchant, id, at } of marksOf(asks)) {
    const added = await query('insert into batch (merchant, id, at) values ($1, $2, $3) on conflict do nothing returning id', [merchant, id, at])
    done ||= added.length === 0
  }
  return done
}

type Readers = { lists: () => Thread; points: ReadAll; close(): Promise<void> }

// The readers open the file when they are first needed: before the writer has made it there is nothing to open.
function readersOf(path: string, writer: Thread): Readers {
  if (path === ':memory:') return { lists: () => writer, points: (statements) => writer.all(statements), close: async () => undefined }
  let lists: Thread | null = null
  let points: ReturnType<typeof connect> | null = null
  return {
    lists: () => (lists ??= startThread(path, { readOnly: true })),
    points(statements) {
      try {
        const { all } = (points ??= connect(path, { readOnly: true }))
        return statements.map(({ sql, params }) => all(sql, params))
      } catch (error) {
        const { message, errcode = null } = error as { message: string; errcode?: number }
        throw errorOf({ message, errcode, during: 'work' })
      }
    },
    async close() {
      points?.close()
      await lists?.close()
    },
  }
}

/** One after the other, in the order of asking. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
