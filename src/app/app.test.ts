// A whole Parley in process: what it refuses to open, what it tells of itself, and what its log and figures never hold.

import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { connection, hour, mill } from '../../test/kit/builders.ts'
import { kitWorld, handClock } from '../../test/kit/world.ts'
import { kitStart, startParley } from '../../test/kit/server.ts'
import { firstPoll } from '../engine/connection.ts'
import { openStore } from '../store/open.ts'
import { wireRequest, type WireResponse } from '../wire/http.ts'
import { cast } from '../scenarios/index.ts'
import { createApp, type App } from './app.ts'
import { loadSampleCast } from './cast.ts'
import type { Config } from './config.ts'
import { pinoLog } from './log-pino.ts'

const base: Config = { port: 0, host: '127.0.0.1', databaseUrl: 'sqlite::memory:', mode: 'sandbox', adminKey: 'pk_admin_sandbox', publicUrl: null, logLevel: 'debug', sealKeys: null }
const liveKey = new Uint8Array(32).fill(1)

test('a sandbox database is not opened as live, and a live one not as a sandbox', async t => {
  const databaseUrl = inFolder(t)
  await (await appOf({ databaseUrl })).close()
  await assert.rejects(appOf({ databaseUrl, mode: 'live', sealKeys: [liveKey] }), /This database is sandbox/)
})

test('what the process before this one was doing when it died is due at once for the one that opens its file', async t => {
  const databaseUrl = inFolder(t)
  const one = await appOf({ databaseUrl })
  const now = one.engine.world.now()
  await one.engine.write({ merchant: mill, writes: [{ table: 'poll', rows: [firstPoll(mill, connection, now)] }] })
  await one.store.bridge.claimPolls(now, now + hour, 1, 1)
  await one.close()
  const other = await appOf({ databaseUrl })
  const due = await other.engine.reads.nextPoll()
  await other.close()
  assert.ok(due! < now + hour)
})

test('live does not bring a database up to date by itself', async t => {
  await assert.rejects(appOf({ databaseUrl: inFolder(t), mode: 'live', sealKeys: [liveKey] }), /parley migrate/)
})

test('a database that was sealed under another key is refused, and one whose key is being changed is not', async t => {
  const databaseUrl = inFolder(t)
  await (await appOf({ databaseUrl, sealKeys: [liveKey] })).close()
  await assert.rejects(appOf({ databaseUrl, sealKeys: [new Uint8Array(32).fill(2)] }), /another master key/)
  await (await appOf({ databaseUrl, sealKeys: [new Uint8Array(32).fill(2), liveKey] })).close()
})

test('a sandbox makes its master key once and keeps it where only its owner reads it', async t => {
  const databaseUrl = inFolder(t)
  const path = `${databaseUrl.slice('sqlite:'.length)}.key`
  await (await appOf({ databaseUrl })).close()
  const key = readFileSync(path, 'utf8')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  await (await appOf({ databaseUrl })).close()
  assert.equal(readFileSync(path, 'utf8'), key)
})

test('a credential out of the documents opens nothing in live', async t => {
  const databaseUrl = inFolder(t)
  await (await openStore(databaseUrl)).close()
  const app = await appOf({ databaseUrl, mode: 'live', sealKeys: [liveKey] })
  t.after(() => app.close())
  const told = await app.accounts.createMerchant({ name: 'Careless', credentials: { native: { key: 'pk_test_sample_kiln' } } }, { key: null, credential: null }, () => ({ status: 201, headers: {}, body: '' }))
  assert.deepEqual([told.kind, app.sandbox, app.clock], ['unusable', null, null])
})

test('health goes on while it stops, readiness does not', async t => {
  const { app } = await started(t)
  assert.deepEqual([(await get(app, '/healthz')).status, (await get(app, '/readyz')).status], [200, 200])
  app.stopping()
  assert.deepEqual([(await get(app, '/healthz')).status, (await get(app, '/readyz')).status], [200, 503])
})

test('readiness says that the database does not answer, without saying why', async t => {
  const { app } = await started(t)
  app.store.ready = () => Promise.reject(new Error('password authentication failed for user parley'))
  const answer = await get(app, '/readyz')
  assert.equal(answer.status, 503)
  assert.match(String(answer.body), /the database does not answer/)
  assert.doesNotMatch(String(answer.body), /password/)
})

