// Of several processes that start at once one loads the cast, and the others wait for it: for as long as it goes on, and not for one that is no more.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { startParley } from '../../test/kit/server.ts'
import { loadCast } from '../scenarios/index.ts'
import type { App } from './app.ts'
import { loadSampleCast } from './cast.ts'
import { settle } from './identity.ts'

/** A process that finds that another began, and for whom no time passes while it waits: only what happens in each of its pauses. */
async function second(t: TestContext, inPause: (app: App, pauses: number) => Promise<void>): Promise<{ app: App; load(): Promise<boolean> }> {
  const { app, close } = await startParley()
  t.after(close)
  await settle(app.engine, 'cast_begun', `${app.clock!.now()} somebody else`)
  let pauses = 0
  const shared = { ...app, store: { ...app.store, kind: 'postgres' as const }, world: { ...app.world, pause: () => inPause(app, ++pauses) } }
  return { app, load: () => loadSampleCast(shared) }
}

const loadHere = ({ engine, accounts, clock }: App) => loadCast({ engine, accounts, base: clock!.now(), termsOf: engine.termsOf, moveClock: () => {} })

test('who is slow is waited for as long as it goes on, and nothing is loaded a second time', async t => {
  const merchants = (app: App) => app.engine.reads.merchants('', 100)
  const { app, load } = await second(t, async (app, pauses) => {
    if (pauses % 50 === 0 && pauses < 200) await app.accounts.createMerchant({ name: `Slow ${pauses}`, credentials: {} }, { key: null, credential: null }, () => ({ status: 201, headers: {}, body: '' }))
    if (pauses === 200) await settle(app.engine, 'cast_loaded', '0')
  })
  assert.equal(await load(), false)
  assert.deepEqual((await merchants(app)).map(({ name }) => name), [50, 100, 150].map(pauses => `Slow ${pauses}`))
})

test('who stopped in the middle is not waited for, and what it left is finished', async t => {
  const { app, load } = await second(t, async () => {})
  assert.equal(await load(), true)
  assert.equal((await loadHere(app)).performed, 0)
})
