// Two Parleys, each a process of its own, over one PostgreSQL: one is stopped by a signal in the middle of an errand, its lease ends, the
// other takes over, and the first goes on. It changes nothing any more, and there is one effect at the provider.

import assert from 'node:assert/strict'
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { sandboxAdminKey } from '../../src/app/config.ts'
import { processFolder } from '../kit/app-process.ts'
import { asked, startSide, until, type Side } from '../kit/bridge.ts'
import { backs } from '../kit/every-way.ts'
import { freshDatabase, postgresForTests, type TestPostgres } from '../kit/postgres.ts'

let postgres: TestPostgres
before(async () => void (postgres = await postgresForTests()))
after(async () => 'url' in postgres && postgres.stop())

const opening = backs.omise
const admin = (url: string, path: string, body?: unknown) => asked(url, sandboxAdminKey, path, body)

for (const [held, when] of [['accept', 'while the answer to its acceptance is on the way'], ['look', 'while it looks, before it has sent anything']] as const) {
  test(`a worker that is stopped ${when} is replaced, and does nothing when it goes on`, async t => {
    if ('absent' in postgres) return t.skip(postgres.absent)
    const database = await freshDatabase(postgres.url)
    t.after(() => database.drop())
    const far = await startSide()
    t.after(() => far.close())
    const way = await startWay(far.url)
    t.after(() => way.close())
    const { start } = processFolder(t)
    const env = { DATABASE_URL: database.url, LOG_LEVEL: 'info', PARLEY_SEAL_KEY: Buffer.alloc(32, 5).toString('base64') }
    const one = start(['serve'], env)
    const first = await one.url
    const other = await start(['serve'], env).url

    const { key, here, there } = await aDispute(far, first, way.url)
    const isHeld = way.hold(({ method, path }) => (held === 'look' ? method === 'GET' && path.startsWith('/disputes/') : path.endsWith('/accept')))
    const answer = asked(first, key, `/v1/disputes/${here}/accept`, { reason: 'customer_is_right' })
    const release = await isHeld
    one.child.kill('SIGSTOP')
    await lapse(other)
    const dispute = await until(async () => { const { body } = await asked(other, key, `/v1/disputes/${here}`); return body.state === 'accepted' && body }, 180_000, 'The other taking over')
    assert.equal(dispute.acceptance.by.kind, 'key')

    one.child.kill('SIGCONT')
    await followed(first, other)
    const sent = way.sent.filter(path => path.endsWith('/accept')).length
    release()
    assert.ok([200, 202].includes((await answer).status))
    await until(async () => /^parley_errands_total\{.*"lease_lost"\} [1-9]/m.test((await asked(first, sandboxAdminKey, '/metrics')).text), 180_000, 'The first giving up')
    assert.deepEqual([way.sent.filter(path => path.endsWith('/accept')).length, sent], [1, 1])
    const kinds = async (url: string, key: string, id: string) => (await asked(url, key, `/v1/disputes/${id}/events?limit=100`)).body.data.map((event: { kind: string }) => event.kind) as string[]
    const [ours, theirs] = [await kinds(first, key, here), await kinds(far.url, far.credentials.native.key!, there)]
    assert.deepEqual([ours.filter(kind => kind === 'accepted').length, theirs.filter(kind => kind === 'accepted').length, ours.includes('ask_refused')], [1, 1, false])
  })
}

async function aDispute(far: Side, url: string, way: string) {
  const opened = await far.admin('/v1/sandbox/disputes', { merchant: far.merchant, respond_in: 'P7D', ...opening })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  const key = (await admin(url, '/v1/merchants', { name: 'Mill' })).body.credentials.native.key as string
  const made = await asked(url, key, '/v1/connections', { dialect: 'omise', name: 'Omise', url: way, credentials: far.credentials.omise, settings: { poll_ms: 86_400_000, answer_ms: 40_000 } })
  assert.equal(made.status, 201, made.text)
  const here = await until(async () => (await asked(url, key, '/v1/disputes')).body.data[0]?.id as string, 180_000, 'It being here')
  return { key, here, there: opened.body.id as string }
}

/** Every lease ends. Whoever is stopped may hold a lock of the database's, until that ends its session. */
async function lapse(url: string): Promise<void> {
  await until(async () => (await admin(url, '/v1/sandbox/clock', { advance: 'PT90S' })).status === 200, 180_000, 'Turning the clock')
}

/** Whoever was stopped hears how late it is, as a clock of its own would tell it. */
async function followed(url: string, by: string): Promise<void> {
  const now = async (of: string) => Date.parse((await admin(of, '/v1/sandbox/clock')).body.now)
  await until(async () => Math.abs(await now(url) - await now(by)) < 30_000, 180_000, 'The clock')
}

type Way = { url: string; sent: string[]; hold(which: (request: { method: string; path: string }) => boolean): Promise<() => void>; close(): Promise<void> }

/** To the provider, and back; of one request the answer is kept until it is released. */
async function startWay(to: string): Promise<Way> {
  let holding: { which: Parameters<Way['hold']>[0]; told: (release: () => void) => void } | null = null
  const sent: string[] = []
  const server = createServer((message: IncomingMessage, response: ServerResponse) => {
    const [method, path] = [message.method!, message.url!]
    sent.push(path)
    const held = holding?.which({ method, path }) ? holding : null
    if (held) holding = null
    message.pipe(forward(to + path, { method, headers: message.headers }, answer => {
      const pass = (): void => { response.writeHead(answer.statusCode!, answer.headers); answer.pipe(response) }
      if (held) held.told(pass)
      else pass()
    }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent,
    hold: which => new Promise(told => (holding = { which, told })),
    close: () => new Promise(resolve => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}
