// The store on SQLite: one file, one process, nothing to install.

import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Store } from '../../engine/store.ts'
import { migrate, mustBeCurrent, readMigrations } from '../migrate.ts'
import type { Migration } from '../migrate.ts'
import type { OpenOptions } from '../open.ts'
import { makeAttemptQueue } from '../attempts.ts'
import { makeBridgeQueue } from '../bridge-queue.ts'
import { makeDeskQueue } from '../desk.ts'
import { makeQueue } from '../queue.ts'
import { makeReads } from '../reads.ts'
import { scan } from '../scan.ts'
import type { Query } from '../sql.ts'
import { endLeases } from './inherit.ts'
import { sqliteDriver } from './driver.ts'
import type { SqliteDriver } from './driver.ts'
import { lockFile } from './lock.ts'

export async function openSqlite(path: string, { migrates = true, sandbox = false, migrations = readMigrations('sqlite') }: OpenOptions): Promise<Store> {
  const inMemory = path === ':memory:'
  const file = inMemory ? path : resolve(path)
  if (!inMemory) mkdirSync(dirname(file), { recursive: true })
  const lock = inMemory ? null : lockFile(file)
  try {
    return await opened(file, migrations, { migrates, sandbox, release: () => lock?.release() })
  } catch (error) {
    lock?.release()
    throw error
  }
}

type Ways = { migrates: boolean; sandbox: boolean; release: () => void }

async function opened(file: string, migrations: Migration[], { migrates, sandbox, release }: Ways): Promise<Store> {
  let driver = await start(file, migrations, migrates)
  const query: Query = (sql, params) => driver.query(sql, params)
  return {
    kind: 'sqlite', lanes: 1, acrossMerchants: true,
    transact: (asks, decide) => driver.transact(asks, decide),
    settled: (asks) => driver.settled(asks),
    reads: makeReads(query, (sql, params) => driver.near(sql, params)),
    queue: makeQueue({ transaction: (work) => driver.transaction(work), alone: nobodyElse }),
    bridge: makeBridgeQueue({ transaction: (work) => driver.transaction(work), alone: nobodyElse }),
    desk: { ...makeDeskQueue({ transaction: (work) => driver.transaction(work) }), ...makeAttemptQueue({ transaction: (work) => driver.transaction(work) }) },
    scan: (table) => scan(query, table),
    ready: () => driver.transaction((ask) => ask('select 1')).then(() => ({ ok: true, detail: 'sqlite' }), (error: Error) => ({ ok: false, detail: error.message })),
    backup: (path) => backup(driver, path),
    inherit: (now) => driver.transaction((ask) => endLeases(ask, now)),
    async reset() {
      if (!sandbox) throw new Error('Only a sandbox can be emptied')
      await driver.close()
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
      driver = await start(file, migrations, true)
    },
    close: () => driver.close().finally(release),
  }
}

// This process has the file to itself, and within it transactions take turns.
const nobodyElse = async (): Promise<void> => undefined

async function start(file: string, migrations: Migration[], migrates: boolean): Promise<SqliteDriver> {
  const driver = sqliteDriver(file)
  try {
    if (migrates) await migrate({ transaction: driver.transaction, enter: nobodyElse }, migrations)
    else await driver.transaction((query) => mustBeCurrent(query, migrations))
    return driver
  } catch (error) {
    await driver.close()
    throw error
  }
}

async function backup(driver: SqliteDriver, path: string): Promise<void> {
  if (existsSync(path)) throw new Error(`${path} exists already: a backup never overwrites`)
  await driver.backup(resolve(path))
}
