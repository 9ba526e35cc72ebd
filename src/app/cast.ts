// Loads the sample cast into a sandbox that holds nothing else. A load that was cut off is finished by the next start, as of the
// instant at which it began; of several processes that start at once, one loads.

import { loadCast, loadedSoFar } from '../scenarios/index.ts'
import type { App } from './app.ts'
import { settle } from './identity.ts'

export async function loadSampleCast(app: App): Promise<boolean> {
  const { engine, accounts, clock, log } = app
  if (!clock || (await isLoaded(app))) return false
  const begun = await begin(app, clock.now())
  if (begun === null || (!begun.mine && (await loadsElsewhere(app)))) return false
  try {
    const { refused } = await loadCast({ engine, accounts, base: begun.base, termsOf: engine.termsOf, moveClock: clock.hold })
    if (refused.length) log.error({ refused: JSON.stringify(refused) }, 'Part of the sample cast was refused')
  } finally {
    clock.release()
  }
  await settle(engine, 'cast_loaded', String(begun.base))
  return true
}

const isLoaded = async ({ engine }: App): Promise<boolean> => (await engine.reads.setting('cast_loaded')) !== null

/** Null where somebody else's merchants are: the cast does not move in with them. */
async function begin({ engine, world }: App, now: number): Promise<{ base: number; mine: boolean } | null> {
  const before = await engine.reads.setting('cast_begun')
  if (before === null && (await engine.reads.merchants('', 1)).length > 0) return null
  const mine = `${now} ${Buffer.from(world.random(8)).toString('hex')}`
  const begun = before ?? (await settle(engine, 'cast_begun', mine))
  return { base: Number(begun.split(' ')[0]), mine: begun === mine }
}

/** Another process began: it is no more once it has come no further for this long, however slow it was before. On SQLite there is no other. */
const longestStillMs = 15_000
const lookEveryMs = 250

async function loadsElsewhere(app: App): Promise<boolean> {
  if (app.store.kind === 'sqlite') return false
  for (let [still, before] = [0, -1]; still < longestStillMs; still += lookEveryMs) {
    if (await isLoaded(app)) return true
    const soFar = await loadedSoFar(app.engine)
    if (soFar !== before) still = 0
    before = soFar
    await app.world.pause(lookEveryMs)
  }
  return false
}
