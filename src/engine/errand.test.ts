// An act that is asked of upstream has its errand from the same commit on, and none longer than it is on its way.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, anOpening, bank, confirm, connection, hour, id, judge, noon, refuseAct, submit } from '../../test/kit/builders.ts'
import { benchOn } from '../../test/kit/stories-engine.ts'
import type { Command } from '../core/command.ts'
import { openStore } from '../store/open.ts'
import { check } from './check.ts'
import { errandLeaseMs, nextLookMs } from './errand.ts'
import type { Store } from './store.ts'

async function withStore(work: (store: Store, tell: (...commands: Command[]) => Promise<void>, merchant: `mch_${string}`) => Promise<void>): Promise<void> {
  const store = await openStore('sqlite::memory:', { sandbox: true })
  try {
    const bench = benchOn(store)
    const merchant = await bench.merchant('mill')
    const dispute = id('dsp', 1)
    const perform = (command: Command) => bench.engine.perform({ merchant, dispute, command })
    await perform({ kind: 'open', by: bank, opening: { ...anOpening({ home: connection }), id: dispute, merchant } })
    await work(store, async (...commands) => void (await Promise.all(commands.map(perform))), merchant)
  } finally {
    await store.close()
  }
}
const now = (store: Store) => Array.fromAsync(store.scan('errand'))
const tried = (store: Store) => Array.fromAsync(store.scan('asking'))
const codes = async (store: Store, at: number): Promise<string[]> => (await check(store, { now: at })).problems.map(({ code }) => code).filter(code => code.startsWith('errand'))

for (const [name, ask, ends] of [
  ['an acceptance is asked and confirmed', accept(), confirm()], ['an acceptance is asked and refused', accept(), refuseAct()],
  ['an acceptance is asked and the other side decides', accept(), judge('won')], ['a defense is asked and confirmed', submit(), confirm()],
] as [string, ReturnType<typeof accept> | ReturnType<typeof submit>, Command][]) {
  test(`an errand begins and ends where ${name}`, () => withStore(async (store, tell, merchant) => {
    await tell(ask)
    const [errand] = await now(store)
    assert.deepEqual([errand!.act, errand!.kind, errand!.connection, errand!.stage, errand!.fence], [ask.act, ask.kind, connection, 'asked', 1])
    assert.equal(errand!.leaseUntil, errand!.madeAt + errandLeaseMs)
    assert.deepEqual((await tried(store)).map(({ act, number, part }) => [act, number, part]), [[ask.act, 1, 'began']])
    assert.deepEqual(await codes(store, errand!.madeAt), [])
    await tell({ ...ends, ...('act' in ends ? { act: ask.act } : {}) } as Command)
    assert.deepEqual([await now(store), await codes(store, noon + hour), (await tried(store)).length], [[], [], 1])
    assert.equal(await store.reads.errand(merchant, ask.act), null)
  }))
}

test('an act that is asked and ended in one batch leaves no errand behind', () => withStore(async (store, tell) => {
  const ask = accept()
  await tell(ask, { ...refuseAct(), act: ask.act } as Command)
  assert.deepEqual([await now(store), await codes(store, noon)], [[], []])
}))

test('the check finds an act that nobody carries, an errand of no act, and one that nobody looks after', () => withStore(async (store, tell, merchant) => {
  const ask = accept()
  await tell(ask)
  const [errand] = await now(store)
  assert.deepEqual(await codes(store, errand!.dueAt + hour), ['errand_late'])
  const write = (...writes: Parameters<Store['transact']>[1] extends (l: never) => infer W ? W : never) =>
    store.transact([{ batch: `b${performance.now()}`, merchant, at: noon, disputes: [], payments: [], keys: [], credentials: [] }], () => writes)
  await write({ remove: 'errand', rows: [{ merchant, act: ask.act }] })
  assert.deepEqual(await codes(store, noon), ['errand_missing'])
  await write({ table: 'errand', rows: [{ ...errand!, act: 'act_other' }] })
  assert.deepEqual(await codes(store, noon), ['errand_unexpected', 'errand_missing'])
}))

test('looks come soon at first, at least every twenty seconds later, and never in step', () => {
  assert.deepEqual([0, 1, 2, 5, 99].map(looks => nextLookMs(looks, 1)), [1_000, 2_000, 5_000, 20_000, 20_000])
  assert.equal(nextLookMs(0, 0), 800)
})
