// Several processes on one PostgreSQL: each with its own store, engine and relay.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { atWork } from '../../test/kit/at-work.ts'
import { mill, noon } from '../../test/kit/builders.ts'
import { heldTimer } from '../../test/kit/held-timer.ts'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { answers, hangs, startReceiver } from '../../test/kit/receiver.ts'
import { leaseMs } from './relay.ts'

const postgres = await postgresForTests()
after(() => ('url' in postgres ? postgres.stop() : undefined))

test('two relays deliver every notice once and never the same one at once', async t => {
  if ('absent' in postgres) return t.skip(postgres.absent)
  const database = await freshDatabase(postgres.url)
  const [one, two] = [await atWork({ url: database.url, seed: 'one' }), await atWork({ url: database.url, seed: 'two' })]
  const receiver = await startReceiver(response => void setImmediate(() => response.writeHead(204).end()))
  const second = await startReceiver()
  await one.webhook(receiver.url)
  await two.webhook(second.url)
  for (let n = 0; n < 20; n++) await Promise.all([one.open(), two.open()])
  const workers = [one.workers(), two.workers()]
  while ((await one.store.reads.figures(noon)).pendingDeliveries > 0 || receiver.received.length === 0) {
    await Promise.all(workers.map(each => each.runOnceAll(noon)))
  }
  for (const { received } of [receiver, second]) {
    assert.equal(received.length, 40)
    assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 40)
  }
  const positions = (await two.store.reads.stream(mill, 0n, 100)).map(({ position }) => Number(position))
  assert.deepEqual(positions, Array.from({ length: 40 }, (_, n) => n + 1))
  await Promise.all([one, two, receiver, second].map(each => each.close()))
  await database.drop()
})

test('a process that was paused beyond its lease is fenced off and records nothing', async t => {
  if ('absent' in postgres) return t.skip(postgres.absent)
  const database = await freshDatabase(postgres.url)
  const [paused, quick] = [await atWork({ url: database.url, seed: 'one' }), await atWork({ url: database.url, seed: 'two', at: noon + leaseMs })]
  const receiver = await startReceiver(hangs)
  await paused.webhook(receiver.url)
  await paused.open()
  const timer = heldTimer()
  const late = paused.workers({ timer }).runOnceAll(noon)
  await receiver.nth(1)
  assert.equal(await quick.workers().runOnceAll(noon + leaseMs - 1), 0, 'as long as the lease lasts nobody else has it')
  receiver.behave(answers(400, 'a\u0000b'))
  await quick.workers().runOnceAll(noon + leaseMs)
  timer.pass(15_000)
  await late
  const [delivery] = await quick.deliveries()
  assert.deepEqual([delivery!.state, delivery!.fence, delivery!.tries.map(({ answer }) => answer)], ['pending', 2, ['a\ufffdb']])
  assert.deepEqual(paused.log.map(({ text }) => text), ['A delivery took longer than its lease; another process has it'])
  await Promise.all([paused, quick, receiver].map(each => each.close()))
  await database.drop()
})
