/** The bridge's workers over a real engine and store, facing a provider that does what a test tells it, with a clock in the hand. */
import assert from 'node:assert/strict'
import type { Dispute } from '../../src/core/dispute.ts'
import type { DisputeId } from '../../src/core/ids.ts'
import type { Outcome } from '../../src/core/outcome.ts'
import type { ReadState } from '../../src/core/observation.ts'
import type { Connector } from '../../src/dialects/dialect.ts'
import { check } from '../../src/engine/check.ts'
import { connectionRow, usualSettings, type Connection, type ConnectionSettings } from '../../src/engine/connection.ts'
import type { ErrandRow } from '../../src/engine/store-bridge.ts'
import type { Acknowledgement, Asked, Capabilities, ListPage, Notified, Submitting, Told, Upstream, Wanted } from '../../src/engine/upstream.ts'
import { createCourier, type Courier } from '../../src/work/courier.ts'
import { createInbound, type Inbound } from '../../src/work/inbound.ts'
import type { Lines, Wired } from '../../src/work/lines.ts'
import { unwatched } from '../../src/work/clock-watch.ts'
import { policyOf } from '../../src/work/policy.ts'
import { createPoller, type Poller } from '../../src/work/poller.ts'
import { createTimekeeper } from '../../src/work/timekeeper.ts'
import { atWork, type AtWork } from './at-work.ts'
import { accept, connection as connectionId, mill, submit } from './builders.ts'

export type Provider = {
  /** What was asked of it, in order. */
  heard: string[]
  accept(asked: Asked): Outcome<Told> | Promise<Outcome<Told>>
  submit(asked: Submitting): Outcome<Told> | Promise<Outcome<Told>>
  find(theirId: string): Outcome<Told | null> | Promise<Outcome<Told | null>>
  list(page: Wanted): Outcome<ListPage> | Promise<Outcome<ListPage>>
  read(): Notified
  capabilities: Capabilities
}
export type AtBridge = Omit<AtWork, 'told'> & {
  provider: Provider
  settings: ConnectionSettings
  connected: { state: Connection['state'] }
  courier: Courier
  poller: Poller
  inbound: Inbound
  counted: string[]
  bridged(changes?: Parameters<AtWork['open']>[0]): Promise<DisputeId>
  ask(dispute: DisputeId, kind?: 'accept' | 'submit'): Promise<string>
  /** Lets the courier take what is due, and waits until it is done with it. */
  round(): Promise<void>
  poll(): Promise<void>
  /** Lets time act by a timekeeper of its own, as a process does that has just started. */
  timekeep(): Promise<number>
  dispute(id: DisputeId): Promise<Dispute>
  errand(act: string): Promise<ErrandRow | null>
  told(dispute: Dispute | string, state: ReadState | null, over?: Partial<Told>): Told
}

export const readsBack: Capabilities = {
  readBack: true, list: true, afterUnknown: 'read_back', closedUnproven: [], acceptedReads: ['accepted'], submittedReads: ['under_review'], settlesWithinMs: 60_000,
}
export const blind: Capabilities = { ...readsBack, readBack: false, list: false, afterUnknown: 'repeat_once', closedUnproven: ['REPEAT_REQUEST'], settlesWithinMs: 24.5 * 3_600_000 }

