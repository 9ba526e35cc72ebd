/** The real engine over a real store, with a clock held in the hand and ids that are the same on every run. */
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { idsFrom, type DisputeId, type MerchantId } from '../../src/core/ids.ts'
import type { DialectName, Dispute } from '../../src/core/dispute.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Performed } from '../../src/engine/job.ts'
import type { Outcome } from '../../src/engine/perform.ts'
import type { Store } from '../../src/engine/store.ts'
import type { BatchWatch } from '../../src/engine/batch.ts'
import type { Terms } from '../../src/core/terms.ts'
import { afterpayTerms } from '../../src/dialects/afterpay/terms.ts'
import { ahrvoTerms } from '../../src/dialects/ahrvo/terms.ts'
import { alipayTerms } from '../../src/dialects/alipay/terms.ts'
import { moovTerms } from '../../src/dialects/moov/terms.ts'
import { nativeTerms } from '../../src/dialects/native/terms.ts'
import { omiseTerms } from '../../src/dialects/omise/terms.ts'
import { clock as timekeeper, noon } from './builders.ts'
import { handClock, seededRandom, type HandClock } from './world.ts'

const allTerms = { native: nativeTerms, alipay: alipayTerms, afterpay: afterpayTerms, omise: omiseTerms, moov: moovTerms, ahrvo: ahrvoTerms }
export const termsOf = (dialect: DialectName): Terms => allTerms[dialect]

export type Bench = {
  store: Store
  engine: Engine
  clock: HandClock
  merchant(name: string): Promise<MerchantId>
  /** Moves the clock on, stopping wherever something is due for one of this bench's merchants, so that it happens in its time; `watch` sees what it happens to. */
  moveTo(at: number, watch?: (dispute: Dispute) => void): Promise<void>
  elapse(merchant: MerchantId, dispute: DisputeId): Promise<Performed<Outcome>>
}

export function benchOn(store: Store, { seed = 'bench', at = noon, watch, onBug }: { seed?: string; at?: number; watch?: BatchWatch; onBug?: (error: unknown) => void } = {}): Bench {
  const clock = handClock(at)
  const world = { now: clock.now, ids: idsFrom(clock.now, seededRandom(seed)), random: seededRandom(`${seed} more`) }
  const engine = createEngine({ store, world, termsOf, pause: async () => {}, ...(watch ? { watch } : {}), ...(onBug ? { onBug } : {}) })
  const merchants = new Set<MerchantId>()
  return { store, engine, clock, merchant, moveTo, elapse }

  async function merchant(name: string): Promise<MerchantId> {
    const id = world.ids.next('mch')
    await engine.write({ merchant: id, writes: [{ table: 'merchant', rows: [{ merchant: id, name, createdAt: clock.now(), body: '{}' }] }] })
    merchants.add(id)
    return id
  }

  async function moveTo(to: number, watch: (dispute: Dispute) => void = () => {}): Promise<void> {
    for (let due = await mine(to); due.length > 0; due = await mine(to)) {
      const next = due[0]!
      clock.set(Math.max(clock.now(), next.wakeAt))
      const before = (await store.reads.dispute(next.merchant, next.id))!.dispute
      const told = await elapse(next.merchant, next.id)
      if (told.kind === 'done' && !isRefusal(told.value)) watch(before)
    }
    clock.set(to)
  }

  async function mine(to: number) {
    const due = await store.reads.due(to, 10_000)
    return due.filter(one => merchants.has(one.merchant)).sort((a, b) => a.wakeAt - b.wakeAt)
  }

  function elapse(merchant: MerchantId, dispute: DisputeId): Promise<Performed<Outcome>> {
    return engine.perform({ merchant, dispute, command: { kind: 'elapse', by: timekeeper } })
  }
}
