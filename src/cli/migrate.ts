// Brings the database to this version's schema, or shows what that would be.

import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { readMigrations } from '../store/migrate.ts'
import { openStore } from '../store/open.ts'
import { queryOn } from '../store/postgres/driver.ts'
import { poolOf, schema } from '../store/postgres/pool.ts'
import { define, done } from './command.ts'
import { databaseOf, using, type Database } from './database.ts'

export const migrate = define({
  usage: 'parley migrate [--dry-run]', examples: ['parley migrate --dry-run', 'DATABASE_URL=postgres://parley@db.example/parley parley migrate'],
  about: 'A sandbox migrates by itself when it starts; a live server refuses to start until this was run. Forward only.',
  options: { 'dry-run': { type: 'boolean', help: 'shows the plan and changes nothing' } }, args: { least: 0, most: 0 },
  async run({ values, io, put, say }) {
    const database = databaseOf(io)
    const missing = await using(() => missingOf(database))
    if (!values['dry-run'] && missing.length > 0) await using(async () => (await openStore(database.url, { migrates: true })).close())
    await put(values.json ? `${JSON.stringify({ [values['dry-run'] ? 'missing' : 'applied']: missing })}\n` : missing.map(name => `${name}\n`).join(''))
    const count = `${missing.length} ${missing.length === 1 ? 'migration' : 'migrations'}`
    await say(missing.length === 0 ? 'The database is up to date.\n' : values['dry-run'] ? `${count} to apply; nothing was changed.\n` : `${count} applied.\n`)
    return done
  },
})

async function missingOf(database: Database): Promise<string[]> {
  const applied = database.kind === 'sqlite' ? appliedInFile(database.path) : await appliedInPostgres(database.url)
  return readMigrations(database.kind).filter(({ number }) => number > applied).map(({ name }) => name)
}

const newest = 'select max(number) as number from parley_migration'

/** Read-only, so that a plan makes no file. */
function appliedInFile(path: string): number {
  if (!existsSync(path)) return 0
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
  try {
    const there = database.prepare(`select 1 from sqlite_master where name = 'parley_migration'`).get()
    return there ? Number(database.prepare(newest).get()?.['number'] ?? 0) : 0
  } finally {
    database.close()
  }
}

async function appliedInPostgres(url: string): Promise<number> {
  const pool = poolOf(url, 'admin', false)
  try {
    const query = queryOn(pool)
    const [there] = await query('select to_regclass($1) is not null as found', [`${schema}.parley_migration`])
    return there?.found === true ? Number((await query(newest))[0]?.number ?? 0) : 0
  } finally {
    await pool.end()
  }
}