test("a path that is nobody's is answered in the shape of native", async t => {
  const { app } = await started(t)
  for (const path of ['/nope', '/v1/nope', '/healthz/x', '/docs/x/y']) {
    const answer = await get(app, path)
    assert.deepEqual([answer.status, answer.headers['content-type']], [404, 'application/problem+json'], path)
    assert.equal((JSON.parse(String(answer.body)) as { code: string }).code, 'route_not_found')
  }
})

test('every page may load nothing but our style sheet, and runs no script', async t => {
  const { app } = await started(t)
  for (const path of ['/docs', '/docs/problems', '/docs/problems/already_accepted']) {
    const { status, headers, body } = await get(app, path)
    assert.equal(status, 200, path)
    assert.match(headers['content-security-policy']!, /^default-src 'none'; style-src 'self'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.doesNotMatch(String(body), /<script|javascript:| style=| on\w+=/i, path)
  }
  assert.equal((await get(app, '/docs/style.css')).headers['content-type'], 'text/css; charset=utf-8')
  assert.equal((await get(app, '/docs/problems/%3Cscript%3E')).status, 404)
})

test('the first page is text for tools, and links the desk for browsers', async t => {
  const { app } = await started(t)
  const [plain, page] = [await get(app, '/', { accept: '*/*' }), await get(app, '/', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })]
  assert.match(String(plain.body), /^Parley .+\n\nDesk +\/desk\n/)
  assert.match(String(page.body), /<a href="\/desk">/)
  assert.match(page.headers['content-security-policy']!, /default-src 'none'/)
})

test('the printed API names the address that is configured, or its own, and never what a caller calls it', async t => {
  const servers = async (app: App, path = '/openapi.json'): Promise<unknown> =>
    (JSON.parse(String((await get(app, path, { host: 'evil.example:4242' })).body)) as { servers: unknown }).servers
  const { app } = await started(t)
  assert.deepEqual(await servers(app), [{ url: 'http://127.0.0.1:4242' }])
  app.origin = 'http://127.0.0.1:50123'
  assert.deepEqual([await servers(app), await servers(app, '/openapi/native.json')], Array(2).fill([{ url: 'http://127.0.0.1:50123' }]))
  assert.doesNotMatch(String((await get(app, '/docs', { host: 'evil.example' })).body), /evil\.example/)
  const behind = await appOf({ publicUrl: 'https://disputes.example' })
  t.after(() => behind.close())
  behind.origin = 'http://127.0.0.1:50123'
  assert.deepEqual(await servers(behind), [{ url: 'https://disputes.example' }])
})

