// Several Parleys over one PostgreSQL: they agree on what only one of them can say first, and hear of each other within a second.

import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { freshDatabase, postgresForTests, type TestPostgres } from '../../test/kit/postgres.ts'
import { kitStart } from '../../test/kit/server.ts'
import { handClock, kitWorld, seededRandom } from '../../test/kit/world.ts'
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

test('when one turns the clock, the clock of the other is there within two seconds', async t => {
  const pair = await two(t)
  if (!pair) return
  const [one, other] = pair
  other.start()
  await one.sandbox!.moveTo(kitStart + 3 * day)
  for (let tries = 0; tries < 40 && other.engine.world.now() < kitStart + 3 * day; tries++) await one.world.pause(50)
  assert.equal(other.engine.world.now(), kitStart + 3 * day)
})

test('two that begin with the cast at once have it once', async t => {
  const pair = await two(t, loadSampleCast)
  if (!pair) return
  const counts = await Promise.all(pair.map(async app => {
    const pages = await Promise.all(cast.map(({ id }) => app.engine.reads.disputes(id, {}, 'opened_oldest', null, 100)))
    return pages.reduce((sum, { items }) => sum + items.length, 0)
  }))
  assert.equal(counts[0], counts[1])
  assert.equal((await pair[0].engine.reads.merchants('', 100)).length, cast.length)
  assert.ok(await pair[1].accounts.authenticate('native', 'pk_test_sample_kiln'))
})

async function two(t: TestContext, loadCast: LoadCast | null = null): Promise<[App, App] | null> {
  if ('absent' in postgres) {
    t.skip(postgres.absent)
    return null
  }
  const { url, drop } = await freshDatabase(postgres.url)
  const begin = (seed: string): Promise<App> => createApp(
    { port: 0, host: '127.0.0.1', databaseUrl: url, mode: 'sandbox', adminKey: 'pk_admin_sandbox', publicUrl: null, logLevel: 'silent', sealKeys: null },
    { world: { ...kitWorld(handClock(kitStart)), random: seededRandom(seed) }, log: silentLog, loadCast },
  )
  const apps = await Promise.all([begin('one'), begin('two')])
  t.after(async () => {
    await Promise.all(apps.map(app => app.close()))
    await drop()
  })
  return apps as [App, App]
}

async function newMerchant({ accounts }: App): Promise<string> {
  let key = ''
  await accounts.createMerchant({ name: 'Mill', credentials: {} }, keyless, made => ((key = made.credentials.native.key!), { status: 201, headers: {}, body: '' }))
  return key
}
