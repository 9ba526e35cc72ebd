// Puts a backup in place: it is copied beside the database, brought to this version's schema, checked, and only then swapped in. What
// was there before stays beside it; nothing is deleted.

import { copyFileSync, constants, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { reportOf } from '../engine/check-problem.ts'
import { lockFile } from '../store/sqlite/lock.ts'
import { checkUrl } from './check-store.ts'
import { define, done } from './command.ts'
import { databaseOf, using } from './database.ts'
import { Ended, exits } from './exit.ts'
import { useItsOwnTools } from './postgres-tools.ts'
import { copyDatabase, toDisk } from './snapshot.ts'

export const restore = define({
  usage: 'parley restore PATH', examples: ['parley restore ./backups/2026-11-21.db'], options: {}, args: { least: 1, most: 1 },
  about: 'SQLite: stop the server first. The backup is checked before it takes the place of the database, which is kept beside it.\nPostgreSQL: says which tool to use.',
  async run({ args, values, io, put, say }) {
    const [database, from] = [databaseOf(io), resolve(args[0]!)]
    if (database.kind === 'postgres') throw useItsOwnTools('restored', database.url, args[0]!)
    const { path } = database
    if (from === path) throw new Ended(exits.invalid, 'A database cannot be restored from itself.')
    const kept = await using(() => restored(from, path, { now: io.now, progress: text => void say(`${text}\n`) }))
    await put(values.json ? `${JSON.stringify({ path, kept })}\n` : `${path}\n`)
    await say(kept === null ? 'Restored.\n' : `Restored. What was there before is ${kept}.\n`)
    return done
  },
})

type Checking = Parameters<typeof checkUrl>[1]

async function restored(from: string, path: string, checking: Checking): Promise<string | null> {
  if (!existsSync(from)) throw new Ended(exits.notFound, `There is no backup at ${from}.`)
  const fresh = `${path}.restoring`
  const lock = lockFile(path)
  try {
    removeAll(fresh)
    await copyDatabase(from, fresh)
    await mustBeSound(fresh, checking)
    return swapped(from, fresh, path, new Date(checking.now()).toISOString().replace(/[:.]/g, '-'))
  } finally {
    removeAll(fresh)
    lock.release()
  }
}

async function mustBeSound(fresh: string, checking: Checking): Promise<void> {
  const checked = await checkUrl(`sqlite:${fresh}`, checking, true)
  if (!checked.ok) throw new Ended(exits.changed, `The backup does not fit together; nothing was changed.\n${reportOf(checked)}`, { json: JSON.stringify(checked) })
}

/** One rename puts the new database in place, so that at no moment there is none. */
function swapped(from: string, fresh: string, path: string, stamp: string): string | null {
  const old = `${path}.before-${stamp}`
  const was = existsSync(path)
  if (was) setAside(path, old)
  if (existsSync(`${from}.key`)) replaceKey(`${from}.key`, `${path}.key`, `${old}.key`)
  renameSync(fresh, path)
  toDisk(dirname(path))
  return was ? old : null
}

/** What is in the old log goes into the old database first: no leftover log may be replayed into the new one. */
function setAside(path: string, old: string): void {
  try {
    const database = new DatabaseSync(path)
    database.exec('pragma wal_checkpoint(truncate)')
    database.close()
  } catch {
    // A database that is broken is set aside as it is.
  }
  for (const end of ['-wal', '-shm']) if (existsSync(path + end)) renameSync(path + end, old + end)
  linkSync(path, old)
}

function replaceKey(from: string, key: string, old: string): void {
  if (existsSync(key)) renameSync(key, old)
  copyFileSync(from, key, constants.COPYFILE_EXCL)
}

function removeAll(fresh: string): void {
  for (const end of ['', '-wal', '-shm', '.lock', '.pid', '.part']) rmSync(fresh + end, { force: true })
}
