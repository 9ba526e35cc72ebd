// Only so much at once: what is more waits its turn. Signatures of 64 callers at a time on every thread of the pool would leave the
// event loop without a core to run on.

import { availableParallelism } from 'node:os'

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

export function turns(atOnce: number): InTurn {
  let free = atOnce
  const waiting: (() => void)[] = []
  const mine = (): Promise<void> | void => (free > 0 ? void free-- : new Promise(go => void waiting.push(go)))
  const next = (): void => {
    const go = waiting.shift()
    if (go) go()
    else free++
  }
  return async work => {
    await mine()
    try {
      return await work()
    } finally {
      next()
    }
  }
}

/** One core stays with the event loop. */
export const beside = turns(Math.max(1, availableParallelism() - 1))
