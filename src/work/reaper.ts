// Forgets answers kept for repeated keys and the marks of old transactions, in small steps so that no decision waits for it.

import type { Queue } from '../engine/store.ts'
import type { Worker } from './loop.ts'

const day = 86_400_000
const keysLive = 31 * day
const marksLive = day

export const mostReapedAtOnce = 500

export function createReaper({ queue }: { queue: Pick<Queue, 'reap'> }): Worker {
  return { runOnce: now => queue.reap(now - keysLive, now - marksLive, mostReapedAtOnce) }
}
