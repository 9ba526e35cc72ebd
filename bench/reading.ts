// Reading among a million disputes: one dispute, and the first page of a merchant's queue, by the raw query, through Parley's store
// and over HTTP. Two merchants with as many open disputes, one with a short history and one with a long one.

import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { run } from './callers.ts'
import type { Run } from './callers.ts'
import type { MerchantId } from '../src/core/ids.ts'
import { longHistory, shortHistory } from './filled.ts'
import type { Filled } from './filled.ts'
import { getRequest } from './http.ts'
import type { Client } from './http.ts'
import type { Options } from './options.ts'
import { inProcess } from './parley.ts'
import type { Place } from './place.ts'
import { startServer } from './server.ts'
import { digitsOf, disputeIdOf, openList } from './workload.ts'

export type Reading = 'one dispute' | 'queue, few closed' | 'queue, many closed'
export const readings: Reading[] = ['one dispute', 'queue, few closed', 'queue, many closed']
/** `parsed` is the raw query and no more than JSON.parse of what it gave. */
export type Way = 'raw' | 'parsed' | 'store' | 'http'
export type Read = { runs: Map<string, Run[]>; mb: number[] }

const pageSize = 50
const oneSql = 'select body, chain, payment from dispute where merchant = $1 and id = $2'
const queueSql = `select id, body from dispute where merchant = $1 and state in (${openList})
  order by coalesce(respond_by, 9007199254740991), id limit ${pageSize}`

type Raw = { query(sql: string, values: unknown[]): Promise<unknown[]>; close(): Promise<void> }
type Doing = Record<Reading, () => Promise<unknown>>

export async function reading(place: Place, filled: Filled, { repetitions, partMs, warmMs }: Options, client: Client): Promise<Read> {
  const read: Read = { runs: new Map(), mb: [] }
  const raw = place.kind === 'sqlite' ? rawSqlite(place.url) : await rawPostgres(place.url)
  const parley = await inProcess(place.url)
  const any = (): string => disputeIdOf(digitsOf(filled.readable[Math.floor(Math.random() * filled.readable.length)]!))
  const queue = (merchant: MerchantId): Promise<unknown> => parley.engine.reads.disputes(merchant, { open: true }, 'deadline', null, pageSize)
  const ways: [Way, Doing][] = [
    ['raw', { 'one dispute': () => raw.query(oneSql, [longHistory, any()]), 'queue, few closed': () => raw.query(queueSql, [shortHistory]), 'queue, many closed': () => raw.query(queueSql, [longHistory]) }],
    ['parsed', { 'one dispute': async () => parsed(await raw.query(oneSql, [longHistory, any()])), 'queue, few closed': async () => parsed(await raw.query(queueSql, [shortHistory])), 'queue, many closed': async () => parsed(await raw.query(queueSql, [longHistory])) }],
    ['store', { 'one dispute': () => parley.engine.reads.dispute(longHistory, any() as `dsp_${string}`), 'queue, few closed': () => queue(shortHistory), 'queue, many closed': () => queue(longHistory) }],
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

const parsed = (rows: unknown[]): unknown[] => rows.map(row => JSON.parse((row as { body: string }).body) as unknown)

function keep({ runs }: Read, reading: Reading, way: Way, run: Run): void {
  const key = `${reading} ${way}`
  runs.set(key, [...(runs.get(key) ?? []), run])
}

async function overHttp(place: Place, client: Client, any: () => string, { repetitions, partMs, warmMs }: Pick<Options, 'repetitions' | 'partMs' | 'warmMs'>, read: Read): Promise<void> {
  const server = await startServer(place.url)
  const page = `/v1/disputes?open=true&order=deadline&limit=${pageSize}`
  const requests: Record<Reading, string[]> = {
    'one dispute': Array.from({ length: 500 }, () => getRequest(longHistory, `/v1/disputes/${any()}`)),
    'queue, few closed': [getRequest(shortHistory, page)], 'queue, many closed': [getRequest(longHistory, page)],
  }
  const send = (reading: Reading, ms: number): Promise<Run> => client.send({ port: server.port, connections: 1, ms, requests: requests[reading], again: true })
  try {
    for (const reading of readings) await send(reading, warmMs)
    for (let turn = 0; turn < repetitions; turn++) for (const reading of readings) keep(read, reading, 'http', await send(reading, partMs / 2))
    read.mb.push(server.memory())
  } finally {
    await server.stop()
  }
}

function rawSqlite(url: string): Raw {
  const database = new DatabaseSync(url.slice('sqlite:'.length), { readOnly: true })
  const statements = new Map([oneSql, queueSql].map(sql => [sql, database.prepare(sql.replace(/\$(\d+)/g, '?$1'))]))
  const query = (sql: string, values: unknown[]): Promise<unknown[]> => new Promise(done => setImmediate(() => done(statements.get(sql)!.all(...(values as string[])))))
  return { query, close: async () => database.close() }
}

async function rawPostgres(url: string): Promise<Raw> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parley -c jit=off' })
  await client.connect()
  return { query: async (text, values) => (await client.query({ name: text === oneSql ? 'one' : 'queue', text, values })).rows, close: () => client.end() }
}
