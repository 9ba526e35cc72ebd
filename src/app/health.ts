// Whether the process lives, and whether it can be given work. Figures and states only: no setting, no key, no address.

import type { Engine } from '../engine/engine.ts'
import type { Store } from '../engine/store.ts'
import { jsonResponse, type WireResponse } from '../wire/http.ts'
import type { RealWorld } from './world.ts'

export type Check = { ok: boolean; detail: string }
export type HealthParts = { store: Store; engine: Engine; world: RealWorld; now(): number; mode: string; version: string; isStopping(): boolean }

/** Work that has waited this long in the outbox is not being done. */
const mostOutboxLagMs = 60_000
const mostClockJumpMs = 5 * 60_000
const longestCheckMs = 1_500

export function healthOf(parts: HealthParts): { alive(): WireResponse; ready(): Promise<WireResponse> } {
  const { version, mode, world, isStopping } = parts
  const clock = clockCheck(world)
  return {
    alive: () => jsonResponse(200, { status: 'ok', version, mode }, fresh),
    ready: async () => {
      const checks = { store: await storeCheck(parts), outbox: await outboxCheck(parts), clock: clock(), stopping: { ok: !isStopping(), detail: isStopping() ? 'stopping' : 'no' } }
      const ok = Object.values(checks).every(check => check.ok)
      return jsonResponse(ok ? 200 : 503, { status: ok ? 'ready' : 'not_ready', version, mode, checks }, fresh)
    },
  }
}

const fresh = { 'cache-control': 'no-store' }

async function storeCheck({ store, world }: HealthParts): Promise<Check> {
  return inTime(world, async () => {
    const { ok, detail } = await store.ready()
    return { ok, detail: ok ? detail : 'the database does not answer' }
  })
}

async function outboxCheck({ engine, world, now }: HealthParts): Promise<Check> {
  return inTime(world, async () => {
    const { oldestUnsequenced } = await engine.reads.figures(now())
    const lag = oldestUnsequenced === null ? 0 : Math.max(0, now() - oldestUnsequenced)
    return { ok: lag <= mostOutboxLagMs, detail: `${Math.round(lag / 1000)} s behind` }
  })
}

/** A clock that is set while we run makes deadlines of what are none. */
function clockCheck(world: RealWorld): () => Check {
  const [startedAt, startedOn] = [world.now(), world.monotonic()]
  return () => {
    const jump = Math.round(world.now() - startedAt - (world.monotonic() - startedOn))
    return { ok: Math.abs(jump) <= mostClockJumpMs, detail: `${Math.round(jump / 1000)} s off since the start` }
  }
}

async function inTime(world: RealWorld, check: () => Promise<Check>): Promise<Check> {
  const over = new AbortController()
  const late = world.pause(longestCheckMs, over.signal).then(() => ({ ok: false, detail: 'no answer in time' }))
  const checked = check().catch(() => ({ ok: false, detail: 'the database does not answer' }))
  return Promise.race([checked, late]).finally(() => over.abort())
}
