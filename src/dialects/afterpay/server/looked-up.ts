// What the store throws, in Afterpay's words. Anything else that is thrown is a bug, and is told of.

import type { FailureCode } from '../failures.ts'
import { failure, type Reply } from './call.ts'

export type Failed = Extract<Reply, { failure: unknown }>

/** A store that cannot be reached, and one that was lost while it wrote, are said as such: read the dispute, then decide. */
export async function lookedUp<T>(work: () => Promise<T>, onBug?: (error: unknown) => void): Promise<T | Failed> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && unreachable[error.name]
    if (code) return { ...failure(code), headers: { 'retry-after': '1' } }
    if (!onBug) throw error
    onBug(error)
    return failure('internal_error')
  }
}

/** The store's own errors, by name: a dialect knows the engine's types and none of its classes. */
const unreachable: Record<string, FailureCode> = { StoreDown: 'unavailable', TryAgain: 'overloaded', CommitUnknown: 'unavailable' }
