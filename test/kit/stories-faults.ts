/** A store that fails when it is told to, wrapped round a real one. What it says has happened has happened. */
import { CommitUnknown, StoreDown, TryAgain, type Store } from '../../src/engine/store.ts'

/** `lost-after`: committed, but nobody heard; `lost-before`: not committed, and nobody heard. */
export type Fault = 'try-again' | 'down' | 'lost-after' | 'lost-before' | 'broken'
export type Faulty = { store: Store; next(...faults: (Fault | null)[]): void; nextLookups(...faults: ('down' | null)[]): void; sizes: number[]; merchants: string[][] }

export function faulty(real: Store, changes: Partial<Pick<Store, 'lanes' | 'acrossMerchants'>> = {}): Faulty {
  const faults: (Fault | null)[] = []
  const lookups: ('down' | null)[] = []
  const told: Faulty = { store: real, next: (...more) => void faults.push(...more), nextLookups: (...more) => void lookups.push(...more), sizes: [], merchants: [] }
  told.store = {
    ...real, ...changes,
    async transact(asks, decide) {
      const fault = faults.shift() ?? null
      told.merchants.push(asks.map(ask => ask.merchant))
      if (fault === 'down') throw new StoreDown('the store is down')
      if (fault === 'lost-before') throw new CommitUnknown('no answer')
      if (fault === 'try-again' || fault === 'broken') {
        // What was decided for nothing must leave no trace.
        const nothing = { disputes: new Map(), payments: new Map(), keys: new Map(), revoked: new Set<string>() }
        decide(new Map(asks.map(ask => [ask.merchant, nothing])))
        throw fault === 'broken' ? new Error('the store is broken') : new TryAgain('serialization')
      }
      await real.transact(asks, loaded => {
        const writes = decide(loaded)
        told.sizes.push(asks.reduce((sum, ask) => sum + ask.disputes.length, 0))
        return writes
      })
      if (fault === 'lost-after') throw new CommitUnknown('no answer')
    },
    async settled(asks) {
      if (lookups.shift() === 'down') throw new StoreDown('the store is down')
      return real.settled(asks)
    },
  }
  return told
}
