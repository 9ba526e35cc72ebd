// The numbered cases of the provider's conformance list, each under its number, and what belongs beside them.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, textOf, type Heard, type Json } from '../../../test/kit/native.ts'
import { basicOf, fileForm, startOmise } from '../../../test/kit/omise.ts'

const kit = await startOmise()
after(() => kit.close())
const a = await kit.owner('A', { given: { secret_key: 'skey_test_a', public_key: 'pkey_test_a' } })
const b = await kit.owner('B', { given: { secret_key: 'skey_test_b', public_key: 'pkey_test_b' } })
const call = a.omise
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const emptyJson = { 'content-type': 'application/json' }
const keysOf = (json: Json | undefined): string[] => items(json?.transactions).map(each => textOf(each.key))

function isError(answer: Heard, status: number, code: string): void {
  assert.equal(answer.status, status, answer.text)
  assert.deepEqual(Object.keys(answer.body), ['object', 'location', 'code', 'message'])
  assert.deepEqual([textOf(answer.body.object), textOf(answer.body.code)], ['error', code], answer.text)
  assert.equal(textOf(answer.body.location), `https://www.omise.co/api-errors#${code.replaceAll('_', '-')}`)
  assert.match(answer.headers['content-type']!, /^application\/json/)
  assert.equal(answer.headers['omise-version'], undefined)
}

