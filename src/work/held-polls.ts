// The lists that this process is reading. Each is leased for a minute, again and again while the process lives; whoever leaves gives back
// at once what it could not finish.

import type { Instant } from '../core/time.ts'
import type { BridgeQueue, PollRow } from '../engine/store-bridge.ts'

export type HeldPolls = {
  count(): number
  start(poll: PollRow, reading: Promise<void>): void
  /** Asked for at every look of the worker. */
  keep(at: Instant): Promise<void>
  drain(): Promise<void>
  /** What is held still is anybody's. */
  letGo(): Promise<void>
}
export type HeldPollsParts = {
  queue: Pick<BridgeQueue, 'keepPolls' | 'movePoll'>
  now(): Instant
  onError(error: unknown): void
  onSettled(): void
}

/** So long a list waits for a process that was killed. */
export const pollLeaseMs = 60_000
const keptEveryMs = pollLeaseMs / 3

export function heldPolls({ queue, now, onError, onSettled }: HeldPollsParts): HeldPolls {
  const held = new Map<PollRow, Promise<void>>()
  let keptAt = -Infinity
  return { count: () => held.size, start, keep, drain, letGo }

  function start(poll: PollRow, reading: Promise<void>): void {
    held.set(poll, reading.catch(onError).finally(() => {
      held.delete(poll)
      onSettled()
    }))
  }

  async function keep(at: Instant): Promise<void> {
    if (held.size === 0 || at - keptAt < keptEveryMs) return
    await queue.keepPolls([...held.keys()], at, at + pollLeaseMs)
    keptAt = at
  }

  async function drain(): Promise<void> {
    while (held.size > 0) await Promise.all(held.values())
  }

  async function letGo(): Promise<void> {
    await Promise.all([...held.keys()].map(poll => queue.movePoll(poll, { leaseUntil: 0, dueAt: now() })))
  }
}
