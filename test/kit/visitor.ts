/** Somebody with a browser, without the browser: keeps the cookie, sends what browsers send of themselves, and knows the session's token. */
import { exchange, type Answer } from './http.ts'
import type { App } from '../../src/app/app.ts'
import type { MerchantId } from '../../src/core/ids.ts'
import type { Role } from '../../src/core/role.ts'
import type { PersonRow } from '../../src/engine/store-desk.ts'
import type { Kit } from './server.ts'
import { textOf } from './native.ts'

export type Visitor = {
  cookie: string | null
  csrf: string | null
  /** As the desk's own page asks. A header given as undefined is left out. */
  call(method: string, target: string, body?: object | string, headers?: Record<string, string | undefined>): Promise<Answer>
}

export const goodPassword = 'seven herons over wet rice'

export function visitor({ url }: Pick<Kit, 'url'>, known: Partial<Pick<Visitor, 'cookie' | 'csrf'>> = {}): Visitor {
  const own: Visitor = {
    cookie: null, csrf: null, ...known,
    async call(method, target, body, headers = {}) {
      const sent = { host: new URL(url).host, 'sec-fetch-site': 'same-origin', ...(own.cookie && { cookie: own.cookie }), ...(own.csrf && { 'parley-csrf': own.csrf }), ...headers }
      const answer = await exchange(url, { method, target, headers: Object.fromEntries(Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined)), ...(body === undefined ? {} : { body }) })
      const set = answer.headers['set-cookie']
      if (set !== undefined) own.cookie = /Max-Age=0/.test(set) ? null : set.split(';')[0]!
      if ('csrf' in answer.body) own.csrf = textOf(answer.body.csrf)
      return answer
    },
  }
  return own
}

/** A visitor who has come and is the demo operator. */
export async function demoVisitor(kit: Kit): Promise<Visitor> {
  const own = visitor(kit)
  await own.call('GET', '/desk/session')
  return own
}

export async function person({ users, engine }: Pick<App, 'users' | 'engine'>, merchant: string, name: string, role: Role = 'operator'): Promise<PersonRow> {
  const of = merchant as MerchantId
  let id = ''
  const done = await users.create(of, { name, role, password: goodPassword }, { key: null, credential: null }, user => ({ status: 201, headers: {}, body: id = user.id }))
  if (done.kind !== 'done') throw new Error(`No ${name}: ${JSON.stringify(done)}`)
  return (await engine.reads.person(of, id))!
}

/** Somebody whose password was right. */
export async function signedIn(kit: Kit, merchant: string, name: string, role: Role = 'operator'): Promise<Visitor & { id: string }> {
  const row = await person(kit.app, merchant, name, role)
  const { token, csrf } = await kit.app.sessions.begin(row)
  return Object.assign(visitor(kit, { cookie: `parley_session=${token}`, csrf }), { id: row.id })
}
