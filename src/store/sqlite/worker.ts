// The thread that owns a connection: the writer, or the reader of lists. It does what it is told, one message after the other.

import { backup } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { connect } from './connection.ts'
import type { Flat, Statement } from './connection.ts'

export type Order =
  | { kind: 'all'; statements: Statement[] }
  | { kind: 'write'; steps: Flat[] }
  | { kind: 'backup'; path: string }
  | { kind: 'close' }
export type Failure = { message: string; errcode: number | null; during: 'work' | 'commit' }
export type Answer = { id: number; value?: unknown; failure?: Failure }

const { path, readOnly } = workerData as { path: string; readOnly: boolean }
const port = parentPort!
let connection = connect(path, { readOnly })
let committing = false

port.on('message', async ({ id, order }: { id: number; order: Order }) => {
  committing = false
  try {
    port.postMessage({ id, value: await obey(order) } satisfies Answer)
  } catch (error) {
    const failure = failureOf(error)
    undo()
    port.postMessage({ id, failure } satisfies Answer)
  }
  if (order.kind === 'close') port.close()
})

function obey(order: Order): unknown {
  switch (order.kind) {
    case 'all': return order.statements.map(({ sql, params }) => (sql === 'commit' ? commit() : connection.all(sql, params)))
    case 'write': return write(order.steps)
    case 'backup': return backup(connection.database, order.path, { rate: everyPageAtOnce })
    case 'close': return connection.close()
  }
}

// A copy in several goes starts again whenever something is written in between, for ever under load.
const everyPageAtOnce = 2 ** 31 - 1

function write(steps: Flat[]): void {
  connection.all('begin immediate', [])
  for (const step of steps) connection.each(step)
  commit()
}

function commit(): [] {
  committing = true
  connection.all('commit', [])
  committing = false
  return []
}

// After a failed commit nobody knows what the connection believes: it is thrown away.
function undo(): void {
  try {
    if (connection.database.isTransaction) connection.all('rollback', [])
  } catch {
    committing = true
  }
  if (committing && path !== ':memory:') reopen()
}

function reopen(): void {
  try {
    connection.close()
    connection = connect(path, { readOnly })
  } catch {
    // Each later order fails on the closed connection, and tries this again.
  }
}

function failureOf(error: unknown): Failure {
  const { message, errcode } = error as { message: string; errcode?: number }
  return { message, errcode: errcode ?? null, during: committing ? 'commit' : 'work' }
}
