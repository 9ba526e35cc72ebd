// The way to one connection: at most so many requests a second, none while it is known to be down, and a note of how it went. What
// it turns away has not left. One line knows nothing of another.

import type { Instant } from '../core/time.ts'
import type { LineHealth } from '../engine/connection.ts'
import type { Outgoing, Sent } from '../wire/call.ts'
import type { Outbound } from './outbound.ts'
import type { Timer } from './loop.ts'

/** What went over the line in one operation, for the record of an attempt: never a header, never a request's body. */
export type Exchange = { method: string; path: string; sent: Sent; tookMs: number; effect: boolean }
export type Operation = { mayGo(): boolean; record(exchange: Exchange): void }
export type Line = {
  send(request: Outgoing, operation: Operation): Promise<Sent>
  health(): LineHealth
  /** Until when nothing should be tried, by the breaker or by their own word. */
  waitMs(): number
  close(): void
}
export type LineParts = {
  outbound: Outbound
  rate: { perSecond: number; burst: number } | null
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

export function createLine({ outbound, rate, timer, now, monotonic, chance }: LineParts): Line {
  const outcomes: boolean[] = []
  const health = { lastAnswerAt: null as Instant | null, lastError: null as string | null, skewMs: null as number | null }
  let failures = 0
  let closedUntil = 0
  let probing = false
  let tokens = rate?.burst ?? Infinity
  let filledAt = monotonic()
  return { send, waitMs, close: outbound.close, health: () => ({ ...health, open: waitMs() > 0, asked: outcomes.length, failed: outcomes.filter(failed => failed).length }) }

  function waitMs(): number {
    return Math.max(0, closedUntil - monotonic())
  }

  async function send(request: Outgoing, operation: Operation): Promise<Sent> {
    const started = monotonic()
    const sent = await admitted() ?? await tried(request, operation)
    operation.record({ method: request.method, path: request.path, sent, tookMs: Math.round(monotonic() - started), effect: request.effect ?? !['GET', 'HEAD'].includes(request.method) })
    return sent
  }

  /** Null where it may go. Right after a line was down one request goes first, and the others wait for what it finds. */
  async function admitted(): Promise<Sent | null> {
    const wait = waitMs()
    if (wait > 0) return { kind: 'unsent', cause: 'breaker_open', retryAfterMs: Math.ceil(wait) }
    if (failures >= failuresUntilOpen) {
      if (probing) return { kind: 'unsent', cause: 'breaker_open', retryAfterMs: shortestOpenMs }
      probing = true
    }
    const turn = turnMs()
    if (turn > mostWaitMs) return { kind: 'unsent', cause: 'rate_limited', retryAfterMs: turn }
    if (turn > 0) await new Promise<void>(resume => timer.after(turn, resume))
    return null
  }

  /** Takes a turn, and says how long it is until then. */
  function turnMs(): number {
    if (!rate) return 0
    const at = monotonic()
    tokens = Math.min(rate.burst, tokens + ((at - filledAt) / 1000) * rate.perSecond)
    filledAt = at
    const wait = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * 1000)
    if (wait <= mostWaitMs) tokens -= 1
    return wait
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
    const asked = askedWaitMs(sent)
    if (asked > 0) closeFor(asked)
  }

  function openMs(): number {
    return Math.min(shortestOpenMs * 2 ** (failures - failuresUntilOpen), longestOpenMs) * (0.5 + chance() / 2)
  }

  function closeFor(ms: number): void {
    closedUntil = Math.max(closedUntil, monotonic() + ms)
  }

  /** Their own word for it: for everything on this line, not for the one request. */
  function askedWaitMs({ status, headers }: Extract<Sent, { kind: 'answered' }>): number {
    if (status !== 429 && status !== 503) return 0
    const text = headers.get('retry-after') ?? ''
    const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now()
    return Number.isNaN(ms) ? 0 : Math.min(Math.max(0, ms), longestAskedWaitMs)
  }
}
