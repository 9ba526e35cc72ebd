/**
 * `npm run soak`: the crash loop and the power cuts for longer than a test run may last, each with the seed that repeats it. It
 * goes on until what was asked for is done, and ends with 1 at the first thing that is not as it must be.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startApart } from './kit/bridge-apart.ts'
import { faultRound, nativeOperations } from './kit/bridge-faults.ts'
import { backs } from './kit/every-way.ts'
import { simBridge } from './kit/sim-bridge.ts'
import { dialects } from '../src/core/dispute.ts'
import { crashLoop } from './kit/crash-loop.ts'
import { cutEverywhere, isComplete, record } from './kit/crash-power.ts'
import { randomOf } from './kit/crash-random.ts'
import { straceAbsent } from './kit/crash-strace.ts'
import { freshDatabase, postgresForTests } from './kit/postgres.ts'

const help = `npm run soak -- --kills 2000                 as many kills on each store
npm run soak -- --minutes 60                 kills until the time is over, half of it on each store
npm run soak -- --store sqlite --seed 17     one store, with the chance of an earlier run
npm run soak -- --bridge --rounds 200        decisions over a provider that breaks at every point, the ledgers compared
npm run soak -- --bridge --runs 50000       as many decisions over all providers, in one process and by seeds, each step killed now and then
npm run soak -- --moments 2500               moments at which the power is cut, four images each`

const { values: asked } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' }, minutes: { type: 'string' }, moments: { type: 'string', default: '1000' },
    bridge: { type: 'boolean', default: false }, rounds: { type: 'string', default: '100' }, runs: { type: 'string' },
    store: { type: 'string', default: 'both' }, seed: { type: 'string', default: String(Date.now()) }, help: { type: 'boolean', default: false },
  },
})
/** What each provider that can be read back is asked; where each of these may break. */
const operationsOf = {
  native: nativeOperations, afterpay: ['acceptDispute', 'getDispute', 'listDisputes', 'respondToDispute'], omise: ['acceptDispute', 'getDispute', 'listDisputes', 'updateDispute', 'uploadDocument', 'listDocuments'],
  moov: ['acceptDispute', 'getDispute', 'listDisputes', 'submitEvidence', 'uploadEvidenceText', 'listEvidence'], ahrvo: ['acceptDispute', 'getDispute', 'listDisputes', 'submitDispute'],
} as const

/** Then a new pair of sides, so that lists stay short. */
const runsPerBridge = 20

const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'))

if (asked.help) say(help)
else await soak().finally(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

async function soak(): Promise<void> {
  say(`seed ${asked.seed}`)
  if (asked.bridge) return asked.runs === undefined ? bridging() : simulating(Number(asked.runs))
  if (asked.store !== 'postgres') {
    await killing('SQLite', `sqlite:${join(folder, 'parley.db')}`)
    await cutting()
  }
  if (asked.store !== 'sqlite') await onPostgres()
  say('Nothing that was acknowledged was lost.')
}

async function bridging(): Promise<void> {
  for (const dialect of Object.keys(operationsOf) as (keyof typeof operationsOf)[]) {
    const opening = backs[dialect]
    const bridge = await startApart({ opening, ...(dialect === 'afterpay' || dialect === 'ahrvo' ? { credentials: { currency: 'USD' } } : {}) })
    try {
      let decisions = 0
      for (let round = 1; round <= Number(asked.rounds); round++) {
        const told = await faultRound(bridge, `${asked.seed} ${dialect} ${round}`, { operations: operationsOf[dialect], opening, faultsPer: 3, disputes: 32, brokenForMs: 20_000 })
        decisions += told.disputes
        say(`Bridge to ${dialect}: round ${round}, ${decisions} decisions, ${told.faults} faults, settled in ${told.slowestMs} ms, ${JSON.stringify(told.decided)}`)
      }
    } finally {
      await bridge.close()
    }
  }
  say('What happened there happened once, and is told so here.')
}

/** All providers in turns. */
async function simulating(runs: number): Promise<void> {
  const seen = { runs: 0, troubles: 0, deaths: 0, effects: 0, slowestMs: 0 }
  for (let block = 0; seen.runs < runs; block++) {
    const dialect = dialects[block % dialects.length]!
    const seed = `${asked.seed} ${block}`
    const bridge = await simBridge(dialect, seed)
    for (let run = 0; run < runsPerBridge && seen.runs < runs; run++) {
      const { met, fates, effects, settledMs } = await bridge.run(`${seed} ${run}`)
      seen.runs++
      seen.troubles += met.length
      seen.deaths += fates.length
      seen.effects += effects
      if (dialect !== 'alipay') seen.slowestMs = Math.max(seen.slowestMs, settledMs ?? 0)
    }
    await bridge.close()
    if (block % 60 === 59 || seen.runs >= runs) say(`Bridge: ${seen.runs} decisions met ${seen.troubles} troubles and ${seen.deaths} ends or stops of their process; ${seen.effects} took effect, each once; where it can be asked, known at most ${seen.slowestMs} ms after the return and its own`)
  }
  say('What happened there happened once, and is told so here.')
}

async function onPostgres(): Promise<void> {
  const postgres = await postgresForTests()
  if ('absent' in postgres) return say(`PostgreSQL: not run here: ${postgres.absent}`)
  const database = await freshDatabase(postgres.url)
  try {
    await killing('PostgreSQL', database.url)
  } finally {
    await database.drop()
    await postgres.stop()
  }
}

async function killing(what: string, databaseUrl: string): Promise<void> {
  const loop = crashLoop(databaseUrl, `${asked.seed} ${what}`)
  const end = asked.minutes === undefined ? null : performance.now() + Number(asked.minutes) * 60_000 / (asked.store === 'both' ? 2 : 1)
  try {
    for (let kills = 50; end === null ? kills <= Number(asked.kills) + 49 : performance.now() < end; kills += 50) {
      await loop.kill(end === null ? Math.min(kills, Number(asked.kills)) : kills)
      say(`${what}: ${loop.told()}`)
    }
  } finally {
    await loop.end()
  }
}

async function cutting(): Promise<void> {
  const absent = straceAbsent()
  if (absent !== null) return say(`Power cuts: not run here: ${absent}`)
  const random = randomOf(`${asked.seed} power`)
  const recording = await record(folder, 100)
  if (!isComplete(recording, random)) throw new Error('The recording does not hold every write')
  const { images, syncs, heard } = await cutEverywhere(recording, Number(asked.moments), random)
  say(`Power cuts: ${images} images from ${recording.ops.length} steps with ${syncs} syncs and ${heard} acknowledgements`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
