// Reads each connection's list on its schedule, page by page. Where it stands is kept only once a page is committed, so that a crash
// reads a page twice and never leaves one out; each round looks back behind the beginning of the one before. What had ended is looked at
// again once an hour only, where a list can leave it out.

import type { MerchantId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import { backoff, type Worker } from './loop.ts'
import type { Engine } from '../engine/engine.ts'
import type { BridgeQueue, PollChange, PollRow } from '../engine/store-bridge.ts'
import { looking, type Lines, type Wired } from './lines.ts'
import { hear, type NewsParts } from './news.ts'
import type { WorkLog } from './assemble.ts'

export type Poller = Worker & { drain(): Promise<void> }
export type PollerParts = NewsParts & {
  queue: BridgeQueue
  reads: Pick<Engine['reads'], 'nextPoll' | 'oldestOpen'>
  lines: Lines
  log: WorkLog
  now(): Instant
  chance(): number
  onError(error: unknown): void
  onSettled(): void
}

export const mostPollsAtOnce = 64
/** Renewed with every page. */
const leaseMs = 5 * 60_000
const pausedLookMs = 60_000
const goneLookMs = 86_400_000
/** A round that goes in a circle ends. */
const mostPages = 100_000
const mostAtOnce = 32

/** So long at most it takes to hear, with every notification lost, that what had ended has changed after all. */
const wholeEveryMs = 3_600_000
/** For whoever shows less of a time than it compares, or begins after it. */
const edgeMs = 1_000

/** When the whole list was last read from its beginning, and from which opening on this round reads; null for all of it. */
type Round = { wholeAt: Instant | null; from: Instant | null }

function roundIn({ body }: PollRow): Round {
  const { wholeAt = null, from = null } = JSON.parse(body) as Partial<Round>
  return { wholeAt, from }
}

export function createPoller(parts: PollerParts): Poller {
  const { queue, lines, now, chance } = parts
  const inFlight = new Set<Promise<void>>()
  return { runOnce, next: () => parts.reads.nextPoll(), drain: async () => { while (inFlight.size > 0) await Promise.all(inFlight) } }

  async function runOnce(at: Instant): Promise<number> {
    const room = mostPollsAtOnce - inFlight.size
    if (room <= 0) return 0
    const claimed = await queue.claimPolls(at, at + leaseMs, room)
    for (const poll of claimed) {
      const going = read(poll).catch(parts.onError).finally(() => {
        inFlight.delete(going)
        parts.onSettled()
      })
      inFlight.add(going)
    }
    return claimed.length
  }

  async function read(poll: PollRow): Promise<void> {
    const wired = await lines.of(poll.connection)
    if (!wired || wired.connection.merchant !== poll.merchant || !wired.connector.capabilities.list) return void await rest(poll, goneLookMs, {})
    if (wired.connection.state === 'paused') return void await rest(poll, pausedLookMs, {})
    await pages(poll, wired)
  }

  async function pages(poll: PollRow, wired: Wired): Promise<void> {
    const { pollMs, overlapMs } = wired.connection.settings
    const beganAt = poll.cursor === null ? now() : poll.beganAt ?? now()
    const since = poll.since === null ? null : poll.since - overlapMs
    const round = poll.cursor === null ? await roundOf(poll, overlapMs, beganAt) : roundIn(poll)
    const body = JSON.stringify(round)
    let cursor = poll.cursor
    for (let page = 0; page < mostPages; page++) {
      const at = now()
      const listed = await wired.upstream(looking).list({ cursor, since, openedFrom: round.from })
      if (listed.kind !== 'done') return failed(poll, cursor, beganAt, round, listed)
      await heard(wired, listed.value.items, at)
      if (listed.value.next === null || listed.value.next === cursor) break
      cursor = listed.value.next
      if (!await queue.movePoll(poll, { cursor, beganAt, body, leaseUntil: now() + leaseMs, dueAt: now() + leaseMs })) return
    }
    await rest(poll, pollMs * (0.95 + chance() / 10), { cursor: null, since: beganAt, beganAt, endedAt: now(), failures: 0, body: JSON.stringify({ wholeAt: round.from === null ? beganAt : round.wholeAt }) })
  }

  async function roundOf(poll: PollRow, overlapMs: number, at: Instant): Promise<Round> {
    const { wholeAt } = roundIn(poll)
    if (poll.since === null || wholeAt === null || at - wholeAt >= wholeEveryMs) return { wholeAt, from: null }
    const oldest = await parts.reads.oldestOpen(poll.merchant as MerchantId, poll.connection)
    return { wholeAt, from: Math.min(poll.since, oldest ?? poll.since) - overlapMs - edgeMs }
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
