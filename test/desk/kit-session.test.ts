import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { read } from '../../desk/api/client.ts'
import { onRenewal, refreshSession, sessionNow } from '../../desk/api/session.ts'

const demo = { id: 'usr_demo', name: 'Demo operator', role: 'admin', demo: true }
const mina = { id: 'usr_mina', name: 'Mina', role: 'operator', demo: false }
const sessionOf = (csrf: string, user: object) => ({ user, csrf, mode: 'sandbox', version: '1', now: '2026-11-20T09:00:00Z', merchant: { id: 'mch_a', name: 'Mill' }, merchants: [] })
const nobodyHere = { code: 'unauthenticated', status: 401 }
const json = (body: object, status = 200): Response => new Response(JSON.stringify(body), { status })

/** A server that gives these sessions one after the other, and answers calls as it is told. */
async function server(sessions: object[], answer: () => Response | Promise<Response>): Promise<{ asked(): number }> {
  let asked = 0
  mock.method(globalThis, 'fetch', async (url: string) => (url === '/desk/session' ? json(sessions[Math.min(asked++, sessions.length - 1)]!) : answer()))
  await refreshSession()
  return { asked: () => asked - 1 }
}

const call = () => read('GET /v1/webhooks', {}).then(() => true, () => false)
/** Whatever was asked for by itself has been answered. */
const still = () => refreshSession()

afterEach(() => mock.restoreAll())

test('a demo whose session is gone has another one by asking once, however many calls were refused at the same time', async () => {
  let isOver = false
  const { asked } = await server([sessionOf('a', demo), sessionOf('b', demo)], () => (isOver ? json(nobodyHere, 401) : json({ data: [] })))
  let renewals = 0
  onRenewal(() => renewals++)
  await call()
  isOver = true
  await Promise.all([call(), call(), call()])
  await still()
  assert.deepEqual([sessionNow()?.csrf, sessionNow()?.ended, asked(), renewals], ['b', undefined, 2, 1])
})

test('a demo session that never worked, and one of a person with a password, are over', async () => {
  for (const user of [demo, mina]) {
    const { asked } = await server([sessionOf(`c ${user.id}`, user)], () => json(nobodyHere, 401))
    await call()
    assert.deepEqual([sessionNow()?.ended, asked()], [true, 0], user.name)
  }
})

test('a refusal that was asked for in an earlier session ends no later one', async () => {
  const late = Promise.withResolvers<Response>()
  await server([sessionOf('d', mina), sessionOf('e', mina)], () => late.promise)
  const waiting = call()
  await refreshSession()
  late.resolve(json(nobodyHere, 401))
  assert.equal(await waiting, false)
  assert.deepEqual([sessionNow()?.csrf, sessionNow()?.ended], ['e', undefined])
})

test('a call that is refused because another window began a session brings this window its token', async () => {
  await server([sessionOf('f', mina), sessionOf('g', mina)], () => json({ code: 'foreign_page', status: 403 }, 403))
  await call()
  await still()
  assert.deepEqual([sessionNow()?.csrf, sessionNow()?.ended], ['g', undefined])
})
