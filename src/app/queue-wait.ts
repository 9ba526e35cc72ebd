// How long commands wait for their transaction. The engine tells the time of each transaction just before it answers those who
// shared it, so what is left of a command's own time is what it waited.

import type { BatchWatch } from '../engine/batch.ts'
import type { Engine } from '../engine/engine.ts'
import type { Histogram } from './metrics.ts'

export type QueueWatch = { watch: BatchWatch; timed(engine: Engine): Engine }

export function queueWatch(waits: Histogram, watch: BatchWatch, monotonic: () => number): QueueWatch {
  let lastMs = 0
  return {
    watch: {
      ...watch,
      committed: (size, ms) => {
        lastMs = ms
        watch.committed(size, ms)
      },
    },
    timed: engine => ({
      ...engine,
      perform: async performance => {
        const started = monotonic()
        const performed = await engine.perform(performance)
        waits.see(Math.max(0, monotonic() - started - lastMs) / 1000)
        return performed
      },
    }),
  }
}
