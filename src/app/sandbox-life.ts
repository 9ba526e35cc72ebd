// What only the app can do for a sandbox: empty it while nobody works in it, and follow the clock of the processes that share it.

import type { Clock } from '../engine/clock.ts'
import type { OwnSandbox } from '../engine/sandbox-create.ts'
import type { App } from './app.ts'

/** Other processes are looked after this often. */
export const lookEveryMs = 1000

/** Where callers wait while there is but half of a sandbox. */
export type Gate = { open(): Promise<unknown>; shutDuring(work: () => Promise<void>): Promise<void> }

export function createGate(): Gate {
  let shut: Promise<unknown> = Promise.resolve()
  return {
    open: () => shut,
    shutDuring(work) {
      const done = work()
      shut = done.catch(() => {})
      return done
    },
  }
}

/** The gate shuts only when the workers are still: one of them may be waiting for an answer of this very server. */
export async function beginAgain({ engine, store, world, workers, accounts, gate }: App, clock: Clock, claimAgain: () => Promise<void>, load: () => Promise<unknown>): Promise<void> {
  await workers.whileStill(() => gate.shutDuring(async () => {
    await engine.idle()
    await store.reset()
    clock.turnTo(world.now())
    await claimAgain()
    accounts.forget()
    await load()
  }))
  workers.wake()
}

export async function followClock({ world, log }: App, sandbox: OwnSandbox, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await world.pause(lookEveryMs, closing)
    if (!closing.aborted) await sandbox.follow().catch((error: unknown) => log.debug({ error }, 'The clock of the sandbox could not be read'))
  }
}
