// Parley as its users run it: a process of its own, with its log on. Measures how soon it answers and what it holds in memory.

import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sealKey } from './filled.ts'

export type Server = {
  port: number
  startMs: number
  memory(): number
  /** Processor time so far; NaN where the system does not say it in files. */
  spentMs(): number
  stop(): Promise<void>
}
const main = new URL('../src/main.ts', import.meta.url).pathname
const leash = new URL('../scripts/leash.cjs', import.meta.url).pathname
const { thrifty, thriftyEnv } = createRequire(import.meta.url)('../scripts/child.cjs') as { thrifty: string[]; thriftyEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv }

/** `flags` are Node's, for example `--cpu-prof`. */
export async function startServer(databaseUrl: string, flags: string[] = []): Promise<Server> {
  const port = await freePort()
  const env = { ...thriftyEnv(process.env), PORT: String(port), DATABASE_URL: databaseUrl, PARLEY_MODE: 'sandbox', PARLEY_SEAL_KEY: sealKey.toString('base64'), PARLEY_LAUNCHER: String(process.pid) }
  const begun = performance.now()
  const child = spawn(process.execPath, ['--require', leash, ...thrifty, ...flags, main, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr!.on('data', (data: Buffer) => void (said = (said + data.toString()).slice(-2000)))
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`Parley did not start: ${said}`)
    await sleep(2)
  }
  return {
    port, startMs: performance.now() - begun, memory: () => megabytesOf(child.pid!), spentMs: () => spentMsOf(child.pid!),
    stop: () => new Promise(done => {
      child.once('exit', () => done())
      child.kill('SIGTERM')
    }),
  }
}

const answers = (port: number): Promise<boolean> => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok, () => false)
const megabytesOf = (pid: number): number => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

function spentMsOf(pid: number): number {
  if (process.platform !== 'linux') return NaN
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number)
  return (user! + system!) * msPerTick
}

/** What Linux tells programs, whatever it counts in itself. */
const msPerTick = 10

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise(found => probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo
    probe.close(() => found(port))
  }))
}
