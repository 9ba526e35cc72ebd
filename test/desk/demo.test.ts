/** The demo operator: for whoever sits at the machine of a sandbox, and for nobody else. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createApp } from '../../src/app/app.ts'
import { silentLog } from '../../src/app/log.ts'
import { cast } from '../../src/scenarios/index.ts'
import { openStore } from '../../src/store/open.ts'
import { wireRequest, type WireHandle } from '../../src/wire/http.ts'
import { demoUser } from '../../src/engine/sessions.ts'
import type { MerchantId } from '../../src/core/ids.ts'
import { startNative, textOf, type Json } from '../kit/native.ts'
import { handClock, kitWorld } from '../kit/world.ts'
import { goodPassword, person } from '../kit/visitor.ts'

const kit = await startNative({ cast: true })
after(() => kit.close())

type Ask = { method?: string; target?: string; headers?: Record<string, string>; remote?: string; body?: string }

async function ask(handle: WireHandle, { target = '/desk/session', headers = {}, ...more }: Ask = {}): Promise<{ status: number; headers: Record<string, string>; body: Json }> {
  const { status, headers: told, body } = await handle(wireRequest({ target, headers: { host: 'localhost:4242', ...headers }, ...more }))
  return { status, headers: told, body: (/json/.test(told['content-type'] ?? '') ? JSON.parse(String(body)) : {}) as Json }
}
const cookieOf = (headers: Record<string, string>): string => headers['set-cookie']!.split(';')[0]!

test('whoever comes from this machine is the demo operator, for the first of the cast, and may act for each of them', async () => {
  for (const host of ['localhost', 'LOCALHOST:4242', '127.0.0.1:4242', '[::1]:4242']) {
    const { body } = await ask(kit.handle, { headers: { host } })
    assert.deepEqual([body.user?.id, body.user?.demo, body.merchant?.id], [demoUser.id, true, cast[0]!.id], host)
  }
  const { headers, body } = await ask(kit.handle, { remote: '::ffff:127.0.0.1' })
  const own = { cookie: cookieOf(headers), 'parley-csrf': textOf(body.csrf), 'content-type': 'application/json' }
  const chosen = await ask(kit.handle, { method: 'PATCH', headers: own, body: JSON.stringify({ merchant: cast[1]!.id }) })
  assert.equal(chosen.body.merchant?.id, cast[1]!.id)
  const listed = await ask(kit.handle, { target: '/v1/disputes?limit=1', headers: own })
  assert.equal((listed.body.data as unknown as Json[])[0]!.merchant, cast[1]!.id)
  const other = await ask(kit.handle, { target: '/v1/disputes?limit=1', headers: { ...own, 'parley-merchant': cast[2]!.id } })
  assert.equal((other.body.data as unknown as Json[])[0]!.merchant, cast[2]!.id)
  assert.equal((await ask(kit.handle, { method: 'POST', target: '/v1/sandbox/clock', headers: own, body: '{"advance":"PT1S"}' })).status, 200)
})

test('a foreign name that points here, another machine, a proxy and a foreign page get no demo', async () => {
  const strangers: Ask[] = [
    { headers: { host: 'rebound.example:4242' } }, { headers: { host: 'localhost.evil.example' } }, { headers: { host: '127.0.0.1.nip.io' } }, { headers: { host: '127.0.0.1@evil.example' } }, { headers: { host: '' } },
    { remote: '10.0.0.5' }, { remote: '::ffff:10.0.0.5' }, { remote: '127.0.0.1.evil' }, { remote: '' }, { headers: { 'x-forwarded-for': '127.0.0.1' } }, { headers: { forwarded: 'for=127.0.0.1' } }, { headers: { via: '1.1 proxy' } },
  ]
  for (const stranger of strangers) {
    const { status, headers, body } = await ask(kit.handle, stranger)
    assert.deepEqual([status, body.user, body.csrf, headers['set-cookie']], [200, null, null, undefined], JSON.stringify(stranger))
    const page = await ask(kit.handle, { ...stranger, target: '/desk' })
    assert.equal(page.headers['set-cookie'], undefined)
  }
  for (const site of ['cross-site', 'same-site']) {
    const page = await ask(kit.handle, { target: '/desk', headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })
    assert.equal(page.headers['set-cookie'], undefined, site)
  }
})

test('a demo\'s cookie that has wandered to another machine or name is nobody\'s', async () => {
  const cookie = cookieOf((await ask(kit.handle)).headers)
  assert.equal((await ask(kit.handle, { target: '/v1/disputes', headers: { cookie } })).status, 200)
  for (const elsewhere of [{ remote: '10.0.0.5' }, { headers: { host: 'rebound.example' } }] as Ask[]) {
    assert.equal((await ask(kit.handle, { ...elsewhere, target: '/v1/disputes', headers: { ...elsewhere.headers, cookie } })).status, 401)
  }
})

test('a demo has no password to change, and after the sandbox was emptied the visitor is the demo again', async () => {
  const { headers, body } = await ask(kit.handle)
  const own = { cookie: cookieOf(headers), 'parley-csrf': textOf(body.csrf), 'content-type': 'application/json' }
  assert.equal((await ask(kit.handle, { method: 'PATCH', headers: own, body: JSON.stringify({ password: { old: 'x', new: 'y' } }) })).status, 403)
  assert.equal((await ask(kit.handle, { method: 'POST', target: '/v1/sandbox/reset', headers: own })).status, 200)
  assert.equal((await ask(kit.handle, { target: '/v1/disputes', headers: own })).status, 401)
  assert.equal((await ask(kit.handle, { headers: own })).body.user?.demo, true)
})

test('live has no demo, whatever lies in its store, and people sign in', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-desk-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const databaseUrl = `sqlite:${join(folder, 'live.db')}`
  await (await openStore(databaseUrl, { sandbox: false })).close()
  const clock = handClock(kit.clock.now())
  const app = await createApp({ port: 0, host: '127.0.0.1', databaseUrl, mode: 'live', adminKey: 'k'.repeat(40), publicUrl: 'https://disputes.example', logLevel: 'silent', sealKeys: [new Uint8Array(32).fill(9)] }, { world: kitWorld(clock), log: silentLog, loadCast: null })
  t.after(() => app.close())
  assert.deepEqual((({ status, body, headers }) => [status, body.user, headers['set-cookie']])(await ask(app.handle)), [200, null, undefined])
  const planted = await app.sessions.beginDemo()
  for (const name of ['parley_session', '__Host-parley_session']) assert.equal((await ask(app.handle, { target: '/v1/disputes', headers: { cookie: `${name}=${planted.token}` } })).status, 401)
  const made = await app.handle(wireRequest({ method: 'POST', target: '/v1/merchants', headers: { authorization: `Bearer ${app.config.adminKey}`, 'content-type': 'application/json' }, body: '{"name":"Mill"}' }))
  const mill = (JSON.parse(String(made.body)) as { id: MerchantId }).id
  await person(app, mill, 'Mina')
  const headers = { host: 'disputes.example', origin: 'https://disputes.example', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const came = await ask(app.handle, { method: 'POST', headers, remote: '203.0.113.7', body: JSON.stringify({ name: 'Mina', password: goodPassword }) })
  assert.match(came.headers['set-cookie']!, /^__Host-parley_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=43200$/)
  const cookie = cookieOf(came.headers)
  assert.deepEqual([(await ask(app.handle, { target: '/v1/disputes', headers: { cookie } })).status, (await ask(app.handle, { target: '/v1/disputes', headers: { cookie: cookie.replace('__Host-', '') } })).status], [200, 401])
})
