// Reading among a million disputes: one dispute, and the first page of a merchant's queue, by the raw query, through Parley's store
// and over HTTP. Two merchants with as many open disputes, one with a short history and one with a long one. The first page is read
// again and again, as a desk does that looks whether something is new; `page by page` goes through the queue and meets each page once.

import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { run } from './callers.ts'
import type { Run } from './callers.ts'
import type { MerchantId } from '../src/core/ids.ts'
import type { Cursor, Reads } from '../src/engine/store.ts'
import { longHistory, shortHistory } from './filled.ts'
import type { Filled } from './filled.ts'
import { getRequest } from './http.ts'
import type { Client } from './http.ts'
import type { Options } from './options.ts'
import { inProcess } from './parley.ts'
import type { Place } from './place.ts'
import { startServer } from './server.ts'
import { digitsOf, disputeIdOf, openList } from './workload.ts'

export type Reading = 'one dispute' | 'queue, few closed' | 'queue, many closed' | 'queue, page by page'
export const readings: Reading[] = ['one dispute', 'queue, few closed', 'queue, many closed', 'queue, page by page']
/** `parsed` is the raw query and no more than JSON.parse of what it gave. */
export type Way = 'raw' | 'parsed' | 'store' | 'http'
export type Read = { runs: Map<string, Run[]>; mb: number[] }

const pageSize = 50
const oneSql = 'select body, chain, payment from dispute where merchant = $1 and id = $2'
const due = 'coalesce(respond_by, 9007199254740991)'
const queueOf = (beyond: string): string => `select id, body from dispute where merchant = $1 and state in (${openList})${beyond} order by ${due}, id limit ${pageSize}`
const queueSql = queueOf('')
const laterSql = queueOf(` and ${due} >= $2 and (${due} > $2 or id > $3)`)
const sqls = { one: oneSql, queue: queueSql, later: laterSql }

type Raw = { query(sql: string, values: unknown[]): Promise<unknown[]>; close(): Promise<void> }
type Doing = Record<Reading, () => Promise<unknown>>

export async function reading(place: Place, filled: Filled, { repetitions, partMs, warmMs }: Options, client: Client): Promise<Read> {
  const read: Read = { runs: new Map(), mb: [] }
  const raw = place.kind === 'sqlite' ? rawSqlite(place.url) : await rawPostgres(place.url)
  const parley = await inProcess(place.url)
  const any = (): string => disputeIdOf(digitsOf(filled.readable[Math.floor(Math.random() * filled.readable.length)]!))
  const page = (merchant: MerchantId, after: Cursor | null = null): ReturnType<Reads['disputes']> => parley.engine.reads.disputes(merchant, { open: true }, 'deadline', after, pageSize)
  const cursors = await cursorsOf(after => page(longHistory, after))
  const places = (): (() => Cursor) => inTurn(cursors)
  const rawly = (next: () => Cursor, then: (rows: unknown[]) => unknown): Doing => ({
    'one dispute': async () => then(await raw.query(oneSql, [longHistory, any()])),
    'queue, few closed': async () => then(await raw.query(queueSql, [shortHistory])),
    'queue, many closed': async () => then(await raw.query(queueSql, [longHistory])),
    'queue, page by page': async () => then(await raw.query(laterSql, placed(next()))),
  })
  const following = places()
  const ways: [Way, Doing][] = [
    ['raw', rawly(places(), rows => rows)],
    ['parsed', rawly(places(), parsed)],
    ['store', {
      'one dispute': () => parley.engine.reads.dispute(longHistory, any() as `dsp_${string}`),
      'queue, few closed': () => page(shortHistory), 'queue, many closed': () => page(longHistory), 'queue, page by page': () => page(longHistory, following()),
    }],
  ]
  for (const reading of readings) {
    for (const [, doing] of ways) await run(1, warmMs, doing[reading])
    for (let turn = 0; turn < repetitions; turn++) for (const [way, doing] of turn % 2 ? ways : [...ways].reverse()) keep(read, reading, way, await run(1, partMs / 2, doing[reading]))
  }
  await parley.close()
  await raw.close()
  await overHttp(place, client, any, { repetitions, partMs, warmMs }, read)
  return read
}

const placed = ({ value, id }: Cursor): unknown[] => [longHistory, value, id]

async function cursorsOf(page: (after: Cursor | null) => ReturnType<Reads['disputes']>): Promise<Cursor[]> {
  const cursors: Cursor[] = []
  for (let next = (await page(null)).next; next; next = (await page(next)).next) cursors.push(next)
  return cursors
}

function inTurn<T>(values: T[]): () => T {
  let next = 0
  return () => values[next++ % values.length]!
}

const parsed = (rows: unknown[]): unknown[] => rows.map(row => JSON.parse((row as { body: string }).body) as unknown)

function keep({ runs }: Read, reading: Reading, way: Way, run: Run): void {
  const key = `${reading} ${way}`
  runs.set(key, [...(runs.get(key) ?? []), run])
}

async function overHttp(place: Place, client: Client, any: () => string, { repetitions, partMs, warmMs }: Pick<Options, 'repetitions' | 'partMs' | 'warmMs'>, read: Read): Promise<void> {
  const server = await startServer(place.url)
  const page = `/v1/disputes?open=true&order=deadline&limit=${pageSize}`
  const requests: Partial<Record<Reading, string[]>> = {
    'one dispute': Array.from({ length: 500 }, () => getRequest(longHistory, `/v1/disputes/${any()}`)),
    'queue, few closed': [getRequest(shortHistory, page)], 'queue, many closed': [getRequest(longHistory, page)],
  }
  const asked = Object.keys(requests) as Reading[]
  const send = (reading: Reading, ms: number): Promise<Run> => client.send({ port: server.port, connections: 1, ms, requests: requests[reading]!, again: true })
  try {
    for (const reading of asked) await send(reading, warmMs)
    for (let turn = 0; turn < repetitions; turn++) for (const reading of asked) keep(read, reading, 'http', await send(reading, partMs / 2))
    read.mb.push(server.memory())
  } finally {
    await server.stop()
  }
}

function rawSqlite(url: string): Raw {
  const database = new DatabaseSync(url.slice('sqlite:'.length), { readOnly: true })
  const statements = new Map(Object.values(sqls).map(sql => [sql, database.prepare(sql.replace(/\$(\d+)/g, '?$1'))]))
  const query = (sql: string, values: unknown[]): Promise<unknown[]> => new Promise(done => setImmediate(() => done(statements.get(sql)!.all(...(values as string[])))))
  return { query, close: async () => database.close() }
}

async function rawPostgres(url: string): Promise<Raw> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parley -c jit=off' })
  await client.connect()
  const names = new Map(Object.entries(sqls).map(([name, text]) => [text, name]))
  return { query: async (text, values) => (await client.query({ name: names.get(text), text, values })).rows, close: () => client.end() }
}
