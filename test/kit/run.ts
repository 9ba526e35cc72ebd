/**
 * `npm test`: the types, then every test file in one run of node's own runner, over one throw-away PostgreSQL. Each step says
 * what it is and how long it took; what cannot run here is named with the reason; the runner's summary comes last.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { run } from 'node:test'
import { postgresForTests } from './postgres.ts'
import { report } from './report.ts'

// The crash tests kill a server a few hundred times; whatever takes longer than this hangs.
const longestFile = 30 * 60_000
const everyTest = ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.cjs']

/** The desk runs in a browser, its tests in both. */
const typed = ['.', 'desk', 'test/desk']

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort())

const missing = filesAsked().filter((file) => !existsSync(file))
if (missing.length > 0) fail(`There is no ${missing.join(', ')}.`, 2)
else await testAll().catch((error: unknown) => fail(String(error), 1))

async function testAll(): Promise<void> {
  const before: string[] = []
  if (!(await step(`types (tsc --noEmit -p ${typed.join(', -p ')})`, typesHold))) before.push('✖ The types do not hold; see above.')
  if (interrupted.signal.aborted) return fail('Interrupted.', 130)
  const postgres = await step('PostgreSQL', sharePostgres)
  if ('absent' in postgres) before.push(`﹣ Not run here: PostgreSQL (${postgres.absent}).`)
  try {
    const passed = await report(runFiles(), before)
    process.exitCode = interrupted.signal.aborted ? 130 : passed && !before.some((line) => line.startsWith('✖')) ? 0 : 1
  } finally {
    if ('stop' in postgres) await postgres.stop()
  }
}

function runFiles(): ReturnType<typeof run> {
  const asked = filesAsked()
  const files = (asked.length > 0 ? asked : globSync(everyTest)).sort().map((file) => resolve(file))
  say(`\n▶ tests (${files.length} files)`)
  // Most files wait for a disk or a child now and then, so two cores carry two files at once.
  return run({ files, concurrency: Math.max(2, availableParallelism() - 1), timeout: longestFile, signal: interrupted.signal })
}

function filesAsked(): string[] {
  return process.argv.slice(2)
}

/** Test files find the shared server, or the reason why there is none, in their environment. */
async function sharePostgres(): Promise<Awaited<ReturnType<typeof postgresForTests>>> {
  const postgres = await postgresForTests()
  if ('url' in postgres) process.env['PARLEY_TEST_DATABASE_URL'] = postgres.url
  else process.env['PARLEY_TEST_POSTGRES_ABSENT'] = postgres.absent
  return postgres
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  say(`\n▶ ${name}`)
  const started = performance.now()
  try {
    return await work()
  } finally {
    say(`  ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

async function typesHold(): Promise<boolean> {
  for (const project of typed) if (!(await typesHoldIn(project))) return false
  return true
}

function typesHoldIn(project: string): Promise<boolean> {
  const tsc = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', project], { stdio: 'inherit', signal: interrupted.signal })
  return new Promise((settle) => {
    tsc.once('error', () => settle(false))
    tsc.once('exit', (code) => settle(code === 0))
  })
}

function fail(why: string, code: number): void {
  process.stderr.write(`${why}\n`)
  process.exitCode = code
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
