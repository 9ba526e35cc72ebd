// How long before its deadline a dispute counts as urgent is its connection's to say. Where that was changed, what is open there hears of it.

import type { Dispute } from '../core/dispute.ts'
import type { Connection } from '../engine/connection.ts'
import type { Engine } from '../engine/engine.ts'
import { bridgeActor } from '../engine/reconcile.ts'

const pageSize = 100

export async function tellBuffer({ merchant, id }: Connection, bufferMs: number, { engine }: { engine: Pick<Engine, 'perform' | 'reads'> }): Promise<void> {
  let last: Dispute | null = null
  do {
    const page: Dispute[] = await engine.reads.openAt(merchant, id, last && { value: last.openedAt, id: last.id }, pageSize)
    const told = page.filter(dispute => dispute.bufferMs !== bufferMs)
    await Promise.all(told.map(({ id: dispute }) =>
      engine.perform({ merchant, dispute, command: { kind: 'annotate', by: bridgeActor, metadata: {}, tags: null, note: null, bufferMs } })))
    last = page[pageSize - 1] ?? null
  } while (last)
}
