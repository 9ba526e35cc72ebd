// `start` and `serve`: from the environment to a running server, or to a message and an exit code.

import { readFileSync } from 'node:fs'
import { StoreDown } from '../engine/store.ts'
import { isSampleKey } from '../scenarios/keys.ts'
import { readConfig, type Config } from './config.ts'
import { problemsReport } from './config-report.ts'
import { scrubbed } from './log.ts'
import { openFor } from './open.ts'

const exitCodes = { bug: 1, unreachable: 9, configuration: 10 } as const

export async function run(command: 'start' | 'serve'): Promise<number> {
  const read = readConfig({ env: process.env, readText: path => readFileSync(path, 'utf8'), isSample: isSampleKey })
  if ('problems' in read) return told(problemsReport(read.problems), exitCodes.configuration)
  return command === 'start' ? start(read.config) : serveAs(read.config, false)
}

function start(config: Config): Promise<number> {
  if (config.mode === 'sandbox') return serveAs(config, true)
  const problem = { name: 'PARLEY_MODE', got: '"live"', expected: 'sandbox, because start loads the sample cast', example: 'npm run parley -- serve' }
  return Promise.resolve(told(problemsReport([problem]), exitCodes.configuration))
}

async function serveAs(config: Config, isStart: boolean): Promise<number> {
  try {
    const store = openFor(config)
    // Told again where it is awaited; until then nobody has missed it.
    store.catch(() => {})
    const [{ serve }, { loadSampleCast }] = await Promise.all([import('./serve.ts'), import('./cast.ts')])
    return await serve(config, { store, loadCast: config.mode === 'sandbox' && isStart ? loadSampleCast : null, announce: async served => {
      if (isStart) process.stdout.write(await (await import('./screen.ts')).startScreen(served))
    } })
  } catch (error) {
    return failed(error)
  }
}

/** What a person can put right is said in a sentence; what is our mistake comes with its trace. */
function failed(error: unknown): number {
  if (!(error instanceof Error) || isBug(error)) return told(`parley: ${scrubbed(error instanceof Error ? error.stack ?? error.message : String(error))}\n`, exitCodes.bug)
  if (error instanceof StoreDown) return told(`parley: The database that DATABASE_URL names cannot be used: ${scrubbed(error.message)}\n`, exitCodes.unreachable)
  return told(`parley: ${scrubbed(error.message)}\n`, exitCodes.configuration)
}

const isBug = (error: Error): boolean => error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError || error.name === 'AssertionError'

function told(text: string, code: number): number {
  process.stderr.write(text)
  return code
}
