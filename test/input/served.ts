/**
 * A whole Parley in a child of its own, so that its event loop, its memory and its log can be watched while it is sent what no
 * client should send. It answers its parent's questions over the channel and must never touch the requests themselves.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createApp } from '../../src/app/app.ts'
import { errorFields } from '../../src/app/log.ts'
import { pinoLog } from '../../src/app/log-pino.ts'
import { problemText } from '../../src/dialects/native/problems.ts'
import { startHost } from '../../src/host/host.ts'
import { digestOf } from '../kit/digest.ts'
import { allowedMs, spentSince } from '../kit/own-time.ts'
import { kitStart } from '../kit/server.ts'
import { handClock, kitWorld } from '../kit/world.ts'

export type Ask = 'digest' | 'reset' | 'load' | 'flush' | 'spin'
/** `allowedMs` is the longest that a turn may take on a machine as busy as this one is now. */
export type Load = { blockedMs: number; allowedMs: number; delayMs: number; grownMiB: number }

const log = pinoLog('debug', false)
const config = { port: 0, host: '127.0.0.1', databaseUrl: 'sqlite::memory:', mode: 'sandbox', adminKey: process.env['INPUT_ADMIN_KEY']!, publicUrl: null, logLevel: 'debug', sealKeys: null } as const
const app = await createApp(config, { world: kitWorld(handClock(kitStart)), log, loadCast: null })
const host = await startHost({
  handle: app.handle, port: 0, host: config.host, nextId: () => app.engine.world.ids.next('req'), limits: process.env['INPUT_HASTE'] ? { headersMs: 1_000, requestMs: 1_500 } : {},
  onBug: (error) => log.error(errorFields(error), 'A request broke outside of any dialect'),
  problem: (code, request) => problemText(code, '', request),
})

const longestBlockMs = 50
/** The main thread's own work between two turns of the loop: waiting for a busy machine is not counted, because nobody here can help it. */
const delays = monitorEventLoopDelay({ resolution: 5 })
let seen = { blockedMs: 0, most: 0, from: held() }
let last = process.threadCpuUsage()
delays.enable()
setInterval(() => {
  const spent = spentSince(last)
  last = process.threadCpuUsage()
  seen = { ...seen, blockedMs: Math.max(seen.blockedMs, spent), most: Math.max(seen.most, held()) }
}, 2)

const answers: Record<Ask, () => unknown> = {
  digest: () => digestOf(app.store),
  flush: () => (log.info({ flushed: true }, 'Flushed'), log.flush()),
  spin: () => {
    const from = process.threadCpuUsage()
    for (let spent = 0; spent < 400;) spent = spentSince(from)
  },
  reset: () => {
    delays.reset()
    last = process.threadCpuUsage()
    seen = { blockedMs: 0, most: held(), from: held() }
  },
  load: (): Load => ({ blockedMs: seen.blockedMs, allowedMs: seen.blockedMs < longestBlockMs ? longestBlockMs : allowedMs(longestBlockMs), delayMs: delays.max / 1e6, grownMiB: (seen.most - seen.from) / 2 ** 20 }),
}

process.on('message', async (ask: Ask) => process.send!({ value: await answers[ask]() }))
process.on('disconnect', () => process.exit())
process.send!({ value: host.port })

function held(): number {
  return process.memoryUsage.rss()
}
