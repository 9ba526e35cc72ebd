// Gives new notices their place in the stream and makes the deliveries they need, then tells those who follow. It sends nothing.

import type { Ids } from '../core/ids.ts'
import type { Queue } from '../engine/store.ts'
import type { Stream } from '../engine/stream.ts'
import type { Worker } from './loop.ts'

export type SequencerParts = { queue: Pick<Queue, 'sequence'>; ids: Ids; stream: Pick<Stream, 'tell'>; onDeliveries(count: number): void }

export const mostSequencedAtOnce = 500

export function createSequencer({ queue, ids, stream, onDeliveries }: SequencerParts): Worker {
  return {
    async runOnce(now) {
      const { count, deliveries, merchants } = await queue.sequence(mostSequencedAtOnce, now, () => ids.next('dlv'))
      merchants.forEach(merchant => stream.tell(merchant))
      if (deliveries > 0) onDeliveries(deliveries)
      return count
    },
  }
}
