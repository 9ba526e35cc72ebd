// Who calls and what they see: forged credentials, other merchants' disputes, other dialects' disputes, and everything else that is wrong
// with a request, always in Finix's shape.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answered, basicOf, errorOf, pdf, root, sendFile, startAhrvo, version, type Answered } from '../../../test/kit/ahrvo.ts'
import { items, textOf } from '../../../test/kit/native.ts'
import { failureBody } from './contract/shapes.ts'

const kit = await startAhrvo()
after(() => kit.close())
const [shop, rival] = [await kit.shop(), await kit.shop('Rival')]

function shaped(answer: Answered): (string | number | undefined)[] {
  const body = failureBody.parse(answer.body)
  assert.equal(body.total, body._embedded.errors.length)
  assert.deepEqual(body, answer.body)
  return errorOf(answer).slice(0, 2)
}

test('forged, foreign, broken and missing credentials are answered alike, with the challenge', async () => {
  const id = await kit.dispute(shop)
  const forged = [
    '', 'Basic', 'Basic ', `Bearer ${shop.key}`, basicOf(shop.username, 'wrong'), basicOf(shop.username, ''), basicOf('', shop.password), basicOf(rival.username, shop.password),
    basicOf(shop.username, `${shop.password} `), basicOf(shop.username.toLowerCase(), shop.password), shop.basic.replace('Basic ', 'Basic  '), `${shop.basic}=`, shop.basic.replace(/=*$/, '') + '!',
    `Basic ${shop.username}:${shop.password}`, basicOf(shop.key, ''),
  ]
  const sent = (authorization: string): Record<string, string> => (authorization === '' ? {} : { authorization })
  const answers = await Promise.all(forged.map(authorization => answered(kit, 'POST', `${root}/disputes/${id}/accept`, sent(authorization))))
  for (const [n, answer] of answers.entries()) {
    assert.deepEqual([errorOf(answer), answer.headers['www-authenticate']], [[401, 'UNKNOWN', 'Unauthorized'], 'Basic realm="Ahrvo"'], String(n))
    assert.equal(answer.text, answers[0]!.text)
  }
  assert.equal(textOf((await shop.ahrvo('GET', `/disputes/${id}`)).body.response_state), 'NEEDS_RESPONSE')
})

test('another merchant\'s dispute is answered byte by byte as one that there is not, on every call', async () => {
  const foreign = await kit.dispute(rival)
  const evidence = textOf((await sendFile(rival.ahrvo, foreign)).body.id)
  const none = `DP${'z'.repeat(22)}`
  const calls: [string, (id: string) => string, unknown?][] = [
    ['GET', id => `/disputes/${id}`], ['PUT', id => `/disputes/${id}`, { tags: { a: 'b' } }], ['POST', id => `/disputes/${id}/accept`, {}], ['POST', id => `/disputes/${id}/submit`, { note: 'x' }],
    ['GET', id => `/disputes/${id}/evidence`], ['GET', id => `/disputes/${id}/evidence/${evidence}`], ['PUT', id => `/disputes/${id}/evidence/${evidence}`, { tags: { a: 'b' } }],
    ['GET', id => `/disputes/${id}/evidence/${evidence}/download`], ['GET', id => `/disputes/${id}/adjustment_transfers`], ['GET', id => `/disputes?after_cursor=${id}`],
  ]
  for (const [method, path, body] of calls) {
    const [theirs, nobodys] = [await shop.ahrvo(method, path(foreign), body, version), await shop.ahrvo(method, path(none), body, version)]
    assert.deepEqual(shaped(theirs), [404, 'NOT_FOUND'], path('x'))
    assert.equal(theirs.text.replaceAll(foreign, none), nobodys.text)
  }
  assert.equal((await sendFile(shop.ahrvo, foreign)).status, 404)
  const own = await kit.dispute(shop)
  assert.equal((await shop.ahrvo('GET', `/disputes/${own}/evidence/${evidence}`)).status, 404)
  assert.deepEqual((await shop.ahrvo('GET', `/disputes?transfer_id=${textOf((await rival.ahrvo('GET', `/disputes/${foreign}`)).body.transfer)}`)).body._embedded?.disputes, [])
  assert.equal(textOf((await rival.ahrvo('GET', `/disputes/${foreign}`)).body.response_state), 'NEEDS_RESPONSE')
})

