// The near side of a worker thread: orders go in, promises come out. What SQLite says went wrong becomes one of the port's errors.

import { Worker } from 'node:worker_threads'
import { CommitUnknown, FencedOff, StoreDown, Taken, TryAgain } from '../../engine/store.ts'
import { takenOnce } from '../tables.ts'
import type { Row } from '../tables.ts'
import { changedMeanwhile, fencedOff } from './connection.ts'
import type { Statement } from './connection.ts'
import type { Answer, Failure, Order } from './worker.ts'

export type Thread = {
  tell(order: Order): Promise<unknown>
  all(statements: Statement[]): Promise<Row[][]>
  close(): Promise<void>
}
type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }

// What passes through a thread is gone at once: left alone, it takes tens of megabytes before it first cleans up.
const maxYoungGenerationSizeMb = 8

export function startThread(path: string, { readOnly }: { readOnly: boolean }): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { path, readOnly }, resourceLimits: { maxYoungGenerationSizeMb } })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let gone: Error | null = null
  const end = (error: Error): void => {
    gone ??= new StoreDown(`The store's thread ended: ${error.message}`, { cause: error })
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  worker.on('message', ({ id, value, failure }: Answer) => {
    const { resolve, reject } = waiting.get(id)!
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (failure) reject(errorOf(failure))
    else resolve(value)
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('closed')))
  worker.unref()
  const tell = (order: Order): Promise<unknown> => new Promise((resolve, reject) => {
    if (gone) return reject(gone)
    worker.ref()
    waiting.set(++last, { resolve, reject })
    worker.postMessage({ id: last, order })
  })
  return {
    tell,
    all: (statements) => tell({ kind: 'all', statements }) as Promise<Row[][]>,
    close: () => (gone ? Promise.resolve() : tell({ kind: 'close' }).then(() => worker.terminate()).then(() => undefined)),
  }
}

const sqlite = { busy: 5, locked: 6, readOnly: 8, inputOutput: 10, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26 }
const uniqueViolations = [1555, 2067]
const writeFailed = 778
const unable = Object.values(sqlite)

export function errorOf({ message, errcode, during }: Failure): Error {
  if (message === changedMeanwhile) return new TryAgain('A row changed after it was loaded')
  if (message === fencedOff) return new FencedOff('The errand is another\'s')
  if (errcode === null) return message.includes('not open') ? new StoreDown(message) : new Error(message)
  if (uniqueViolations.includes(errcode)) return Object.values(takenOnce).some((taken) => message.endsWith(`: ${taken}`)) ? new Taken(message) : new TryAgain(message)
  if (!unable.includes(errcode & 255)) return new Error(message)
  // A commit whose frames could not all be written did not happen. One that failed later, at the sync, may come back after a crash.
  const known = during === 'work' || (errcode & 255) === sqlite.full || errcode === writeFailed
  return known ? new StoreDown(message) : new CommitUnknown(message)
}
