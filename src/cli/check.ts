// Says whether everything in the database fits together.

import { existsSync } from 'node:fs'
import { reportOf } from '../engine/check-problem.ts'
import { checkDatabase } from './check-store.ts'
import { define, done } from './command.ts'
import { databaseOf, using } from './database.ts'
import { Ended, exits } from './exit.ts'

export const check = define({
  usage: 'parley check', examples: ['parley check', 'DATABASE_URL=sqlite:./backup.db parley check --json'], options: {}, args: { least: 0, most: 0 },
  about: 'Reads the database that DATABASE_URL names, also while a server runs. Exit code 0: sound, perhaps with warnings; 5: what is stored is not\nwhat was decided. It is 5 and not 1, so that a finding is never mistaken for a check that could not run (1 a bug, 9 unreachable, 10 settings).',
  async run({ values, io, put, say }) {
    const database = databaseOf(io)
    if (database.kind === 'sqlite' && !existsSync(database.path)) throw new Ended(exits.notFound, `There is no database at ${database.path}.`)
    const checked = await using(() => checkDatabase(database, { now: io.now, progress: text => void say(`${text}\n`) }))
    await put(values.json ? `${JSON.stringify(checked)}\n` : reportOf(checked))
    return checked.ok ? done : exits.changed
  },
})