test('a pair sees the disputes of its own dialect, or all of its merchant\'s where it was made so', async () => {
  const own = await kit.dispute(shop)
  const other = textOf((await kit.open(shop, { dialect: 'omise' })).theirs?.id)
  assert.equal((await shop.ahrvo('GET', `/disputes/${other}`)).status, 404)
  const made = await kit.app.accounts.createCredential(shop.id as never, { dialect: 'ahrvo', scope: 'decide', seeAll: true, given: { username: 'USall', password: 'all-of-them' }, expiresAt: null }, { key: null, credential: null },
    () => ({ status: 201, headers: {}, body: '' }))
  assert.equal(made.kind, 'done')
  const all = kit.calling('USall', 'all-of-them')
  const { body } = await all('GET', `/disputes/${other}`)
  assert.deepEqual([body.id, body.state, body.response_state].map(textOf), [other, 'PENDING', 'NEEDS_RESPONSE'])
  const listed = items((await all('GET', '/disputes?limit=100')).body._embedded?.disputes).map(one => textOf(one.id))
  assert.ok(listed.includes(own) && listed.includes(other))
  assert.equal(textOf((await all('POST', `/disputes/${other}/accept`)).body.response_state), 'ACCEPTED')
})

test('a pair that may only read reads, and is denied everything else', async () => {
  const { shown } = (await shop.call('POST', `/v1/merchants/${shop.id}/credentials`, { dialect: 'ahrvo', scope: 'read' })).body
  const reader = kit.calling(textOf(shown?.username), textOf(shown?.password))
  const id = await kit.dispute(shop)
  for (const path of [`/disputes/${id}`, '/disputes', `/disputes/${id}/evidence`, `/disputes/${id}/adjustment_transfers`, '/webhooks']) assert.equal((await reader('GET', path)).status, 200, path)
  const denied = [reader('POST', `/disputes/${id}/accept`), reader('POST', `/disputes/${id}/submit`, { note: 'x' }), reader('PUT', `/disputes/${id}`, { tags: {} }), sendFile(reader, id), reader('POST', '/webhooks', { url: 'https://a.example' })]
  for (const answer of await Promise.all(denied)) {
    assert.deepEqual(shaped(answer), [403, 'FORBIDDEN'])
    assert.match(answer.text, /"message":"Access is denied"/)
  }
})

