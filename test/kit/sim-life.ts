/**
 * A Parley that can die, or stand still, at any step that leaves its own memory: each call of the store and each request. What the dead
 * one was waiting for never comes; the store stays for the next one.
 */
import { idsFrom } from '../../src/core/ids.ts'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import type { Store } from '../../src/engine/store.ts'
import { dialects } from '../../src/dialects/index.ts'
import { connectionRow, type Connection } from '../../src/engine/connection.ts'
import type { Outgoing, Sent } from '../../src/wire/call.ts'
import { createCourier, type Courier } from '../../src/work/courier.ts'
import { createInbound, type Inbound } from '../../src/work/inbound.ts'
import type { Operation } from '../../src/work/line.ts'
import type { Lines, Wired } from '../../src/work/lines.ts'
import { createPoller, type Poller } from '../../src/work/poller.ts'
import type { HandClock } from './world.ts'

/** At which of its steps it ends, or stands still; before the step or after it. */
export type Fate = { step: number; kind: 'killed' | 'paused'; after: boolean }
export type Life = {
  engine: Engine
  courier: Courier
  poller: Poller
  inbound: Inbound
  /** Whether its fate has come. */
  gone(): boolean
  /** Goes on from where it stood. */
  resume(): void
  /** Resolves with the work, or once its fate has come. */
  outlived<T>(work: Promise<T>): Promise<T | null>
}
export type LifeParts = {
  store: Store
  clock: HandClock
  random(bytes: number): Uint8Array
  connection: Connection
  send(request: Outgoing, operation: Operation): Promise<Sent>
  fate: Fate | null
  counted(name: string, label: string): void
}

export function simLife({ store, clock, random, connection: known, send, fate, counted }: LifeParts): Life {
  // What is remembered by its credentials dies with it.
  const connection = { ...known, credentials: { ...known.credentials } }
  let steps = 0
  let state: 'living' | 'gone' | 'resumed' = 'living'
  let wake = (): void => {}
  let told = (): void => {}
  const awake = new Promise<void>(resolve => (wake = resolve))
  const ended = new Promise<null>(resolve => (told = () => resolve(null)))
  const pass = async (): Promise<void> => {
    if (state === 'gone') await (fate!.kind === 'killed' ? never() : awake)
  }
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    await pass()
    const mine = steps++
    const isFate = state === 'living' && fate !== null && mine === fate.step
    if (isFate && !fate.after) { state = 'gone'; told(); await pass() }
    const value = await work().then(value => () => value, (error: unknown) => () => { throw error })
    if (isFate && fate.after) { state = 'gone'; told() }
    await pass()
    return value()
  }
  const mortal = <T extends object>(calls: T): T => Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, (...given: unknown[]) => step(() => call(...given))])) as T
  const row = connectionRow(connection, { seal: text => text })
  const connectionById: Store['reads']['connectionById'] = async id => (id === connection.id ? row : null)
  const held: Store = { ...store, transact: (asks, decide) => step(() => store.transact(asks, decide)), settled: asks => step(() => store.settled(asks)), reads: mortal({ ...store.reads, connectionById }), bridge: mortal(store.bridge) }
  const engine = createEngine({ store: held, world: { now: clock.now, ids: idsFrom(clock.now, random), random }, termsOf: name => dialects[name].terms, pause: ms => new Promise(resume => setTimeout(resume, ms)) })
  const { connector } = dialects[connection.dialect]
  const wired: Wired = {
    connection, connector: connector!, line: null as never,
    upstream: operation => connector!.connect({
      baseUrl: connection.url, credentials: connection.credentials, now: clock.now, random, send: request => step(() => send(request, operation)),
      switches: Object.fromEntries(Object.entries(connector!.switches).map(([name, { values }]) => [name, values[0]!])),
    }),
  }
  const lines: Lines = { of: async id => (id === connection.id ? wired : null), health: () => null, forget: () => {}, close: () => {} }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const parts = { engine, lines, log, queue: held.bridge, reads: engine.reads, now: clock.now, chance: () => 0.5, count: counted, onSettled: () => {}, onError: (error: unknown) => counted('errors', String(error)) }
  const courier = createCourier(parts)
  engine.onDecision(courier.take)
  return {
    engine, courier, poller: createPoller(parts), inbound: createInbound(parts),
    gone: () => state === 'gone',
    resume() {
      if (state !== 'gone' || fate!.kind === 'killed') return
      state = 'resumed'
      wake()
    },
    outlived: work => Promise.race([work, ended]),
  }
}

/** One each: whoever waits for one that all share would be kept as long as it. */
const never = (): Promise<never> => new Promise(() => {})
