import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import type { Store } from '../engine/store.ts'
import { openStore } from './open.ts'
import { askOf, merchantA } from './sample.ts'

async function over(kind: 'sqlite' | 'postgres', work: (one: Store, other: Store) => Promise<void>, skip: (why: string) => void): Promise<void> {
  const server = kind === 'postgres' ? await postgresForTests() : null
  if (server && 'absent' in server) return skip(server.absent)
  const database = server && await freshDatabase(server.url)
  const stores = database ? [await openStore(database.url), await openStore(database.url)] : [await openStore('sqlite::memory:')]
  try {
    await work(stores[0]!, stores.at(-1)!)
  } finally {
    for (const store of stores) await store.close()
    await database?.drop()
    await server?.stop()
  }
}

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`attempts at a place are counted for all processes until the window of the first ends, and none gets lost between them (${kind})`, t => over(kind, async ({ desk: one }, { desk: other }) => {
    const counts = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 ? one : other).attempted('mina', 1_000 + at, 5_000).then(({ count }) => count)))
    assert.deepEqual(counts.sort((a, b) => a - b), Array.from({ length: 40 }, (_, at) => at + 1))
    assert.deepEqual(await one.attempted('jo', 4_999, 9_000), { count: 1, until: 9_000 })
    assert.deepEqual(await other.attempted('mina', 4_999, 9_000), { count: 41, until: 5_000 })
    await Promise.all([one.forgiven('mina'), other.forgiven('mina'), one.forgiven('nobody')])
    assert.deepEqual(await one.attempted('mina', 4_999, 9_000), { count: 40, until: 5_000 })
    assert.deepEqual(await other.attempted('mina', 5_000, 9_500), { count: 1, until: 9_500 })
    for (let at = 0; at < 3; at++) await one.forgiven('mina')
    assert.deepEqual(await one.attempted('mina', 5_001, 9_999), { count: 1, until: 9_500 }, 'what is forgiven twice is no credit')
  }, why => t.skip(why)))

  test(`what is over is forgotten, and no other setting with it (${kind})`, t => over(kind, async store => {
    await store.transact([askOf(merchantA)], () => [{ table: 'setting', rows: ['attempt', 'attempt!', 'a', 'z'].map(name => ({ merchant: '', name, value: '0' })) }])
    for (let at = 0; at < 150; at++) await store.desk.attempted(`place ${at}`, at, 1_000)
    const kept = async (): Promise<string[]> => (await Array.fromAsync(store.scan('setting'))).map(({ name }) => name)
    assert.equal((await kept()).length, 154)
    await store.desk.attempted('next', 1_000, 2_000)
    assert.equal((await kept()).length, 55)
    await store.desk.attempted('and then', 1_000, 2_000)
    assert.deepEqual((await kept()).sort(), ['a', 'attempt', 'attempt and then', 'attempt next', 'attempt!', 'z'])
  }, why => t.skip(why)))
}
