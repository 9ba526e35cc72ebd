// What Parley's store is asked for one opening and one acceptance, taken from the engine itself: the rows that fill the tables, and
// the statements that the floor repeats. Opens one real dispute; its acceptance is decided and then not written.

import type { MerchantId } from '../src/core/ids.ts'
import { isRefusal } from '../src/core/refusal.ts'
import { createEngine } from '../src/engine/engine.ts'
import type { Performance } from '../src/engine/perform.ts'
import type { Store, Tables } from '../src/engine/store.ts'
import { nativeTerms } from '../src/dialects/native/terms.ts'
import { stepsOf } from '../src/store/writes.ts'
import type { Step } from '../src/store/writes.ts'
import { acceptance, marker, markedIds, opening } from './workload.ts'

export type Template = { payment: Tables['payment']; open: Tables['dispute']; closed: Tables['dispute']; steps: Step[] }

export async function takeTemplate(store: Store, merchant: MerchantId): Promise<Template> {
  const opened = await stepsTaken(store, opening(merchant), { writes: true })
  const steps = await stepsTaken(store, acceptance(merchant, marker), { writes: false })
  return { payment: rowOf(opened, 'payment'), open: rowOf(opened, 'dispute'), closed: rowOf(steps, 'dispute'), steps }
}

const rowOf = <T extends 'payment' | 'dispute'>(steps: Step[], table: T): Tables[T] => steps.find(step => step.table === table)!.rows[0] as Tables[T]

async function stepsTaken(store: Store, performance: Performance, { writes }: { writes: boolean }): Promise<Step[]> {
  let steps: Step[] = []
  const watched: Store = {
    ...store,
    transact: (asks, decide) => store.transact(asks, loaded => {
      const decided = decide(loaded)
      steps = stepsOf(decided, asks, loaded)
      return writes ? decided : []
    }),
  }
  const now = Date.now
  const world = { now, ids: markedIds(), random: (n: number) => new Uint8Array(n) }
  const engine = createEngine({ store: watched, world, termsOf: () => nativeTerms, pause: async () => {} })
  const result = await engine.perform(performance)
  if (result.kind !== 'done' || isRefusal(result.value)) throw new Error(`The template was turned away: ${JSON.stringify(result)}`)
  return steps
}
