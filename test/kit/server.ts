/**
 * A whole Parley in process, the same as `npm start` makes, but with a clock held in the hand and chance that repeats itself. It
 * opens a socket only when asked to.
 */
import { createApp, type App } from '../../src/app/app.ts'
import { loadSampleCast } from '../../src/app/cast.ts'
import { sandboxAdminKey } from '../../src/app/config.ts'
import { silentLog } from '../../src/app/log.ts'
import type { RealWorld } from '../../src/app/world.ts'
import type { Switches } from '../../src/dialects/switches.ts'
import type { WireHandle } from '../../src/wire/http.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { problemText } from '../../src/dialects/native/problems.ts'
import { startHost } from '../../src/host/host.ts'
import { handClock, kitWorld, type HandClock } from './world.ts'

export type KitOptions = {
  /** `memory`, or a database's URL. */
  store?: 'memory' | (string & {})
  /** The instant at which the clock stands. */
  clock?: number
  /** Loads the sample cast. */
  cast?: boolean
  /** Lets the workers' loops run; otherwise what is due happens by `app.workers.runOnceAll(now)` or by turning the sandbox's clock. */
  workers?: boolean
  /** Where Finix's clients are served as well. */
  finixPrefix?: string
  /** What the operator chose. */
  switches?: Partial<Switches>
  /** Listens on a free port of loopback. */
  socket?: boolean
  /** Whoever waits a while for something waits a thousandth of it. */
  impatient?: boolean
}
export type Kit = { url: string; handle: WireHandle; engine: Engine; app: App; adminKey: string; clock: HandClock; close(): Promise<void> }

/** 2026-11-20T09:00:00Z, a Friday. */
export const kitStart = Date.UTC(2026, 10, 20, 9)

export async function startParley({ store = 'memory', clock: at = kitStart, cast = false, workers = false, socket = false, impatient = false, finixPrefix, switches }: KitOptions = {}): Promise<Kit> {
  const clock = handClock(at)
  const databaseUrl = store === 'memory' ? 'sqlite::memory:' : store
  const config = { port: 0, host: '127.0.0.1', databaseUrl, mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent', sealKeys: [new Uint8Array(32).fill(7)] } as const
  const app = await createApp({ ...config, finixPrefix, switches, sealKeys: [...config.sealKeys] }, { world: impatient ? impatientWorld(kitWorld(clock)) : kitWorld(clock), log: silentLog, loadCast: cast ? loadSampleCast : null })
  if (workers) app.start()
  const host = socket ? await startHost({ handle: app.handle, port: 0, host: config.host, nextId: () => app.engine.world.ids.next('req'), onBug: fail, problem: (code, request) => problemText(code, '', request), limits: { idleMs: 600_000 } }) : null
  app.origin = host ? `http://127.0.0.1:${host.port}` : 'http://parley.test'
  return {
    app, clock, handle: app.handle, engine: app.engine, adminKey: config.adminKey,
    url: app.origin,
    close: async () => {
      app.stopping()
      await host?.close(1000)
      await app.close()
    },
  }
}

function impatientWorld(world: RealWorld): RealWorld {
  return { ...world, monotonic: () => world.monotonic() * 1000, pause: (ms, signal) => world.pause(ms / 1000, signal), after: (ms, then) => world.after(ms / 1000, then) }
}

function fail(error: unknown): never {
  throw error
}
