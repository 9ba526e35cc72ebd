/**
 * Kills the real server again and again, at moments that the seed gives, under load, and now and then while it recovers; after
 * each start the witness holds it to everything. One loop has one database, so that what one kill breaks the next ones see.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { checkLeftBehind } from './crash-check.ts'
import { untilQuiet } from './crash-quiet.ts'
import { randomOf } from './crash-random.ts'
import { spawnServer, type Spawned } from './crash-server.ts'
import { merchantsOn } from './crash-work.ts'
import { lineTo } from './witness-calls.ts'
import { sentenceOf, witnessOf } from './witness.ts'

export type CrashLoop = {
  /** Goes on until so many kills were made under load, and then looks at the whole store. */
  kill(untilThere: number): Promise<void>
  /** The figures in a sentence. */
  told(): string
  end(): Promise<void>
}

const callers = 8
const longestLoad = 120
/** A server that had its whole start before it: what it says when it does not come up is the finding. */
const mostStart = 60_000

export function crashLoop(databaseUrl: string, seed: string): CrashLoop {
  const random = randomOf(seed)
  const witness = witnessOf(random, `d${random.whole(1e9)}`)
  let [kills, duringRecovery] = [0, 0]
  let warm = false
  let keys: string[] | null = null
  let server: Spawned | null = null

  async function once(): Promise<void> {
    server = spawnServer(databaseUrl)
    const url = await Promise.race([server.ready, wait<null>(mostStart, null, { ref: false })])
    if (url === null) throw new Error(`The server did not come back after ${kills} kills: ${await Promise.race([server.gone, wait(1000, 'it says nothing', { ref: false })])}`)
    const lines = (keys ??= await merchantsOn(url)).map((key) => lineTo(url, key))
    const calls = lines.map(({ call }) => call)
    await witness.settle(calls)
    let over = false
    const load = witness.load(calls, () => over, callers)
    await wait(random.between(0, longestLoad))
    await dead()
    kills++
    over = true
    await load
    for (const line of lines) line.close()
    if (random.chance(0.08)) await killedWhileStarting()
  }

  async function killedWhileStarting(): Promise<void> {
    for (let times = random.between(1, 3); times > 0; times--) {
      server = spawnServer(databaseUrl)
      await wait(random.between(100, 500))
      await dead()
      duringRecovery++
    }
  }

  /** One that ends in order leaves Node's cache of compiled code behind, which halves every start after it. */
  async function warmed(): Promise<void> {
    server = spawnServer(databaseUrl)
    await server.ready
    await server.end()
    warm = true
  }

  async function dead(): Promise<void> {
    await server?.kill()
    server = null
    await untilQuiet(databaseUrl)
  }

  return {
    async kill(untilThere) {
      if (!warm) await warmed()
      while (kills < untilThere) await once()
      await checkLeftBehind(databaseUrl, witness.acknowledged)
    },
    told: () => `${kills} kills under load and ${duringRecovery} while starting: ${sentenceOf(witness.figures)}`,
    end: async () => void (await server?.kill()),
  }
}