test('everything that is wrong with a request is said in Finix\'s shape', async () => {
  const id = await kit.dispute(shop)
  const json = { 'content-type': 'application/json' }
  const accept = (body: string | Uint8Array, headers: Record<string, string> = json) => shop.ahrvo('POST', `/disputes/${id}/accept`, body, headers)
  const cases: [Promise<Answered>, number, string][] = [
    [shop.ahrvo('GET', '/nothing'), 404, 'NOT_FOUND'], [shop.ahrvo('GET', `/disputes/${id}/accept/more`), 404, 'NOT_FOUND'], [shop.ahrvo('GET', '/disputes/'), 404, 'NOT_FOUND'],
    [shop.ahrvo('GET', '/disputes/..%2f..%2fv1'), 404, 'NOT_FOUND'], [shop.ahrvo('GET', `/disputes/${'x'.repeat(65)}`), 404, 'NOT_FOUND'], [shop.ahrvo('GET', '/disputes/%00'), 404, 'NOT_FOUND'],
    [shop.ahrvo('DELETE', `/disputes/${id}`), 405, 'METHOD_NOT_ALLOWED'], [shop.ahrvo('PATCH', `/disputes/${id}/accept`), 405, 'METHOD_NOT_ALLOWED'],
    [accept('{'), 400, 'BAD_REQUEST'], [accept('[]'), 400, 'BAD_REQUEST'], [accept('"x"'), 400, 'BAD_REQUEST'], [accept('{"note":"a","note":"b"}'), 400, 'BAD_REQUEST'], [accept('{"__proto__":{}}'), 400, 'BAD_REQUEST'],
    [accept('{"note":null}'), 422, 'INVALID_FIELD'], [accept('{"note":["x"]}'), 422, 'INVALID_FIELD'],
    [accept('{}', { 'content-type': 'text/plain' }), 406, 'NOT_ACCEPTABLE'], [accept('{}', { ...json, 'content-encoding': 'gzip' }), 406, 'NOT_ACCEPTABLE'], [accept('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 406, 'NOT_ACCEPTABLE'],
    [accept(`{"note":"${'x'.repeat(70_000)}"}`), 400, 'BAD_REQUEST'],
    [shop.ahrvo('GET', '/disputes?limit=0'), 422, 'INVALID_FIELD'], [shop.ahrvo('GET', '/disputes?limit=1&limit=2'), 422, 'INVALID_FIELD'], [shop.ahrvo('GET', '/disputes?state=OPEN'), 422, 'INVALID_FIELD'],
    [shop.ahrvo('GET', '/disputes?amount.gte=-1'), 422, 'INVALID_FIELD'], [shop.ahrvo('GET', '/disputes?created_at.gte=yesterday'), 422, 'INVALID_FIELD'],
  ]
  for (const [call, status, code] of cases) {
    const answer = await call
    assert.deepEqual(shaped(answer), [status, code], answer.text)
  }
  assert.equal(textOf((await shop.ahrvo('GET', `/disputes/${id}`)).body.response_state), 'NEEDS_RESPONSE')
})

test('two Authorization headers are refused before anybody is looked up', async () => {
  const headers: [string, string][] = [['Authorization', shop.basic], ['authorization', rival.basic]]
  const { wireRequest } = await import('../../wire/http.ts')
  assert.equal((await kit.handle(wireRequest({ target: `${root}/disputes`, headers }))).status, 400)
})

test('answers are named as the caller asks, and a caller\'s host is repeated only on the machine itself', async () => {
  const id = await kit.dispute(shop)
  const self = (answer: Answered): string => textOf(answer.body._links?.self?.href)
  const hal = await shop.ahrvo('GET', `/disputes/${id}`, undefined, { accept: 'application/hal+json', host: 'evil.example', 'x-forwarded-host': 'evil.example' })
  assert.deepEqual([hal.headers['content-type'], self(hal)], ['application/hal+json', `${root}/disputes/${id}`])
  const local = await shop.ahrvo('GET', `/disputes/${id}`, undefined, { accept: '*/*', host: '127.0.0.1:4242' })
  assert.deepEqual([local.headers['content-type'], self(local)], ['application/json', `http://127.0.0.1:4242${root}/disputes/${id}`])
  assert.equal((await shop.ahrvo('GET', '/disputes/DPnope', undefined, { accept: 'application/hal+json' })).headers['content-type'], 'application/hal+json')
})

test('tags: fifty pairs, forty and five hundred characters, texts alone, and never the names that tests use', async () => {
  const id = await kit.dispute(shop, { metadata: { 'ahrvo.evidence_submitted': 'CHARGEBACK', kept: 'yes' } })
  const evidence = textOf((await sendFile(shop.ahrvo, id, pdf())).body.id)
  const good = { tags: { ['k'.repeat(40)]: 'v'.repeat(500), empty: '' } }
  const bad = [{ ['k'.repeat(41)]: 'v' }, { k: 'v'.repeat(501) }, { k: 1 }, { k: null }, { '': 'v' }, { 'ahrvo.disputed': 'refund' }, Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v'])), null, [], 'x']
  for (const path of [`/disputes/${id}`, `/disputes/${id}/evidence/${evidence}`]) {
    assert.equal((await shop.ahrvo('PUT', path, good)).status, 200, path)
    for (const tags of bad) assert.deepEqual(errorOf(await shop.ahrvo('PUT', path, { tags })), [422, 'INVALID_FIELD', 'tags'], `${path} ${JSON.stringify(tags).slice(0, 60)}`)
  }
  const { body } = await shop.ahrvo('GET', `/disputes/${id}`)
  assert.deepEqual([Object.keys(body.tags!).sort(), textOf(body.evidence_submitted)], [['empty', 'kept', 'k'.repeat(40)].sort(), 'CHARGEBACK'])
})