export async function atBridge({ capabilities = readsBack, taking = true }: { capabilities?: Capabilities; taking?: boolean } = {}): Promise<AtBridge> {
  const kit = await atWork()
  const { engine, store, clock } = kit
  const counted: string[] = []
  const connected: AtBridge['connected'] = { state: 'active' }
  const settings: ConnectionSettings = { ...usualSettings }
  const provider: Provider = {
    heard: [], capabilities,
    accept: () => ({ kind: 'unknown', cause: 'silent' }), submit: () => ({ kind: 'unknown', cause: 'silent' }),
    find: id => ({ kind: 'done', value: told(id, 'needs_response') }), list: () => ({ kind: 'done', value: { items: [], next: null } }),
    read: () => ({ kind: 'forged', why: 'nothing' }),
  }
  const upstream: Upstream = {
    capabilities,
    probe: async () => ({ kind: 'done', value: { account: null } }),
    accept: async asked => { provider.heard.push(`accept ${asked.attempt}`); return provider.accept(asked) },
    submit: async asked => { provider.heard.push(`submit ${asked.attempt}`); return provider.submit(asked) },
    find: async id => { provider.heard.push('find'); return provider.find(id) },
    list: async page => { provider.heard.push(`list ${page.cursor}`); return provider.list(page) },
    read: () => provider.read(),
    acknowledge: (kind): Acknowledgement => ({ status: kind === 'news' ? 200 : kind === 'failed' ? 503 : 400, headers: {}, body: kind }),
  }
  const connector: Connector = { credentials: [], switches: {}, production: null, capabilities, connect: () => upstream }
  const lines: Lines = { of: async id => (id === connectionId ? wired() : null), health: () => null, forget: () => {}, close: () => {} }
  const parts = {
    engine, lines, queue: store.bridge, reads: engine.reads, now: clock.now, chance: () => 0.5, onSettled: () => {}, onError: fail,
    log: { info: () => {}, warn: () => {}, error: (_facts: object, text: string) => void counted.push(text) }, count: (name: string, label: string) => void counted.push(`${name} ${label}`),
  }
  const courier = createCourier(parts)
  const poller = createPoller(parts)
  if (taking) engine.onDecision(courier.take)
  await engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [connectionRow(wired().connection, kit.vault)] }] })
  return {
    ...kit, provider, settings, connected, courier, poller, counted, told, inbound: createInbound(parts),
    bridged: (changes = {}) => kit.open({ home: connectionId, ...changes }),
    async ask(dispute, kind = 'accept') {
      const command = { ...(kind === 'accept' ? accept() : submit()), act: engine.world.ids.next('act') }
      await engine.perform({ merchant: mill, dispute, command })
      await courier.drain()
      return command.act
    },
    async round() {
      await courier.runOnce(clock.now())
      await courier.drain()
    },
    async poll() {
      await poller.runOnce(clock.now())
      await poller.drain()
    },
    timekeep: () => createTimekeeper({ engine, clock: unwatched, onBroken: (_one, error) => fail(error), policyOf: (merchant, home) => policyOf(lines, engine.world.ids, merchant, home) }).runOnce(clock.now()),
    dispute: async id => (await engine.reads.dispute(mill, id))!.dispute,
    errand: act => engine.reads.errand(mill, act),
  }

  function wired(): Wired {
    const connection: Connection = {
      merchant: mill, id: connectionId, dialect: 'native', name: 'Far', url: 'https://far.example', state: connected.state, credentials: {}, settings, createdAt: 0, updatedAt: 0,
    }
    return { connection, connector, line: null as never, upstream: () => upstream }
  }

  function told(of: Dispute | string, state: ReadState | null, over: Partial<Told> = {}): Told {
    const theirId = typeof of === 'string' ? of : of.theirs.id
    return {
      theirId, theirs: { status: state, reasonCode: null, reasonText: null }, document: `{"id":"${theirId}","status":"${state}"}`,
      reading: { state, phase: null, respondBy: null, judged: null, final: true }, changedAt: null, rank: 0, words: [], facts: null, ...over,
    }
  }
}

/** Whatever happened in it, what is stored fits together in the end. */
export async function withBridge(work: (kit: AtBridge) => Promise<void>, options: Parameters<typeof atBridge>[0] = {}): Promise<void> {
  const kit = await atBridge(options)
  try {
    await work(kit)
    const { problems } = await check(kit.store, { now: kit.clock.now() })
    assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), [])
  } finally {
    await kit.close()
  }
}

export const silence: Outcome<Told> = { kind: 'unknown', cause: 'answer_timeout' }

function fail(error: unknown): never {
  throw error
}
