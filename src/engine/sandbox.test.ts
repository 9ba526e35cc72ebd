// The sandbox's clock over a real engine with the sample cast: what is due happens at its own instant, once.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { kitStart, startParley, type Kit, type KitOptions } from '../../test/kit/server.ts'
import { cast } from '../scenarios/index.ts'
import { silenceMs } from '../core/deadline.ts'
import type { Dispute } from '../core/dispute.ts'
import type { DisputeEvent } from '../core/event.ts'
import type { Tables } from './store.ts'

const day = 86_400_000
const keyless = { key: null, credential: null }

test('what was due while the clock was turned is stamped with the instant at which it was due', () => withParley({ cast: true }, async kit => {
  const open = (await disputes(kit)).filter(({ state, respondBy }) => state === 'needs_response' && respondBy !== null)
  const told = await kit.app.sandbox!.moveTo(kitStart + 60 * day)
  assert.equal(told?.now, kitStart + 60 * day)
  const expired = (await events(kit)).filter(({ kind, at }) => kind === 'expired' && at >= kitStart)
  assert.ok(expired.length >= 5, `${expired.length} expired`)
  for (const { dispute, at } of expired) {
    const { home, respondBy } = open.find(({ id }) => id === dispute)!
    assert.equal(at, respondBy!.at + 1 + (home === 'house' ? 0 : silenceMs))
  }
  assert.deepEqual((await disputes(kit)).filter(({ state, respondBy }) => state === 'needs_response' && respondBy !== null), [])
}))

test('everything that is due has happened when the call answers, and happens once', () => withParley({ cast: true }, async kit => {
  const target = kitStart + 60 * day
  assert.ok((await kit.app.sandbox!.moveTo(target))!.happened > 0)
  assert.equal(await kit.app.workers.runOnceAll(target), 0)
  assert.equal((await kit.app.sandbox!.moveTo(target))!.happened, 0)
  assert.equal((await kit.engine.reads.nextWake()) ?? Infinity, Infinity)
}))

test('the clock does not go back', () => withParley({}, async kit => {
  assert.equal(await kit.app.sandbox!.moveTo(kitStart - 1), null)
  assert.equal(kit.engine.world.now(), kitStart)
}))

test('two who turn the clock at once take turns', () => withParley({ cast: true }, async kit => {
  const [first, second, third] = await Promise.all([kitStart + day, kitStart + 3 * day, kitStart + 2 * day].map(at => kit.app.sandbox!.moveTo(at)))
  assert.deepEqual([first?.now, second?.now, third], [kitStart + day, kitStart + 3 * day, null])
  assert.equal(kit.engine.world.now(), kitStart + 3 * day)
}))

test('the clock runs on from where it was turned to, also after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-clock-'))
  const store = `sqlite:${join(folder, 'p.db')}`
  await withParley({ store }, async kit => {
    await kit.app.sandbox!.moveTo(kitStart + 30 * day)
    kit.clock.advance(1_000)
    assert.equal(kit.engine.world.now(), kitStart + 30 * day + 1_000)
  })
  await withParley({ store, clock: kitStart + 5_000 }, async kit => assert.equal(kit.engine.world.now(), kitStart + 30 * day + 5_000))
  rmSync(folder, { recursive: true })
})

test('the loops of the workers do not disturb a clock that is being turned', () => withParley({ cast: true, workers: true }, async kit => {
  await kit.app.sandbox!.moveTo(kitStart + 60 * day)
  for (const { kind, at, body } of await events(kit)) {
    if (kind === 'expired' && at >= kitStart) assert.equal((JSON.parse(body) as DisputeEvent).at, at)
    assert.ok(at <= kitStart + 60 * day)
  }
  assert.equal(await kit.app.workers.runOnceAll(kitStart + 60 * day), 0)
}))

test('a reset leaves the cast as it was at first, and nothing else', () => withParley({ cast: true }, async kit => {
  const before = await disputes(kit)
  const { accounts, sandbox } = kit.app
  let key = ''
  await accounts.createMerchant({ name: 'Guest', credentials: {} }, keyless, made => ((key = made.credentials.native.key!), { status: 201, headers: {}, body: '' }))
  assert.ok(await accounts.authenticate('native', key))
  sandbox!.setFault({ dialect: 'native', operation: 'acceptDispute', fault: 'slow', times: 3 })
  await sandbox!.moveTo(kitStart + 60 * day)
  await sandbox!.reset()
  assert.equal(kit.engine.world.now(), kitStart)
  assert.deepEqual(await disputes(kit), before)
  assert.equal(await accounts.authenticate('native', key), null)
  assert.ok(await accounts.authenticate('native', 'pk_test_sample_kiln'))
  assert.deepEqual(sandbox!.faults(), [])
}))

test('each use of a fault counts, and a fault is for one operation of one dialect', () => withParley({}, async ({ app: { sandbox } }) => {
  sandbox!.setFault({ dialect: 'omise', operation: 'accept', fault: 'drop-after', times: 2 })
  assert.equal(sandbox!.takeFault('moov', 'accept'), null)
  assert.equal(sandbox!.takeFault('omise', 'find'), null)
  assert.deepEqual([1, 2, 3].map(() => sandbox!.takeFault('omise', 'accept')), ['drop-after', 'drop-after', null])
}))

async function withParley(options: KitOptions, work: (kit: Kit) => Promise<void>): Promise<void> {
  const kit = await startParley(options)
  try {
    await work(kit)
  } finally {
    await kit.close()
  }
}

async function disputes({ engine }: Kit): Promise<Dispute[]> {
  const pages = await Promise.all(cast.map(({ id }) => engine.reads.disputes(id, {}, 'opened_oldest', null, 100)))
  return pages.flatMap(({ items }) => items)
}

async function events({ app }: Kit): Promise<Tables['event'][]> {
  return Array.fromAsync(app.store.scan('event'))
}
