/** Fells a throw-away PostgreSQL of our own and sets it up again on the same data. Never for the cluster that the tests share. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Cluster } from './cluster.ts'
import { findPostgres, ordinaryUser, type User } from './postgres-binaries.ts'

export const falls = ['SIGKILL of a writing session', 'SIGQUIT of the postmaster', 'SIGKILL of the postmaster'] as const
export type Fall = (typeof falls)[number]

export type Fellable = { fell(how: Fall): Promise<void>; standAgain(): Promise<void> }

export async function fellable(cluster: Cluster): Promise<Fellable> {
  const folder = String((await rows(cluster.url, 'show data_directory'))[0]!['data_directory'])
  return {
    async fell(how) {
      if (how === 'SIGKILL of a writing session') process.kill(await writerPid(cluster.url), 'SIGKILL')
      else process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), how.startsWith('SIGQUIT') ? 'SIGQUIT' : 'SIGKILL')
    },
    standAgain: () => patiently(async () => {
      if (!await rows(cluster.url, 'select 1').catch(() => null)) await started(folder)
      await rows(cluster.url, 'select 1')
    }),
  }
}

/** `restart` begins with the options of the last start, whatever became of that one. */
async function started(folder: string): Promise<void> {
  const user = ordinaryUser() as User
  await promisify(execFile)(join(findPostgres()!, 'pg_ctl'), ['-D', folder, '-w', '-t', '20', '-l', join(folder, 'log'), '-m', 'immediate', 'restart'], { ...user, cwd: join(folder, '..') })
}

/** A server that is slow may have no session yet since the fall before. */
async function writerPid(url: string): Promise<number> {
  for (let tries = 0; tries < 600; tries++) {
    const [row] = await rows(url, "select pid from pg_stat_activity where application_name = 'parley-write' order by state = 'idle', pid limit 1")
    if (row) return Number(row['pid'])
    await wait(50)
  }
  throw new Error('Nobody writes')
}

/** The sessions of a felled postmaster take a moment to notice, and until then hold its memory. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= 40) throw error
      await wait(100)
    }
  }
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
