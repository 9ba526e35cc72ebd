/** A killed server's sessions on PostgreSQL finish what was sent to them. Until they are gone nobody can say what has happened. */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export async function untilQuiet(databaseUrl: string): Promise<void> {
  if (!databaseUrl.startsWith('postgres')) return
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    while ((await client.query(sessions)).rowCount !== 0) await wait(5)
  } finally {
    await client.end()
  }
}

const sessions = "select 1 from pg_stat_activity where datname = current_database() and application_name like 'parley-%'"
