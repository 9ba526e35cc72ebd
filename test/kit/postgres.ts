/**
 * A PostgreSQL server for tests: the one that PARLEY_TEST_DATABASE_URL names (`npm test` starts one and shares it), or a
 * private throw-away cluster. A test never touches a database that it did not create by `freshDatabase`.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { startCluster } from './cluster.ts'
import { orRequired } from './required.ts'

export type TestPostgres = { url: string; stop(): Promise<void> } | { absent: string }

export async function postgresForTests(): Promise<TestPostgres> {
  const shared = process.env['PARLEY_TEST_DATABASE_URL']
  if (shared) return { url: shared, stop: async () => {} }
  const knownAbsent = process.env['PARLEY_TEST_POSTGRES_ABSENT']
  const found = knownAbsent ? { absent: knownAbsent } : await startCluster()
  if ('absent' in found) orRequired('postgres', found.absent)
  return found
}

/** Creates an empty database on that server and answers its URL; `drop` throws it away with all its connections. */
export async function freshDatabase(baseUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `parley_test_${randomBytes(8).toString('hex')}`
  await statement(baseUrl, `create database ${name}`)
  const url = new URL(baseUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => statement(baseUrl, `drop database if exists ${name} with (force)`) }
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
