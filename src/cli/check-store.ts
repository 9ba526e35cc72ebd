// Runs the check over a database: the one that the settings name, or a copy of it while a server has it open. It changes nothing.

import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { check, type Checked } from '../engine/check.ts'
import { restoreOffset, turnableClock } from '../engine/clock.ts'
import type { Store } from '../engine/store.ts'
import { openStore } from '../store/open.ts'
import { lockFile } from '../store/sqlite/lock.ts'
import type { Database } from './database.ts'
import { copyDatabase } from './snapshot.ts'

export type Checking = { now: () => number; progress(text: string): void }

export async function checkDatabase(database: Database, checking: Checking): Promise<Checked> {
  if (database.kind === 'postgres') return twice(database.url, checking)
  if (!isInUse(database.path)) return checkUrl(database.url, checking)
  checking.progress('A server has the database open: a copy of this moment is checked.')
  const folder = mkdtempSync(join(dirname(database.path), 'checking-'))
  try {
    await copyDatabase(database.path, join(folder, 'copy.db'))
    return await checkUrl(`sqlite:${join(folder, 'copy.db')}`, checking)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function checkUrl(url: string, checking: Checking, migrates = false): Promise<Checked> {
  const store = await openStore(url, { migrates })
  try {
    return await checkStore(store, checking)
  } finally {
    await store.close()
  }
}

/** A server may write between the tables that are read here: only what is found twice, in the same words, was not on its way. */
async function twice(url: string, checking: Checking): Promise<Checked> {
  const first = await checkUrl(url, checking)
  if (first.problems.length === 0 || first.problems.length < first.found + first.warnings) return first
  checking.progress('Something was found; looking again, in case a server was writing.')
  const again = await checkUrl(url, checking)
  const before = new Set(first.problems.map(problem => JSON.stringify(problem)))
  const problems = again.problems.filter(problem => before.has(JSON.stringify(problem)))
  const gone = first.problems.length - problems.length
  if (gone > 0) checking.progress(`${gone} of ${first.problems.length} findings were not there again in the same words: a server was writing. To be sure, check while none does, or check a restored copy.`)
  const found = problems.filter(({ severity }) => severity === 'error').length
  return { ...again, problems, found, warnings: problems.length - found, ok: found === 0 }
}

/** What is overdue is judged by the clock of the database: a sandbox may have turned it. */
async function checkStore(store: Store, { now, progress }: Checking): Promise<Checked> {
  const clock = turnableClock(now)
  await restoreOffset(clock, store.reads)
  return check(store, { now: clock.now(), progress: ({ disputes }) => disputes > 0 && progress(`${disputes} disputes read`) })
}

function isInUse(path: string): boolean {
  try {
    lockFile(path).release()
    return false
  } catch {
    return true
  }
}
