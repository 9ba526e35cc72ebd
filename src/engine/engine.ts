// The engine: the only place where something happens. Callers hand it commands and read through it; they never see the store.

import type { Decision } from '../core/decide.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { batchesOf, type BatchWatch } from './batch.ts'
import type { Answer, Job, Key, Performed } from './job.ts'
import { jobOf, jobOfTaken, type Outcome, type Performance, type TermsOf } from './perform.ts'
import { keyOf, Taken, type Reads, type Store, type Write } from './store.ts'
import type { MerchantId } from '../core/ids.ts'
import type { World } from './world.ts'

/** Something was committed: workers wake, caches of this merchant are stale. */
export type Committed = { merchant: MerchantId }

export type Engine = {
  perform(performance: Performance): Promise<Performed<Outcome>>
  /** Writes that concern no dispute (credentials, endpoints, settings), on the same path, under the same keys. */
  write(request: { merchant: MerchantId; key?: Key | null; credential?: string | null; writes: Write[]; answer?: Answer }): Promise<Performed<null>>
  reads: Reads
  world: World
  termsOf: TermsOf
  /** What was decided, once it is committed: the courier carries what was asked of upstream without waiting to be told. */
  onDecision(listener: (decision: Decision) => void): () => void
  onCommit(listener: (committed: Committed) => void): () => void
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>
  waiting(): number
}

export type EngineParts = {
  store: Store; world: World; termsOf: TermsOf; pause(ms: number): Promise<void>; watch?: BatchWatch
  /** Told of a listener that broke: what was committed stays so, and its caller hears so. */
  onBug?: (error: unknown) => void
}

const unwatched: BatchWatch = { committed: () => {}, retried: () => {} }

export function createEngine({ store, world, termsOf, pause, watch = unwatched, onBug = endLoudly }: EngineParts): Engine {
  const batches = batchesOf(store, world, pause, watch)
  const listeners = new Set<(committed: Committed) => void>()
  const deciding = new Set<(decision: Decision) => void>()
  const inFlight = new Set<string>()

  return {
    async perform(performance) {
      const performed = await run(jobOf(performance, termsOf), performance.command.kind === 'open' ? () => jobOfTaken(performance) : null)
      const decision = performed.kind === 'done' && !isRefusal(performed.value) ? performed.value : null
      if (decision?.events.length) tellAll(deciding, decision, onBug)
      return performed
    },
    write: ({ merchant, key = null, credential = null, writes, answer = null }) =>
      run({
        merchant, dispute: null, payments: [], key, credential,
        decide: () => ({ value: null, changed: null, writes, answer: answer ?? null, keep: true }),
      }),
    reads: store.reads,
    world,
    termsOf,
    onCommit: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onDecision: listener => {
      deciding.add(listener)
      return () => void deciding.delete(listener)
    },
    idle: batches.idle,
    waiting: batches.waiting,
  }

  /** Only the store knows whose a key is: what is in flight here may be somebody's who took it in vain. */
  async function run<T>(job: Job<T>, whenTaken: (() => Job<T>) | null = null): Promise<Performed<T>> {
    const claim = job.key && `${job.merchant} ${keyOf(job.key.principal, job.key.key)}`
    if (!claim) return committed(job, whenTaken)
    if (inFlight.has(claim)) return (await isAnswered(job)) ? committed(job, whenTaken) : { kind: 'turned_away', refusal: refuse('key_in_flight') }
    inFlight.add(claim)
    try {
      return await committed(job, whenTaken)
    } finally {
      inFlight.delete(claim)
    }
  }

  async function isAnswered({ merchant, key }: Job<unknown>): Promise<boolean> {
    return (await store.reads.idempotency(merchant, key!.principal, key!.key)) !== null
  }

  async function committed<T>(job: Job<T>, whenTaken: (() => Job<T>) | null): Promise<Performed<T>> {
    const result = await pushed(job).catch((error: unknown) => {
      if (whenTaken && error instanceof Taken) return pushed(whenTaken())
      throw error
    })
    if (result.kind === 'done') tellAll(listeners, { merchant: job.merchant }, onBug)
    return result
  }

  function pushed<T>(job: Job<T>): Promise<Performed<T>> {
    return new Promise((settle, fail) => batches.push({ job, settle: settle as (result: Performed<unknown>) => void, fail }))
  }
}

/** After the commit nothing may fail any more: a caller would be told that it did not happen. */
function tellAll<T>(listeners: Iterable<(news: T) => void>, news: T, onBug: (error: unknown) => void): void {
  for (const listener of listeners) {
    try {
      listener(news)
    } catch (error) {
      onBug(error)
    }
  }
}

const endLoudly = (error: unknown): void => queueMicrotask(() => { throw error })
