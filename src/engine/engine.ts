// The engine: the only place where something happens. Callers hand it commands and read through it; they never see the store.

import { refuse, type Refusal } from '../core/refusal.ts'
import { batchesOf, type BatchWatch } from './batch.ts'
import type { Answer, Job, Key, Performed } from './job.ts'
import { jobOf, type Outcome, type Performance, type TermsOf } from './perform.ts'
import { keyOf, type Reads, type Store, type Write } from './store.ts'
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
  onCommit(listener: (committed: Committed) => void): () => void
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>
  waiting(): number
}

export type EngineParts = { store: Store; world: World; termsOf: TermsOf; pause(ms: number): Promise<void>; watch?: BatchWatch }

const unwatched: BatchWatch = { committed: () => {}, retried: () => {} }

export function createEngine({ store, world, termsOf, pause, watch = unwatched }: EngineParts): Engine {
  const batches = batchesOf(store, world, pause, watch)
  const listeners = new Set<(committed: Committed) => void>()
  const inFlight = new Map<string, string>()

  return {
    perform: performance => run(jobOf(performance, termsOf)),
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
    idle: batches.idle,
    waiting: batches.waiting,
  }

  async function run<T>(job: Job<T>): Promise<Performed<T>> {
    const claim = job.key && `${job.merchant} ${keyOf(job.key.principal, job.key.key)}`
    const taken = claim ? inFlight.get(claim) : undefined
    if (taken !== undefined) return { kind: 'turned_away', refusal: whileRunning(taken, job.key!) }
    if (claim) inFlight.set(claim, job.key!.fingerprint)
    try {
      const result = await new Promise<Performed<T>>((settle, fail) => batches.push({ job, settle: settle as (r: Performed<unknown>) => void, fail }))
      if (result.kind === 'done') listeners.forEach(listener => listener({ merchant: job.merchant }))
      return result
    } finally {
      if (claim) inFlight.delete(claim)
    }
  }
}

const whileRunning = (fingerprint: string, key: Key): Refusal =>
  refuse(fingerprint === key.fingerprint ? 'key_in_flight' : 'key_reused_with_other_body')
