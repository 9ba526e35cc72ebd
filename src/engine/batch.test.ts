// Group commit: who shares a transaction, who waits, whose turn it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsFrom } from '../core/ids.ts'
import { noon } from '../../test/kit/builders.ts'
import { batchesOf, type Batches } from './batch.ts'
import type { Performed } from './job.ts'
import type { Ask, Store, Write } from './store.ts'

type Running = { asks: Ask[]; commit(): void; fail(error: Error): void }

/** A store that commits when the test says so; nothing is stored, only who was in which transaction. */
function slowStore(changes: { lanes?: number; acrossMerchants?: boolean } = {}): { batches: Batches; running: Running[]; push(merchant: string, told?: string[], dispute?: string | null): Promise<void> } {
  const running: Running[] = []
  const store = {
    lanes: 1, acrossMerchants: true, ...changes,
    transact: (asks: Ask[], decide: (loaded: Map<string, never>) => Write[]) => new Promise<void>((done, fail) => running.push({ asks, fail, commit: () => {
      decide(new Map(asks.map(ask => [ask.merchant, { disputes: new Map(), payments: new Map(), keys: new Map(), revoked: new Set() } as never])))
      done()
    } })),
  } as unknown as Store
  const world = { now: () => noon, ids: idsFrom(() => noon, n => new Uint8Array(n)), random: (n: number) => new Uint8Array(n) }
  const batches = batchesOf(store, world, async () => {}, { committed: () => {}, retried: () => {} })
  return { batches, running, push }

  function push(merchant: string, told: string[] = [], dispute: string | null = null): Promise<void> {
    return new Promise((resolve, fail) => batches.push({
      job: { merchant: merchant as never, dispute: dispute as never, payments: [], key: null, credential: null, decide: () => ({ value: merchant, changed: null, writes: [], answer: null, keep: false }) },
      settle: (result: Performed<unknown>) => {
        told.push(result.kind === 'done' ? String(result.value) : result.kind)
        resolve()
      },
      fail,
    }))
  }
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(() => setImmediate(resolve)))
const about = ({ asks }: Running): string => asks.map(ask => [ask.merchant, ...ask.disputes].join(' ')).join()
const whose = ({ asks }: Running): string => asks.map(ask => ask.merchant).join()

test('a single job is committed at once, and nobody is answered before the commit', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore()
  const told: string[] = []
  const waiting = push('mill', told)
  await turn()
  assert.equal(running.length, 1)
  assert.deepEqual(told, [])
  running[0]!.commit()
  await waiting
  assert.deepEqual(told, ['mill'])
})

test('jobs that come while a transaction runs share the next one', { timeout: 10_000 }, async () => {
  const { running, push, batches } = slowStore()
  const all = [push('mill')]
  await turn()
  all.push(push('mill'), push('tea'), push('mill'))
  await turn()
  assert.equal(running.length, 1)
  assert.equal(batches.waiting(), 3)
  running[0]!.commit()
  await turn()
  assert.deepEqual(running.map(whose), ['mill', 'mill,tea'])
  running[1]!.commit()
  await Promise.all(all)
})

test('where a transaction holds one merchant, merchants have transactions of their own and take turns', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore({ lanes: 2, acrossMerchants: false })
  const all = [push('mill'), push('tea'), push('silk')]
  await turn()
  all.push(push('mill'))
  await turn()
  assert.deepEqual(running.map(whose), ['mill', 'tea'])
  running[1]!.commit()
  await turn()
  assert.deepEqual(running.map(whose), ['mill', 'tea', 'silk'])
  running[0]!.commit()
  await turn()
  assert.deepEqual(running.map(whose), ['mill', 'tea', 'silk', 'mill'])
  running.slice(2).forEach(one => one.commit())
  await Promise.all(all)
})

test('a merchant with a long backlog does not make another wait for all of it', { timeout: 10_000 }, async () => {
  for (const changes of [{ acrossMerchants: true }, { acrossMerchants: false }]) {
    const { running, push } = slowStore(changes)
    const all = Array.from({ length: 1000 }, () => push('mill'))
    await turn()
    all.push(push('tea'))
    running[0]!.commit()
    await turn()
    assert.match(whose(running[1]!), /tea|mill/)
    running[1]!.commit()
    await turn()
    assert.ok([whose(running[1]!), whose(running[2]!)].some(names => names.includes('tea')), 'tea is served within two transactions')
    for (let next = 2; next < 8; next++) {
      running[next]?.commit()
      await turn()
    }
    await Promise.all(all)
  }
})

