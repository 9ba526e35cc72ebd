// One provider that answers nobody, with hundreds of connections: what is to be looked after at another, and its list, wait for none of them.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readsBack } from '../../test/kit/at-bridge.ts'
import { atWork, type AtWork } from '../../test/kit/at-work.ts'
import { accept, connection as live, mill, minute } from '../../test/kit/builders.ts'
import type { ConnectionId } from '../core/ids.ts'
import type { Connector } from '../dialects/dialect.ts'
import { connectionRow, firstPoll, usualSettings, type Connection } from '../engine/connection.ts'
import type { Upstream } from '../engine/upstream.ts'
import { createCourier } from './courier.ts'
import type { Lines } from './lines.ts'
import { createPoller } from './poller.ts'

const deadOnes = Array.from({ length: 520 }, (_, n) => `con_dead${n}` as ConnectionId)

async function withDeadProvider(work: (kit: AtWork, sides: ReturnType<typeof sidesOf>) => Promise<void>): Promise<void> {
  const kit = await atWork()
  const sides = sidesOf(kit)
  try {
    await kit.engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [live, ...deadOnes].map(id => connectionRow(connectionOf(id), kit.vault)) }] })
    await work(kit, sides)
  } finally {
    sides.revive()
    await sides.courier.drain()
    await sides.poller.drain()
    await kit.close()
  }
}

function connectionOf(id: ConnectionId): Connection {
  const url = id === live ? 'https://live.example' : 'https://dead.example'
  return { merchant: mill, id, dialect: 'native', name: id, url, state: 'active', credentials: {}, settings: usualSettings, createdAt: 0, updatedAt: 0 }
}

function sidesOf(kit: AtWork) {
  let hear = (_what: string): void => {}
  const heard = new Promise<string>(resolve => (hear = resolve))
  let revive = (): void => {}
  const revived = new Promise<void>(resolve => (revive = resolve))
  const asked = async (id: string, what: string): Promise<{ kind: 'unknown'; cause: string }> => {
    if (id === live) hear(what)
    else await revived
    return { kind: 'unknown', cause: 'answer_timeout' }
  }
  const lines: Lines = {
    of: async id => {
      const upstream = { capabilities: readsBack, find: () => asked(id, 'find'), list: () => asked(id, 'list'), accept: () => asked(id, 'accept') } as unknown as Upstream
      const connector: Connector = { credentials: [], switches: {}, production: null, capabilities: readsBack, connect: () => upstream }
      return { connection: connectionOf(id as ConnectionId), connector, line: null as never, upstream: () => upstream }
    },
    health: () => null, forget: () => {}, close: () => {},
  }
  const parts = {
    engine: kit.engine, lines, queue: kit.store.bridge, reads: kit.engine.reads, now: kit.clock.now, chance: () => 0.5, onSettled: () => {}, onError: () => {},
    log: { info: () => {}, warn: () => {}, error: () => {} }, count: () => {},
  }
  return { heard, courier: createCourier(parts), poller: createPoller(parts), revive }
}

async function accepting({ engine, open }: AtWork, home: ConnectionId): Promise<void> {
  const dispute = await open({ home })
  await engine.perform({ merchant: mill, dispute, command: { ...accept(), act: engine.world.ids.next('act') } })
}

test('what was decided here and hangs takes no place from what another provider is to be asked again', () => withDeadProvider(async (kit, { courier, heard }) => {
  await accepting(kit, live)
  kit.clock.advance(minute)
  kit.engine.onDecision(courier.take)
  await Promise.all(deadOnes.map(id => accepting(kit, id)))
  kit.clock.advance(minute / 2)
  assert.equal(await courier.runOnce(kit.clock.now()), 1)
  assert.equal(await heard, 'find')
}))

test('what hangs from the queue leaves room for another provider, although it was there before', () => withDeadProvider(async (kit, { courier, heard }) => {
  await Promise.all(deadOnes.map(id => accepting(kit, id)))
  kit.clock.advance(minute / 2)
  await accepting(kit, live)
  kit.clock.advance(minute / 2)
  const hanging = await courier.runOnce(kit.clock.now())
  kit.clock.advance(minute / 2)
  assert.deepEqual([hanging, await courier.runOnce(kit.clock.now())], [128, 1])
  assert.equal(await heard, 'find')
}))

test('lists that are never answered leave room for another provider\'s, although they were there before', () => withDeadProvider(async (kit, { poller, heard }) => {
  const now = kit.clock.now()
  const readOf = async (ids: ConnectionId[]): Promise<number> => {
    await kit.engine.write({ merchant: mill, writes: [{ table: 'poll', rows: ids.map(id => firstPoll(mill, id, now)) }] })
    return poller.runOnce(now)
  }
  assert.deepEqual([await readOf(deadOnes), await readOf([live])], [16, 1])
  assert.equal(await heard, 'list')
}))
