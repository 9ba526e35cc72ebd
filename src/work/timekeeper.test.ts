// Time acting on disputes of a real store: the clock is in the hand and nothing waits.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { atWork, type AtWork } from '../../test/kit/at-work.ts'
import { accept, anOpening, day, hour, id, mill, noon, respondBy } from '../../test/kit/builders.ts'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { StoreDown } from '../engine/store.ts'
import { createClockWatch, unwatched } from './clock-watch.ts'
import { createTimekeeper, type Due } from './timekeeper.ts'

const postgres = await postgresForTests()
after(() => ('url' in postgres ? postgres.stop() : undefined))

/** Opened less than a day before, so that there is no warning to be sent. */
const inAnHour = { respondBy: respondBy(noon + hour) }

test('a dispute expires one millisecond after its deadline, once', async () => {
  const kit = await atWork()
  const dispute = await kit.open(inAnHour)
  const timekeeper = keeper(kit)
  assert.equal(await timekeeper.next!(), noon + hour + 1)
  assert.equal(await runAt(kit, timekeeper, noon + hour), 0)
  assert.equal(await runAt(kit, timekeeper, noon + hour + 1), 1)
  assert.equal(await runAt(kit, timekeeper, noon + 2 * hour), 0)
  assert.deepEqual([await kit.events(dispute), await timekeeper.next!()], [['opened', 'expired'], null])
  await kit.close()
})

test('what is due more than 25 days ahead happens at its time, also after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-timekeeper-'))
  const url = `sqlite:${join(folder, 'parley.db')}`
  const due = noon + 90 * day
  const before = await atWork({ url })
  const dispute = await before.open({ respondBy: respondBy(due) })
  assert.equal(await runAt(before, keeper(before), noon + 26 * day), 0)
  await before.close()

  const restarted = await atWork({ url, at: due, seed: 'restarted' })
  assert.equal(await keeper(restarted).runOnce(due), 1)
  assert.equal(await runAt(restarted, keeper(restarted), due + 1), 1)
  assert.deepEqual(await restarted.events(dispute), ['opened', 'deadline_near', 'expired'])
  await restarted.close()
  rmSync(folder, { recursive: true })
})

test('a warning and a held acceptance that are both due happen in one round, in the order of their times', async () => {
  const kit = await atWork()
  const dispute = await kit.open({ respondBy: respondBy(noon + 2 * day) })
  await kit.engine.perform({ merchant: mill, dispute, command: accept({ holdMs: 30 * hour }) })
  assert.equal(await runAt(kit, keeper(kit), noon + 40 * hour), 2)
  assert.deepEqual(await kit.events(dispute), ['opened', 'acceptance_held', 'deadline_near', 'accepted'])
  await kit.close()
})

test('several timekeepers at once expire each dispute once', async () => {
  const kit = await atWork()
  const disputes = await openMany(kit, 20)
  kit.clock.set(noon + 2 * hour)
  const counts = await Promise.all([1, 2, 3, 4].map(() => keeper(kit).runOnce(noon + 2 * hour)))
  assert.equal(counts.reduce((a, b) => a + b), 20)
  for (const dispute of disputes) assert.deepEqual(await kit.events(dispute), ['opened', 'expired'])
  await kit.close()
})

