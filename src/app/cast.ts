// Loads the sample cast into a sandbox that holds nothing else. A load that was cut off is finished by the next start, as of the
// instant at which it began.

import { termsOf } from '../dialects/index.ts'
import { loadCast } from '../scenarios/index.ts'
import type { App } from './app.ts'
import { settle } from './identity.ts'

export async function loadSampleCast({ engine, accounts, clock, log }: App): Promise<void> {
  if (!clock || (await engine.reads.setting('cast_loaded')) !== null) return
  const base = await baseOf(engine, clock.now())
  if (base === null) return
  try {
    const { refused } = await loadCast({ engine, accounts, base, termsOf, moveClock: clock.hold })
    if (refused.length) log.error({ refused: JSON.stringify(refused) }, 'Part of the sample cast was refused')
  } finally {
    clock.release()
  }
  await settle(engine, 'cast_loaded', String(base))
}

/** Null where somebody else's merchants are: the cast does not move in with them. */
async function baseOf(engine: App['engine'], now: number): Promise<number | null> {
  const begun = await engine.reads.setting('cast_base')
  if (begun !== null) return Number(begun)
  const [first] = await engine.reads.merchants('', 1)
  return first ? null : Number(await settle(engine, 'cast_base', String(now)))
}
