// Each worker made of the engine, the queue and the world outside. What happens is counted and logged here and nowhere below; no
// log line holds a receiver's address, answer or secret.

import type { Dialect } from '../dialects/dialect.ts'
import type { Engine } from '../engine/engine.ts'
import type { BridgeQueue } from '../engine/store-bridge.ts'
import type { ClaimedDelivery, Queue } from '../engine/store.ts'
import type { Stream } from '../engine/stream.ts'
import type { Vault } from '../engine/vault.ts'
import type { World } from '../engine/world.ts'
import { createCourier, type Courier } from './courier.ts'
import { createInbound, type Inbound } from './inbound.ts'
import { createLines, type Lines } from './lines.ts'
import { createPoller, type Poller } from './poller.ts'
import { policyOf } from './policy.ts'
import { createClockWatch, unwatched, type ClockWatch } from './clock-watch.ts'
import type { Timer, Worker } from './loop.ts'
import type { Patience } from './patience.ts'
import { createReaper } from './reaper.ts'
import { createRelay, type Relay, type Told } from './relay.ts'
import { resolverOf, type Resolve } from './resolve.ts'
import { createSend } from './send.ts'
import { createSequencer } from './sequencer.ts'
import { createTimekeeper } from './timekeeper.ts'

export type WorkLog = Record<'info' | 'warn' | 'error', (facts: object, text: string) => void>
export type WorkMetrics = {
  count(name: 'deliveries' | 'work_errors' | 'elapse_failures' | 'errands' | 'alarms' | 'news' | 'notifications', label: string): void
  gauge(name: 'clock_jump_seconds', value: number): void
}
export type WorkParts = {
  engine: Engine
  queue: Queue
  bridge: BridgeQueue
  dialects: readonly Pick<Dialect, 'name' | 'notices' | 'connector'>[]
  vault: Pick<Vault, 'open'>
  stream: Pick<Stream, 'tell'>
  /** Loopback receivers are allowed, and the clock is turned on purpose. */
  sandbox: boolean
  /** Milliseconds of a clock that nobody can set. */
  monotonic(): number
  log: WorkLog
  metrics: WorkMetrics
  timer?: Timer
  resolve?: Resolve
}

export const chanceOf = (world: World): number => new DataView(Uint8Array.from(world.random(4)).buffer).getUint32(0) / 2 ** 32

export function timekeeperOf(parts: WorkParts, lines: Lines): Worker {
  const { engine, log, metrics } = parts
  return createTimekeeper({
    engine,
    clock: clockOf(parts),
    policyOf: (merchant, home) => policyOf(lines, engine.world.ids, merchant, home),
    onBroken: ({ merchant, id }, error) => {
      metrics.count('elapse_failures', 'dispute')
      log.error({ merchant, dispute: id, error }, 'What is due on a dispute could not happen; it is tried again')
    },
  })
}

export function linesOf({ engine, dialects, vault, sandbox, resolve = resolverOf(), monotonic }: WorkParts, timer: Timer): Lines {
  return createLines({
    reads: engine.reads, vault, sandbox, resolve, timer, monotonic, now: engine.world.now, random: engine.world.random, chance: () => chanceOf(engine.world),
    connectorOf: name => dialects.find(dialect => dialect.name === name)?.connector ?? null,
  })
}

export function courierOf(parts: WorkParts, lines: Lines, onSettled: () => void): Courier {
  const { engine, bridge, log, metrics } = parts
  return createCourier({
    engine, lines, log, onSettled, queue: bridge, reads: engine.reads, now: engine.world.now, chance: () => chanceOf(engine.world), count: metrics.count,
    onError: error => {
      metrics.count('work_errors', 'courier')
      log.error({ worker: 'courier', error }, 'What came of an errand could not be recorded; it is looked at again when its lease ends')
    },
  })
}

export function pollerOf(parts: WorkParts, lines: Lines, onSettled: () => void): Poller {
  const { engine, bridge, log, metrics } = parts
  return createPoller({
    engine, lines, log, onSettled, queue: bridge, reads: engine.reads, now: engine.world.now, chance: () => chanceOf(engine.world), count: metrics.count,
    onError: error => {
      metrics.count('work_errors', 'poller')
      log.error({ worker: 'poller', error }, 'A page of a list could not be taken in; it is read again')
    },
  })
}

export const inboundOf = ({ engine, log, metrics }: WorkParts, lines: Lines): Inbound => createInbound({ engine, lines, log, count: metrics.count })

export function sequencerOf({ queue, engine: { world: { ids } }, stream }: WorkParts, onDeliveries: () => void): Worker {
  return createSequencer({ queue, ids, stream, onDeliveries })
}

export function relayOf(parts: WorkParts, timer: Timer, patience: Patience, onSettled: () => void): Relay {
  const { engine, queue, dialects, vault, sandbox, resolve = resolverOf(), log, metrics } = parts
  return createRelay({
    queue, reads: engine.reads, vault, now: engine.world.now, onSettled,
    chance: () => chanceOf(engine.world),
    send: createSend({ sandbox, resolve, timer, patience }),
    formatOf: name => dialects.find(dialect => dialect.name === name)?.notices ?? null,
    disable: (claimed, at) => disable(engine, claimed, at),
    onTold: (claimed, told) => {
      metrics.count('deliveries', told)
      if (told in worthALine) log.warn(factsOf(claimed), worthALine[told]!)
    },
    onFault: (claimed, error) => log.error({ ...factsOf(claimed), error }, 'A notice could not be written'),
    onError: error => {
      metrics.count('work_errors', 'delivery')
      log.error({ worker: 'relay', error }, 'A delivery could not be recorded; it is sent again when its lease ends')
    },
  })
}

export const reaperOf = ({ queue }: WorkParts): Worker => createReaper({ queue })

function clockOf({ sandbox, engine: { world }, monotonic, log, metrics }: WorkParts): ClockWatch {
  if (sandbox) return unwatched
  return createClockWatch(world.now(), monotonic, {
    jumped(ms) {
      metrics.gauge('clock_jump_seconds', Math.round(ms / 1000))
      log.error({ jumpMs: ms }, 'The clock jumped: nothing expires before its time has been lived through. Set it right, or restart to take it as it is')
    },
    agreed() {
      metrics.gauge('clock_jump_seconds', 0)
      log.info({}, 'The clock is right again')
    },
  })
}

/** Read again first, so that what changed since the lease began is kept. */
async function disable(engine: Engine, { merchant, endpoint }: ClaimedDelivery, at: number): Promise<void> {
  const rows = (await engine.reads.endpoints(merchant as `mch_${string}`)).filter(({ id, disabledAt }) => id === endpoint && disabledAt === null)
  const writes = [{ table: 'endpoint' as const, rows: rows.map(row => ({ ...row, disabledAt: at })) }]
  if (rows.length > 0) await engine.write({ merchant: merchant as `mch_${string}`, writes })
}

const factsOf = ({ merchant, id, notice, endpoint, attempts }: ClaimedDelivery): object => ({ merchant, delivery: id, notice, webhook: endpoint, attempt: attempts + 1 })

const worthALine: Partial<Record<Told, string>> = {
  exhausted: 'A notice was given up and can be sent again by hand',
  lease_lost: 'A delivery took longer than its lease; another process has it',
}