test('what cannot even be read as a request is told in words of the one table, and has its page', async t => {
  const kit = await startParley({ socket: true })
  t.after(() => kit.close())
  const { port, hostname } = new URL(kit.url)
  for (const [sent, status, code] of [[`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`, 431, 'headers_too_large'], ['NONSENSE\r\n\r\n', 400, 'malformed_request']] as const) {
    const socket = connect(Number(port), hostname).on('error', () => {})
    socket.write(sent)
    let text = ''
    for await (const piece of socket) text += String(piece)
    const { title, detail, next, type, status: told } = JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as Record<string, string>
    assert.deepEqual([Number(text.split(' ')[1]), told, type], [status, status, `/docs/problems/${code}`])
    const page = String((await get(kit.app, type!)).body)
    for (const words of [title!, detail!, next!]) assert.ok(page.includes(words.split(/[`'<]/)[0]!), `${code}: ${words}`)
  }
  assert.equal((await get(kit.app, '/docs/problems/request_timeout')).status, 200)
})

test('in live nothing is printed that is not served', async t => {
  const databaseUrl = inFolder(t)
  await (await openStore(databaseUrl)).close()
  const app = await appOf({ mode: 'live', databaseUrl, sealKeys: [liveKey] })
  t.after(() => app.close())
  for (const path of ['/openapi.json', '/openapi/native.json']) {
    const printed = JSON.parse(String((await get(app, path)).body)) as { paths: object; tags: { name: string }[] }
    assert.deepEqual([Object.keys(printed.paths).filter(each => each.includes('sandbox')), printed.tags.filter(({ name }) => name === 'Sandbox')], [[], []])
    assert.ok('/v1/disputes' in printed.paths)
  }
  assert.doesNotMatch(String((await get(app, '/docs')).body), /\/v1\/sandbox/)
})

test('a request leaves one line with its template and its merchant, and nothing that is secret', async t => {
  const { app, lines } = await started(t)
  let key = ''
  const made = { key: null, credential: null }
  await app.accounts.createMerchant({ name: 'Mill', credentials: {} }, made, ({ credentials }) => ((key = credentials.native.key!), { status: 201, headers: {}, body: '' }))
  await get(app, '/v1/disputes/dsp_00000000000000000000000000?token=4fKqT9', { authorization: `Bearer ${key}`, cookie: 'a=4fKqT9' })
  const line = lines.at(-1)!
  assert.equal(line.msg, 'GET /v1/disputes/{id}')
  assert.match(String(line.merchant), /^mch_/)
  assert.deepEqual([line.dialect, line.path], ['native', '/v1/disputes/dsp_00000000000000000000000000'])
  assert.doesNotMatch(JSON.stringify(lines), new RegExp(`4fKqT9|${key}`))
})

test('figures count by template, and hold no id and no text of a caller', async t => {
  const { app } = await started(t)
  for (const path of ['/v1/disputes/dsp_00000000000000000000000000', '/v1/x"y', '/v1/z', '/desk/d/dsp_00000000000000000000000000', '/desk/x"y', '/desk/assets/x"y', '/desk/session']) await get(app, path)
  const text = String((await get(app, '/metrics')).body)
  assert.match(text, /parley_http_requests_total\{dialect="native",route="GET \/v1\/disputes\/\{id\}",status="401"\} 1/)
  assert.match(text, /parley_http_requests_total\{dialect="none",route="unknown",status="404"\} 2/)
  for (const name of ['parley_batch_size_bucket', 'parley_queue_wait_seconds_bucket', 'parley_event_loop_delay_seconds', 'parley_outbox_age_seconds', 'parley_deliveries_pending', 'process_resident_memory_bytes']) assert.ok(text.includes(`\n${name}`), name)
  assert.doesNotMatch(text, /(dsp|mch|key)_[0-9a-z]{26}|x"y/)
})

test('acceptances and refusals are counted by dialect and by code', async t => {
  const app = await createApp({ ...base }, { world: kitWorld(handClock(kitStart)), log: pinoLog('silent', false), loadCast: loadSampleCast })
  t.after(() => app.close())
  const { items: [dispute] } = await app.engine.reads.disputes(cast[0]!.id, { states: ['needs_response'], phases: ['chargeback'], dueAfter: kitStart }, 'deadline', null, 1)
  const headers = { authorization: 'Bearer pk_test_sample_kiln', 'content-type': 'application/json' }
  const accept = () => app.handle(wireRequest({ method: 'POST', target: `/v1/disputes/${dispute!.id}/accept`, headers, body: '{"reason":"other"}' }))
  assert.deepEqual([(await accept()).status, (await accept()).status], [200, 409])
  const text = String((await get(app, '/metrics')).body)
  assert.match(text, new RegExp(`parley_accepts_total\\{dialect="${dispute!.dialect}"\\} 1\n`))
  assert.match(text, /parley_refusals_total\{code="already_accepted"\} 1\n/)
  assert.match(text, /parley_queue_wait_seconds_count [1-9]/)
  assert.match(text, /parley_outbox_age_seconds 0\n/, 'a cast that was loaded is ready to be followed')
})

async function started(t: TestContext): Promise<{ app: App; lines: Record<string, unknown>[] }> {
  const lines: Record<string, unknown>[] = []
  const log = pinoLog('debug', false, { write: text => void lines.push(JSON.parse(text) as Record<string, unknown>) })
  const app = await createApp({ ...base }, { world: kitWorld(handClock(kitStart)), log, loadCast: null })
  t.after(() => app.close())
  return { app, lines }
}

const appOf = (config: Partial<Config>): Promise<App> =>
  createApp({ ...base, ...config }, { world: kitWorld(handClock(kitStart)), log: pinoLog('silent', false), loadCast: null })

const get = (app: App, target: string, headers: Record<string, string> = {}): Promise<WireResponse> => app.handle(wireRequest({ target, headers }))

function inFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-app-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'parley.db')}`
}
