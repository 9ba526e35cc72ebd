// Omise's own Node client, unmodified, against a real socket: every dispute method that it has, the ways round those that it lacks, and
// every class of error that it can meet.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { after, test } from 'node:test'
import { startOmise } from '../../kit/omise.ts'
import type { Call, Came } from './client.child.ts'

const kit = await startOmise({ socket: true })
after(() => kit.close())
const shop = await kit.owner('Shop')
const port = Number(new URL(kit.url).port)

type Shown = Record<string, unknown> & { data: Shown[] }

async function played(...calls: Call[]): Promise<Came[]> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name) && !name.startsWith('OMISE_') && name !== 'NODE_TEST_CONTEXT'))
  const child = spawn(process.execPath, [fileURLToPath(new URL('./client.child.ts', import.meta.url))], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ port, secret: shop.secret, calls }))
  const said = await text(child.stdout)
  return JSON.parse(said) as Came[]
}

const disputes = (method: string, ...args: unknown[]): Call => ({ resource: 'disputes', method, args })
const shown = (came: Came | undefined): Shown => {
  assert.ok(came && 'ok' in came, JSON.stringify(came))
  return came.ok as Shown
}
const refused = (came: Came | undefined, code: string): void => {
  assert.ok(came && 'rejected' in came, JSON.stringify(came))
  const { object, code: told, location, message } = came.rejected as Record<string, string>
  assert.deepEqual([object, told, came.isError], ['error', code, false])
  assert.ok(location && message)
}

test('it lists, retrieves and updates', async () => {
  const ids = await kit.states(shop)
  const [all, none, page, open, pending, closed, one, updated, old] = await played(
    disputes('list'), disputes('list', {}), disputes('list', { limit: 1, offset: 1, from: '2026-01-01T00:00:00Z', order: 'reverse_chronological' }),
    disputes('listOpen'), disputes('listPending'), disputes('listClosed'), disputes('retrieve', ids.open),
    disputes('update', ids.open, { message: 'm', metadata: { a: { b: 1 } } }), { ...disputes('retrieve', ids.won), version: '2017-11-02' },
  )
  assert.deepEqual([shown(all).object, shown(all).total, shown(none).total], ['list', 4, 4])
  assert.deepEqual([shown(page).limit, shown(page).offset, shown(page).data.length], [1, 1, 1])
  assert.deepEqual([open, pending, closed].map(came => shown(came).data.map(({ status }) => status)), [['open'], ['pending'], ['won', 'lost']])
  assert.deepEqual([shown(one).id, shown(one).status], [ids.open, 'open'])
  assert.deepEqual([shown(updated).status, shown(updated).message, shown(updated).metadata], ['pending', 'm', { a: { b: 1 } }])
  assert.deepEqual([shown(old).status, typeof shown(old).created], ['won', 'string'])
})

test('it has no accept, and accepts through an update of that path: PATCH with an empty body under a JSON content type', async () => {
  const [empty, object] = [await kit.opened(shop), await kit.opened(shop)]
  const [none, first, second, other] = await played(
    disputes('accept', empty), disputes('update', `${empty}/accept`), disputes('update', `${empty}/accept`), disputes('update', `${object}/accept`, {}),
  )
  assert.ok(none && 'threw' in none)
  assert.deepEqual([shown(first).id, shown(first).status, shown(first).message], [empty, 'lost', 'Merchant accepts the dispute'])
  refused(second, 'dispute_already_closed')
  assert.equal(shown(other).status, 'lost')
})

test('it reads documents, searches without its nested filters, and lists events', async () => {
  const id = await kit.opened(shop)
  await kit.app.workers.runOnceAll(kit.clock.now())
  const [documents, search, events] = await played(
    disputes('retrieve', `${id}/documents`), { resource: 'search', method: 'list', args: [{ scope: 'dispute', query: id, filters: { status: 'open' } }] },
    { resource: 'events', method: 'list', args: [{ limit: 1 }] },
  )
  assert.deepEqual([shown(documents).location, shown(documents).data], [`/disputes/${id}/documents`, []])
  assert.deepEqual([shown(search).object, shown(search).data.map(each => each.id)], ['search', [id]])
  assert.deepEqual([shown(events).object, shown(events).data.length], ['list', 1])
})

test('every class of error rejects with the error object', async () => {
  const ids = await kit.states(shop)
  const other = await kit.opened(await kit.owner('Other'))
  const came = await played(
    { ...disputes('list'), key: 'skey_test_wrong' }, { ...disputes('list'), key: shop.publicKey }, disputes('retrieve', 'dspt_test_0000000000000000000'), disputes('retrieve', other),
    disputes('retrieve', 'not-an-id'), disputes('list', { limit: 101 }), disputes('update', ids.pending, { message: 'm' }), disputes('update', `${ids.won}/accept`),
    disputes('update', ids.open, { message: 7 }), disputes('retrieve', `${ids.open}/nonsense`), { ...disputes('list'), version: '2019-09-29' },
  )
  const codes = ['authentication_failure', 'authentication_failure', 'not_found', 'not_found', 'bad_request', 'bad_request', 'invalid_dispute_status', 'dispute_already_closed',
    'bad_request', 'not_found', 'bad_request']
  codes.forEach((code, at) => refused(came[at], code))
})

test('a fault of the server is an error object too', async () => {
  for (const [fault, code] of [['error-before', 'service_not_available'], ['error-after', 'internal_error'], ['refuse', 'invalid_dispute_status']] as const) {
    const id = await kit.opened(shop)
    await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'omise', operation: 'acceptDisputeByPatch', fault, times: 1 })
    const [came] = await played(disputes('update', `${id}/accept`))
    refused(came, code)
    assert.equal((await shop.omise('GET', `/disputes/${id}`)).text.includes('"status":"lost"'), fault === 'error-after', fault)
  }
})
