// A database to measure in: Parley's schema in a temporary file or a throw-away cluster, and a raw connection beside the store.

import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freshDatabase, postgresForTests } from '../test/kit/postgres.ts'
import type { StoreKind } from './options.ts'

export type Index = { name: string; sql: string }
export type Place = {
  kind: StoreKind
  url: string
  /** One statement on a connection that need not survive a power cut: for filling tables only. */
  fill(sql: string, values?: unknown[]): Promise<void>
  /** The secondary indexes of the disputes: filling is several times faster without them. */
  indexes(): Promise<Index[]>
  /** Rows numbered `n`, and that number in 24 digits. */
  series(from: number, to: number): string
  digits: string
  /** After filling: statistics, and nothing left over that would be written during a measurement. */
  settle(): Promise<void>
  /** Between two parts: what was deleted is cleaned up. No checkpoint: after one, PostgreSQL writes each page whole that it touches for
   * the first time, and only the part that comes next would pay for that. */
  tidy(): Promise<void>
  remove(): Promise<void>
}

export async function placeOf(kind: StoreKind): Promise<Place | { absent: string }> {
  return kind === 'sqlite' ? sqlitePlace() : postgresPlace()
}

function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const path = join(folder, 'parley.db')
  let open: DatabaseSync | null = null
  const filling = (): DatabaseSync => (open ??= forFilling(path))
  const settle = async (): Promise<void> => {
    filling().exec('pragma wal_checkpoint(truncate)')
    open?.close()
    open = null
  }
  return {
    kind: 'sqlite', url: `sqlite:${path}`,
    fill: async (sql, values = []) => void filling().prepare(sql.replace(/\$(\d+)/g, '?$1')).run(...(values as string[])),
    indexes: async () => filling().prepare("select name, sql from sqlite_schema where tbl_name = 'dispute' and type = 'index' and sql is not null").all() as Index[],
    series: (from, to) => `(with recursive s(n) as (select ${from} union all select n + 1 from s where n + 1 < ${to}) select n from s) s`,
    digits: `substr('${'0'.repeat(24)}' || n, -24)`,
    settle, tidy: settle,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

function forFilling(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: false })
  database.exec('pragma synchronous = off; pragma cache_size = -262144')
  return database
}

async function postgresPlace(): Promise<Place | { absent: string }> {
  const server = await postgresForTests()
  if ('absent' in server) return server
  const { url, drop } = await freshDatabase(server.url)
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parley -c synchronous_commit=off -c session_replication_role=replica' })
  await client.connect()
  // A checkpoint within a part of a second or two would be noise for whoever it hits.
  for (const setting of [`max_wal_size = '8GB'`, `checkpoint_timeout = '30min'`]) await client.query(`alter system set ${setting}`)
  await client.query('select pg_reload_conf()')
  return {
    kind: 'postgres', url,
    fill: async (sql, values = []) => void (await client.query(sql, values)),
    indexes: async () => (await client.query<Index>(indexesSql)).rows,
    series: (from, to) => `generate_series(${from}::bigint, ${to - 1}::bigint) n`,
    digits: `lpad(n::text, 24, '0')`,
    settle: async () => void (await client.query('vacuum analyze'), await client.query('checkpoint')),
    tidy: async () => void (await client.query('vacuum analyze notice')),
    remove: async () => {
      await client.end()
      await drop()
      await server.stop()
    },
  }
}

const indexesSql = `select i.indexname as name, i.indexdef as sql from pg_indexes i where i.schemaname = 'parley' and i.tablename = 'dispute'
  and not exists (select from pg_constraint c where c.conname = i.indexname)`
