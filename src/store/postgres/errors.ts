// What PostgreSQL, or the way to it, says went wrong, as one of the port's errors. An error without a code of the server's is a
// connection that broke: before COMMIT was sent nothing was written, after it nobody knows.

import pg from 'pg'
import { CommitUnknown, FencedOff, StoreDown, Taken, TryAgain } from '../../engine/store.ts'
import { takenOnce } from '../tables.ts'

export function errorOf(error: unknown, commitSent = false): Error {
  const { message } = error as Error
  const code = codeOf(error)
  if (code === null || broken.test(code)) return commitSent ? new CommitUnknown(message, { cause: error }) : new StoreDown(message, { cause: error })
  if (error instanceof pg.DatabaseError && Object.hasOwn(takenOnce, error.constraint ?? '')) return new Taken(message, { cause: error })
  if (code === fenced) return new FencedOff(message, { cause: error })
  if (again.includes(code)) return new TryAgain(message, { cause: error })
  if (unable.test(code)) return new StoreDown(message, { cause: error })
  return error as Error
}

/** Another statement of the transaction failed before this one; that one's error says what happened. */
export const isConsequence = (error: unknown): boolean => codeOf(error) === '25P02'

const codeOf = (error: unknown): string | null => (error instanceof pg.DatabaseError ? error.code ?? null : null)

// Connection exceptions, and a server that is going down or throws this session out.
const broken = /^(08|57P|25P03)/
// Serialization, deadlock, lock time-out, a key that is there already, and a guarded row that changed meanwhile.
const again = ['40001', '40P01', '55P03', '23505', '22012']
// The root of a negative number: how a statement says that an errand is another's.
const fenced = '2201F'
// Disk full, memory, too many connections, cancelled for taking too long, a standby that only reads, input and output errors.
const unable = /^(53|57014|25006|58)/
