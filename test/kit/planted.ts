/**
 * Plants a bug in a copy of the tree and runs the test that is to catch it there. The tree itself is never touched: the copy has
 * its own sources and tests, and borrows nothing but the dependencies.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Planted } from '../planted/index.ts'
import { root } from '../tidy/tree.ts'

export type Verdict = { caught: boolean; skipped: boolean; output: string }
export type Garden = { try(bug: Planted): Promise<Verdict>; remove(): void }

export function garden(): Garden {
  const folder = mkdtempSync(join(tmpdir(), 'parley-planted-'))
  for (const part of ['src', 'desk', 'migrations', 'test', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { try: (bug) => planted(folder, bug), remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Each place that is named must be there exactly once: a bug that no longer fits proves nothing. */
export function misfit({ file, find, replace }: Planted): string | null {
  const places = readFileSync(join(root, file), 'utf8').split(find).length - 1
  if (places !== 1) return `${file} holds ${JSON.stringify(find)} ${places} times, not once`
  return find === replace ? 'it changes nothing' : null
}

/** A bug that nobody could even start is none. */
const doesNotRun = /ERR_MODULE_NOT_FOUND|SyntaxError|ERR_INVALID_TYPESCRIPT_SYNTAX/

async function planted(folder: string, bug: Planted): Promise<Verdict> {
  const path = join(folder, bug.file)
  const sound = readFileSync(path, 'utf8')
  writeFileSync(path, sound.replace(bug.find, () => bug.replace))
  try {
    return await tested(folder, bug)
  } finally {
    writeFileSync(path, sound)
  }
}

/** Longer than any of these tests takes; a bug may also show by hanging. */
const mostMs = 300_000
/** What a test that failed may take to clear up. Some wait for ever for what the bug withholds. */
const graceMs = 5000
const hasFailed = /^ *not ok \d+ (?!.*# SKIP)/m

async function tested(folder: string, { caughtBy, testName }: Planted): Promise<Verdict> {
  const named = testName === undefined ? [] : ['--test-name-pattern', `^${testName.replace(/[^\w ]/g, (sign) => `\\${sign}`)}$`]
  // Node tells a test process that it is one; the test that is started here is nobody's child.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', ...named, caughtBy], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: mostMs, detached: true })
  const endAll = (): void => endGroup(child.pid!)
  process.once('exit', endAll)
  let output = ''
  let told: NodeJS.Timeout | undefined
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (hasFailed.test(output)) told ??= setTimeout(() => child.kill('SIGINT'), graceMs)
  })
  await once(child, 'close')
  clearTimeout(told)
  process.removeListener('exit', endAll)
  endAll()
  const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  return { caught: hasFailed.test(output) && !doesNotRun.test(output), skipped: count('pass') === 0 && count('skipped') > 0, output }
}

/** A test that a bug cut short may leave servers behind: they are of the group that was made for it. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It is empty.
  }
}
