// Copies a SQLite database while a server writes to it. The copy is of one moment, and is whole on the disk before it has its name.

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { Ended, exits } from './exit.ts'

export async function copyDatabase(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new Ended(exits.notFound, `There is no database at ${from}.`)
  if (existsSync(to)) throw new Ended(exits.invalid, `${to} exists already: a copy never overwrites.`)
  mkdirSync(dirname(to), { recursive: true })
  const part = `${to}.part`
  rmSync(part, { force: true })
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5000 })
  try {
    await backup(source, part, { rate: everyPageAtOnce })
    toDisk(part)
    renameSync(part, to)
    toDisk(dirname(to))
  } finally {
    source.close()
    rmSync(part, { force: true })
  }
}

// A copy in several goes starts again whenever something is written in between, for ever under load.
const everyPageAtOnce = 2 ** 31 - 1

/** A folder is synced too, because the new name stands in it; Windows neither needs nor allows that. */
export function toDisk(path: string): void {
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
