import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { checkLeftBehind } from '../kit/crash-check.ts'
import { crashFolder, lastFirst, type Ending } from '../kit/crash-folder.ts'
import { randomOf } from '../kit/crash-random.ts'
import { spawnServer, type Spawned } from '../kit/crash-server.ts'
import { limited, small } from '../kit/crash-space.ts'
import { straceAbsent } from '../kit/crash-strace.ts'
import { seedOfTests } from '../kit/crash-suite.ts'
import { merchantsOn, untilReady } from '../kit/crash-work.ts'
import { lineTo, type Call, type Heard } from '../kit/witness-calls.ts'
import { sentenceOf, witnessOf, type Witness } from '../kit/witness.ts'

const ways = [['its quota is used up', limited], ['its file system has no room', small]] as const
const rounds = 3

for (const [what, way] of ways) {
  test(`SQLite, disk full (${what}): writes are told as not done, reads go on, and it recovers when there is room`, async (t) => {
    const end = lastFirst(t)
    const folder = join(crashFolder(end), 'disk')
    mkdirSync(folder)
    const space = way(folder)
    if ('absent' in space) return t.skip(space.absent)
    end.after(() => space.end())
    const { server, calls, witness, hangUp } = await atWork(end, `sqlite:${space.database}`, what)
    for (let round = 0; round < rounds; round++) {
      const load = witness.load(calls, () => false, 8)
      await wait(150)
      space.fill(server.pid)
      // The load ends by itself: each caller stops at the first thing that it is not granted.
      await load
      const [write, read] = [await refused(calls[0]!), await calls[0]!('GET', '/v1/disputes')]
      assert.deepEqual([write?.status, codeIn(write?.text), read?.status], [503, 'unavailable', 200])
      space.free(server.pid)
      await untilReady(calls[0]!, 60_000)
      // Connections that were idle so long end by the server's own rule, perhaps at the moment they are used.
      hangUp()
      await witness.settle(calls)
    }
    await server.kill()
    await checkLeftBehind(`sqlite:${space.database}`, witness.acknowledged)
    assert.ok(witness.figures.unavailable > 0)
    t.diagnostic(`Full ${rounds} times: ${sentenceOf(witness.figures)}`)
  })
}

// The writer's calls in one life are few hundred: these are spread over its start, its commits and its first checkpoints.
const broken = ['fsync:when=4', 'fsync:when=9', 'fsync:when=12+9', 'pwrite64:when=40', 'pwrite64:when=300', 'pwrite64:when=400+50'] as const

for (const [at, fault] of broken.entries()) {
  test(`SQLite, the disk answers EIO (${fault}): nothing that failed is told as done, and what was told survives`, async (t) => {
    const absent = straceAbsent()
    if (absent !== null) return t.skip(absent)
    const end = lastFirst(t)
    const folder = crashFolder(end)
    const [database, log] = [join(folder, 'parley.db'), join(folder, 'injected')]
    const sound = spawnServer(`sqlite:${database}`)
    const keys = await merchantsOn((await sound.ready) ?? assert.fail('the server did not start'))
    await sound.kill()
    const [call, when] = fault.split(':') as [string, string]
    const files = [database, `${database}-wal`].flatMap((file) => ['-P', file])
    const server = spawnServer(`sqlite:${database}`, ['strace', '-f', '-qq', '-o', log, ...files, '-e', `trace=${call}`, '-e', `inject=${call}:error=EIO:${when}`])
    end.after(() => server.kill())
    const witness = witnessOf(randomOf(`${seedOfTests} ${fault}`), `eio${at}`)
    const url = await server.ready
    if (url !== null) {
      const lines = keys.map((key) => lineTo(url, key))
      const [enough, longest] = [performance.now() + 1500, performance.now() + 60_000]
      const isOver = (): boolean => performance.now() > longest || (performance.now() > enough && injectedIn(log) > 0)
      while (!isOver()) await witness.load(lines.map(({ call }) => call), isOver, 8)
      for (const line of lines) line.close()
    }
    await server.kill()
    const injected = injectedIn(log)
    assert.ok(injected > 0, 'the fault never came')
    const again = spawnServer(`sqlite:${database}`)
    end.after(() => again.kill())
    const back = (await again.ready) ?? assert.fail('the server did not come back')
    const lines = keys.map((key) => lineTo(back, key))
    await witness.settle(lines.map(({ call }) => call))
    for (const line of lines) line.close()
    await again.kill()
    await checkLeftBehind(`sqlite:${database}`, witness.acknowledged)
    t.diagnostic(`${fault}, ${injected} times: ${url === null ? 'it did not start' : sentenceOf(witness.figures)}`)
  })
}

async function atWork(t: Ending, databaseUrl: string, seed: string): Promise<{ server: Spawned; calls: Call[]; witness: Witness; hangUp(): void }> {
  const server = spawnServer(databaseUrl)
  t.after(() => server.kill())
  const url = (await server.ready) ?? assert.fail('the server did not start')
  const lines = (await merchantsOn(url)).map((key) => lineTo(url, key))
  const hangUp = (): void => lines.forEach(({ close }) => close())
  t.after(hangUp)
  return { server, calls: lines.map(({ call }) => call), hangUp, witness: witnessOf(randomOf(`${seedOfTests} ${seed}`), 'full') }
}

const injectedIn = (log: string): number => readFileSync(log, 'latin1').split('(INJECTED)').length - 1

/** What still fits in may still be written. */
async function refused(call: Call): Promise<Heard | null> {
  for (let tries = 0; ; tries++) {
    const heard = await call('POST', '/v1/sandbox/disputes', { body: { amount: { value: 1, currency: 'THB' } } })
    if (heard?.status !== 201 || tries >= 50) return heard
  }
}

const codeIn = (text = '{}'): unknown => (JSON.parse(text) as { code?: string }).code
