// One process per file. The lock is SQLite's own, on a file beside the database, and dies with the process however it ends;
// the process number beside it is for people only and decides nothing.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export type Lock = { release(): void }

export function lockFile(path: string): Lock {
  const holder = `${path}.pid`
  const database = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== busy) throw error
    throw new Error(`Another process (${pidIn(holder)}) has ${path} open. One process at a time may: stop it, or use PostgreSQL`)
  }
  writeFileSync(holder, `${process.pid}\n`)
  return {
    release() {
      rmSync(holder, { force: true })
      database.close()
    },
  }
}

const busy = 5

function pidIn(holder: string): string {
  try {
    return `pid ${readFileSync(holder, 'utf8').trim()}`
  } catch {
    return 'pid unknown'
  }
}
