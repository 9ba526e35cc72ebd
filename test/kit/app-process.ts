/** Parley as its own process, for what only a process can show: how it starts, says what is wrong, and ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type Running = {
  child: ChildProcess
  /** Resolves with the address once it answers. */
  url: Promise<string>
  /** Resolves when it has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  stdout(): string
  stderr(): string
}

export function startProcess(args: readonly string[], folder: string, env: Record<string, string> = {}): Running {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PARLEY_|PORT$|HOST$|DATABASE_URL|LOG_LEVEL|NODE_)/.test(name)))
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...own, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => (texts.stdout += text))
  const url = new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', text => {
      texts.stderr += text
      const ready = /"url":"([^"]+)"/.exec(texts.stderr)
      if (ready) resolve(ready[1]!)
    })
    child.once('close', () => reject(new Error(`It ended before it answered: ${texts.stderr}`)))
  })
  url.catch(() => {})
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Awaited<Running['ended']>)
  return { child, url, ended, stdout: () => texts.stdout, stderr: () => texts.stderr }
}

/** A folder of its own for each run, and an end for whatever is left running in it. */
export function processFolder(t: { after(work: () => void): void }): { folder: string; start(args: readonly string[], env?: Record<string, string>): Running } {
  const folder = mkdtempSync(join(tmpdir(), 'parley-process-'))
  const all: Running[] = []
  t.after(() => {
    for (const { child } of all) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return {
    folder,
    start: (args, env) => {
      const running = startProcess(args, folder, env)
      all.push(running)
      return running
    },
  }
}
