// Several Parleys over one PostgreSQL: they agree on what only one of them can say first, and hear of each other within a second.

import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { freshDatabase, postgresForTests, type TestPostgres } from '../../test/kit/postgres.ts'
import { kitStart } from '../../test/kit/server.ts'
import { handClock, kitWorld, seededRandom } from '../../test/kit/world.ts'
import type { Dispute } from '../core/dispute.ts'
import { cast } from '../scenarios/index.ts'
import { createApp, type App, type LoadCast } from './app.ts'
import { loadSampleCast } from './cast.ts'
import { silentLog } from './log.ts'

let postgres: TestPostgres
before(async () => {
  postgres = await postgresForTests()
})
after(async () => 'url' in postgres && postgres.stop())

const day = 86_400_000
const keyless = { key: null, credential: null }

test('two that begin at once agree on the key that seals', async t => {
  const pair = await two(t)
  if (!pair) return
  const [one, other] = pair
  const key = await newMerchant(one)
  assert.equal((await other.accounts.authenticate('native', key))?.kind, 'merchant')
})

test('what one revokes the other does not recognise a second later', async t => {
  const pair = await two(t)
  if (!pair) return
  const [one, other] = pair
  const key = await newMerchant(one)
  const { merchant, credential } = (await other.accounts.authenticate('native', key))!
  await one.accounts.revokeCredential(merchant!, credential, keyless, () => ({ status: 200, headers: {}, body: '' }))
  await one.world.pause(1_050)
  assert.equal(await other.accounts.authenticate('native', key), null)
})

test('when one turns the clock, the other hears of it by itself', async t => {
  const pair = await two(t)
  if (!pair) return
  const [one, other] = pair
  other.start()
  await one.sandbox!.moveTo(kitStart + 3 * day)
  for (let tries = 0; tries < 1200 && other.engine.world.now() < kitStart + 3 * day; tries++) await one.world.pause(50)
  assert.equal(other.engine.world.now(), kitStart + 3 * day)
})

test('two that begin with the cast at once have it once', async t => {
  const pair = await two(t, loadSampleCast)
  if (!pair) return
  const [here, there] = await Promise.all(pair.map(disputesOf))
  assert.ok(here!.length > 30)
  assert.deepEqual(here, there)
  assert.equal((await pair[0].engine.reads.merchants('', 100)).length, cast.length)
  assert.ok(await pair[1].accounts.authenticate('native', 'pk_test_sample_kiln'))
})

test('a turned clock and a reset do on PostgreSQL what they do on SQLite, and the other process goes on', async t => {
  const pair = await two(t, loadSampleCast)
  if (!pair) return
  const [one, other] = pair
  const before = await disputesOf(one)
  assert.ok((await one.sandbox!.moveTo(kitStart + 60 * day))!.happened > 0)
  const expired = (await Array.fromAsync(one.store.scan('event'))).filter(({ kind, at }) => kind === 'expired' && at > kitStart)
  assert.ok(expired.length > 0 && new Set(expired.map(({ at }) => at)).size > 1, 'each at its own instant')
  assert.equal(await one.workers.runOnceAll(kitStart + 60 * day), 0)
  await one.sandbox!.reset()
  assert.deepEqual(await disputesOf(one), before)
  assert.deepEqual(await disputesOf(other), before)
  const key = await newMerchant(one)
  assert.equal((await other.accounts.authenticate('native', key))?.kind, 'merchant', 'the sealing key is still shared')
  const third = await begin(one.config.databaseUrl, 'three')
  assert.equal((await third.accounts.authenticate('native', key))?.kind, 'merchant', 'and found by who begins now')
  await third.close()
})

async function disputesOf({ engine }: App): Promise<Dispute[]> {
  const pages = await Promise.all(cast.map(({ id }) => engine.reads.disputes(id, {}, 'opened_oldest', null, 100)))
  return pages.flatMap(({ items }) => items)
}

async function two(t: TestContext, loadCast: LoadCast | null = null): Promise<[App, App] | null> {
  if ('absent' in postgres) {
    t.skip(postgres.absent)
    return null
  }
  const { url, drop } = await freshDatabase(postgres.url)
  const apps = await Promise.all([begin(url, 'one', loadCast), begin(url, 'two', loadCast)])
  t.after(async () => {
    await Promise.all(apps.map(app => app.close()))
    await drop()
  })
  return apps as [App, App]
}

function begin(databaseUrl: string, seed: string, loadCast: LoadCast | null = null): Promise<App> {
  const config = { port: 0, host: '127.0.0.1', databaseUrl, mode: 'sandbox', adminKey: 'pk_admin_sandbox', publicUrl: null, logLevel: 'silent', sealKeys: null } as const
  return createApp(config, { world: { ...kitWorld(handClock(kitStart)), random: seededRandom(seed) }, log: silentLog, loadCast })
}

async function newMerchant({ accounts }: App): Promise<string> {
  let key = ''
  await accounts.createMerchant({ name: 'Mill', credentials: {} }, keyless, made => ((key = made.credentials.native.key!), { status: 201, headers: {}, body: '' }))
  return key
}
