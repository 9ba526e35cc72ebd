// Brings a database to this program's schema: numbered, forward only. Each migration and its row are one transaction, so that a
// process killed at any statement leaves either all of it or nothing, and the next start goes on from there.

import { readdirSync, readFileSync } from 'node:fs'
import type { Query, Transaction } from './sql.ts'

export type Migration = { number: number; name: string; statements: string[] }

/** `enter` comes first in each transaction: it lets one process at a time in, and makes the place where tables are put. */
export type Migrating = { transaction: Transaction; enter: (query: Query) => Promise<void> }

export async function migrate(database: Migrating, migrations: Migration[]): Promise<string[]> {
  await database.transaction(async (query) => {
    await database.enter(query)
    await query('create table if not exists parley_migration (number integer primary key, name text not null)')
  })
  const applied: string[] = []
  for (;;) {
    const name = await database.transaction((query) => next(database, query, migrations))
    if (name === null) return applied
    applied.push(name)
  }
}

/** Throws where the schema is not this program's; for a start that must not migrate by itself. */
export async function mustBeCurrent(query: Query, migrations: Migration[]): Promise<void> {
  const done = await query('select max(number) as number from parley_migration').then(numberOf, () => 0)
  refuseNewer(done, migrations)
  const missing = migrations.filter(({ number }) => number > done)
  if (missing.length > 0) throw new Error(`The database lacks ${missing.map(({ name }) => name).join(', ')}: run parley migrate`)
}

export function readMigrations(kind: 'sqlite' | 'postgres'): Migration[] {
  const folder = new URL(`../../migrations/${kind}/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort()
  return files.map((file) => ({
    number: Number(file.slice(0, 4)), name: file.slice(0, -4), statements: statementsOf(readFileSync(new URL(file, folder), 'utf8')),
  }))
}

/** In a migration a statement ends with a semicolon and an empty line, so that bodies of triggers stay whole. */
export const statementsOf = (text: string): string[] => text.split(/;[ \t]*\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '')

async function next(database: Migrating, query: Query, migrations: Migration[]): Promise<string | null> {
  await database.enter(query)
  const done = numberOf(await query('select max(number) as number from parley_migration'))
  refuseNewer(done, migrations)
  const migration = migrations.find(({ number }) => number > done)
  if (!migration) return null
  for (const statement of migration.statements) await query(statement)
  await query('insert into parley_migration (number, name) values ($1, $2)', [migration.number, migration.name])
  return migration.name
}

const numberOf = (rows: { number?: unknown }[]): number => Number(rows[0]?.number ?? 0)

function refuseNewer(done: number, migrations: Migration[]): void {
  const latest = migrations.at(-1)?.number ?? 0
  if (done <= latest) return
  throw new Error(`The database was written by a newer Parley: its schema is number ${done}, this one knows up to ${latest}. Start the newer one`)
}
