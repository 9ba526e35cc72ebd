// Reads each connection's list on its schedule, page by page. Where it stands is kept only once a page is committed, so that a crash
// reads a page twice and never leaves one out; each round looks back behind the beginning of the one before. What had ended long ago is
// looked at again once an hour only, where a list is long and can leave it out.

import type { MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import { backoff, type Worker } from './loop.ts'
import { bufferOf } from '../engine/connection.ts'
import type { Engine } from '../engine/engine.ts'
import type { BridgeQueue, PollChange, PollRow } from '../engine/store-bridge.ts'
import { looking, type Lines, type Wired } from './lines.ts'
import { heldPolls, pollLeaseMs } from './held-polls.ts'
import { hear, type NewsParts } from './news.ts'
import { tellBuffer } from './buffer.ts'
import type { WorkLog } from './assemble.ts'

export type Poller = Worker & {
  /** Resolves when no list is being read. */
  drain(): Promise<void>
  /** From now on a list is read to the end of a page only: somebody else goes on with the next. */
  leave(): void
  /** What is being read still is left to somebody else. */
  letGo(): Promise<void>
}
export type PollerParts = NewsParts & {
  queue: BridgeQueue
  reads: Pick<Engine['reads'], 'nextPoll' | 'oldestOpen' | 'openAt'>
  lines: Lines
  log: WorkLog
  now(): Instant
  chance(): number
  onError(error: unknown): void
  onSettled(): void
}

export const mostPollsAtOnce = 64
/** Of one provider: one that answers nobody keeps no other waiting, however many connections go there. */
const pollsPerProvider = 16
const pausedLookMs = 60_000
const goneLookMs = 3_600_000
/** A round that goes in a circle ends. */
const mostPages = 100_000
const mostAtOnce = 32

/** A list of so few pages is read whole each time, and so is one that asks the provider for no more than a page in three seconds, over its interval. */
const fewPages = 10
const msPerPage = 3_000
/** Of a longer one, what ended no longer ago than this is read with what is open. */
const staysNewMs = 30 * 86_400_000
/** So long at most it takes to hear, with every notification lost, that what ended before has changed after all. */
const wholeEveryMs = 3_600_000
/** For whoever shows less of a time than it compares, or begins after it. */
const edgeMs = 1_000

/**
 * When the whole list was last read from its beginning, and whether that were few pages for its interval; from which opening on this round reads, null for
 * all of it, and how many pages it has behind it; which buffer the disputes that live there were told.
 */
type Round = { wholeAt: Instant | null; isShort: boolean; from: Instant | null; pages: number; bufferMs: number | null }

function roundIn({ body }: PollRow): Round {
  const { wholeAt = null, isShort = false, from = null, pages = 0, bufferMs = null } = JSON.parse(body) as Partial<Round>
  return { wholeAt, isShort, from, pages, bufferMs }
}

export function createPoller(parts: PollerParts): Poller {
  const { queue, lines, now, chance } = parts
  const held = heldPolls(parts)
  let leaving = false
  return { runOnce, next: () => parts.reads.nextPoll(), drain: held.drain, leave: () => void (leaving = true), letGo: held.letGo }

  async function runOnce(at: Instant): Promise<number> {
    await held.keep(at)
    const room = mostPollsAtOnce - held.count()
    if (room <= 0) return 0
    const claimed = await queue.claimPolls(at, at + pollLeaseMs, room, pollsPerProvider)
    claimed.forEach(poll => held.start(poll, read(poll)))
    return claimed.length
  }

  async function read(poll: PollRow): Promise<void> {
    const wired = await lines.of(poll.connection)
    if (!wired || wired.connection.merchant !== poll.merchant) return void await rest(poll, goneLookMs, {})
    const body = JSON.stringify(await withBuffer(roundIn(poll), wired))
    if (!wired.connector.capabilities.list) return void await rest(poll, goneLookMs, { body })
    if (wired.connection.state === 'paused') return void await rest(poll, pausedLookMs, { body })
    await pages({ ...poll, body }, wired)
  }

  /** Once per change: each dispute that is open there wakes by it. */
  async function withBuffer(round: Round, { connection }: Wired): Promise<Round> {
    const bufferMs = bufferOf(connection.settings)
    if (round.bufferMs !== bufferMs) await tellBuffer(connection, bufferMs, parts)
    return { ...round, bufferMs }
  }

  async function pages(poll: PollRow, wired: Wired): Promise<void> {
    const { pollMs, overlapMs } = wired.connection.settings
    const beganAt = poll.cursor === null ? now() : poll.beganAt ?? now()
    const since = poll.since === null ? null : poll.since - overlapMs
    const round = poll.cursor === null ? await roundOf(poll, overlapMs, beganAt) : roundIn(poll)
    let cursor = poll.cursor
    for (; round.pages < mostPages; round.pages++) {
      const at = now()
      const listed = await wired.upstream(looking).list({ cursor, since, openedFrom: round.from })
      if (listed.kind !== 'done') return failed(poll, cursor, beganAt, round, listed)
      await heard(wired, listed.value.items, at)
      if (listed.value.next === null || listed.value.next === cursor) break
      cursor = listed.value.next
      const here = { cursor, beganAt, body: JSON.stringify({ ...round, pages: round.pages + 1 }) }
      if (leaving) return void await rest(poll, 0, here)
      if (!await queue.movePoll(poll, { ...here, leaseUntil: now() + pollLeaseMs, dueAt: now() + pollLeaseMs })) return
    }
    await rest(poll, pollMs * (0.95 + chance() / 10), { cursor: null, since: beganAt, beganAt, endedAt: now(), failures: 0, body: JSON.stringify(ended(round, beganAt, pollMs)) })
  }

  async function roundOf(poll: PollRow, overlapMs: number, at: Instant): Promise<Round> {
    const before = { ...roundIn(poll), from: null, pages: 0 }
    const { wholeAt, isShort } = before
    if (poll.since === null || wholeAt === null || isShort || at - wholeAt >= wholeEveryMs) return before
    const oldest = await parts.reads.oldestOpen(poll.merchant as MerchantId, poll.connection, at - staysNewMs)
    return { ...before, from: Math.min(poll.since, oldest ?? poll.since) - overlapMs - edgeMs }
  }

  function ended({ wholeAt, isShort, from, pages, bufferMs }: Round, beganAt: Instant, pollMs: number): Partial<Round> {
    return from === null ? { wholeAt: beganAt, isShort: pages < Math.max(fewPages, pollMs / msPerPage), bufferMs } : { wholeAt, isShort, bufferMs }
  }

  /** All of a page or an error: then the cursor stays before it. */
  async function heard(wired: Wired, items: Parameters<typeof hear>[0]['told'][], at: Instant): Promise<void> {
    for (let from = 0; from < items.length; from += mostAtOnce) {
      const outcomes = await Promise.all(items.slice(from, from + mostAtOnce).map(told => hear({ wired, told, source: 'poll', at }, parts).then(heard => ({ told, heard }))))
      for (const { told, heard } of outcomes) if (heard === 'thin') await fetched(wired, told.theirId)
    }
  }

  async function fetched(wired: Wired, theirId: string): Promise<void> {
    const at = now()
    const found = await wired.upstream(looking).find(theirId)
    if (found.kind === 'done' && found.value) await hear({ wired, told: found.value, source: 'read_back', at }, parts)
    else if (found.kind !== 'done') throw new Error(`A dispute of a list could not be read: ${found.kind}`)
  }

  async function failed(poll: PollRow, cursor: string | null, beganAt: Instant, round: Round, outcome: { kind: string; cause?: string; code?: string | null; retryAfterMs?: number; final?: boolean }): Promise<void> {
    const failures = poll.failures + 1
    const cause = outcome.cause ?? `refused: ${outcome.code ?? 'no code'}`
    parts.log.warn({ merchant: poll.merchant, connection: poll.connection, cause, failures }, 'The list of a connection could not be read; it is tried again')
    // A cursor that is refused for good is not asked again: the round begins anew.
    const keep = outcome.kind === 'refused' && outcome.final ? { cursor: null } : { cursor, beganAt }
    await rest(poll, Math.max(outcome.retryAfterMs ?? 0, backoff(failures, chance())), { ...keep, failures, body: JSON.stringify({ ...round, error: cause.slice(0, 200), at: now() }) })
  }

  function rest(poll: PollRow, ms: number, change: PollChange): Promise<boolean> {
    return queue.movePoll(poll, { ...change, leaseUntil: 0, dueAt: Math.round(now() + ms) })
  }
}
