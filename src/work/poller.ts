// Reads each connection's list on its schedule, page by page, from its beginning to its end. Where it stands is kept only once a page is
// committed, so that a crash reads a page twice and never leaves one out; each round looks back behind the beginning of the one before.

import type { Instant } from '../core/time.ts'
import { backoff, type Worker } from './loop.ts'
import { bufferOf } from '../engine/connection.ts'
import type { Engine } from '../engine/engine.ts'
import type { BridgeQueue, PollChange, PollRow } from '../engine/store-bridge.ts'
import { listing, type Lines, type Wired } from './lines.ts'
import { heldPolls, pollLeaseMs } from './held-polls.ts'
import { hear, type Heard, type NewsParts } from './news.ts'
import { tellBuffer } from './buffer.ts'
import type { WorkLog } from './assemble.ts'

export type Poller = Worker & {
  /** Resolves when no list is being read. */
  drain(): Promise<void>
  /** From now on, until what it gives is called, a list is read to the end of a page only: whoever is due goes on with the next. */
  leave(): () => void
  /** What is being read still is left to somebody else. */
  letGo(): Promise<void>
}
export type PollerParts = NewsParts & {
  queue: BridgeQueue
  reads: Pick<Engine['reads'], 'nextPoll' | 'openAt'>
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

/** How many pages a round has behind it, and how much on them could not be taken in; which buffer the disputes that live there were told, and for which account. */
type Round = { pages: number; left: number; bufferMs: number | null; anewAt: Instant }

function roundIn({ body }: PollRow): Round {
  const { pages = 0, left = 0, bufferMs = null, anewAt = 0 } = JSON.parse(body) as Partial<Round>
  return { pages, left, bufferMs, anewAt }
}

export function createPoller(parts: PollerParts): Poller {
  const { queue, lines, now, chance } = parts
  const held = heldPolls(parts)
  let leaving = 0
  return { runOnce, next: () => parts.reads.nextPoll(), drain: held.drain, leave, letGo: held.letGo }

  function leave(): () => void {
    leaving++
    return () => void leaving--
  }

  async function runOnce(at: Instant): Promise<number> {
    await held.keep(at)
    const room = mostPollsAtOnce - held.count()
    if (room <= 0) return 0
    const claimed = await queue.claimPolls(at, at + pollLeaseMs, room, pollsPerProvider)
    claimed.forEach(poll => held.start(poll, read(poll)))
    return claimed.length
  }

  async function read(poll: PollRow): Promise<void> {
    for (let place: PollRow | null = poll; place !== null;) place = await step(place)
  }

  /** One page; null where whoever is due goes on. What was changed or paused meanwhile counts from the next page on. */
  async function step(poll: PollRow): Promise<PollRow | null> {
    const wired = await lines.of(poll.connection)
    if (!wired || wired.connection.merchant !== poll.merchant) return rest(poll, goneLookMs, {})
    const { anewAt = 0 } = wired.connection.settings
    if (roundIn(poll).anewAt !== anewAt) return anew(poll, anewAt)
    const round = await withBuffer(roundIn(poll), wired)
    const body = JSON.stringify(round)
    if (!wired.connector.capabilities.list) return rest(poll, goneLookMs, { body })
    if (wired.connection.state === 'paused') return rest(poll, pausedLookMs, { body })
    return page(poll, wired, poll.cursor === null ? { ...round, pages: 0, left: 0 } : round)
  }

  /** What an account told before says nothing of what another one changed, nor where its list goes on. */
  async function anew(poll: PollRow, anewAt: Instant): Promise<PollRow | null> {
    const change = { cursor: null, since: null, body: JSON.stringify({ ...roundIn(poll), anewAt }) }
    return await queue.movePoll(poll, change) ? step({ ...poll, ...change }) : null
  }

  /** Once per change: each dispute that is open there wakes by it. */
  async function withBuffer(round: Round, { connection }: Wired): Promise<Round> {
    const bufferMs = bufferOf(connection.settings)
    if (round.bufferMs !== bufferMs) await tellBuffer(connection, bufferMs, parts)
    return { ...round, bufferMs }
  }

  async function page(poll: PollRow, wired: Wired, round: Round): Promise<PollRow | null> {
    const at = now()
    const { cursor } = poll
    const beganAt = cursor === null ? at : poll.beganAt ?? at
    const since = poll.since === null ? null : poll.since - wired.connection.settings.overlapMs
    const listed = await wired.upstream(listing).list({ cursor, since })
    if (listed.kind !== 'done') return failed(poll, beganAt, round, listed)
    const left = round.left + await heard(wired, listed.value.items, at)
    const { next } = listed.value
    if (next === null || next === cursor || round.pages >= mostPages) return ended(poll, beganAt, { ...round, left }, wired)
    const here = { cursor: next, beganAt, failures: 0, body: JSON.stringify({ ...round, pages: round.pages + 1, left }) }
    if (leaving > 0) return rest(poll, 0, here)
    return await queue.movePoll(poll, { ...here, leaseUntil: now() + pollLeaseMs, dueAt: now() + pollLeaseMs }) ? { ...poll, ...here } : null
  }

  /** The next begins an interval after this one began, however long it took; at once where it took longer. */
  function ended(poll: PollRow, beganAt: Instant, { left, bufferMs, anewAt }: Round, { connection: { id, settings } }: Wired): Promise<null> {
    const error = left === 0 ? undefined : `left out, since money or time of it cannot be read: ${left}`
    if (error) parts.log.warn({ merchant: poll.merchant, connection: id, left }, 'Disputes of a list say too little to be taken in')
    const ms = settings.pollMs * (0.9 + chance() / 10) - (now() - beganAt)
    return rest(poll, Math.max(0, ms), { cursor: null, since: beganAt - aheadMs(id), beganAt, endedAt: now(), failures: 0, body: JSON.stringify({ bufferMs, anewAt, error }) })
  }

  /** What happens there is dated by their clock, which may be behind ours. */
  function aheadMs(id: string): number {
    return Math.max(0, -(lines.health(id)?.skewMs ?? 0))
  }

  /** All of a page or an error: then the cursor stays before it. Gives how many say too little, also when they are asked for by themselves. */
  async function heard(wired: Wired, items: Parameters<typeof hear>[0]['told'][], at: Instant): Promise<number> {
    let left = 0
    for (let from = 0; from < items.length; from += mostAtOnce) {
      const outcomes = await Promise.all(items.slice(from, from + mostAtOnce).map(told => hear({ wired, told, source: 'poll', at }, parts).then(heard => ({ told, heard }))))
      for (const { told, heard } of outcomes) if (heard === 'thin' && await fetched(wired, told.theirId) === 'thin') left++
    }
    return left
  }

  async function fetched(wired: Wired, theirId: string): Promise<Heard | null> {
    const at = now()
    const found = await wired.upstream(listing).find(theirId)
    if (found.kind !== 'done') throw new Error(`A dispute of a list could not be read: ${found.kind}`)
    return found.value && hear({ wired, told: found.value, source: 'read_back', at }, parts)
  }

  async function failed(poll: PollRow, beganAt: Instant, round: Round, outcome: { kind: string; cause?: string; code?: string | null; retryAfterMs?: number; final?: boolean }): Promise<null> {
    const failures = poll.failures + 1
    const cause = outcome.cause ?? `refused: ${outcome.code ?? 'no code'}`
    parts.log.warn({ merchant: poll.merchant, connection: poll.connection, cause, failures }, 'The list of a connection could not be read; it is tried again')
    // A cursor that is refused for good is not asked again: the round begins anew.
    const keep = outcome.kind === 'refused' && outcome.final ? { cursor: null } : { beganAt }
    return rest(poll, Math.max(outcome.retryAfterMs ?? 0, backoff(failures, chance())), { ...keep, failures, body: JSON.stringify({ ...round, error: cause.slice(0, 200), at: now() }) })
  }

  async function rest(poll: PollRow, ms: number, change: PollChange): Promise<null> {
    await queue.movePoll(poll, { ...change, leaseUntil: 0, dueAt: Math.round(now() + ms) })
    return null
  }
}
