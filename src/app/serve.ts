// Runs Parley as a server until it is told to stop. Stopping takes no new work, finishes what was begun and ends within ten seconds;
// being told twice ends it at once.

import { problemText } from '../dialects/native/problems.ts'
import type { Store } from '../engine/store.ts'
import { startHost, type Host } from '../host/host.ts'
import { createApp, type App, type LoadCast } from './app.ts'
import type { Config } from './config.ts'
import { errorFields } from './log.ts'
import { pinoLog } from './log-pino.ts'
import { version } from './version.ts'
import { realWorld } from './world.ts'

export type Served = { app: App; url: string }
/** `announce` is told once everything answers. */
export type ServeParts = { store: Promise<Store>; loadCast: LoadCast | null; announce(served: Served): Promise<void> | void }

/** Less than the ten seconds after which most supervisors kill; what is cut was not acknowledged. */
const requestsEndWithinMs = 5_000
const everythingEndsWithinMs = 9_500

export async function serve(config: Config, { store, loadCast, announce }: ServeParts): Promise<number> {
  const log = pinoLog(config.logLevel, process.stderr.isTTY === true)
  watchForBugs(log)
  const app = await createApp(config, { world: realWorld, log, loadCast, store })
  const host = await listening(app)
  const stopped = whenTold(app, host)
  app.start()
  app.origin = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${host.port}`
  const url = config.publicUrl ?? app.origin
  log.info({ version, mode: config.mode, url, store: app.store.kind, pid: process.pid }, 'Parley is ready')
  await announce({ app, url })
  return stopped
}

async function listening(app: App): Promise<Host> {
  const { config, engine, log } = app
  try {
    return await startHost({
      handle: app.handle, port: config.port, host: config.host, nextId: () => engine.world.ids.next('req'),
      problem: (code, request) => problemText(code, config.publicUrl ?? '', request),
      onBug: error => log.error(errorFields(error), 'A request broke outside of any dialect'),
    })
  } catch (error) {
    await app.close()
    throw error
  }
}

function whenTold(app: App, host: Host): Promise<number> {
  return new Promise(done => {
    let told = false
    const stop = (signal: NodeJS.Signals): void => {
      if (told) return leave(app, 130)
      told = true
      app.log.info({ signal }, 'Stopping: finishing what was begun')
      void realWorld.pause(everythingEndsWithinMs).then(() => leave(app, 1))
      void end(app, host).then(() => done(0), error => {
        app.log.error(errorFields(error), 'Stopping failed')
        leave(app, 1)
      })
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  })
}

async function end(app: App, host: Host): Promise<void> {
  app.stopping()
  await host.close(requestsEndWithinMs)
  await app.close()
  app.log.info({}, 'Stopped')
  app.log.flush()
}

function leave(app: App, code: number): void {
  app.log.flush()
  process.exit(code)
}

/** What nobody caught may have left anything behind: say it and end. Whoever watches starts anew, and the store knows what was done. */
function watchForBugs(log: App['log']): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error(errorFields(error), 'A bug: ending, so that nothing goes on from a state that nobody meant')
      log.flush()
      process.exit(1)
    })
  }
}
