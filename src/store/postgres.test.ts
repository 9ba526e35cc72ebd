// PostgreSQL: the common suite, and what only a server on the other side of a network can suffer.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { livedClock } from '../../test/kit/lived-time.ts'
import { freshDatabase, postgresForTests } from '../../test/kit/postgres.ts'
import { CommitUnknown, StoreDown, TryAgain } from '../engine/store.ts'
import type { Ask, Store } from '../engine/store.ts'
import { conformance } from './conformance.ts'
import { cuttingProxy } from './cutting.ts'
import { askEverything, growing } from './everything.ts'
import { readMigrations } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { openStore } from './open.ts'
import type { OpenOptions } from './open.ts'
import { poolOf } from './postgres/pool.ts'
import {
  askOf, attemptRow, deliveryRow, endpointRow, eventRow, idOf, keyRow, merchantA, merchantB, merchantRow, noticeRow, oneOfEach, opened, postingRow, rowFor,
} from './sample.ts'

const server = await postgresForTests()

if ('absent' in server) test('PostgreSQL', { skip: server.absent }, () => undefined)
else {
  conformance('PostgreSQL', async () => {
    const { url, drop } = await freshDatabase(server.url)
    const store = await openStore(url, { sandbox: true })
    return { store, close: () => store.close().then(drop) }
  })
  describe('PostgreSQL, over a network and shared', () => shared(server.url))
  after(server.stop)
}

