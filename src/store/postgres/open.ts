// The store on PostgreSQL: any number of processes over one database.

import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StoreDown } from '../../engine/store.ts'
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
import { alone, queryOn, settled, transact, transactionOn } from './driver.ts'
import { poolOf, role, schema } from './pool.ts'
import type { Query } from '../sql.ts'

export async function openPostgres(url: string, options: OpenOptions): Promise<Store> {
  const { migrates = true, sandbox = false, migrations = readMigrations('postgres'), retryForMs = 0 } = options
  const withRole = await patiently(retryForMs, () => prepared(url, migrations, migrates))
  const writes = poolOf(url, 'write', withRole)
  const reading = poolOf(url, 'read', withRole)
  const query = queryOn(reading)
  const transaction = transactionOn(writes)
  return {
    kind: 'postgres', lanes: 2, acrossMerchants: true,
    transact: (asks, decide) => transact(writes, asks, decide),
    settled: (asks) => settled(writes, asks),
    reads: makeReads(query),
    queue: makeQueue({ transaction, alone }),
    bridge: makeBridgeQueue({ transaction, alone }),
    desk: { ...makeDeskQueue({ transaction }), ...makeAttemptQueue({ transaction }) },
    scan: (table) => scan(query, table),
    ready: () => ready(writes),
    backup: () => Promise.reject(new Error('PostgreSQL is backed up by its own tools: pg_dump, or a base backup with archived WAL')),
    // The others may be alive: their leases end by themselves.
    inherit: async () => undefined,
    reset: () => (sandbox ? emptied(url, migrations) : Promise.reject(new Error('Only a sandbox can be emptied'))),
    async close() {
      await Promise.all([writes, reading].filter((pool) => !pool.ending).map((pool) => pool.end()))
    },
  }
}

const asAdmin = async <T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const pool = poolOf(url, 'admin', false)
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/** Answers whether the pools may take the role that lacks the right to change events and postings. */
function prepared(url: string, migrations: Migration[], migrates: boolean): Promise<boolean> {
  return asAdmin(url, async (pool) => {
    const query = queryOn(pool)
    await mustBeNewEnough(query)
    if (migrates) await migrate({ transaction: transactionOn(pool), enter }, migrations)
    else await mustBeCurrent(query, migrations)
    const [row] = await query(`select pg_has_role(oid, 'member') as may from pg_roles where rolname = $1`, [role])
    return row?.may === true
  })
}

async function enter(query: Query): Promise<void> {
  await alone(query, 'migrate')
  const [row] = await query('select to_regnamespace($1) is null as missing', [schema])
  if (row?.missing === true) await query(`create schema ${schema}`)
}

async function mustBeNewEnough(query: Query): Promise<void> {
  const [row] = await query(`select current_setting('server_version_num')::int as version, current_setting('server_version') as name`)
  if ((row!.version as number) < 140_000) throw new Error(`PostgreSQL ${row!.name as string} is too old: 14 or newer is needed`)
}

// The application's role can neither drop nor truncate; this is the connecting user, and only a sandbox gets here.
function emptied(url: string, migrations: Migration[]): Promise<void> {
  return asAdmin(url, async (pool) => {
    await transactionOn(pool)(async (query) => {
      await enter(query)
      await query(`drop schema ${schema} cascade`)
    })
    await migrate({ transaction: transactionOn(pool), enter }, migrations)
  })
}

async function ready(pool: pg.Pool): Promise<{ ok: boolean; detail: string }> {
  try {
    const [row] = await queryOn(pool)('select pg_is_in_recovery() as standby')
    return row!.standby === true ? { ok: false, detail: 'connected to a standby, which cannot write' } : { ok: true, detail: 'postgres' }
  } catch (error) {
    return { ok: false, detail: (error as Error).message }
  }
}

const pauseMs = 250

async function patiently<T>(forMs: number, work: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += pauseMs) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StoreDown) || waited >= forMs) throw error
      await sleep(pauseMs)
    }
  }
}
