// Group commit: jobs that arrive while a transaction runs wait, and the next transaction takes them all. No timer: an idle
// engine commits a single job at once. Nobody is answered before the commit.

import type { MerchantId } from '../core/ids.ts'
import { decideBatch, type Told, type Waiting } from './decide-batch.ts'
import { CommitUnknown, StoreDown, TryAgain, type Ask, type Store } from './store.ts'
import type { World } from './world.ts'

export type Batches = { push(waiting: Waiting): void; idle(): Promise<void>; waiting(): number }
export type BatchWatch = { committed(size: number, ms: number): void; retried(cause: unknown): void }

/** Bounds a transaction's length, not the throughput: at 256 callers this is all of them. */
const largestBatch = 256
const mostTries = 8

export function batchesOf(store: Store, world: World, pause: (ms: number) => Promise<void>, watch: BatchWatch): Batches {
  const lines = new Map<string, Waiting[]>()
  const running = new Set<string>()
  const idle: (() => void)[] = []
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
    if (scheduled || running.size >= store.lanes) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      pump()
    })
  }

  function pump(): void {
    while (running.size < store.lanes) {
      const batch = nextBatch()
      if (!batch) break
      const lane = store.acrossMerchants ? 'all' : batch[0]!.job.merchant
      running.add(lane)
      void runBatch(batch).finally(() => {
        running.delete(lane)
        if (lines.size) schedule()
        else if (!running.size) idle.splice(0).forEach(wake => wake())
      })
    }
  }

  /** Merchants take turns: a served line that still has jobs goes to the back, so nobody's backlog delays another's decision. */
  function nextBatch(): Waiting[] | null {
    const batch: Waiting[] = []
    for (const [merchant, line] of [...lines]) {
      if (running.has(merchant) || running.has('all')) continue
      lines.delete(merchant)
      batch.push(...line.splice(0, largestBatch - batch.length))
      if (line.length) lines.set(merchant, line)
      if (!store.acrossMerchants || batch.length >= largestBatch) break
    }
    return batch.length ? batch : null
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
    else for (const waiting of batch) await runBatch([waiting])
    return []
  }

  async function commit(batch: Waiting[]): Promise<Told[]> {
    for (let attempt = 1; ; attempt++) {
      const asks = asksOf(batch, world)
      try {
        return await transact(batch, asks)
      } catch (error) {
        if (!(error instanceof TryAgain) || attempt >= mostTries) throw error
        watch.retried(error)
        await pause(attempt * attempt)
      }
    }
  }

  /** A commit whose answer was lost is looked up before anybody hears of it: it is in, or it never will be. */
  async function transact(batch: Waiting[], asks: Ask[]): Promise<Told[]> {
    let told: Told[] = []
    try {
      await store.transact(asks, loaded => {
        const decided = asks.map(ask => decideBatch(batch.filter(w => w.job.merchant === ask.merchant), loaded.get(ask.merchant)!, world))
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
    return lines.size || running.size || scheduled ? new Promise(wake => idle.push(wake)) : Promise.resolve()
  }
}

function tell(told: Told): void {
  if ('error' in told) told.waiting.fail(told.error)
  else told.waiting.settle(told.result)
}

function asksOf(batch: Waiting[], world: World): Ask[] {
  return [...Map.groupBy(batch, waiting => waiting.job.merchant)].map(([merchant, jobs]) => askOf(merchant, jobs, world))
}

function askOf(merchant: MerchantId, waiting: Waiting[], world: World): Ask {
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
