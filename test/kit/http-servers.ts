/** One or two servers of their own process over one database, and what a race needs of them: merchants, disputes, and a last look. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from './app-process.ts'
import { checkLeftBehind } from './crash-check.ts'
import { bearer, exchange, type Answer, type Request } from './http.ts'
import { insisted } from './insist.ts'
import { items, textOf, type Json } from './native.ts'
import { freshDatabase, postgresForTests } from './postgres.ts'

export type Owner = { id: string; key: string }
export type Servers = {
  urls: string[]
  admin: Record<string, string>
  /** Over the first of them unless another is named. */
  call(headers: Record<string, string>, request: Request, url?: string): Promise<Answer>
  merchant(name?: string): Promise<Owner>
  open(owner: Owner, more?: object): Promise<string>
  dispute(owner: Owner, id: string): Promise<Json>
  /** Every page of a list. */
  all(owner: Owner, path: string): Promise<Json[]>
  now(): Promise<number>
  /** Ends them in order and looks at the whole store. */
  end(): Promise<void>
}

export async function serversOn(databaseUrl: string, count: number): Promise<Servers> {
  const start = () => startProcess(['serve'], tmpdir(), { DATABASE_URL: databaseUrl, PARLEY_ADMIN_KEY: adminKey })
  // The first one migrates; the others find the tables there.
  const running = [start()]
  const first = await running[0]!.url
  while (running.length < count) running.push(start())
  const urls = await Promise.all(running.map(({ url }) => url))
  const admin = bearer(adminKey)
  const call: Servers['call'] = (headers, request, url = first) => insisted(() => exchange(url, { ...request, headers: { ...headers, ...request.headers } }))
  const done = async (status: number, answer: Promise<Answer>): Promise<Json> => {
    const { status: got, text, body } = await answer
    if (got !== status) throw new Error(`Expected ${status}: ${text}`)
    return body
  }
  return {
    urls, admin, call,
    async merchant(name = 'Mill Ceramics') {
      const body = await done(201, call(admin, { method: 'POST', target: '/v1/merchants', body: { name } }))
      return { id: textOf(body.id), key: textOf(body.credentials?.native?.key) }
    },
    async open({ key }, more = {}) {
      const body = { amount: { value: 12000, currency: 'THB' }, respond_in: 'P7D', ...more }
      return textOf((await done(201, call(bearer(key), { method: 'POST', target: '/v1/sandbox/disputes', body }))).id)
    },
    dispute: ({ key }, id) => done(200, call(bearer(key), { target: `/v1/disputes/${id}` })),
    async all({ key }, path) {
      const found: Json[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Json = await done(200, call(bearer(key), { target: `${path}?limit=100${cursor && `&cursor=${cursor}`}` }))
        found.push(...items(page.data))
        cursor = textOf(page.next_cursor)
      }
      return found
    },
    // Whoever turned the clock knows it first; the others hear of it within a second.
    now: async () => Math.max(...await Promise.all(urls.map(async (url) => Date.parse(textOf((await done(200, call(admin, { target: '/v1/sandbox/clock' }, url))).now))))),
    async end() {
      for (const { child } of running) child.kill('SIGTERM')
      await Promise.all(running.map(({ ended }) => ended))
      await checkLeftBehind(databaseUrl, [])
    },
  }
}

const adminKey = 'pk_admin_of_the_race_7c1e5d'

export type Place = { name: string; begin(): Promise<Servers | { absent: string }> }

/** One process on SQLite, and two over one PostgreSQL. */
export const places: readonly Place[] = [
  { name: 'one process on SQLite', begin: onSqlite },
  { name: 'two processes over one PostgreSQL', begin: onPostgres },
]

async function onSqlite(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-race-'))
  return ended(await serversOn(`sqlite:${join(folder, 'parley.db')}`, 1), () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
}

async function onPostgres(): Promise<Servers | { absent: string }> {
  const postgres = await postgresForTests()
  if ('absent' in postgres) return postgres
  const database = await freshDatabase(postgres.url)
  return ended(await serversOn(database.url, 2), async () => {
    await database.drop()
    await postgres.stop()
  })
}

function ended(servers: Servers, after: () => Promise<void> | void): Servers {
  return { ...servers, end: async () => { try { await servers.end() } finally { await after() } } }
}
