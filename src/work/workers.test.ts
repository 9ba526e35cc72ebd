// All workers together, by their loops and by hand; the sequencer and the reaper, which are small, as well.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { atWork, type AtWork, type AtWorkOptions } from '../../test/kit/at-work.ts'
import { accept, day, hour, mill, minute, noon, respondBy } from '../../test/kit/builders.ts'
import { heldTimer } from '../../test/kit/held-timer.ts'
import { livedClock } from '../../test/kit/lived-time.ts'
import { answers, hangs, startReceiver } from '../../test/kit/receiver.ts'
import { createReaper } from './reaper.ts'
import type { Workers } from './workers.ts'

const closing: { close(): Promise<void> }[] = []
afterEach(async () => { for (const one of closing.splice(0).reverse()) await one.close() })

test('the loops deliver what is committed without being asked', async () => {
  const [kit, receiver] = await begin()
  const workers = started(kit)
  await kit.open()
  await receiver.nth(1)
  assert.deepEqual(kit.told, [mill])
  await workers.stop()
  assert.deepEqual((await kit.deliveries()).map(({ state }) => state), ['delivered'])
})

test('what becomes due while the loops run happens within a second of its time', async () => {
  const [kit, receiver] = await begin(answers(204), { clock: { now: Date.now, set: () => {}, advance: () => {} } })
  const workers = started(kit)
  const due = Date.now() + 400
  const lived = livedClock()
  await kit.open({ respondBy: respondBy(due) })
  while (!receiver.received.some(({ body }) => body.includes('dispute.expired'))) await turn()
  const [late, took] = [Date.now() - due, lived()]
  await workers.stop()
  assert.ok(late >= 0 && took < 400 + 1000, `${late} ms after it was due`)
})

test('a round of all carries a due dispute to its receiver, and tells how much happened', async () => {
  const [kit, receiver] = await begin()
  await kit.open({ respondBy: respondBy(noon + hour) })
  const workers = kit.workers()
  assert.equal(await workers.runOnceAll(noon), 2)
  kit.clock.set(noon + hour + 1)
  assert.equal(await workers.runOnceAll(noon + hour + 1), 3)
  assert.deepEqual(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type), ['dispute.opened', 'dispute.expired'])
})

test('who turns the clock waits a second for a receiver that hangs, hardly at all for one that did before, and each attempt is on record', async () => {
  const [kit, receiver] = await begin(hangs)
  await kit.open({ respondBy: respondBy(noon + 90 * day) })
  const timer = heldTimer()
  const workers = kit.workers({ timer })
  const waited: number[] = []
  for (let n = 1; n <= 3; n++) {
    const round = workers.runOnceAll(kit.clock.now())
    await receiver.nth(n)
    const longest = timer.waits().at(-1)!
    waited.push(longest)
    timer.pass(longest)
    await round
    kit.clock.advance(2 * hour)
  }
  assert.deepEqual(waited, [1000, 100, 100])
  const [{ attempts, state, tries }] = await kit.deliveries() as [Awaited<ReturnType<AtWork['deliveries']>>[number]]
  assert.deepEqual([attempts, state, tries.map(({ error }) => error)], [3, 'pending', Array(3).fill('The receiver did not answer in time')])
  receiver.behave(answers(204))
  await workers.runOnceAll(kit.clock.now())
  receiver.behave(hangs)
  await kit.open({ respondBy: respondBy(noon + 90 * day) })
  const after = workers.runOnceAll(kit.clock.now())
  await receiver.nth(5)
  assert.equal(timer.waits().at(-1), 1000, 'one that answered again is waited for again')
  timer.pass(1000)
  await after
})

test('what the loops have sent and nobody answers does not hold up who turns the clock', async () => {
  const [kit, receiver] = await begin(hangs)
  const timer = heldTimer()
  const workers = kit.workers({ timer })
  closing.push({ close: () => { const ended = workers.stop(); timer.pass(60_000); return ended } })
  workers.start()
  await kit.open({ respondBy: respondBy(noon + 90 * day) })
  while (receiver.received.length < 1) { timer.pass(10); await turn() }
  const round = workers.runOnceAll(kit.clock.now())
  await turn()
  timer.pass(1000)
  await round
  assert.deepEqual((await kit.deliveries()).map(({ attempts, state }) => [attempts, state]), [[1, 'pending']])
})

