// Runs a worker again and again: at once while there is more, otherwise at the next known instant. The only place that waits, and
// never for long: an instant lies in the database, a timer merely looks there again.

import type { Instant } from '../core/time.ts'

/** Calls back after `ms` unless cancelled before. */
export type Timer = { after(ms: number, then: () => void): () => void }

export type Worker = {
  /** How many it did. */
  runOnce(now: Instant): Promise<number>
  /** When it knows that there will be something to do. */
  next?(): Promise<Instant | null>
}
export type Looping = {
  worker: Worker
  /** This many in one round mean that there may be more. */
  full: number
  atMostMs: number
  /** Between two rounds, however often it is woken: what came meanwhile shares the next one. */
  restMs: number
  now(): Instant
  timer: Timer
  /** From 0 up to 1. */
  chance(): number
  onError(error: unknown): void
}
export type Running = { wake(): void; stop(): Promise<void> }

export const longestTimer = 2 ** 31 - 1

/** Node fires a timer of more than 24.8 days at once; one that comes early only looks once more. */
export const realTimer: Timer = {
  after(ms, then) {
    const timer = setTimeout(then, Math.min(ms, longestTimer))
    return () => clearTimeout(timer)
  },
}

export function loop({ worker, full, atMostMs, restMs, now, timer, chance, onError }: Looping): Running {
  let stopped = false
  let news = false
  let wakeable = false
  let failures = 0
  let cutShort = (): void => {}
  const finished = run()
  return { wake, stop: () => { stopped = true; cutShort(); return finished } }

  function wake(): void {
    news = true
    if (wakeable) cutShort()
  }

  async function run(): Promise<void> {
    while (!stopped) {
      news = false
      const ms = await round()
      const rest = failures > 0 ? ms : Math.min(ms, restMs)
      await sleep(rest, false)
      if (!news) await sleep(ms - rest, true)
    }
  }

  async function round(): Promise<number> {
    try {
      const count = await worker.runOnce(now())
      const ms = count >= full ? 0 : untilNext(await worker.next?.() ?? null)
      failures = 0
      return ms
    } catch (error) {
      failures++
      onError(error)
      return backoff(failures, chance())
    }
  }

  /** What is due already and was not done is not pressed: it is somebody else's, or it has to wait. */
  function untilNext(next: Instant | null): number {
    const ms = next === null ? atMostMs : next - now()
    return ms > 0 ? Math.min(ms, atMostMs) : atMostMs
  }

  async function sleep(ms: number, untilWoken: boolean): Promise<void> {
    if (stopped || ms <= 0) return
    wakeable = untilWoken
    await new Promise<void>(resume => {
      const cancel = timer.after(ms, resume)
      cutShort = () => { cancel(); resume() }
    })
    wakeable = false
  }
}

const longestBackoff = 30_000

/** Doubles from a quarter of a second, and is spread so that processes that failed together do not come back together. */
export function backoff(failures: number, chance: number): number {
  return Math.min(250 * 2 ** Math.min(failures - 1, 10), longestBackoff) * (0.5 + chance / 2)
}