function shared(base: string): void {
  let url = ''
  let drop: () => Promise<void>
  let store: Store
  const closing: (() => Promise<unknown>)[] = []
  const open = async (at = url, options: OpenOptions = {}): Promise<Store> => {
    const made = await openStore(at, { sandbox: true, ...options })
    closing.push(() => made.close())
    return made
  }
  const fresh = async (): Promise<string> => {
    const made = await freshDatabase(base)
    closing.push(made.drop)
    return made.url
  }
  const sql = async (text: string, at = url): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: at, options: '-c search_path=parley' })
    await client.connect()
    try {
      return await client.query(text)
    } finally {
      await client.end()
    }
  }
  before(async () => {
    ({ url, drop } = await freshDatabase(base))
    store = await open()
    await store.transact([askOf(merchantA)], () => [{ table: 'merchant', rows: [merchantRow(merchantA)] }])
  })
  after(async () => {
    for (const close of closing) await close()
    await drop()
  })
  const event = (ask: Ask, seq: number, through = store): Promise<void> => through.transact([ask], () => [{ table: 'event', rows: [eventRow('dsp_cut', seq)] }])
  const has = async (seq: number): Promise<boolean> => (await store.reads.events(merchantA, idOf('cut'), seq - 1, 1)).some((found) => found.seq === seq)

  test('a connection cut before COMMIT arrives leaves the outcome unknown, and it is found not to have happened', async () => {
    const proxy = await cuttingProxy(url)
    const far = await open(proxy.url)
    const ask = askOf(merchantA)
    proxy.cut = 'before commit'
    await assert.rejects(event(ask, 1, far), CommitUnknown)
    proxy.cut = 'never'
    assert.deepEqual([await far.settled([ask]), await has(1)], [false, false])
    await event(askOf(merchantA), 1, far)
    await far.close()
    await proxy.close()
  })

  test('a connection cut after COMMIT was done leaves the outcome unknown, and it is found to have happened', async () => {
    const proxy = await cuttingProxy(url)
    const far = await open(proxy.url)
    const ask = askOf(merchantA)
    proxy.cut = 'after commit'
    await assert.rejects(event(ask, 2, far), CommitUnknown)
    proxy.cut = 'never'
    assert.deepEqual([await far.settled([ask]), await has(2)], [true, true])
    await far.close()
    await proxy.close()
  })

  test('a session that the server ends while a decision is taken writes all or nothing, and which can be known', async () => {
    const ask = askOf(merchantA, { credentials: ['key_1'] })
    const ended = store.transact([ask], () => {
      execute.push(sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'parley-write'`))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
      return [{ table: 'event', rows: [eventRow('dsp_cut', 3)] }]
    })
    const outcome = await ended.then(() => 'done', (error: Error) => error.name)
    await Promise.all(execute)
    const written = await has(3)
    // Ended between the commit and its answer, it cannot be known by the answer alone.
    if (outcome !== 'CommitUnknown') assert.equal(outcome === 'done', written)
    assert.equal(await store.settled([ask]), written)
  })
  const execute: Promise<unknown>[] = []

  const untilWaiting = async (count: number): Promise<void> => {
    const waiting = `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (((await sql(waiting)).rows[0] as { count: number }).count < count) await sleep(5)
  }

  /** Holds `first` while two transactions come to wait for it, and tells what became of them. */
  async function bothBehind(first: string, one: () => Promise<void>, other: () => Promise<void>): Promise<unknown[]> {
    const holder = new pg.Client({ connectionString: url, options: '-c search_path=parley' })
    await holder.connect()
    await holder.query('begin')
    await holder.query(first)
    const endOf = (running: Promise<void>): Promise<unknown> => running.then(() => 'done', (error: Error) => error.cause ?? error)
    const ends = [endOf(one())]
    await untilWaiting(1)
    ends.push(endOf(other()))
    await untilWaiting(2)
    await holder.query('rollback')
    await holder.end()
    return Promise.all(ends)
  }

  test('batches of the same merchants, asked for in another order, wait for each other and never in a circle', { timeout: 30_000 }, async () => {
    const second = await open()
    await store.transact([askOf(merchantA)], () => [{ table: 'merchant', rows: [merchantRow(merchantB)] }])
    const rows = [rowFor('lock_1'), rowFor('lock_2', { merchant: merchantB })]
    await store.transact([askOf(merchantA), askOf(merchantB)], () => opened(...rows))
    const a = { disputes: [idOf('lock_1')] }
    const b = { disputes: [idOf('lock_2')] }
    for (const table of ['dispute', 'payment']) {
      const ends = await bothBehind(`select 1 from ${table} where merchant = '${merchantA}' and id = '${table === 'dispute' ? idOf('lock_1') : 'pay_lock_1'}' for update`,
        () => store.transact([askOf(merchantA, a), askOf(merchantB, b)], () => []), () => second.transact([askOf(merchantB, b), askOf(merchantA, a)], () => []))
      assert.deepEqual(ends, ['done', 'done'])
    }
  })

  test('two processes that open the same disputes in another order: one is told that they are there, and neither waits in a circle', { timeout: 30_000 }, async () => {
    const second = await open()
    const opening = (names: [string, string], theirs: [string, string]) => opened(...names.map((name, n) => rowFor(name, { theirId: theirs[n]!, payment: 'pay_twice' }))).slice(1)
    await store.transact([askOf(merchantA)], () => opened(rowFor('twice_0', { theirId: 'w', payment: 'pay_twice' })))
    const ends = await bothBehind(`insert into dispute select merchant, 'dsp_holder', dialect, home, 'x', state, phase, category, currency, amount, respond_by, wake_at, payment, opened_at,
      updated_at, revision, cycle, chain, search, body from dispute where id = '${idOf('twice_0')}'`,
    () => store.transact([askOf(merchantA)], () => opening(['twice_1', 'twice_2'], ['x', 'y'])), () => second.transact([askOf(merchantA)], () => opening(['twice_3', 'twice_4'], ['y', 'x'])))
    assert.deepEqual(ends.map((end) => (end === 'done' ? end : (end as { code: string }).code)).sort(), ['23505', 'done'])
  })

  test('where nothing listens the store is down, at once', async () => {
    const nowhere = new URL(url)
    nowhere.port = '1'
    const lived = livedClock()
    await assert.rejects(openStore(nowhere.href), StoreDown)
    assert.ok(lived() < 2000)
  })

  test('a process that stands still while it connects finds the store where it was', async () => {
    const still = await open()
    const written = event(askOf(merchantA), 6, still)
    await new Promise(setImmediate)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000)
    await written
    assert.equal(await has(6), true)
  })

  test('when every connection is busy the store is down within two seconds, and says so of itself', async () => {
    const busy = await open()
    const locker = new pg.Client({ connectionString: url, options: '-c search_path=parley' })
    await locker.connect()
    await locker.query('begin; lock table batch in access exclusive mode')
    const stuck = Array.from({ length: 6 }, () => event(askOf(merchantA), 4, busy).catch((error: Error) => error))
    const lived = livedClock()
    const [refused, ready] = await Promise.all([event(askOf(merchantA), 4, busy).catch((error: Error) => error), busy.ready()])
    assert.ok(refused instanceof StoreDown && !ready.ok && lived() < 2000)
    await locker.query('rollback')
    await Promise.all(stuck)
    await locker.end()
    assert.equal((await busy.ready()).ok, true)
  })

  test('a dispute that another process holds for too long may be tried again', async () => {
    await store.transact([askOf(merchantA)], () => opened(rowFor('held')))
    const locker = new pg.Client({ connectionString: url, options: '-c search_path=parley' })
    await locker.connect()
    await locker.query(`begin; select 1 from dispute where id = 'dsp_held' for update`)
    await assert.rejects(store.transact([askOf(merchantA, { disputes: [idOf('held')] })], () => []), TryAgain)
    await locker.query('rollback')
    await locker.end()
  })

  test('two processes that write one key at once: one is told to try again, and then sees the other\'s answer', async () => {
    const other = await open()
    const racing = (through: Store, answer: string) => through.transact([askOf(merchantA, { keys: [{ principal: 'key_1', key: 'race' }] })],
      (loaded) => (loaded.get(merchantA)!.keys.size > 0 ? [] : [{ table: 'idempotency', rows: [keyRow('race', { answer })] }]))
    for (let round = 0; round < 20; round += 1) {
      await sql(`delete from idempotency where key = 'race'`)
      const outcomes = await Promise.allSettled([racing(store, 'a'), racing(other, 'b')])
      for (const outcome of outcomes) if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof TryAgain)
      assert.ok(outcomes.some(({ status }) => status === 'fulfilled'))
      await racing(other, 'c')
      assert.match((await store.reads.idempotency(merchantA, 'key_1', 'race'))!.answer, /^[ab]$/)
    }
  })

  test('two processes never lease the same delivery, and number each notice once', async () => {
    const other = await open()
    const notices = Array.from({ length: 60 }, (_, index) => noticeRow(`ntc_${String(index).padStart(3, '0')}`))
    await store.transact([askOf(merchantA)], () => [{ table: 'endpoint', rows: [endpointRow('whk_1'), endpointRow('whk_2')] }, { table: 'notice', rows: notices }])
    let made = 0
    const numbered = await Promise.all([store, other, store, other].map((each) => each.queue.sequence(20, 5000, () => `dlv_${++made}`)))
    assert.equal(numbered.reduce((sum, { count }) => sum + count, 0), 60)
    assert.deepEqual((await store.reads.stream(merchantA, 0n, 100)).map(({ position }) => position), notices.map((_, index) => BigInt(index + 1)))
    const claimed = (await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? store : other).queue.claim(6000, 7000, 12, 100, 1000)))).flat()
    assert.equal(new Set(claimed.map(({ id }) => id)).size, claimed.length)
    assert.equal(claimed.length, 120)
    const settled = await Promise.all(claimed.slice(0, 10).flatMap((delivery) => [store, other].map((each) =>
      each.queue.settle(delivery, { state: 'delivered', dueAt: 0, attempt: attemptRow(delivery.id, 1) }))))
    assert.equal(settled.filter(Boolean).length, 10)
  })

  test('the application\'s role has no right to change events and postings, and triggers refuse whoever has', async () => {
    await store.transact([askOf(merchantA)], () => oneOfEach().filter((each) => 'table' in each && ['event', 'posting'].includes(each.table)))
    for (const table of ['event', 'posting']) {
      for (const change of [`update ${table} set at = 1`, `delete from ${table}`, `truncate ${table}`]) {
        await assert.rejects(sql(`set role parley_app; ${change}`), /permission denied/)
        await assert.rejects(sql(change), /never changed/)
      }
    }
    const pool = poolOf(url, 'write', true)
    assert.equal((await pool.query('select current_user as name')).rows[0].name, 'parley_app')
    await pool.end()
    await assert.rejects(sql('set role parley_app; drop table event'), /must be owner/)
  })

  test('a live store cannot be emptied', async () => {
    await assert.rejects((await open(url, { sandbox: false })).reset(), /sandbox/)
    await assert.rejects(store.backup('x'), /pg_dump/)
  })

  test('a migration cut short at any statement is taken up again by the next start', async () => {
    const migrations = readMigrations('postgres')
    const statements = migrations.flatMap((each) => each.statements).length
    const at = await fresh()
    for (let cut = 1; cut <= statements; cut += 1) {
      await assert.rejects(openStore(at, { migrations: cutAt(migrations, cut) }), /nowhere/)
      const made = await openStore(at, { sandbox: true })
      assert.deepEqual((await made.ready()).ok, true)
      await made.close()
      await sql('drop schema parley cascade', at)
    }
  })

  test('several processes may start on an empty database at once', async () => {
    const at = await fresh()
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(at)))
    await Promise.all(stores.map((each) => each.close()))
    assert.equal((await sql('select count(*)::int as count from parley_migration', at)).rows[0].count, readMigrations('postgres').length)
  })

  test('a schema from a newer Parley is refused', async () => {
    const at = await fresh()
    await (await openStore(at, { migrations: [...readMigrations('postgres'), { number: 99, name: '0099_later', statements: [] }] })).close()
    await assert.rejects(openStore(at), /newer Parley.*99/)
    await assert.rejects(openStore(await fresh(), { migrates: false }), /parley migrate/)
  })

  test('no query walks a whole table', async () => {
    const times = Array.from({ length: 3000 }, (_, index) => 1_000_000_000 + index)
    const rows = times.map((at) => rowFor(`many${at}`, { respondBy: at, openedAt: at, payment: 'pay_many' }))
    await store.transact([askOf(merchantA)], () => [
      ...opened(...rows), { table: 'event', rows: times.map((at) => eventRow(`dsp_${at}`, 1, { act: `act_${at}`, at })) },
      { table: 'posting', rows: times.map((at) => postingRow(`dsp_${at}`, 1, 0, { at })) },
      { table: 'notice', rows: times.map((at) => noticeRow(`ntc_${at}`, { dispute: `dsp_${at}`, at, position: at % 2 ? BigInt(at) : null })) },
      { table: 'delivery', rows: times.map((at) => deliveryRow(`dlv_${at}`, `ntc_${at}`, { dueAt: at })) },
      { table: 'attempt', rows: times.map((at) => attemptRow(`dlv_${at}`, 1, { at })) },
      { table: 'idempotency', rows: times.map((at) => keyRow(`key_${at}`, { at })) },
      { table: 'raw', rows: times.map((at) => ({ merchant: merchantA, id: `raw_${at}`, dispute: `dsp_${at}`, source: 'poll', at, hash: 'h', body: '{}' })) },
      { table: 'file', rows: times.map((at) => ({ merchant: merchantA, id: `evd_${at}`, dispute: `dsp_${at}`, digest: 'd', type: 't', size: 1, at, bytes: new Uint8Array(1) })) },
    ])
    // The planner is told of a million: with as few as there are, reading them all is the right plan.
    await sql('analyze')
    await sql(`update pg_class set reltuples = 1000000 where relname in ('${growing.join("', '")}') and relkind = 'r'`)
    const pool = poolOf(url, 'read', true)
    const walked: string[] = []
    await askEverything(async (text, values = []) => {
      if (!/^(select|update|delete)/.test(text) || /advisory/.test(text)) return []
      const { rows: plan } = await poolPlan(pool, text, values)
      const scans = plan.map((line: Record<string, string>) => line['QUERY PLAN']!).filter((line) => new RegExp(`Seq Scan on (${growing.join('|')})\\b`).test(line))
      if (scans.length > 0) walked.push(`${scans.join()}: ${text}`)
      return text.includes('count(') ? [{ count: 0n, value: 0n, high: 0n, low: 0n }] : []
    })
    await pool.end()
    assert.deepEqual(walked, [])
  })
}

const poolPlan = (pool: pg.Pool, text: string, values: readonly unknown[]): Promise<pg.QueryResult> => pool.query(`explain ${text}`, values as unknown[])

/** Statement number `cut` of all fails; those before it in its migration have happened by then. */
function cutAt(migrations: Migration[], cut: number): Migration[] {
  let seen = 0
  return migrations.map((migration) => ({ ...migration, statements: migration.statements.map((text) => (++seen === cut ? 'select * from nowhere' : text)) }))
}
