// All workers of one process: their loops, and one round of all of them for a clock that is turned by hand.

import { oneAtATime } from '../engine/in-turn.ts'
import type { Instant } from '../core/time.ts'
import { loop, realTimer, type Running, type Timer, type Worker } from './loop.ts'
import { patienceOf } from './patience.ts'
import type { Inbound } from './inbound.ts'
import type { Lines } from './lines.ts'
import { mostReapedAtOnce } from './reaper.ts'
import type { Relay } from './relay.ts'
import { mostSequencedAtOnce } from './sequencer.ts'
import { mostDueAtOnce } from './timekeeper.ts'
import { chanceOf, courierOf, inboundOf, linesOf, pollerOf, timekeeperOf, sequencerOf, relayOf, reaperOf, type WorkParts } from './assemble.ts'

export type { WorkLog, WorkMetrics, WorkParts } from './assemble.ts'
export type Workers = {
  /** The connections of this process, and what they are told by themselves. */
  lines: Lines
  inbound: Inbound
  /** Begins the loops; without it everything happens by `runOnceAll` alone. */
  start(): void
  /** Something was committed, or the clock was turned. */
  wake(): void
  /** One round of every worker at `now`; resolves when what it sent is answered. How many things happened. */
  runOnceAll(now: Instant): Promise<number>
  /** Runs `work` while no worker does anything (emptying the store). */
  whileStill<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when the running rounds are finished and what was on its way is answered, or `atMostMs` later. */
  stop(atMostMs?: number): Promise<void>
}

const names = ['timekeeper', 'sequencer', 'relay', 'reaper', 'courier', 'poller'] as const
type Name = (typeof names)[number]

/** Due things happen within a second of their time: so often is looked, whatever other processes wrote. */
const pace: Record<Name, { full: number; atMostMs: number; restMs: number }> = {
  timekeeper: { full: mostDueAtOnce, atMostMs: 500, restMs: 0 },
  sequencer: { full: mostSequencedAtOnce, atMostMs: 1_000, restMs: 20 },
  relay: { full: Infinity, atMostMs: 1_000, restMs: 10 },
  reaper: { full: mostReapedAtOnce, atMostMs: 3_600_000, restMs: 0 },
  courier: { full: Infinity, atMostMs: 1_000, restMs: 10 },
  poller: { full: Infinity, atMostMs: 2_000, restMs: 50 },
}

/** Where the store cannot be reached their leases end by themselves. */
const givenBackWithinMs = 1_000

export function createWorkers(parts: WorkParts): Workers {
  const timer = parts.timer ?? realTimer
  const running: Partial<Record<Name, Running>> = {}
  const wakeRelay = (): void => running.relay?.wake()
  const patience = patienceOf(timer)
  const relay = relayOf(parts, timer, patience, wakeRelay)
  const lines = linesOf(parts, timer)
  const courier = courierOf(parts, lines, () => running.courier?.wake())
  const poller = pollerOf(parts, lines, () => running.poller?.wake())
  const sending = [relay, courier, poller]
  const turns: Record<Name, Turn> = {
    timekeeper: inTurn(timekeeperOf(parts, lines)), sequencer: inTurn(sequencerOf(parts, wakeRelay)), relay: inTurn(relay), reaper: inTurn(reaperOf(parts)),
    courier: inTurn(courier), poller: inTurn(poller),
  }
  const forget = [parts.engine.onCommit(() => running.sequencer?.wake())]
  return {
    lines, inbound: inboundOf(parts, lines), start,
    wake: () => Object.values(running).forEach(loop => loop.wake()),
    runOnceAll: now => patience.hurried(() => roundOfAll(turns, relay, now)),
    whileStill(work) {
      const goOn = poller.leave()
      return patience.hurried(() => whileStill(turns, sending, work)).finally(goOn)
    },
    async stop(atMostMs = 5_000) {
      forget.splice(0).forEach(each => each())
      poller.leave()
      await Promise.all(Object.values(running).map(loop => loop.stop()))
      await atMost(Promise.all(sending.map(each => each.drain())), atMostMs, timer)
      await atMost(poller.letGo(), givenBackWithinMs, timer).catch(() => {})
      lines.close()
    },
  }

  function start(): void {
    if (!running.courier) forget.push(parts.engine.onDecision(courier.take))
    for (const name of names) {
      running[name] ??= loop({
        worker: turns[name].worker, ...pace[name], now: parts.engine.world.now, timer, chance: () => chanceOf(parts.engine.world),
        onError: error => {
          parts.metrics.count('work_errors', name)
          parts.log.error({ worker: name, error }, 'A worker failed and tries again')
        },
      })
    }
  }
}

type Turn = { worker: Worker; alone<T>(work: () => Promise<T>): Promise<T> }

/** A worker's rounds never overlap, whoever asks for them. */
function inTurn(worker: Worker): Turn {
  const alone = oneAtATime()
  return { worker: { ...worker, runOnce: now => alone(() => worker.runOnce(now)) }, alone }
}

/** What is on its way was leased by an earlier clock: it is finished before a later one could take it for lost. */
async function roundOfAll(turns: Record<Name, Turn>, relay: Relay, now: Instant): Promise<number> {
  await relay.drain()
  const elapsed = await turns.timekeeper.worker.runOnce(now)
  const sequenced = await turns.sequencer.worker.runOnce(now)
  const sent = await turns.relay.worker.runOnce(now)
  await relay.drain()
  return elapsed + sequenced + sent
}

function whileStill<T>(turns: Record<Name, Turn>, sending: { drain(): Promise<void> }[], work: () => Promise<T>): Promise<T> {
  const alone = async (): Promise<T> => {
    await Promise.all(sending.map(each => each.drain()))
    return work()
  }
  return names.reduce<() => Promise<T>>((inner, name) => () => turns[name].alone(inner), alone)()
}

function atMost(work: Promise<unknown>, ms: number, timer: Timer): Promise<void> {
  return new Promise((done, fail) => {
    const cancel = timer.after(ms, done)
    work.then(() => done(), fail).finally(cancel)
  })
}