test('a merchant that floods gets what others leave, and does not delay them by a single transaction', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore()
  const all = [push('first')]
  await turn()
  all.push(...Array.from({ length: 2000 }, () => push('flood')), ...Array.from({ length: 20 }, (_, n) => push(`m${n % 10}`)))
  const told: string[] = []
  all.push(push('late', told))
  running[0]!.commit()
  await turn()
  assert.deepEqual(running[1]!.asks.map(ask => ask.merchant), ['flood', 'late', ...Array.from({ length: 10 }, (_, n) => `m${n}`)])
  running[1]!.commit()
  await turn()
  assert.deepEqual(told, ['late'])
  for (let next = 2; next < 11; next++) {
    running[next]?.commit()
    await turn()
  }
  await Promise.all(all)
  assert.equal(running.length, 9, '2021 jobs are done in eight transactions of 256: what others leave is used')
})

test('more merchants than a transaction takes: those left out come next', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore()
  const all = [push('first')]
  await turn()
  for (let job = 0; job < 3; job++) all.push(...Array.from({ length: 400 }, (_, n) => push(`m${n}`)))
  running[0]!.commit()
  await turn()
  running[1]!.commit()
  await turn()
  assert.equal(new Set([...running[1]!.asks, ...running[2]!.asks].map(ask => ask.merchant)).size, 400)
  for (let next = 2; next < 7; next++) {
    running[next]?.commit()
    await turn()
  }
  await Promise.all(all)
})

test('two transactions at a time may hold one merchant, and never the same dispute: what is asked of it happens in that order', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore({ lanes: 2 })
  const told: string[] = []
  const all = [push('mill', told, 'one')]
  await turn()
  all.push(push('mill', told, 'one'), push('mill', told, 'two'), push('mill', told, 'one'), push('tea', told))
  await turn()
  assert.deepEqual(running.map(about), ['mill one', 'mill two,tea'])
  running[1]!.commit()
  await turn()
  assert.equal(running.length, 2, 'a lane is free, and what waits is about a dispute that the other has')
  running[0]!.commit()
  await turn()
  assert.deepEqual(running.map(about), ['mill one', 'mill two,tea', 'mill one'])
  running[2]!.commit()
  await Promise.all(all)
})

test('of two jobs of one dispute that do not fit into one transaction the second waits for the end of the first', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore({ lanes: 2 })
  const first = push('mill')
  const second = push('mill')
  await turn()
  const all = [...Array.from({ length: 255 }, () => push('mill')), push('mill', [], 'one'), push('mill', [], 'one')]
  await turn()
  assert.deepEqual(running.map(about), ['mill', 'mill one'])
  running[0]!.commit()
  await turn()
  assert.equal(running.length, 2, 'its dispute is in the transaction that runs')
  running[1]!.commit()
  await turn()
  assert.deepEqual(running.map(about), ['mill', 'mill one', 'mill one'])
  running[2]!.commit()
  await Promise.all([first, second, ...all])
})

test('who breaks every transaction fails alone, and the others wait for a few more transactions, not for one each', { timeout: 10_000 }, async () => {
  const { running, push } = slowStore()
  const first = push('first')
  await turn()
  const good = Array.from({ length: 100 }, (_, n) => push(`m${n}`))
  const bad = assert.rejects(push('bad'), /refused by the database/)
  running[0]!.commit()
  for (let next = 1; ; next++) {
    await turn()
    const one = running[next]
    if (!one) break
    if (whose(one).split(',').includes('bad')) one.fail(new Error('refused by the database'))
    else one.commit()
  }
  await Promise.all([first, bad, ...good])
  assert.ok(running.length <= 20, `${running.length} transactions for 101 jobs`)
})

test('idle resolves when nothing waits and nothing runs, and not before', { timeout: 10_000 }, async () => {
  const { running, push, batches } = slowStore()
  await batches.idle()
  const waiting = push('mill')
  let idle = false
  const resting = batches.idle().then(() => void (idle = true))
  await turn()
  assert.equal(idle, false)
  running[0]!.commit()
  await Promise.all([waiting, resting])
  assert.equal(idle, true)
})
