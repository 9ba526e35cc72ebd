// How the server is, for whoever runs it: its own state, and nothing of any merchant.

import { readMigrations } from '../store/migrate.ts'
import type { SystemState } from '../dialects/dialect.ts'
import type { App } from './app.ts'
import { version } from './version.ts'

type Parts = Pick<App, 'config' | 'store' | 'engine' | 'world' | 'figures'>

export function systemOf({ config, store, engine, world, figures }: Parts): () => Promise<SystemState> {
  const [startedAt, startedOn] = [world.now(), world.monotonic()]
  const migrations = readMigrations(store.kind).map(({ name }) => name)
  return async () => {
    const [{ ok, detail }, { oldestUnsequenced, oldestPending }, { oldestUnknown }] = await Promise.all([store.ready(), engine.reads.figures(engine.world.now()), engine.reads.bridgeFigures()])
    return {
      version, mode: config.mode, node: process.versions.node, startedAt, realNow: world.now(), now: engine.world.now(),
      jumpedMs: Math.round(world.now() - startedAt - (world.monotonic() - startedOn)),
      store: { kind: store.kind, ok, detail: ok ? detail : 'the database does not answer', migrations }, oldestUnsequenced, oldestDelivery: oldestPending, oldestUnknown,
      loopDelayMs: figures.loopDelayMs(), waiting: engine.waiting(), memoryBytes: process.memoryUsage.rss(), workers: figures.workerFailures(),
    }
  }
}
