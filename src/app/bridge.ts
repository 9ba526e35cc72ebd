// What servers get of the bridge: waiting for an act to end, and what is asked of connections from outside the workers.

import type { Decision } from '../core/decide.ts'
import type { Dispute } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { BridgeServices } from '../dialects/dialect.ts'
import { dialects } from '../dialects/index.ts'
import { connectionOf, connectionRow, switchesOf, usualSettings } from '../engine/connection.ts'
import type { Engine } from '../engine/engine.ts'
import { askedActOf } from '../engine/errand.ts'
import { looking } from '../work/lines.ts'
import type { App } from './app.ts'
import { lastToldOf } from './last-told.ts'

/** A few seconds: most providers answer within one. */
const patienceMs = 3_000
/** Another process may be the one that hears, where there can be another. */
const lookEveryMs = { postgres: 250, sqlite: patienceMs }

export function bridgeServicesOf({ engine, workers, store, world, vault }: App): BridgeServices {
  const { lines, inbound } = workers
  const told = lastToldOf(engine)
  const hurried = <T>(work: Promise<T>): Promise<T> => work.finally(workers.wake)
  return {
    settled: settledOf(engine, world, lookEveryMs[store.kind]),
    connectorOf: dialect => dialects[dialect].connector ?? null,
    unfit: (dialect, credentials, given) => {
      const { connector } = dialects[dialect]
      return connector?.unfit?.({ credentials, switches: switchesOf(connector.switches, given) }) ?? null
    },
    health: id => {
      const health = lines.health(id)
      return health && { ...health, lastToldAt: told.at(id) }
    },
    probe: async id => {
      lines.forget()
      const wired = await lines.of(id)
      return wired && wired.upstream(looking).probe()
    },
    look: (merchant, act) => hurried(store.bridge.hurryErrand(merchant, act, engine.world.now())),
    poll: (merchant, connection) => hurried(store.bridge.hurryPoll(merchant, connection, engine.world.now())),
    kept: connection => connectionRow(connection, vault),
    opened: row => connectionOf(row, vault),
    usual: usualSettings,
    changed: lines.forget,
    hear: told.noting(inbound),
  }
}

function settledOf(engine: Engine, world: App['world'], everyMs: number): BridgeServices['settled'] {
  const waiting = new Map<DisputeId, Set<(dispute: Dispute) => void>>()
  engine.onDecision(({ dispute }: Decision) => waiting.get(dispute.id)?.forEach(tell => tell(dispute)))
  return async (merchant, id, act, justAsked) => {
    let ended: Dispute | null = null
    let wake = (): void => {}
    const tell = (dispute: Dispute): void => {
      if (askedActOf(dispute) === act) return
      ended = dispute
      wake()
    }
    const others = waiting.get(id) ?? new Set()
    waiting.set(id, others.add(tell))
    try {
      const end = world.monotonic() + patienceMs
      for (let latest = justAsked ? null : await readOf(engine, merchant, id); ; latest = await readOf(engine, merchant, id)) {
        if (latest) tell(latest)
        if (ended || world.monotonic() >= end) return ended ?? latest
        await new Promise<void>(resume => {
          const cancel = world.after(Math.min(everyMs, end - world.monotonic()), resume)
          wake = () => { cancel(); resume() }
        })
        if (ended) return ended
      }
    } finally {
      others.delete(tell)
      if (others.size === 0) waiting.delete(id)
    }
  }
}

async function readOf({ reads }: Engine, merchant: MerchantId, id: DisputeId): Promise<Dispute | null> {
  return (await reads.dispute(merchant, id))?.dispute ?? null
}
