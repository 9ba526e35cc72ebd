// The way to one connection: at most so many requests a second, none while it is known to be down, and a note of how it went. What
// it turns away has not left. One line knows nothing of another, and reading a list never takes what a decision needs.

import type { Instant } from '../core/time.ts'
import type { LineHealth } from '../engine/connection.ts'
import { askedWaitMs } from '../wire/asked-wait.ts'
import type { Outgoing, Sent } from '../wire/call.ts'
import { createBucket, type Rate } from './bucket.ts'
import type { Outbound } from './outbound.ts'
import type { Timer } from './loop.ts'

/** What went over the line in one operation, for the record of an attempt: never a header, never a request's body. */
export type Exchange = { method: string; path: string; sent: Sent; tookMs: number; effect: boolean }
/** `patient`: it leaves room for all others, and waits for its turn as long as that takes. */
export type Operation = { mayGo(): boolean; record(exchange: Exchange): void; patient?: true }
export type Line = {
  send(request: Outgoing, operation: Operation): Promise<Sent>
  health(): LineHealth
  /** Until when nothing should be tried, by the breaker or by their own word. */
  waitMs(): number
  close(): void
}
export type LineParts = {
  outbound: Outbound
  rate: Rate | null
  timer: Timer
  now(): Instant
  monotonic(): number
  chance(): number
}

const failuresUntilOpen = 5
const shortestOpenMs = 1_000
const longestOpenMs = 15_000
const longestAskedWaitMs = 10 * 60_000
const mostWaitMs = 2_000
const remembered = 100
/** Where nobody named a rate: less than what any provider is known to let through in production (1,000 a minute at Omise, 40 a second at Moov). */
const usualPatience: Rate = { perSecond: 10, burst: 10 }

export function createLine({ outbound, rate, timer, now, monotonic, chance }: LineParts): Line {
  const outcomes: boolean[] = []
  const health = { lastAnswerAt: null as Instant | null, lastError: null as string | null, skewMs: null as number | null }
  let failures = 0
  let closedUntil = 0
  let probing = false
  const turns = rate && createBucket(rate, monotonic)
  const patientTurns = createBucket(rate ? halfOf(rate) : usualPatience, monotonic)
  return { send, waitMs, close: outbound.close, health: () => ({ ...health, open: waitMs() > 0, asked: outcomes.length, failed: outcomes.filter(failed => failed).length }) }

  function waitMs(): number {
    return Math.max(0, closedUntil - monotonic())
  }

  async function send(request: Outgoing, operation: Operation): Promise<Sent> {
    const started = monotonic()
    if (operation.patient) await room()
    const sent = await admitted() ?? await tried(request, operation)
    operation.record({ method: request.method, path: request.path, sent, tookMs: Math.round(monotonic() - started), effect: request.effect ?? !['GET', 'HEAD'].includes(request.method) })
    return sent
  }

  /** Null where it may go. Right after a line was down one request goes first, and the others wait for what it finds. */
  async function admitted(): Promise<Sent | null> {
    if (waitMs() > 0) return closed()
    const goesFirst = failures >= failuresUntilOpen
    if (goesFirst && probing) return { kind: 'unsent', cause: 'breaker_open', retryAfterMs: shortestOpenMs }
    const turn = turnMs()
    if (turn > mostWaitMs) return { kind: 'unsent', cause: 'rate_limited', retryAfterMs: turn }
    probing ||= goesFirst
    if (turn === 0) return null
    await sleep(turn)
    if (waitMs() === 0) return null
    if (goesFirst) probing = false
    return closed()
  }

  function closed(): Sent {
    return { kind: 'unsent', cause: 'breaker_open', retryAfterMs: Math.ceil(waitMs()) }
  }

  /** Takes a turn, and says how long it is until then. */
  function turnMs(): number {
    if (!turns) return 0
    const wait = turns.waitMs(1)
    if (wait <= mostWaitMs) turns.take()
    return wait
  }

  /** Half of the rate at most, and never the half of the burst that a decision may need at any moment. */
  async function room(): Promise<void> {
    const afterOthers = (): number => (turns && rate ? turns.waitMs(Math.floor(rate.burst / 2) + 1) : 0)
    for (let wait: number; (wait = Math.max(patientTurns.waitMs(1), afterOthers())) > 0;) await sleep(wait)
    patientTurns.take()
  }

  function sleep(ms: number): Promise<void> {
    return new Promise(resume => void timer.after(ms, resume))
  }

  async function tried(request: Outgoing, { mayGo }: Operation): Promise<Sent> {
    try {
      const sent = await outbound.send(request, mayGo)
      note(sent)
      return sent
    } finally {
      probing = false
    }
  }

  function note(sent: Sent): void {
    if (sent.kind === 'unsent' && sent.cause === 'not_ours') return
    const failed = sent.kind !== 'answered' || sent.status >= 500
    outcomes.push(failed)
    if (outcomes.length > remembered) outcomes.shift()
    failures = failed ? failures + 1 : 0
    if (failed) health.lastError = sent.kind === 'answered' ? `status_${sent.status}` : sent.cause
    if (failures >= failuresUntilOpen) closeFor(openMs())
    if (sent.kind !== 'answered') return
    health.lastAnswerAt = now()
    const date = Date.parse(sent.headers.get('date') ?? '')
    if (!Number.isNaN(date)) health.skewMs = date - now()
    const asked = askedOf(sent)
    if (asked > 0) closeFor(asked)
  }

  function openMs(): number {
    return Math.min(shortestOpenMs * 2 ** (failures - failuresUntilOpen), longestOpenMs) * (0.5 + chance() / 2)
  }

  function closeFor(ms: number): void {
    closedUntil = Math.max(closedUntil, monotonic() + ms)
  }

  /** Their own word for it: for everything on this line, not for the one request. */
  function askedOf({ status, headers }: Extract<Sent, { kind: 'answered' }>): number {
    return status === 429 || status === 503 ? Math.min(askedWaitMs(headers, now()) ?? 0, longestAskedWaitMs) : 0
  }
}

const halfOf = ({ perSecond, burst }: Rate): Rate => ({ perSecond: perSecond / 2, burst: Math.max(1, Math.floor(burst / 2)) })
