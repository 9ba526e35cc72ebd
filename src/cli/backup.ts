// Copies the database while it is in use, with the key of a sandbox beside it.

import { copyFileSync, constants, existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { define, done } from './command.ts'
import { databaseOf, using } from './database.ts'
import { useItsOwnTools } from './postgres-tools.ts'
import { copyDatabase } from './snapshot.ts'

export const backup = define({
  usage: 'parley backup PATH', examples: ['parley backup ./backups/2026-11-21.db'], options: {}, args: { least: 1, most: 1 },
  about: 'SQLite: a copy of one moment, also while a server runs; it never overwrites. PostgreSQL: says which tool to use.\nA live server\'s PARLEY_SEAL_KEY is not in a backup: keep it apart.',
  async run({ args, values, io, put, say }) {
    const [database, path] = [databaseOf(io), resolve(args[0]!)]
    if (database.kind === 'postgres') throw useItsOwnTools('backed up', database.url, args[0]!)
    await using(() => copyDatabase(database.path, path))
    const key = `${database.path}.key`
    if (existsSync(key)) copyFileSync(key, `${path}.key`, constants.COPYFILE_EXCL)
    const bytes = statSync(path).size
    await put(values.json ? `${JSON.stringify({ path, bytes })}\n` : `${path}  ${bytes} bytes\n`)
    await say(existsSync(key) ? `The sandbox's key lies beside it, in ${path}.key: keep it as you keep the data.\n` : 'Its credentials open only with the PARLEY_SEAL_KEY of the server, which is not in it.\n')
    return done
  },
})
