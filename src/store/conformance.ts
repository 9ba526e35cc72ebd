// What every store must do, whatever the database. Both databases run exactly this.

import { after, before, beforeEach, describe } from 'node:test'
import type { Store } from '../engine/store.ts'
import { bridges } from './conformance-bridge.ts'
import { batches } from './conformance-batches.ts'
import { desks } from './conformance-desk.ts'
import { lists } from './conformance-lists.ts'
import { overviews } from './conformance-overview.ts'
import { queues } from './conformance-queue.ts'
import { askOf, merchantA, merchantB, merchantRow } from './sample.ts'

export type Opened = { store: Store; close(): Promise<void> }
export type Suite = (store: () => Store) => void

export function conformance(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    let opened: Opened
    before(async () => void (opened = await open()))
    beforeEach(async () => {
      await opened.store.reset()
      await opened.store.transact([askOf(merchantA)], () => [{ table: 'merchant', rows: [merchantRow(merchantA), merchantRow(merchantB)] }])
    })
    after(() => opened.close())
    for (const suite of [batches, lists, queues, bridges, desks, overviews]) suite(() => opened.store)
  })
}
