// Errands that move at the same moment share a transaction: what that must not change is who holds which, who is told what, and that
// nothing leaves before it is on record.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsFrom } from '../core/ids.ts'
import { askingBegan } from '../engine/errand.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import { CommitUnknown, StoreDown, type Store } from '../engine/store.ts'
import type { ErrandRow } from '../engine/store-bridge.ts'
import { openStore } from '../store/open.ts'
import { askOf, errandRow, merchantA, merchantB, merchantRow, opened, rowFor } from '../store/sample.ts'
import { noon } from '../../test/kit/builders.ts'
import { handClock, seededRandom } from '../../test/kit/world.ts'
import { moveErrand } from './moves.ts'

type Kit = { store: Store; engine: Engine; errands: ErrandRow[]; committed: number[]; move(errand: ErrandRow): Promise<boolean>; stages(): Promise<(string | undefined)[]> }
type Transact = Store['transact']

/** `through` stands between the engine and its store. */
async function withErrands(count: number, work: (kit: Kit) => Promise<void>, through: (store: Store) => Partial<Store> = () => ({})): Promise<void> {
  const store = await openStore('sqlite::memory:', { sandbox: true })
  const errands = Array.from({ length: count }, (_, n) => errandRow(`act_${n}`, { dispute: `dsp_${n}`, merchant: n % 3 ? merchantA : merchantB, fence: 1 }))
  const disputes = errands.map(({ merchant, dispute }) => rowFor(dispute.slice(4), { merchant: merchant as typeof merchantA, theirId: dispute }))
  await store.transact([askOf(merchantA), askOf(merchantB)], () => [
    { table: 'merchant', rows: [merchantRow(merchantA), merchantRow(merchantB)] }, ...opened(...disputes), { table: 'errand', rows: errands },
  ])
  const [clock, random, committed] = [handClock(noon), seededRandom('moves'), [] as number[]]
  const engine = createEngine({
    store: { ...store, ...through(store) }, world: { now: clock.now, ids: idsFrom(clock.now, random), random }, termsOf: () => { throw new Error('Nothing is decided here') },
    pause: () => new Promise(resume => setImmediate(resume)), watch: { committed: size => void committed.push(size), retried: () => {} },
  })
  const move = (errand: ErrandRow): Promise<boolean> => moveErrand(engine, errand, { stage: 'asked', attempts: 1, askedAt: noon }, [askingBegan(errand, 1, noon)])
  const stages = async (): Promise<(string | undefined)[]> => Promise.all(errands.map(async ({ merchant, act }) => (await store.reads.errand(merchant as typeof merchantA, act))?.stage))
  try {
    await work({ store, engine, errands, committed, move, stages })
  } finally {
    await engine.idle()
    await store.close()
  }
}

test('errands that move at the same moment share one transaction', () => withErrands(40, async ({ errands, committed, move, stages }) => {
  assert.deepEqual(await Promise.all(errands.map(move)), errands.map(() => true))
  assert.deepEqual([committed, new Set(await stages())], [[40], new Set(['asked'])])
}))

test('who lost an errand hears so and has written nothing, and takes along nobody who moved with it', () => withErrands(20, async ({ store, errands, move, stages }) => {
  const lost = new Set([3, 4, 17])
  const told = await Promise.all(errands.map((errand, n) => move(lost.has(n) ? { ...errand, fence: 0 } : errand)))
  assert.deepEqual(told, errands.map((_, n) => !lost.has(n)))
  assert.deepEqual(await stages(), errands.map((_, n) => (lost.has(n) ? 'queued' : 'asked')))
  assert.deepEqual(await Promise.all(errands.map(async ({ merchant, act }) => (await store.reads.askings(merchant as typeof merchantA, act)).length)), errands.map((_, n) => (lost.has(n) ? 0 : 1)))
}))

test('an errand that has ended moves no more', () => withErrands(1, async ({ engine, errands, move }) => {
  await engine.write({ merchant: merchantB, writes: [{ remove: 'errand', rows: [{ merchant: merchantB, act: 'act_0' }] }] })
  assert.equal(await move(errands[0]!), false)
}))

for (const happened of [true, false]) {
  test(`a commit whose answer was lost is looked up before anybody who shared it goes on, when it ${happened ? 'happened' : 'did not'}`, () => {
    let left = 1
    const unsure = ({ transact }: Store): { transact: Transact } => ({
      async transact(asks, decide) {
        if (left-- <= 0) return transact(asks, decide)
        if (happened) await transact(asks, decide)
        throw new CommitUnknown('the answer never came')
      },
    })
    return withErrands(10, async ({ store, errands, move, stages }) => {
      assert.deepEqual(await Promise.all(errands.map(move)), errands.map(() => true))
      assert.deepEqual([new Set(await stages()), (await store.reads.askings(merchantB, 'act_0')).length], [new Set(['asked']), 1])
    }, unsure)
  })
}

test('while nobody can say whether they moved, none of them is told that it did', () => {
  const gone = { transact: () => Promise.reject(new CommitUnknown('the answer never came')), settled: () => Promise.reject(new StoreDown('gone')) }
  return withErrands(5, async ({ errands, move }) => {
    const told = await Promise.allSettled(errands.map(move))
    for (const each of told) assert.ok(each.status === 'rejected' && each.reason instanceof CommitUnknown)
  }, () => gone)
})

test('nobody is told before the commit has answered', () => {
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>()
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  const slow = ({ transact }: Store): { transact: Transact } => ({ transact: async (asks, decide) => { await transact(asks, decide).finally(isWritten); await answered } })
  return withErrands(3, async ({ errands, move, stages }) => {
    let told = 0
    const moving = Promise.all(errands.map(errand => move(errand).then(() => told++)))
    await written
    const early = [told, new Set(await stages())]
    answer()
    await moving
    assert.deepEqual([early, told], [[0, new Set(['asked'])], 3])
  }, slow)
})
