/** The kit's own promises: a real server with syncing on, a database per caller, and nothing left behind. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startCluster } from './cluster.ts'
import { freshDatabase, postgresForTests } from './postgres.ts'

test('each fresh database is empty, apart from the others, on a server that syncs', async (t) => {
  const server = await postgresForTests()
  if ('absent' in server) return t.skip(server.absent)
  const [one, two] = await Promise.all([freshDatabase(server.url), freshDatabase(server.url)])
  await rows(one.url, 'create table t (a int)')
  assert.deepEqual(await rows(two.url, "select to_regclass('t') as t"), [{ t: null }])
  assert.deepEqual(await rows(one.url, 'show fsync'), [{ fsync: 'on' }])
  await Promise.all([one.drop(), two.drop()])
  await assert.rejects(rows(one.url, 'select 1'), /does not exist/)
  await server.stop()
})

test('a cluster is gone with its folder after stop', async (t) => {
  const cluster = await startCluster()
  if ('absent' in cluster) return t.skip(cluster.absent)
  const folder = await dataFolder(cluster.url)
  assert.ok(existsSync(folder))
  await cluster.stop()
  assert.ok(!existsSync(folder))
  await assert.rejects(rows(cluster.url, 'select 1'))
})

test('a cluster whose owner is killed stops by itself', async (t) => {
  const script = `import { startCluster } from ${JSON.stringify(new URL('./cluster.ts', import.meta.url).href)}
    console.log(JSON.stringify(await startCluster())); setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => owner.kill('SIGKILL'))
  const [line] = await owner.stdout.take(1).toArray()
  const cluster = JSON.parse(String(line)) as { url: string } | { absent: string }
  if ('absent' in cluster) return t.skip(cluster.absent)
  const folder = await dataFolder(cluster.url)
  owner.kill('SIGKILL')
  for (let tries = 0; tries < 1200 && existsSync(folder); tries++) await wait(50)
  assert.ok(!existsSync(folder), 'The folder should have gone within a minute.')
})

async function dataFolder(url: string): Promise<string> {
  const [row] = await rows(url, 'show data_directory')
  return String(row!['data_directory'])
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
