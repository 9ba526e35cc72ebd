// A store that cannot be reached, or that was lost while it wrote, in Alipay's only word for it: unknown, send it again. What is no such
// thing is a bug and goes on.

import type { FailureReply } from '../../../wire/contract.ts'
import type { FailureCode } from '../results.ts'

export async function orUnknown<T>(work: () => Promise<T>): Promise<T | FailureReply<FailureCode>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && unreachable.includes(error.name)) return { failure: 'UNKNOWN_EXCEPTION' }
    throw error
  }
}

/** By name: a dialect knows the engine's types and none of its classes. */
const unreachable = ['StoreDown', 'TryAgain', 'CommitUnknown']
