// Puts Parley together: store, engine, accounts, workers and the dialects behind one handle. It opens no socket and reads no
// environment, so that a test builds the same Parley as `npm start`.

import type { DialectName } from '../core/dispute.ts'
import { idsFrom } from '../core/ids.ts'
import { createAccounts } from '../engine/accounts-create.ts'
import type { CredentialMaker } from '../engine/accounts-rows.ts'
import type { Accounts } from '../engine/accounts.ts'
import { turnableClock, type Clock } from '../engine/clock.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import { createSandbox } from '../engine/sandbox-create.ts'
import type { Sandbox } from '../engine/sandbox.ts'
import { createPasswords } from '../engine/password.ts'
import { createSessions, type Sessions } from '../engine/sessions.ts'
import type { Store } from '../engine/store.ts'
import { createStream } from '../engine/stream-hub.ts'
import type { Stream } from '../engine/stream.ts'
import { createUsers } from '../engine/users-create.ts'
import type { Users } from '../engine/users.ts'
import type { Vault } from '../engine/vault.ts'
import { isSampleKey } from '../scenarios/keys.ts'
import type { WireHandle } from '../wire/http.ts'
import type { Desk } from '../desk/desk.ts'
import { createWorkers, type Workers } from '../work/workers.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { dialects as usualDialects, dialectsWith } from '../dialects/index.ts'
import { usualSwitches } from '../dialects/switches.ts'
import { claimed } from './claim.ts'
import type { Config } from './config.ts'
import { deskOf } from './desk.ts'
import { addEngineFigures, createFigures, type Figures } from './figures.ts'
import { handleOf } from './handle.ts'
import { errorFields, type Log } from './log.ts'
import { openFor } from './open.ts'
import { beginAgain, createGate, followClock, lookEveryMs, type Gate } from './sandbox-life.ts'
import { createWireLog, type WireLog } from './wire-log.ts'
import type { RealWorld } from './world.ts'

/** Answers whether there was anything to load. */
export type LoadCast = (app: App) => Promise<boolean>
export type AppParts = {
  /** Begun already, while the rest was being loaded; opened here otherwise, and closed here in any case. */
  store?: Promise<Store>
  world: RealWorld
  log: Log
  /** Asked at the start and after a reset; it looks for itself whether there is anything to load. */
  loadCast: LoadCast | null
}

export type App = {
  config: Config
  /** As the operator chose them. */
  dialects: Readonly<Record<DialectName, Dialect>>
  world: RealWorld
  log: Log
  store: Store
  /** Null in live, where time cannot be turned. */
  clock: Clock | null
  engine: Engine
  vault: Vault
  accounts: Accounts
  users: Users
  sessions: Sessions
  desk: Desk
  stream: Stream
  workers: Workers
  sandbox: Sandbox | null
  gate: Gate
  figures: Figures
  wireLog: WireLog
  handle: WireHandle
  /** Where it listens, once it does. */
  origin: string | null
  /** Begins what goes on by itself: the workers, and following the clock of other processes. */
  start(): void
  /** Tells readiness and whoever follows a stream that the end is near. */
  stopping(): void
  /** Ends workers and store once nothing is running any more. */
  close(): Promise<void>
}

export async function createApp(config: Config, parts: AppParts): Promise<App> {
  const store = await (parts.store ?? openFor(config))
  try {
    const app = await assembled(config, parts, store)
    if (await parts.loadCast?.(app)) await app.workers.runOnceAll(app.engine.world.now())
    return app
  } catch (error) {
    await store.close()
    throw error
  }
}

async function assembled(config: Config, { world, log, loadCast }: AppParts, store: Store): Promise<App> {
  const dialects = dialectsWith({ ...usualSwitches, ...config.switches })
  const figures = createFigures(world.monotonic)
  const clock = config.mode === 'sandbox' ? turnableClock(world.now) : null
  const now = clock?.now ?? world.now
  const engine = figures.queue.timed(createEngine({
    store, termsOf: dialect => dialects[dialect].terms, pause: world.pause, watch: figures.queue.watch, world: { now, ids: idsFrom(now, world.random), random: world.random },
    onBug: error => log.error(errorFields(error), 'Who listens to commits broke'),
  }))
  addEngineFigures(figures.metrics, engine, now)
  const { vault, again } = await claimed(config, engine, clock, world)
  await store.inherit(now())
  const accounts = createAccounts({ engine, vault, makers, adminKey: config.adminKey, isSample: clock ? () => false : isSampleKey, monotonic: world.monotonic })
  const passwords = createPasswords(world.random)
  const users = createUsers({ engine, vault, passwords })
  const sessions = createSessions({ store, vault, now: world.now, random: world.random, sandbox: clock !== null })
  const desk = deskOf({ engine, users, sessions, store, vault, config, world })
  const stream = createStream({ pause: world.pause, lookEveryMs: store.kind === 'postgres' ? lookEveryMs : null })
  const workers = createWorkers({
    engine, vault, stream, log, queue: store.queue, bridge: store.bridge, dialects: Object.values(dialects), sandbox: clock !== null, monotonic: world.monotonic, metrics: figures.work,
  })
  const closing = new AbortController()
  const app: App = {
    config, dialects, world, log, store, clock, engine, vault, accounts, users, sessions, desk, stream, workers, figures, wireLog: createWireLog(), sandbox: null, gate: createGate(), handle: notYet, origin: null, start: () => {},
    stopping: () => closing.abort(),
    close: () => close(app),
  }
  const sandbox = clock && createSandbox({ engine, clock, runDue: workers.runOnceAll, onTurned: stream.turned, beginAgain: () => beginAgain(app, clock, again, async () => loadCast?.(app)) })
  app.sandbox = sandbox
  app.start = () => {
    workers.start()
    if (sandbox && store.kind === 'postgres') void followClock(app, sandbox, closing.signal)
  }
  app.handle = handleOf(app, closing.signal)
  return app
}

const makers = Object.fromEntries(Object.values(usualDialects).map(({ name, credentials }) => [name, credentials])) as Record<DialectName, CredentialMaker>
const notYet: WireHandle = Object.assign(() => Promise.reject(new Error('Not yet assembled')), { bodyLimit: () => 0 })

/** Together with what a host gives its requests less than the ten seconds after which most supervisors kill. */
const deliveriesEndWithinMs = 3_000

/** Nothing asks any more: what was taken is finished, then the workers end, then the store. */
async function close(app: App): Promise<void> {
  app.stopping()
  await app.engine.idle()
  await app.workers.stop(deliveriesEndWithinMs)
  await app.engine.idle()
  await app.store.close()
}