async function isLost(answer: Heard, id: string): Promise<void> {
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual([textOf(answer.body.object), textOf(answer.body.id), textOf(answer.body.status)], ['dispute', id, 'lost'])
  assert.match(textOf(answer.body.closed_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const read = await call('GET', `/disputes/${id}`)
  assert.deepEqual([textOf(read.body.status), textOf(read.body.closed_at)], ['lost', textOf(answer.body.closed_at)])
}

test('case 1, 7, 9 and 11: accept without body loses at once, moves no money, and happens once', async () => {
  const id = await kit.opened(a)
  const first = await call('POST', `/disputes/${id}/accept`)
  await isLost(first, id)
  assert.deepEqual(keysOf(first.body), ['dispute.started.debit'])
  assert.deepEqual([textOf(items(first.body.transactions)[0]?.direction), textOf(first.body.message)], ['debit', 'Merchant accepts the dispute'])
  assert.equal(first.headers['omise-version'], '2019-05-29')
  assert.equal(first.headers['cache-control'], 'no-cache, no-store')
  kit.clock.advance(5000)
  isError(await call('POST', `/disputes/${id}/accept`), 422, 'dispute_already_closed')
  isError(await call('PATCH', `/disputes/${id}/accept`), 422, 'dispute_already_closed')
  assert.equal(textOf((await call('GET', `/disputes/${id}`)).body.closed_at), textOf(first.body.closed_at))
})

test('case 2: a pending dispute can be accepted, and keeps its own message', async () => {
  const { pending } = await kit.states(a)
  const answer = await call('POST', `/disputes/${pending}/accept`)
  await isLost(answer, pending)
  assert.equal(textOf(answer.body.message), 'Delivered.')
})

const clientsAccepts: [string, string, string | undefined, Record<string, string>][] = [
  ['case 3: omise-php and a PATCH without body', 'PATCH', undefined, {}],
  ['case 4: omise-python and {} as JSON', 'PATCH', '{}', emptyJson],
  ['case 5: omise-node and no body under a JSON content type', 'PATCH', '', emptyJson],
  ['omise-java and an empty form', 'PATCH', '', form],
  ['a body that is no JSON, which is not looked at', 'POST', '{"status":', emptyJson],
  ['a body of a strange type', 'POST', 'x', { 'content-type': 'text/plain' }],
]
for (const [name, method, body, headers] of clientsAccepts) {
  test(`${name}: the dispute is accepted`, async () => {
    const id = await kit.opened(a)
    await isLost(await call(method, `/disputes/${id}/accept`, body, headers), id)
  })
}

test('case 12: a dispute that was won or lost cannot be accepted and stays as it is', async () => {
  const { won, lost } = await kit.states(a)
  isError(await call('POST', `/disputes/${won}/accept`), 422, 'dispute_already_closed')
  isError(await call('POST', `/disputes/${lost}/accept`), 422, 'dispute_already_closed')
  assert.equal(textOf((await call('GET', `/disputes/${won}`)).body.status), 'won')
})

test('case 14: after the deadline an open dispute is lost as of the deadline; until that is noticed its status forbids it', async () => {
  const id = await kit.opened(a, { respond_in: 'PT1H' })
  kit.clock.advance(3_600_001)
  isError(await call('POST', `/disputes/${id}/accept`), 422, 'invalid_dispute_status')
  isError(await call('PATCH', `/disputes/${id}`, { metadata: { a: 'b' } }), 422, 'invalid_dispute_status')
  kit.clock.advance(60_000)
  await kit.app.workers.runOnceAll(kit.clock.now())
  isError(await call('POST', `/disputes/${id}/accept`), 422, 'dispute_already_closed')
  const { body } = await call('GET', `/disputes/${id}`)
  assert.equal(textOf(body.status), 'lost')
  assert.equal(Date.parse(textOf(body.closed_at)), Date.parse(textOf(body.created_at)) + 3_600_000)
})

test('case 16 and 18: without the secret key nothing is told and nothing happens', async () => {
  const id = await kit.opened(a)
  const credentials = [undefined, '', 'Basic', 'Basic ', 'Basic !!!', 'Basic c2tleQ', `Bearer ${a.secret}`, basicOf('pkey_test_a'), basicOf('skey_test_A'), basicOf('skey_test_'), basicOf(''),
    `Basic ${Buffer.from(a.secret).toString('base64')}`, basicOf(a.key), `${basicOf(a.secret)}!`, basicOf('x'.repeat(8000))]
  const bare = kit.as(null)
  const answers = await Promise.all(credentials.map(authorization => bare('POST', `/disputes/${id}/accept`, undefined, authorization === undefined ? {} : { authorization })))
  for (const answer of answers) {
    isError(answer, 401, 'authentication_failure')
    assert.equal(answer.text, answers[0]!.text)
    assert.equal(answer.headers['www-authenticate'], undefined)
  }
  assert.equal(textOf((await call('GET', `/disputes/${id}`)).body.status), 'open')
})

test('the password is not looked at', async () => {
  assert.equal((await kit.basic(a.secret, 'anything')('GET', '/disputes')).status, 200)
})

test('case 20: an unknown dispute and another merchant\'s are answered alike, on every route', async () => {
  const foreign = await kit.opened(b)
  const unknown = 'dspt_test_0000000000000000000'
  isError(await call('POST', `/disputes/${unknown}/accept`), 404, 'not_found')
  const routes: [string, string, unknown?][] = [
    ['GET', ''], ['POST', '/accept'], ['PATCH', '/accept'], ['PATCH', '', { message: 'x' }], ['PATCH', '/close', { status: 'won' }], ['GET', '/documents'],
    ['GET', '/documents/docu_test_0000000000000000000'], ['DELETE', '/documents/docu_test_0000000000000000000'], ['GET', '/documents/docu_test_0000000000000000000/download'],
  ]
  for (const [method, rest, body] of routes) {
    const [one, other] = [await call(method, `/disputes/${foreign}${rest}`, body), await call(method, `/disputes/${unknown}${rest}`, body)]
    isError(one, 404, 'not_found')
    assert.equal(one.text.replaceAll(foreign, '…'), other.text.replaceAll(unknown, '…'), `${method} ${rest}`)
  }
  assert.equal(textOf((await b.omise('GET', `/disputes/${foreign}`)).body.status), 'open')
})

test('case 22: an id of another form, and none, is a bad request', async () => {
  for (const id of ['not-an-id', 'dspt_test_ABC', 'dspt_x%2Faccept', 'chrg_test_5xuy4w91xqz7d1w9u0t', '', 'dspt_test_', `dspt_test_${'0'.repeat(500)}`]) {
    isError(await call('POST', `/disputes/${id}/accept`), id.includes('%2F') ? 404 : 400, id.includes('%2F') ? 'not_found' : 'bad_request')
  }
})

test('case 24: after an acceptance nothing can be updated', async () => {
  const id = await kit.opened(a)
  const before = await call('POST', `/disputes/${id}/accept`)
  for (const body of [{ message: 'x' }, { metadata: { a: '1' } }, {}]) isError(await call('PATCH', `/disputes/${id}`, body), 422, 'dispute_already_closed')
  assert.deepEqual((await call('GET', `/disputes/${id}`)).body, before.body)
})

test('case 26: metadata as a form leaves the dispute open', async () => {
  const id = await kit.opened(a)
  const { status, body } = await call('PATCH', `/disputes/${id}`, 'metadata[case_id]=7', form)
  assert.deepEqual([status, textOf(body.status), textOf(body.metadata?.case_id)], [200, 'open', '7'])
})

test('metadata of any JSON comes back as it was and replaces what was there', async () => {
  const id = await kit.opened(a)
  const metadata = { a: { b: 1 }, list: [1, 'x', null], text: 'json:{"b":1}', none: null, yes: true }
  assert.deepEqual((await call('PATCH', `/disputes/${id}`, { metadata })).body.metadata, metadata as unknown as Json)
  const { body } = await call('PATCH', `/disputes/${id}`, { message: 'Delivered.', metadata: { order: '7' } })
  assert.deepEqual([body.metadata as unknown, textOf(body.status), textOf(body.message)], [{ order: '7' }, 'pending', 'Delivered.'])
})

test('a message moves an open dispute to pending, and a pending one takes no more', async () => {
  const id = await kit.opened(a)
  isError(await call('PATCH', `/disputes/${id}`, { message: '' }), 400, 'bad_request')
  assert.equal(textOf((await call('PATCH', `/disputes/${id}`, { message: 'm' })).body.status), 'pending')
  isError(await call('PATCH', `/disputes/${id}`, { message: 'n' }), 422, 'invalid_dispute_status')
  isError(await call('PATCH', `/disputes/${id}`, { metadata: { a: 'b' } }), 422, 'invalid_dispute_status')
  const { body } = await call('GET', `/disputes/${id}`)
  assert.deepEqual([textOf(body.message), body.metadata as unknown], ['m', {}])
})

test('an update that is refused changes neither message nor metadata', async () => {
  const id = await kit.opened(a)
  const before = (await call('GET', `/disputes/${id}`)).text
  const large = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v']))
  isError(await call('PATCH', `/disputes/${id}`, { message: 'm', metadata: large }), 400, 'bad_request')
  isError(await call('PATCH', `/disputes/${id}`, { message: 'm', metadata: { long: 'x'.repeat(15_001) } }), 400, 'bad_request')
  assert.equal((await call('GET', `/disputes/${id}`)).text, before)
})

test('case 28, 29 and 31: lists, their paging, and the paths that clients really call', async () => {
  const own = await kit.owner('Lists')
  const ids = await kit.states(own)
  const { status, body } = await own.omise('GET', '/disputes')
  assert.equal(status, 200)
  const { data: _, to, ...envelope } = body as unknown as Record<string, unknown>
  assert.deepEqual(envelope, { object: 'list', limit: 20, offset: 0, total: 4, location: '/disputes', order: 'chronological', from: '1970-01-01T00:00:00Z' })
  assert.equal(Date.parse(String(to)), Math.floor(kit.clock.now() / 1000) * 1000)
  const statuses = async (path: string) => {
    const answer = (await own.omise('GET', path)).body
    assert.equal(textOf(answer.location), path)
    return items(answer.data).map(each => textOf(each.status)).sort()
  }
  assert.deepEqual([await statuses('/disputes/open'), await statuses('/disputes/pending'), await statuses('/disputes/closed')], [['open'], ['pending'], ['lost', 'won']])
  for (const path of ['/disputes?', '/disputes/?limit=1', '/disputes/', '/disputes/open/', '/disputes/open?status=won']) assert.equal((await own.omise('GET', path)).status, 200, path)
  assert.equal(items((await own.omise('GET', '/disputes/?limit=1')).body.data).length, 1)
  const second = (await own.omise('GET', '/disputes?limit=1&offset=1')).body
  assert.deepEqual([items(second.data).length, Number(second.total), textOf(items(second.data)[0]?.id)], [1, 4, ids.pending])
  const newest = (await own.omise('GET', '/disputes?order=reverse_chronological')).body
  assert.equal(textOf(items(newest.data)[0]?.id), ids.lost)
  const python = await own.omise('GET', '/disputes/open', { from: null, limit: 100, offset: 0, order: null, to: null })
  assert.deepEqual([python.status, Number(python.body.limit), items(python.body.data).length], [200, 100, 1])
  assert.equal(Number((await own.omise('GET', '/disputes?to=2020-01-01')).body.total), 0)
})

test('a page that cannot be is a bad request', async () => {
  for (const query of ['limit=101', 'limit=0', 'limit=-1', 'limit=x', 'offset=-1', 'offset=NaN', 'order=random', 'from=yesterday', 'limit=1&limit=2']) {
    isError(await call('GET', `/disputes?${query}`), 400, 'bad_request')
  }
})

test('a walk over all pages meets every dispute once', async () => {
  const own = await kit.owner('Walk')
  const all = new Set<string>()
  for (let at = 0; at < 7; at += 1) all.add(await kit.opened(own))
  const seen: string[] = []
  for (let offset = 0; ; offset += 3) {
    const { body } = await own.omise('GET', `/disputes?limit=3&offset=${offset}`)
    seen.push(...items(body.data).map(each => textOf(each.id)))
    if (offset + 3 >= Number(body.total)) break
  }
  assert.deepEqual([seen.length, new Set(seen)], [7, all])
})

test('case 33: the newest version has every field in its order; an older one has its own', async () => {
  const id = await kit.opened(a)
  const { body } = await call('GET', `/disputes/${id}`, undefined, { 'omise-version': '2019-05-29' })
  assert.deepEqual(Object.keys(body), ['object', 'id', 'livemode', 'location', 'currency', 'amount', 'funding_amount', 'funding_currency', 'metadata', 'charge', 'documents',
    'transactions', 'admin_message', 'message', 'reason_code', 'reason_message', 'status', 'closed_at', 'created_at'])
  assert.equal(textOf(body.currency), 'THB')
  for (const version of ['2017-11-02', '2015-11-17', '2014-07-27']) {
    const old = await call('GET', `/disputes/${id}`, undefined, { 'omise-version': version })
    assert.equal(old.headers['omise-version'], version)
    assert.deepEqual([textOf(old.body.currency), textOf(old.body.created), textOf(old.body.transaction)], ['thb', textOf(body.created_at), textOf(items(body.transactions)[0]?.id)])
    assert.deepEqual([textOf(old.body.created_at), textOf(old.body.funding_amount), textOf(old.body.documents?.order)], [undefined, undefined, null])
  }
  isError(await call('GET', `/disputes/${id}`, undefined, { 'omise-version': '2019-09-29' }), 400, 'bad_request')
})

test('case 35: yen have no digits behind the point, and a dispute of other money shows the account\'s', async () => {
  const yen = await kit.opened(a, { amount: { value: 1000, currency: 'JPY' } })
  assert.match((await call('GET', `/disputes/${yen}`)).text, /"currency":"JPY","amount":1000,"funding_amount":1000/)
  const dollars = await kit.opened(a, { amount: { value: 100_000, currency: 'USD' }, settlement: { amount: { value: 3_071_661, currency: 'THB' } } })
  const { body } = await call('GET', `/disputes/${dollars}`)
  assert.deepEqual([Number(body.amount), Number(body.funding_amount), textOf(body.funding_currency)], [100_000, 3_071_661, 'THB'])
  assert.deepEqual([Number(items(body.transactions)[0]?.amount), textOf(items(body.transactions)[0]?.currency)], [3_071_661, 'THB'])
})

test('case 37 and 44: test mode opens a dispute of a charge, and tells of it', async () => {
  const own = await kit.owner('Charges')
  const { status, body } = await own.omise('POST', '/charges/chrg_test_x/disputes', { message: 'unheard' })
  assert.deepEqual([status, textOf(body.status), textOf(body.charge), textOf(body.message)], [200, 'open', 'chrg_test_x', null])
  assert.deepEqual([keysOf(body), textOf(items(body.transactions)[0]?.origin)], [['dispute.started.debit'], textOf(body.id)])
  await kit.app.workers.runOnceAll(kit.clock.now())
  const [event] = items((await own.omise('GET', '/events?order=reverse_chronological')).body.data)
  assert.deepEqual([textOf(event?.key), textOf(event?.data?.id), textOf(event?.data?.status)], ['dispute.create', textOf(body.id), 'open'])
  assert.deepEqual((await own.omise('GET', `/events/${textOf(event?.id)}`)).body, event)
  isError(await a.omise('GET', `/events/${textOf(event?.id)}`), 404, 'not_found')
  isError(await own.omise('POST', '/charges/nonsense/disputes'), 404, 'not_found')
})

test('case 38: the bank closes a pending dispute, and a win brings the money back', async () => {
  const { pending } = await kit.states(a)
  const { body } = await call('PATCH', `/disputes/${pending}/close`, { status: 'won' })
  assert.deepEqual([textOf(body.status), keysOf(body)], ['won', ['dispute.won.credit', 'dispute.started.debit']])
  assert.notEqual(textOf(body.closed_at), null)
  isError(await call('POST', `/disputes/${pending}/close`, { status: 'lost' }), 422, 'dispute_already_closed')
  isError(await call('POST', `/disputes/${pending}/close`, { status: 'closed' }), 400, 'bad_request')
})

test('case 40 and 42: documents are PNG, JPEG or PDF, listed, read back and destroyed while the dispute is open', async () => {
  const id = await kit.opened(a)
  const path = `/disputes/${id}/documents`
  isError(await call('POST', path, ...fileForm({ bytes: '# Notes', filename: 'notes.md', type: 'text/markdown' })), 400, 'invalid_file_type')
  isError(await call('POST', path, ...fileForm({ bytes: '<html>', filename: 'e.png' })), 400, 'invalid_file_type')
  isError(await call('POST', path, ...fileForm({ kind: 'nonsense' })), 400, 'bad_request')
  isError(await call('POST', path, ...fileForm({ bytes: Buffer.alloc(10_485_761, '%PDF-1.7') })), 413, 'request_entity_too_large')
  const { status, body } = await call('POST', path, ...fileForm({ kind: 'proof_of_receipt' }))
  const document = textOf(body.id)
  assert.deepEqual([status, textOf(body.object), textOf(body.kind), textOf(body.filename), textOf(body.location)], [200, 'document', 'proof_of_receipt', 'e.png', `${path}/${document}`])
  const list = (await call('GET', path)).body
  assert.deepEqual([textOf(list.location), Number(list.total), textOf(items(list.data)[0]?.id)], [path, 1, document])
  assert.deepEqual((await call('GET', `${path}/${document}`)).body, body)
  const bytes = await call('GET', `${path}/${document}/download`)
  assert.deepEqual([bytes.status, bytes.headers['content-disposition'], bytes.bytes.length], [200, 'attachment; filename="e.png"', 68])
  assert.equal(textOf((await call('GET', `/disputes/${id}`)).body.documents?.data?.[0 as never]?.id), document)
  const gone = await call('DELETE', `${path}/${document}`)
  assert.deepEqual([gone.status, textOf(gone.body.object), textOf(gone.body.id), textOf(gone.body.deleted)], [200, 'document', document, true])
  isError(await call('GET', `${path}/${document}`), 404, 'not_found')
})

test('documents of a dispute that is not open are locked', async () => {
  const id = await kit.opened(a)
  const document = textOf((await call('POST', `/disputes/${id}/documents`, ...fileForm())).body.id)
  await call('PATCH', `/disputes/${id}`, { message: 'Delivered.' })
  for (const last of [null, 'accept']) {
    if (last) await call('POST', `/disputes/${id}/accept`)
    isError(await call('POST', `/disputes/${id}/documents`, ...fileForm()), 400, 'documents_locked')
    isError(await call('DELETE', `/disputes/${id}/documents/${document}`), 400, 'documents_locked')
    assert.equal((await call('GET', `/disputes/${id}/documents/${document}`)).status, 200)
  }
})

test('case 47: events keep to the version of the account, whatever the call asks for', async () => {
  const old = await kit.owner('Old', { given: { api_version: '2017-11-02' } })
  const id = await kit.opened(old)
  const answer = await old.omise('POST', `/disputes/${id}/accept`, undefined, { 'omise-version': '2019-05-29' })
  assert.equal(typeof textOf(answer.body.created_at), 'string')
  assert.equal(typeof textOf((await old.omise('GET', `/disputes/${id}`)).body.created), 'string')
  await kit.app.workers.runOnceAll(kit.clock.now())
  const events = items((await old.omise('GET', '/events', undefined, { 'omise-version': '2019-05-29' })).body.data)
  assert.deepEqual(events.map(each => textOf(each.key)), ['dispute.create', 'dispute.accept', 'dispute.close'])
  for (const event of events) assert.deepEqual([typeof textOf(event.data?.created), textOf(event.data?.created_at), textOf(event.webhook_deliveries)], ['string', undefined, undefined])
})

test('case 51, as omise-python calls it: a second accept tells its message', async () => {
  const id = await kit.opened(a)
  const python = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'OmisePython/0.14.0' }
  assert.equal((await call('GET', `/disputes/${id}`, '{}', python)).status, 200)
  await isLost(await call('PATCH', `/disputes/${id}/accept`, '{}', python), id)
  isError(await call('PATCH', `/disputes/${id}/accept`, '{}', python), 422, 'dispute_already_closed')
})

test('every case of the list has its test', async () => {
  const { readFileSync } = await import('node:fs')
  const told = ['./conformance.test.ts', './notices.test.ts', './connector.test.ts'].map(file => readFileSync(new URL(file, import.meta.url), 'utf8')).join('')
  const numbers = new Set([...told.matchAll(/case ([\d, and]+)/g)].flatMap(([, list]) => list!.match(/\d+/g) ?? []))
  const listed = [1, 2, 3, 4, 5, 7, 9, 11, 12, 14, 16, 18, 20, 22, 24, 26, 28, 29, 31, 33, 35, 37, 38, 40, 42, 44, 46, 47, 49, 51].map(String)
  assert.deepEqual(listed.filter(number => !numbers.has(number)), [])
})
