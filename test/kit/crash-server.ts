/**
 * The real server as a child, `src/main.ts serve` and nothing between: a launcher would turn a SIGKILL into an orderly stop. It
 * gets a database, a key and a port of its own, and nothing of the settings of whoever runs the tests.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const crashAdminKey = 'pk_admin_of_the_crash_tests_3f9a71c04d'

export type Spawned = {
  pid: number
  /** The address, once it answers; null when it ended before that. */
  ready: Promise<string | null>
  /** Resolves when it is gone, with what it had said on its error stream before it was ready. */
  gone: Promise<string>
  /** Asks it to stop, and waits until it has. */
  end(): Promise<void>
  /** Ends the server itself, not what watches it. */
  kill(): Promise<void>
}

/** `wrap` puts another program before node that watches it. */
export function spawnServer(databaseUrl: string, wrap: readonly string[] = []): Spawned {
  const [program, ...args] = [...wrap, process.execPath, main, 'serve']
  const child = spawn(program!, args, { env: environment(databaseUrl), stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  const ready = new Promise<string | null>((settle) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < mostSaid) said += text
      const url = /"url":"([^"]+)"/.exec(said)
      if (url) settle(url[1]!)
    })
    child.once('close', () => settle(null))
  })
  const gone = once(child, 'close').then(() => said)
  const end = async (): Promise<void> => { child.kill('SIGTERM'); await gone }
  return { pid: child.pid!, ready, gone, end, kill: () => killed(child, /"pid":(\d+)/.exec(said)?.[1], gone) }
}

/** A watcher that is killed would let its child live on. */
async function killed(child: ChildProcess, itself: string | undefined, gone: Promise<string>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    if (itself === undefined) child.kill('SIGKILL')
    else process.kill(Number(itself), 'SIGKILL')
  }
  await gone
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const mostSaid = 20_000

function environment(databaseUrl: string): Record<string, string> {
  const path = process.env['PATH'] ?? ''
  return { PATH: path, PORT: '0', DATABASE_URL: databaseUrl, PARLEY_ADMIN_KEY: crashAdminKey, PARLEY_SEAL_KEY: Buffer.alloc(32, 5).toString('base64').replace(/^./, 'A') }
}
