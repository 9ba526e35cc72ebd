// SQLite: the common suite, in a file and in memory, and what only a file can suffer.

import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import type { Store } from '../engine/store.ts'
import { conformance } from './conformance.ts'
import { askedBy, askEverything, atHome, growing } from './everything.ts'
import { readMigrations } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { openStore } from './open.ts'
import { endLeases } from './sqlite/inherit.ts'
import { askOf, eventRow, merchantA, merchantRow, oneOfEach } from './sample.ts'
import type { Row } from './tables.ts'

conformance('SQLite in memory', async () => {
  const store = await openStore('sqlite::memory:', { sandbox: true })
  return { store, close: () => store.close() }
})

conformance('SQLite in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sqlite-'))
  const store = await openStore(`sqlite:${join(folder, 'parley.db')}`, { sandbox: true })
  return { store, close: () => store.close().then(() => rmSync(folder, { recursive: true })) }
})

describe('SQLite in a file, alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sqlite-'))
  const file = (name: string): string => join(folder, `${name}.db`)
  const open = (name: string, options = {}): Promise<Store> => openStore(`sqlite:${file(name)}`, { sandbox: true, ...options })
  after(() => rmSync(folder, { recursive: true }))

  const counted = async (store: Store): Promise<number> => (await Array.fromAsync(store.scan('event'))).length
  const write = (store: Store, from: number, body = '{}'): Promise<void> =>
    store.transact([askOf(merchantA)], () => [{ table: 'event', rows: [eventRow('dsp_1', from, { body }), eventRow('dsp_1', from + 1)] }])

  test('a second process is refused with the file and the holder named, and let in when the first is killed', async () => {
    const holder = spawn(process.execPath, [new URL('./sqlite.child.ts', import.meta.url).pathname, `sqlite:${file('held')}`, '1'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    await assert.rejects(open('held'), new RegExp(`pid ${holder.pid}.*held\\.db`))
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const store = await open('held')
    assert.equal(await counted(store), 2)
    await store.close()
  })

  test('events and postings can be neither changed nor deleted', async () => {
    const store = await open('fixed')
    await store.transact([askOf(merchantA)], () => [{ table: 'merchant', rows: [merchantRow(merchantA)] }, ...oneOfEach().filter((each) => 'table' in each && each.table !== 'merchant')])
    await store.close()
    const database = new DatabaseSync(file('fixed'))
    for (const table of ['event', 'posting']) {
      assert.throws(() => database.exec(`update ${table} set at = 1`), /never changed/)
      assert.throws(() => database.exec(`delete from ${table}`), /never changed/)
    }
    database.close()
  })

  test('no query walks a whole table', async () => {
    const store = await open('plans')
    await store.close()
    const database = new DatabaseSync(file('plans'))
    const walked: string[] = []
    const ask = async (sql: string, params: readonly unknown[] = []): Promise<Row[]> => {
      const text = sql.replace(/\$(\d+)/g, '?$1')
      const plan = database.prepare(`explain query plan ${text}`).all(...(params as string[])) as { detail: string }[]
      const scans = plan.map(({ detail }) => detail).filter((detail) => /^SCAN (t|d|i|[a-z]+)\b/.test(detail) && !/USING (COVERING )?INDEX/.test(detail))
      if (growing.some((table) => sql.includes(table)) && scans.some((detail) => !/^SCAN (w|c|e|n|held|due|fair)\b|VIRTUAL/.test(detail))) walked.push(`${scans.join()}: ${sql}`)
      return database.prepare(text).all(...(params as string[])) as Row[]
    }
    await askEverything(ask)
    await endLeases(ask, 5)
    assert.deepEqual(walked, [])
    database.close()
  })

  test('what is asked of a connection again and again is found by its own index', async () => {
    await (await open('at home')).close()
    const database = new DatabaseSync(file('at home'))
    for (const [what, question, indexes] of atHome) {
      for (const { sql, params } of await askedBy((reads) => question(reads, merchantA))) {
        const plan = database.prepare(`explain query plan ${sql.replace(/\$(\d+)/g, '?$1')}`).all(...(params as string[])).map(({ detail }) => String(detail)).join('; ')
        assert.deepEqual([...plan.matchAll(/INDEX (dispute_\w+)/g)].map(([, name]) => name).sort(), indexes, what)
        assert.doesNotMatch(plan, /SCAN (dispute|t)\b|TEMP B-TREE/, what)
      }
    }
    database.close()
  })

  test('a backup taken while writing goes on is whole, can be opened, and is never written over another', async () => {
    const store = await open('busy')
    const writing = (async () => { for (let seq = 1; seq < 200; seq += 2) await write(store, seq) })()
    await store.backup(file('copy'))
    await assert.rejects(store.backup(file('copy')), /exists already/)
    await writing
    await store.close()
    const copy = await open('copy')
    assert.equal(await counted(copy) % 2, 0)
    await copy.close()
  })

  test('a live store cannot be emptied', async () => {
    const store = await open('live', { sandbox: false })
    await write(store, 1)
    await assert.rejects(store.reset(), /sandbox/)
    assert.equal(await counted(store), 2)
    await store.close()
  })

  test('a migration cut short at any statement is taken up again by the next start', async () => {
    const migrations = readMigrations('sqlite')
    const statements = migrations.flatMap(({ statements }) => statements).length
    for (let cut = 1; cut <= statements; cut += 1) {
      const name = `cut${cut}`
      await assert.rejects(open(name, { migrations: cutAt(migrations, cut) }), /no such table/)
      const store = await open(name)
      assert.equal(await counted(store), 0)
      await store.close()
    }
  })

  test('a schema from a newer Parley is refused, and an older one where it may not migrate', async () => {
    const migrations = readMigrations('sqlite')
    await (await open('newer', { migrations: [...migrations, { number: 99, name: '0099_later', statements: [] }] })).close()
    await assert.rejects(open('newer'), /newer Parley.*99/)
    await (await open('older', { migrations: migrations.slice(0, 2) })).close()
    await assert.rejects(open('older', { migrates: false }), /lacks 0003_notices.*parley migrate/)
  })

  const unlimited = spawnSync('prlimit', ['--version']).error ? 'prlimit, which bounds the size of files, is not here' : false
  test('when the disk is full nothing is answered as done, reads go on, and writing goes on when there is room', { skip: unlimited }, () => {
    const child = new URL('./sqlite.child.ts', import.meta.url).pathname
    const told = execFileSync('prlimit', ['--fsize=3000000:unlimited', process.execPath, child, `sqlite:${file('full')}`, 'fill'], { encoding: 'utf8' })
    const { done, failure, found, recovered } = JSON.parse(told) as { done: number; failure: string; found: number; recovered: number }
    assert.ok(done > 0)
    assert.deepEqual([failure, found, recovered], ['StoreDown', done, done + 2])
  })
})

/** Statement number `cut` of all fails; those before it in its migration have happened by then. */
function cutAt(migrations: Migration[], cut: number): Migration[] {
  let seen = 0
  return migrations.map((migration) => ({ ...migration, statements: migration.statements.map((text) => (++seen === cut ? 'select * from nowhere' : text)) }))
}
