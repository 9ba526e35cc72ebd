// Who may go on with a list: whoever reads it, for as long as they live and stay.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atBridge, readsBack, type AtBridge } from '../../test/kit/at-bridge.ts'
import { atWork, type AtWork } from '../../test/kit/at-work.ts'
import { connection, mill, minute } from '../../test/kit/builders.ts'
import type { Outcome } from '../core/outcome.ts'
import { connectionRow, firstPoll, usualSettings } from '../engine/connection.ts'
import type { Store } from '../engine/store.ts'
import type { ListPage, Upstream, Wanted } from '../engine/upstream.ts'
import { pollLeaseMs } from './held-polls.ts'
import type { Workers } from './workers.ts'

const second = 1_000
type Page = Outcome<ListPage>
const page = (next: string | null): Page => ({ kind: 'done', value: { items: [], next } })
const place = async (store: Store) => (await store.reads.poll(mill, connection))!
/** What another process would get to read. */
const others = async ({ store }: { store: Store }, at: number): Promise<number> => (await store.bridge.claimPolls(at, at + pollLeaseMs, 10, 16)).length

/** A list that is asked for and answers when it is told to. */
function slowList(): { list(): Promise<Page>; asked: Promise<void>; answer(page: Page): void } {
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<Page>()]
  return { list: () => { asked.resolve(); return answered.promise }, asked: asked.promise, answer: answered.resolve }
}

async function withPolling(work: (kit: AtBridge) => Promise<void>): Promise<void> {
  const kit = await atBridge()
  try {
    await kit.engine.write({ merchant: mill, writes: [{ table: 'poll', rows: [firstPoll(mill, connection, kit.clock.now())] }] })
    await work(kit)
  } finally {
    await kit.close()
  }
}

test('a list that takes long stays with who reads it while they live, and a minute after they are gone it is somebody else\'s', () => withPolling(async kit => {
  const { poller, clock, store, provider } = kit
  const slow = slowList()
  provider.list = slow.list
  assert.equal(await poller.runOnce(clock.now()), 1)
  for (let looks = 0; looks < 10; looks++) {
    clock.advance(40 * second)
    assert.deepEqual([await poller.runOnce(clock.now()), await others(kit, clock.now())], [0, 0])
  }
  clock.advance(pollLeaseMs - 1)
  assert.equal(await others(kit, clock.now()), 0)
  clock.advance(1)
  assert.equal(await others(kit, clock.now()), 1)
  const theirs = await place(store)
  clock.advance(30 * second)
  await poller.runOnce(clock.now())
  slow.answer(page('2'))
  await poller.drain()
  assert.deepEqual([await place(store), provider.heard], [theirs, ['list null']], 'who comes back too late moves nothing and reads no further')
}))

test('who looks often asks for more time now and then only, and for none where nothing is read', () => withPolling(async kit => {
  const { poller, clock, store, provider } = kit
  const slow = slowList()
  provider.list = slow.list
  const kept: number[] = []
  const { keepPolls } = store.bridge
  store.bridge.keepPolls = async (held, at, until) => { kept.push(at); return keepPolls(held, at, until) }
  for (let looks = 0; looks < 60; looks++) {
    await poller.runOnce(clock.now())
    clock.advance(second)
  }
  assert.ok(kept.length >= 2 && kept.length <= 3, `asked ${kept.length} times in a minute`)
  slow.answer(page(null))
  await poller.drain()
  clock.advance(minute)
  await poller.runOnce(clock.now())
  assert.ok(kept.length <= 3)
}))

test('who leaves reads to the end of the page, and somebody else goes on behind it at once', () => withPolling(async kit => {
  const { poller, clock, store, provider } = kit
  provider.list = () => { poller.leave(); return page('2') }
  await kit.poll()
  const { cursor, leaseUntil, failures } = await place(store)
  assert.deepEqual([cursor, leaseUntil, failures, provider.heard, await others(kit, clock.now())], ['2', 0, 0, ['list null'], 1])
}))

/** The workers of a process that is in the middle of the first of a hundred pages. */
async function withReading(work: (kit: AtWork, workers: Workers, slow: ReturnType<typeof slowList>, heard: (string | null)[]) => Promise<void>): Promise<void> {
  const kit = await atWork()
  const slow = slowList()
  const heard: (string | null)[] = []
  const list = ({ cursor }: Wanted): Promise<Page> | Page => { heard.push(cursor); return cursor === null ? slow.list() : page(cursor === '100' ? null : `${Number(cursor) + 1}`) }
  const upstream = { capabilities: readsBack, list } as unknown as Upstream
  const workers = kit.workers({ dialects: [{ name: 'native', notices: null, connector: { credentials: [], switches: {}, production: null, capabilities: readsBack, connect: () => upstream } }] })
  const row = connectionRow({ merchant: mill, id: connection, dialect: 'native', name: 'Far', url: 'https://far.example', state: 'active', credentials: {}, settings: usualSettings, createdAt: 0, updatedAt: 0 }, kit.vault)
  await kit.engine.write({ merchant: mill, writes: [{ table: 'connection', rows: [row] }, { table: 'poll', rows: [firstPoll(mill, connection, kit.clock.now())] }] })
  workers.start()
  await slow.asked
  await work(kit, workers, slow, heard).finally(async () => {
    await workers.stop()
    await kit.close()
  })
}

test('when the process stops, what it could not finish reading is given back at once', () => withReading(async (kit, workers, slow) => {
  assert.equal(await others(kit, kit.clock.now()), 0)
  await workers.stop(0)
  assert.equal(await others(kit, kit.clock.now()), 1)
  slow.answer(page(null))
}))

test('who wants the workers to be still waits for the end of a page only, and then the list is read on', () => withReading(async (kit, workers, slow, heard) => {
  const still = workers.whileStill(async () => heard.length)
  slow.answer(page('2'))
  const read = await still
  workers.wake()
  while ((await place(kit.store)).endedAt === null) await new Promise(resume => setTimeout(resume, 5))
  assert.ok(read < 50, `${read} pages were waited for`)
  assert.deepEqual([heard.length, heard.at(-1)], [100, '100'])
}))
