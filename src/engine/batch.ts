// Group commit: jobs that arrive while a transaction runs wait, and the next transaction takes them all. No timer: an idle
// engine commits a single job at once. Nobody is answered before the commit.

import type { DisputeId, MerchantId } from '../core/ids.ts'
import { decideBatch, type Told, type Waiting } from './decide-batch.ts'
import { CommitUnknown, StoreDown, TryAgain, type Ask, type Store } from './store.ts'
import type { World } from './world.ts'

export type Batches = { push(waiting: Waiting): void; idle(): Promise<void>; waiting(): number }
export type BatchWatch = { committed(size: number, ms: number): void; retried(cause: unknown): void }

/** Bounds a transaction's length, not the throughput: at 256 callers this is all of them. */
const largestBatch = 256
const mostTries = 8
/** Whoever collides again and again does it alone: nobody waits for another's tries. */
const mostTriesTogether = 2

export function batchesOf(store: Store, world: World, pause: (ms: number) => Promise<void>, watch: BatchWatch): Batches {
  const lines = new Map<MerchantId, Waiting[]>()
  const running = new Set<DisputeId>()
  const idle: (() => void)[] = []
  let lanes = 0
  let scheduled = false
  return { push, waiting: () => [...lines.values()].reduce((sum, line) => sum + line.length, 0), idle: whenIdle }

  function push(waiting: Waiting): void {
    const line = lines.get(waiting.job.merchant)
    if (line) line.push(waiting)
    else lines.set(waiting.job.merchant, [waiting])
    schedule()
  }

  /** At the end of this turn of the loop, so that requests read in one turn share a transaction. */
  function schedule(): void {
    if (scheduled || lanes >= store.lanes) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      pump()
    })
  }

  function pump(): void {
    while (lanes < store.lanes) {
      const batch = nextBatch()
      if (batch.length === 0) break
      const disputes = batch.flatMap(({ job }) => job.dispute ?? [])
      lanes++
      disputes.forEach(dispute => running.add(dispute))
      void runBatch(batch).finally(() => {
        lanes--
        disputes.forEach(dispute => running.delete(dispute))
        if (lines.size) schedule()
        else if (!lanes) idle.splice(0).forEach(wake => wake())
      })
    }
  }

  /** Merchants take turns: a served line that still has jobs goes to the back. What short lines leave of their share goes to the longer ones. */
  function nextBatch(): Waiting[] {
    const free = [...lines].map(([merchant, line]) => ({ merchant, jobs: line.filter(isFree) })).filter(({ jobs }) => jobs.length > 0)
    const served = free.slice(0, store.acrossMerchants ? largestBatch : 1).sort((a, b) => a.jobs.length - b.jobs.length)
    const batch: Waiting[] = []
    served.forEach(({ merchant, jobs }, index) => {
      const taken = new Set(jobs.slice(0, Math.ceil((largestBatch - batch.length) / (served.length - index))))
      const left = lines.get(merchant)!.filter(waiting => !taken.has(waiting))
      lines.delete(merchant)
      batch.push(...taken)
      if (left.length) lines.set(merchant, left)
    })
    return batch
  }

  /** What is asked of one dispute happens in the order of asking. */
  function isFree({ job: { dispute } }: Waiting): boolean {
    return dispute === null || !running.has(dispute)
  }

  async function runBatch(batch: Waiting[]): Promise<void> {
    const started = performance.now()
    const told = await commit(batch).catch((error: unknown) => afterFailure(batch, error))
    told.forEach(tell)
    if (told.length) watch.committed(batch.length, performance.now() - started)
  }

  /** Nothing was written: whoever made the transaction fail must not take the others along. */
  async function afterFailure(batch: Waiting[], error: unknown): Promise<Told[]> {
    if (batch.length === 1 || error instanceof CommitUnknown || error instanceof StoreDown) batch.forEach(waiting => waiting.fail(error))
    else for (const half of halvesOf(batch)) await runBatch(half)
    return []
  }

  async function commit(batch: Waiting[]): Promise<Told[]> {
    const jobs = byMerchant(batch)
    for (let attempt = 1; ; attempt++) {
      try {
        return await transact(jobs, asksOf(jobs, world))
      } catch (error) {
        if (!(error instanceof TryAgain) || attempt >= (batch.length > 1 ? mostTriesTogether : mostTries)) throw error
        watch.retried(error)
        await pause(attempt * attempt)
      }
    }
  }

  /** A commit whose answer was lost is looked up before anybody hears of it: it is in, or it never will be. */
  async function transact(jobs: ByMerchant, asks: Ask[]): Promise<Told[]> {
    let told: Told[] = []
    try {
      await store.transact(asks, loaded => {
        const decided = asks.map(ask => decideBatch(jobs.get(ask.merchant)!, loaded.get(ask.merchant)!, world))
        told = decided.flatMap(d => d.told)
        return decided.flatMap(d => d.writes)
      })
    } catch (error) {
      if (!(error instanceof CommitUnknown)) throw error
      watch.retried(error)
      if (!(await lookedUp(asks, error))) throw new TryAgain('the commit did not happen')
    }
    return told
  }

  /** While the store cannot be asked, nobody knows: the callers then hear that, and never that nothing happened. */
  async function lookedUp(asks: Ask[], unknown: CommitUnknown): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.settled(asks)
      } catch (error) {
        watch.retried(error)
        if (attempt >= mostTries) throw unknown
        await pause(attempt * attempt)
      }
    }
  }

  function whenIdle(): Promise<void> {
    return lines.size || lanes || scheduled ? new Promise(wake => idle.push(wake)) : Promise.resolve()
  }
}

function tell(told: Told): void {
  if ('error' in told) told.waiting.fail(told.error)
  else told.waiting.settle(told.result)
}

type ByMerchant = Map<string, Waiting[]>

const byMerchant = (batch: Waiting[]): ByMerchant => Map.groupBy(batch, waiting => waiting.job.merchant)

/** In one order everywhere, so that two processes look at the same rows in the same order. */
function asksOf(jobs: ByMerchant, world: World): Ask[] {
  return [...jobs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([merchant, waiting]) => askOf(merchant, waiting, world))
}

/** The jobs of one merchant stand together, so that who breaks transactions is soon alone with its own. */
function halvesOf(batch: Waiting[]): Waiting[][] {
  const middle = batch.length >> 1
  return [batch.slice(0, middle), batch.slice(middle)]
}

function askOf(merchant: string, waiting: Waiting[], world: World): Ask {
  const jobs = waiting.map(w => w.job)
  return {
    batch: world.ids.next('req'),
    merchant,
    at: world.now(),
    disputes: [...new Set(jobs.flatMap(job => job.dispute ?? []))],
    payments: [...new Set(jobs.flatMap(job => job.payments))],
    keys: jobs.flatMap(job => (job.key ? [{ principal: job.key.principal, key: job.key.key }] : [])),
    credentials: [...new Set(jobs.flatMap(job => job.credential ?? []))],
  }
}
