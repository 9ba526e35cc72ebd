/** The roles and the database that a document shows, made on the tests' server under names that nobody else has there. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'

export type Logins = { owner: string; server: string; asServer(sql: string): Promise<void>; drop(): Promise<void> }

export async function loginsAsShown(adminUrl: string, sql: string): Promise<Logins> {
  const own = randomBytes(6).toString('hex')
  const named = (text: string): string => text.replace(/\bparley_(owner|server)\b/g, `parley_$1_${own}`).replace(/database parley\b/, `database parley_test_${own}`)
  const statements = sql.split(';').map(statement => named(statement).trim()).filter(Boolean)
  for (const statement of statements) await run(adminUrl, statement).catch(unlessThere)
  const as = (user: string, password: string): string => urlOf(adminUrl, `parley_${user}_${own}`, password, `parley_test_${own}`)
  const server = as('server', 'another')
  return {
    owner: as('owner', 'one'), server,
    asServer: statement => run(server, statement),
    async drop() {
      await run(adminUrl, `drop database parley_test_${own} with (force)`)
      await run(adminUrl, `drop role parley_owner_${own}, parley_server_${own}`)
    },
  }
}

/** The role without rights belongs to the whole server: another test may have made it. */
function unlessThere(error: { code?: string }): void {
  if (error.code !== '42710') throw error
}

function urlOf(base: string, user: string, password: string, database: string): string {
  const url = new URL(base)
  Object.assign(url, { username: user, password, pathname: `/${database}` })
  return url.href
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
