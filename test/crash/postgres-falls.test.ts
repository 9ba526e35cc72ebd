import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { startCluster } from '../kit/cluster.ts'
import { checkLeftBehind } from '../kit/crash-check.ts'
import { falls, fellable } from '../kit/crash-cluster.ts'
import { lastFirst } from '../kit/crash-folder.ts'
import { untilQuiet } from '../kit/crash-quiet.ts'
import { randomOf } from '../kit/crash-random.ts'
import { spawnServer } from '../kit/crash-server.ts'
import { seedOfTests } from '../kit/crash-suite.ts'
import { merchantsOn, untilReady } from '../kit/crash-work.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { lineTo } from '../kit/witness-calls.ts'
import { sentenceOf, witnessOf } from '../kit/witness.ts'

const rounds = 3

test('PostgreSQL itself is killed under load: no false success, and the same server goes on', async (t) => {
  const end = lastFirst(t)
  const cluster = await startCluster()
  if ('absent' in cluster) return t.skip(cluster.absent)
  end.after(() => cluster.stop())
  const database = await freshDatabase(cluster.url)
  const server = spawnServer(database.url)
  end.after(() => server.kill())
  const url = await server.ready
  assert.ok(url, 'the server did not start')
  const lines = (await merchantsOn(url)).map((key) => lineTo(url, key))
  end.after(() => lines.forEach(({ close }) => close()))
  const calls = lines.map(({ call }) => call)
  const felled = await fellable(cluster)
  const random = randomOf(`${seedOfTests} falls`)
  const witness = witnessOf(random, 'falls')
  for (const how of Array.from({ length: rounds }, () => falls).flat()) {
    let over = false
    const load = witness.load(calls, () => over, 8)
    await wait(random.between(50, 300))
    await felled.fell(how)
    await wait(random.between(0, 200))
    over = true
    await load
    await felled.standAgain()
    await untilReady(calls[0]!, 60_000)
    // Connections that were idle so long end by the server's own rule, perhaps at the moment they are used.
    lines.forEach(({ close }) => close())
    await witness.settle(calls)
  }
  await server.kill()
  await untilQuiet(database.url)
  await checkLeftBehind(database.url, witness.acknowledged)
  t.diagnostic(`PostgreSQL felled ${rounds * falls.length} times (${falls.join(', ')}): ${sentenceOf(witness.figures)}`)
})