test('a clock that is turned while a notice is on its way does not send it twice', async () => {
  const [kit, receiver] = await begin(hangs)
  await kit.open()
  const timer = heldTimer()
  const workers = kit.workers({ timer })
  const first = workers.runOnceAll(noon)
  await receiver.nth(1)
  receiver.behave(answers(204))
  kit.clock.set(noon + 2 * minute)
  const second = workers.runOnceAll(noon + 2 * minute)
  for (let n = 0; n < 50; n++) await kit.deliveries()
  timer.pass(15_000)
  await Promise.all([first, second])
  const [delivery] = await kit.deliveries()
  assert.deepEqual([delivery!.fence, delivery!.attempts, receiver.received.length], [1, 1, 1])
})

test('nothing runs while the store is being emptied', async () => {
  const [kit, receiver] = await begin()
  const workers = started(kit)
  await kit.open()
  await receiver.nth(1)
  let rounds = 0
  await workers.whileStill(async () => {
    await kit.open()
    const before = (await kit.deliveries()).length
    void workers.runOnceAll(noon).then(() => void rounds++)
    for (let n = 0; n < 50; n++) assert.equal((await kit.deliveries()).length, before)
    assert.equal(rounds, 0)
  })
  await receiver.nth(2)
  await workers.stop()
})

test('stopping waits for what is on its way, but not for ever', async () => {
  const [kit, receiver] = await begin(hangs)
  const timer = heldTimer()
  const workers = kit.workers({ timer })
  await kit.open()
  const round = workers.runOnceAll(noon)
  await receiver.nth(1)
  let stopped = false
  const stopping = workers.stop(3000).then(() => void (stopped = true))
  await turn()
  assert.equal(stopped, false)
  timer.pass(3000)
  await stopping
  timer.pass(12_000)
  await round
})

test('a store that went away ends no loop', async () => {
  const [kit, receiver] = await begin()
  let down = true
  const sequence: typeof kit.store.queue.sequence = (...asked) => (down ? Promise.reject(new Error('connection lost')) : kit.store.queue.sequence(...asked))
  const workers = started(kit, { queue: { ...kit.store.queue, sequence } })
  await kit.open()
  while (kit.faults.length === 0) await turn()
  down = false
  await receiver.nth(1)
  assert.deepEqual(new Set(kit.faults), new Set(['work_errors sequencer']))
  await workers.stop()
})

test('the followers of a merchant are told once its notices have their places', async () => {
  const [kit] = await begin()
  for (let n = 0; n < 3; n++) await kit.open()
  assert.deepEqual(kit.told, [])
  await kit.workers().runOnceAll(noon)
  assert.deepEqual(kit.told, [mill])
  assert.deepEqual((await kit.store.reads.stream(mill, 0n, 10)).map(({ position }) => position), [1n, 2n, 3n])
})

test('an answer kept under a key lives for 31 days, and its dispute for ever', async () => {
  const [kit] = await begin()
  const dispute = await kit.open({ respondBy: null })
  const key = { principal: 'key_1', key: 'k1', fingerprint: 'f' }
  await kit.engine.perform({ merchant: mill, dispute, command: accept(), key, render: () => ({ status: 200, headers: {}, body: 'yes' }) })
  const kept = async (): Promise<boolean> => (await kit.store.reads.idempotency(mill, 'key_1', 'k1')) !== null
  await reapAt(kit, noon + 31 * day)
  assert.equal(await kept(), true)
  await reapAt(kit, noon + 31 * day + 1)
  assert.equal(await kept(), false)
  assert.deepEqual(await kit.events(dispute), ['opened', 'accepted'])
})

test('the marks of transactions are forgotten after a day', async () => {
  const [kit] = await begin()
  await kit.open()
  const marks = async (): Promise<number> => (await Array.fromAsync(kit.store.scan('batch'))).length
  const before = await marks()
  await reapAt(kit, noon + day)
  assert.equal(await marks(), before)
  await reapAt(kit, noon + day + 1)
  assert.deepEqual([before > 0, await marks()], [true, 0])
})

async function begin(behaviour = answers(204), options: AtWorkOptions = {}): Promise<[AtWork, Awaited<ReturnType<typeof startReceiver>>]> {
  const kit = await atWork(options)
  const receiver = await startReceiver(behaviour)
  closing.push(kit, receiver)
  await kit.webhook(receiver.url)
  return [kit, receiver]
}

function started(kit: AtWork, changes: Parameters<AtWork['workers']>[0] = {}): Workers {
  const workers = kit.workers(changes)
  workers.start()
  return workers
}

const reapAt = ({ store }: AtWork, at: number): Promise<number> => createReaper({ queue: store.queue }).runOnce(at)
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
