// Parley's engine in this process, over the real store.

import { createEngine } from '../src/engine/engine.ts'
import type { Engine } from '../src/engine/engine.ts'
import type { Store } from '../src/engine/store.ts'
import { idsFrom } from '../src/core/ids.ts'
import type { MerchantId } from '../src/core/ids.ts'
import { isRefusal } from '../src/core/refusal.ts'
import { realWorld } from '../src/app/world.ts'
import { nativeTerms } from '../src/dialects/native/terms.ts'
import { openStore } from '../src/store/open.ts'
import { acceptance, digitsOf } from './workload.ts'

export type InProcess = { store: Store; engine: Engine; accept(merchant: MerchantId, number: number): Promise<void>; close(): Promise<void> }

export async function inProcess(url: string): Promise<InProcess> {
  const store = await openStore(url, { sandbox: true })
  const { now, random, pause } = realWorld
  const engine = createEngine({ store, world: { now, random, ids: idsFrom(now, random) }, termsOf: () => nativeTerms, pause })
  return {
    store, engine,
    async accept(merchant, number) {
      const result = await engine.perform(acceptance(merchant, digitsOf(number)))
      if (result.kind !== 'done' || isRefusal(result.value)) throw new Error(`An acceptance was turned away: ${JSON.stringify(result)}`)
    },
    close: async () => {
      await engine.idle()
      await store.close()
    },
  }
}