test('two processes on one PostgreSQL expire each dispute once', async t => {
  if ('absent' in postgres) return t.skip(postgres.absent)
  const database = await freshDatabase(postgres.url)
  const [one, two] = [await atWork({ url: database.url, seed: 'one' }), await atWork({ url: database.url, seed: 'two' })]
  const disputes = await openMany(one, 20)
  for (const kit of [one, two]) kit.clock.set(noon + 2 * hour)
  const counts = await Promise.all([one, two].map(kit => keeper(kit).runOnce(noon + 2 * hour)))
  assert.equal(counts.reduce((a, b) => a + b), 20)
  for (const dispute of disputes) assert.deepEqual(await two.events(dispute), ['opened', 'expired'])
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

test('of an acceptance and the expiry that race at the instant exactly one wins', async () => {
  const kit = await atWork()
  const disputes = await openMany(kit, 20)
  kit.clock.set(noon + hour)
  const accepting = disputes.map((dispute, n) => kit.engine.perform({ merchant: mill, dispute, command: accept({ act: id('act', n + 10) }) }))
  kit.clock.set(noon + hour + 1)
  await Promise.all([keeper(kit).runOnce(noon + hour + 1), ...accepting])
  for (const dispute of disputes) {
    const ended = (await kit.events(dispute)).filter(kind => kind === 'accepted' || kind === 'expired')
    assert.equal(ended.length, 1)
  }
  await kit.close()
})

test('more broken disputes than fit into a round do not keep a sound one from expiring', async () => {
  let broken = false
  const kit = await atWork({ broken: dialect => broken && dialect === 'omise' })
  await openMany(kit, 300, { dialect: 'omise', respondBy: respondBy(noon + hour - 1) })
  const sound = await kit.open(inAnHour)
  broken = true
  const blamed: Due[] = []
  const timekeeper = keeper(kit, { onBroken: one => void blamed.push(one) })
  assert.equal(await runAt(kit, timekeeper, noon + 2 * hour), 0)
  assert.equal(await timekeeper.runOnce(noon + 2 * hour), 1)
  assert.deepEqual(await kit.events(sound), ['opened', 'expired'])
  assert.equal(blamed.length, 300, 'a broken one is left alone for a while')
  await kit.close()
})

test('a dispute that was broken expires once it is sound again', async () => {
  let broken = true
  const kit = await atWork({ broken: dialect => broken && dialect === 'omise' })
  broken = false
  await kit.open({ dialect: 'omise', ...inAnHour })
  broken = true
  const timekeeper = keeper(kit)
  assert.equal(await runAt(kit, timekeeper, noon + 2 * hour), 0)
  broken = false
  assert.equal(await runAt(kit, timekeeper, noon + 2 * hour + 999), 0)
  assert.equal(await runAt(kit, timekeeper, noon + 2 * hour + 1000), 1)
  await kit.close()
})

test('a store that is down is no dispute\'s fault: the round fails and nothing is set aside', async () => {
  const kit = await atWork()
  await kit.open(inAnHour)
  let down = true
  const perform: typeof kit.engine.perform = asked => (down ? Promise.reject(new StoreDown('gone')) : kit.engine.perform(asked))
  const timekeeper = createTimekeeper({ engine: { ...kit.engine, perform }, clock: unwatched, onBroken: fail })
  kit.clock.set(noon + 2 * hour)
  await assert.rejects(timekeeper.runOnce(noon + 2 * hour), StoreDown)
  down = false
  assert.equal(await timekeeper.runOnce(noon + 2 * hour), 1)
  await kit.close()
})

test('a clock that jumps forward expires nothing before its time has been lived through', async () => {
  const kit = await atWork()
  const dispute = await kit.open(inAnHour)
  let lived = 0
  const timekeeper = keeper(kit, { clock: createClockWatch(noon, () => lived, silent) })
  assert.equal(await runAt(kit, timekeeper, noon + 2 * hour), 0)
  lived = hour
  assert.equal(await runAt(kit, timekeeper, noon + 3 * hour), 0)
  lived = hour + 1
  assert.equal(await runAt(kit, timekeeper, noon + 3 * hour + 1), 1)
  assert.deepEqual(await kit.events(dispute), ['opened', 'expired'])
  await kit.close()
})

test('a clock that jumps over a warning and the deadline at once expires nothing either', async () => {
  const kit = await atWork()
  const dispute = await kit.open({ respondBy: respondBy(noon + 2 * day) })
  const blamed: Due[] = []
  let lived = 0
  const timekeeper = keeper(kit, { clock: createClockWatch(noon, () => lived, silent), onBroken: one => void blamed.push(one) })
  lived = 30 * hour
  for (const hours of [60, 61, 62, 63]) assert.equal(await runAt(kit, timekeeper, noon + hours * hour), 0)
  assert.deepEqual([await kit.events(dispute), blamed], [['opened'], []])
  await kit.close()
})

test('a clock that is stepped back re-opens nothing', async () => {
  const kit = await atWork()
  const dispute = await kit.open(inAnHour)
  await runAt(kit, keeper(kit), noon + 2 * hour)
  await runAt(kit, keeper(kit), noon)
  assert.deepEqual(await kit.events(dispute), ['opened', 'expired'])
  await kit.close()
})

test('an alarm is raised once per jump of more than five minutes, either way, and taken back when the clocks agree', () => {
  const alarms: (number | 'agreed')[] = []
  let lived = 0
  const watch = createClockWatch(noon, () => lived, { jumped: ms => void alarms.push(ms), agreed: () => void alarms.push('agreed') })
  const five = 5 * 60_000
  assert.deepEqual([noon + five, noon - five, noon + five + 1, noon + five + 2].map(watch.trusted), [noon + five, noon - five, noon, noon])
  assert.deepEqual([watch.trusted(noon), watch.trusted(noon - five - 1)], [noon, noon - five - 1])
  lived = 30 * day
  assert.equal(watch.trusted(noon + 30 * day), noon + 30 * day)
  assert.deepEqual(alarms, [five + 1, 'agreed', -five - 1, 'agreed'])
})

const silent = { jumped: () => {}, agreed: () => {} }

function keeper({ engine }: AtWork, changes: Partial<Parameters<typeof createTimekeeper>[0]> = {}) {
  return createTimekeeper({ engine, clock: unwatched, onBroken: () => {}, ...changes })
}

function runAt(kit: AtWork, timekeeper: ReturnType<typeof createTimekeeper>, at: number): Promise<number> {
  kit.clock.set(at)
  return timekeeper.runOnce(at)
}

function openMany(kit: AtWork, count: number, changes: Partial<ReturnType<typeof anOpening>> = inAnHour) {
  return Promise.all(Array.from({ length: count }, () => kit.open(changes)))
}

function fail(_one: Due, error: unknown): never {
  throw error
}
