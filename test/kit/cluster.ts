/**
 * Starts a private PostgreSQL cluster in a temporary folder. A shell holds it on a leash: when the pipe to us closes, because
 * we stopped it or died in whatever way, the shell stops that cluster, and only that one, and removes the folder.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { findPostgres, ordinaryUser, type User } from './postgres-binaries.ts'

export type Cluster = { url: string; stop(): Promise<void> }

const leash = `
cd "$2" || exit 1
"$1/initdb" -D data -U parley --auth=password --pwfile=password -E UTF8 --locale=C > log 2>&1 || exit 1
"$1/pg_ctl" -D data -w -t 60 -l log -o "$3" start > /dev/null 2>&1 || exit 1
echo ready
read _
"$1/pg_ctl" -D data -m fast -w stop > /dev/null 2>&1 || "$1/pg_ctl" -D data -m immediate -w stop > /dev/null 2>&1
cd / && rm -rf "$2"
`

export async function startCluster(): Promise<Cluster | { absent: string }> {
  const binaries = findPostgres()
  if (!binaries) return { absent: 'no PostgreSQL server is installed (initdb, pg_ctl and postgres were looked for)' }
  const user = ordinaryUser()
  if ('absent' in user) return user
  let failure = ''
  for (let attempt = 0; attempt < 3; attempt++) {
    const started = await startOn(await freePort(), binaries, user)
    if ('url' in started) return started
    failure = started.absent
  }
  return { absent: failure }
}

async function startOn(port: number, binaries: string, user: User): Promise<Cluster | { absent: string }> {
  const password = randomBytes(12).toString('hex')
  const folder = privateFolder(user, password)
  const shell = spawn('sh', ['-c', leash, 'sh', binaries, folder, settings(port)], {
    // Its own session, so that Ctrl+C in a terminal ends the tests first and the cluster after them.
    ...user, detached: true, stdio: ['pipe', 'pipe', 'ignore'], env: { PATH: process.env['PATH'] ?? '' },
  })
  if (await saysReady(shell)) {
    loosen(shell)
    return { url: `postgres://parley:${password}@127.0.0.1:${port}/postgres`, stop: () => stop(shell) }
  }
  const log = readLog(folder)
  rmSync(folder, { recursive: true, force: true })
  return { absent: `PostgreSQL in ${binaries} did not start: ${log}` }
}

function privateFolder(user: User, password: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
  const file = join(folder, 'password')
  writeFileSync(file, password, { mode: 0o600 })
  if (userInfo().uid === 0) for (const path of [file, folder]) chownSync(path, user.uid!, user.gid!)
  return folder
}

/** Syncing stays on: what the tests say about crashes has to hold with it. */
function settings(port: number): string {
  return `-c listen_addresses=127.0.0.1 -p ${port} -c unix_socket_directories='' -c max_connections=200 -c fsync=on`
}

function saysReady(shell: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    shell.stdout!.once('data', () => resolve(true))
    shell.once('error', () => resolve(false))
    shell.once('close', () => resolve(false))
  })
}

/** A test that forgets to stop its cluster can still end; the closing pipe then does it. */
function loosen(shell: ChildProcess): void {
  shell.unref()
  for (const pipe of [shell.stdin, shell.stdout]) (pipe as unknown as { unref(): void }).unref()
}

async function stop(shell: ChildProcess): Promise<void> {
  if (shell.exitCode !== null) return
  shell.ref()
  const ended = new Promise((resolve) => shell.once('exit', resolve))
  shell.stdin!.end()
  await ended
}

function readLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').slice(-3).join(' / ')
  } catch {
    return 'it left no log'
  }
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
