// What Moov's documents say must hold, row by row; a name carries its row's number. Rows about signatures and events are in notices.test.ts,
// rows about the client in test/clients/moov; the client side of a lost answer is in lost-answer.test.ts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { json, startMoov, unknownId as X, upload, uuidForm, type Heard, type MoovAccount, type Sent } from '../../../test/kit/moov.ts'
import { items, textOf, type Json } from '../../../test/kit/native.ts'
import { check } from '../../engine/check.ts'
import { published } from './server/version.ts'

const kit = await startMoov()
after(() => kit.close())
const mine = await kit.account()

/** Every case also looks at the request id, and at what an answer without a body has instead: nothing. */
async function ask(path: string, sent: Sent = {}, of: MoovAccount = mine): Promise<Heard> {
  const heard = await of.ask(path, sent)
  assert.match(heard.headers['x-request-id']!, uuidForm, path)
  if (![200, 201, 400, 409, 422].includes(heard.status)) assert.deepEqual([heard.text, heard.headers['content-type']], ['', undefined], path)
  return heard
}
const post: Sent = { method: 'POST' }
const statusOf = async (path: string, sent?: Sent, of?: MoovAccount): Promise<number> => (await ask(path, sent, of)).status
const told = ({ status, json }: Heard): void => assert.ok(textOf(json.error).length > 0, `${status}`)
const nobody = { headers: { authorization: undefined as unknown as string } }
const letter = json({ text: 'Delivered on 1 May', evidenceType: 'cover-letter' })
const status = async (dispute: string): Promise<string> => textOf((await ask(`/disputes/${dispute}`)).json.status)

async function tokenFor(scope: string, of: MoovAccount = mine): Promise<Sent & { headers: Record<string, string> }> {
  const { json: made } = await ask('/oauth2/token', json({ grant_type: 'client_credentials', scope }), of)
  return { headers: { authorization: `Bearer ${textOf(made.access_token)}` } }
}

test('row 1: a dispute has its nine required fields in their types', async () => {
  const D = await mine.open()
  const { status, json: body, headers } = await ask(`/disputes/${D}`)
  assert.deepEqual([status, headers['content-type'], textOf(body.disputeID)], [200, 'application/json', D])
  assert.deepEqual(Object.keys(body), ['disputeID', 'merchantAccountID', 'amount', 'networkReasonCode', 'transfer', 'respondBy', 'status', 'phase', 'createdOn'])
  assert.deepEqual([body.amount, textOf(body.networkReasonCode), textOf(body.status), textOf(body.phase)], [{ currency: 'USD', value: 257753 }, '10.4', 'response-needed', 'chargeback'])
  for (const id of [body.disputeID, body.merchantAccountID, body.transfer!.transferID]) assert.match(textOf(id), uuidForm)
  for (const time of [body.respondBy, body.createdOn]) assert.match(textOf(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test('rows 2, 3, 11, 26, 28, 32 and 39: what there is not is 404 and who is nobody 401, both empty, on every path', async () => {
  const D = await mine.open()
  const calls: [string, Sent][] = [
    ['', {}], ['/accept', post], ['/evidence', {}], ['/evidence-text', letter], ['/evidence-file', upload()], [`/evidence/${X}`, {}], [`/evidence/${X}/data`, {}],
    [`/evidence/${X}`, json({ evidenceType: 'other' }, 'PATCH')], [`/evidence/${X}`, { method: 'DELETE' }], ['/evidence/submit', post],
  ]
  for (const [path, sent] of calls) {
    assert.equal(await statusOf(`/disputes/${X}${path}`, sent), 404, path)
    assert.equal(await statusOf(`/disputes/not-a-uuid${path}`, sent), 404, path)
    assert.equal(await statusOf(`/disputes/${D}${path}`, { ...sent, headers: { ...sent.headers, ...nobody.headers } }), 401, path)
  }
  assert.equal(await statusOf('/disputes', nobody), 401)
})

test('rows 5 and 6: an access token reads with transfers.read of this account, and with no other scope', async () => {
  const D = await mine.open()
  const other = await kit.account()
  const scopes = ['/ping.read', `/accounts/${other.account}/transfers.read`, `/accounts/${mine.account.slice(0, -1)}/transfers.read`, `/accounts/${mine.account.toUpperCase()}/transfers.read`, `/accounts/${mine.account}/transfers.write`]
  for (const scope of scopes) assert.equal(await statusOf(`/disputes/${D}`, await tokenFor(scope)), 403, scope)
  assert.equal(await statusOf(`/disputes/${D}`, await tokenFor(`/accounts/${mine.account}/transfers.read`)), 200)
  assert.equal(await statusOf(`/disputes/${D}`, await tokenFor(`/ping.read /accounts/${mine.account}/transfers.read`)), 200)
})

test('rows 7, 13 and 14: accepting changes the status and nothing else, and a second accept or a submit clashes', async () => {
  const D = await mine.open()
  const { json: before } = await ask(`/disputes/${D}`)
  const { status: code, json: after } = await ask(`/disputes/${D}/accept`, post)
  assert.deepEqual([code, after], [200, { ...before, status: 'accepted' }])
  for (const path of ['accept', 'evidence/submit']) {
    const again = await ask(`/disputes/${D}/${path}`, post)
    assert.equal(again.status, 409, path)
    told(again)
  }
  assert.deepEqual((await ask(`/disputes/${D}`)).json, after)
})

test('row 9: an accept by nobody leaves the dispute as it was', async () => {
  const D = await mine.open()
  assert.equal(await statusOf(`/disputes/${D}/accept`, { ...post, ...nobody }), 401)
  assert.equal(await status(D), 'response-needed')
})

test('rows 15, 17 and 19: a text is kept, up to 750 characters, and what is no JSON is told', async () => {
  const D = await mine.open()
  const { status: code, json: body } = await ask(`/disputes/${D}/evidence-text`, letter)
  assert.deepEqual([code, textOf(body.disputeID), textOf(body.evidenceType), textOf(body.text)], [201, D, 'cover-letter', 'Delivered on 1 May'])
  assert.match(textOf(body.evidenceID), uuidForm)
  const broken = await ask(`/disputes/${D}/evidence-text`, { ...letter, body: '{' })
  assert.equal(broken.status, 400)
  told(broken)
  for (const character of ['a', '\u{1f600}']) {
    assert.equal(await statusOf(`/disputes/${D}/evidence-text`, json({ text: character.repeat(750), evidenceType: 'other' })), 201)
    told(await ask(`/disputes/${D}/evidence-text`, json({ text: character.repeat(751), evidenceType: 'other' })))
  }
  for (const wrong of [{ text: 'x' }, { evidenceType: 'other' }, { text: '', evidenceType: 'other' }, { text: null, evidenceType: 'other' }, { text: 'x', evidenceType: 'cancellation-policy' }, []]) {
    assert.equal(await statusOf(`/disputes/${D}/evidence-text`, json(wrong)), 400, JSON.stringify(wrong))
  }
  assert.equal(items((await ask(`/disputes/${D}/evidence`)).json).length, 3)
})

test('rows 20, 22 and 34: a PDF, a JPEG and a TIFF are kept and come back as they went, whichever part comes first', async () => {
  const D = await mine.open()
  for (const type of ['application/pdf', 'image/jpeg', 'image/tiff']) {
    for (const fileFirst of [false, true]) {
      const { status: code, json: body } = await ask(`/disputes/${D}/evidence-file`, upload({ type, fileFirst }))
      assert.deepEqual([code, textOf(body.filename), textOf(body.mimeType), Number(body.size), textOf(body.evidenceType)], [201, 'receipt.pdf', type, 4, 'receipt'])
      const data = await ask(`/disputes/${D}/evidence/${textOf(body.evidenceID)}/data`)
      assert.deepEqual([data.status, data.headers['content-type'], data.text], [200, type, '%PDF'])
      assert.match(data.headers['content-disposition']!, /^attachment;/)
    }
  }
})

test('row 24: a type of evidence that there is not is 422 in its own shape, and nothing is kept', async () => {
  const D = await mine.open()
  const { status: code, json: body } = await ask(`/disputes/${D}/evidence-file`, upload({ evidenceType: 'nonsense' }))
  assert.deepEqual([code, Object.keys(body), typeof body.evidenceType], [422, ['evidenceType'], 'string'])
  const bad: [Sent, object][] = [
    [upload({ evidenceType: null }), { evidenceType: 'string' }], [upload({ type: 'application/octet-stream' }), { mimeType: 'string' }], [upload({ type: 'image/png' }), { mimeType: 'string' }],
    [upload({ name: '' }), { filename: 'string' }], [upload({ bytes: '<html>' }), { mimeType: 'string' }], [upload({ bytes: 'PK\u0003\u0004' }), { mimeType: 'string' }],
  ]
  for (const [sent, shape] of bad) {
    const { status, json: { file, ...rest } } = await ask(`/disputes/${D}/evidence-file`, sent)
    const seen = Object.fromEntries(Object.entries({ ...rest, ...file }).map(([name, value]) => [name, typeof value]))
    assert.deepEqual([status, seen], [422, shape])
  }
  assert.deepEqual((await ask(`/disputes/${D}/evidence`)).json, [])
})

test('rows 30, 36 and 37: evidence changes until it is submitted, once', async () => {
  const D = await mine.open()
  const { json: made } = await ask(`/disputes/${D}/evidence-text`, letter)
  const E = textOf(made.evidenceID)
  kit.clock.advance(2000)
  const changed = await ask(`/disputes/${D}/evidence/${E}`, json({ evidenceType: 'other' }, 'PATCH'))
  assert.deepEqual([changed.status, textOf(changed.json.evidenceType), textOf(changed.json.text), textOf(changed.json.createdOn)], [200, 'other', 'Delivered on 1 May', textOf(made.createdOn)])
  assert.ok(textOf(changed.json.updatedOn) > textOf(changed.json.createdOn))
  assert.equal(textOf((await ask(`/disputes/${D}/evidence/${E}`, json({ text: 'New' }, 'PATCH'))).json.text), 'New')
  const submitted = await ask(`/disputes/${D}/evidence/submit`, post)
  assert.deepEqual([submitted.status, textOf(submitted.json.status)], [200, 'under-review'])
  assert.equal(textOf((await ask(`/disputes/${D}/evidence/${E}`)).json.submittedOn), textOf(submitted.json.submittedOn))
  told(await ask(`/disputes/${D}/evidence/submit`, post))
  const after: [string, Sent, number][] = [
    ['/evidence/submit', post, 409], ['/accept', post, 409], ['/evidence-text', letter, 409], ['/evidence-file', upload(), 409], [`/evidence/${E}`, { method: 'DELETE' }, 409],
    [`/evidence/${E}`, json({ text: 'Late' }, 'PATCH'), 400],
  ]
  for (const [path, sent, expected] of after) assert.equal(await statusOf(`/disputes/${D}${path}`, sent), expected, path)
  assert.equal(await status(D), 'under-review')
})

test('row 41: a list is a bare array, and an empty one where there is nothing', async () => {
  const fresh = await kit.account()
  assert.deepEqual((await ask('/disputes', {}, fresh)).json, [])
  await fresh.open()
  assert.equal(items((await ask('/disputes', {}, fresh)).json).length, 1)
})

const idsOf = (json: Json): string[] => items(json).map(item => textOf(item.disputeID))

test('rows 43 and 45: pages are disjoint and whole, and disputes can be named', async () => {
  const fresh = await kit.account()
  const ids: string[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    ids.unshift(await fresh.open())
    kit.clock.advance(1000)
  }
  const list = async (query: string) => idsOf((await ask(`/disputes?${query}`, {}, fresh)).json)
  assert.deepEqual([await list('count=2'), await list('count=2&skip=2'), await list('skip=3'), await list('count=0')], [ids.slice(0, 2), ids.slice(2), [], []])
  for (const comma of ['%2C', ',']) assert.deepEqual((await list(`disputeIDs=${ids[2]}${comma}${ids[0]}`)), [ids[0], ids[2]])
  assert.deepEqual(await list(`disputeIDs=${ids[1]},${X},${ids[1]}`), [ids[1]])
  assert.deepEqual(await list(`disputeIDs=${ids[0]},${ids[1]}&count=1&skip=1`), [ids[1]])
})

test('row 47: creation is bounded inclusively and the deadline exclusively', async () => {
  const fresh = await kit.account()
  kit.clock.advance(1)
  const D = await fresh.open({ respond_in: 'P2D' })
  const { createdOn, respondBy } = (await ask(`/disputes/${D}`, {}, fresh)).json
  const [c, r] = [createdOn, respondBy].map(time => textOf(time)) as [string, string]
  const moved = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString()
  const list = async (query: Record<string, string>) => idsOf((await ask(`/disputes?${new URLSearchParams(query)}`, {}, fresh)).json)
  const inside: Record<string, string>[] = [{ startDateTime: c, endDateTime: c }, { respondStartDateTime: moved(r, -1), respondEndDateTime: moved(r, 1) }, { status: 'response-needed' }, { merchantAccountID: fresh.account }, { orderBy: 'whatever', colour: 'red' }]
  const outside: Record<string, string>[] = [{ startDateTime: moved(c, 1) }, { endDateTime: moved(c, -1) }, { respondStartDateTime: r }, { respondEndDateTime: r }, { status: 'accepted' }, { merchantAccountID: X }, { cardholderAccountID: X }, { transferIDs: X }]
  for (const query of inside) assert.deepEqual(await list(query), [D], JSON.stringify(query))
  for (const query of outside) assert.deepEqual(await list(query), [], JSON.stringify(query))
})

test('a list can be asked by transfer, whether its id came from the payment or was made by us', async () => {
  const fresh = await kit.account()
  const [named, plain, other] = [await fresh.open({ payment: { id: X } }), await fresh.open({ payment: { id: 'pay_1' } }), await fresh.open()]
  for (const D of [named, plain, other]) {
    const transfer = textOf((await ask(`/disputes/${D}`, {}, fresh)).json.transfer!.transferID)
    assert.deepEqual(idsOf((await ask(`/disputes?transferIDs=${transfer}`, {}, fresh)).json), [D])
  }
})

test('what a query does not allow is 400 with an error', async () => {
  for (const query of ['count=-1', 'count=x', 'count=1.5', 'skip=-1', 'count=1001', 'skip=10001', 'status=open', 'startDateTime=yesterday', 'respondEndDateTime=2026-01-01', 'disputeIDs=x', 'transferIDs=,', 'merchantAccountID=1', 'count=1&count=2']) {
    const heard = await ask(`/disputes?${query}`)
    assert.equal(heard.status, 400, query)
    told(heard)
  }
})

test('rows 49 and 51: every published version is served alike, and a malformed one is 404', async () => {
  const D = await mine.open()
  const { text } = await ask(`/disputes/${D}`)
  for (const version of [...published, 'v2026.08.00', 'v2023.01.00', 'v2024.00.00', 'v9000.00.00', 'dev', 'latest', 'v2026.07.00, v2026.07.00']) {
    const heard = await ask(`/disputes/${D}`, { headers: { 'X-Moov-Version': version } })
    assert.deepEqual([heard.status, heard.text], [200, text], version)
  }
  for (const version of ['2022', '', 'v2026.7.0', '2026.07.00', 'v2026.07.00 ', 'v2026.07.00, v2025.01.00', 'V2026.07.00'].filter(version => version.trim() === version)) {
    assert.equal(await statusOf(`/disputes/${D}/accept`, { ...post, headers: { 'X-Moov-Version': version } }), 404, version)
  }
  assert.equal(await status(D), 'response-needed')
})

test('rows 52, 54 and 56: a token is bought with a scope, has five fields, and is worth nothing once it is revoked', async () => {
  const D = await mine.open()
  const scope = `/accounts/${mine.account}/transfers.read`
  const { status: code, json: made } = await ask('/oauth2/token', json({ grant_type: 'client_credentials', scope }))
  assert.deepEqual([code, Object.keys(made), textOf(made.token_type), Number(made.expires_in), textOf(made.scope)], [200, ['token_type', 'access_token', 'refresh_token', 'expires_in', 'scope'], 'Bearer', 259_200, scope])
  const without = await ask('/oauth2/token', json({ grant_type: 'client_credentials' }))
  assert.deepEqual([without.status, typeof without.json.scope], [422, 'string'])
  const bearer = { headers: { authorization: `Bearer ${textOf(made.access_token)}` } }
  assert.equal(await statusOf(`/disputes/${D}`, bearer), 200)
  assert.equal(await statusOf('/oauth2/revoke', json({ token: made.access_token })), 204)
  assert.equal(await statusOf(`/disputes/${D}`, bearer), 401)
})

test('row 62: the shape of too many requests is 429 without a body', async () => {
  const { failures } = await import('./failures.ts')
  assert.deepEqual([failures.rate_limited.status, failures.rate_limited.bare], [429, true])
})

test('after the deadline the dispute has expired, and accepting it clashes', async () => {
  const D = await mine.open({ respond_in: 'PT1H' })
  kit.clock.advance(3_600_001)
  told(await ask(`/disputes/${D}/accept`, post))
  await kit.app.workers.runOnceAll(kit.clock.now())
  assert.equal(await status(D), 'expired')
  for (const path of ['accept', 'evidence/submit']) assert.equal(await statusOf(`/disputes/${D}/${path}`, post), 409)
})

test('with twenty files there are enough', async () => {
  const D = await mine.open()
  for (let turn = 0; turn < 20; turn += 1) assert.equal(await statusOf(`/disputes/${D}/evidence-file`, upload()), 201)
  told(await ask(`/disputes/${D}/evidence-file`, upload()))
  assert.equal(await statusOf(`/disputes/${D}/evidence-text`, letter), 201)
})

test('a change to evidence is all or nothing, and what is deleted does not come back', async () => {
  const D = await mine.open()
  const E = textOf((await ask(`/disputes/${D}/evidence-text`, letter)).json.evidenceID)
  const F = textOf((await ask(`/disputes/${D}/evidence-file`, upload())).json.evidenceID)
  const before = (await ask(`/disputes/${D}/evidence`)).json
  for (const [id, change] of [[E, { evidenceType: 'nonsense' }], [E, { text: 'x'.repeat(751) }], [E, { text: '', evidenceType: 'other' }], [E, { evidenceType: null }], [F, { text: 'x', evidenceType: 'other' }]] as const) {
    told(await ask(`/disputes/${D}/evidence/${id}`, json(change, 'PATCH')))
  }
  assert.equal(await statusOf(`/disputes/${D}/evidence/${E}`, json({}, 'PATCH')), 200)
  assert.deepEqual((await ask(`/disputes/${D}/evidence`)).json, before)
  assert.equal(await statusOf(`/disputes/${D}/evidence/${E}`, { method: 'DELETE' }), 204)
  for (const sent of [{}, { method: 'DELETE' }, json({ text: 'again' }, 'PATCH')]) assert.equal(await statusOf(`/disputes/${D}/evidence/${E}`, sent), 404)
  assert.deepEqual(items((await ask(`/disputes/${D}/evidence`)).json).map(each => textOf(each.evidenceID)), [F])
})

test('a file of 4 MiB is taken, one byte more is 400', async () => {
  const D = await mine.open()
  assert.equal(await statusOf(`/disputes/${D}/evidence-file`, upload({ bytes: new Uint8Array(4_194_304) })), 201)
  for (const size of [4_194_305, 4_194_304 + 70_000]) assert.equal(await statusOf(`/disputes/${D}/evidence-file`, upload({ bytes: new Uint8Array(size) })), 400)
  assert.equal(await statusOf(`/disputes/${D}/evidence-file`, upload({ bytes: '' })), 400)
})

test('the phases move money as documented: a chargeback was debited when it came, an inquiry never is', async () => {
  const fresh = await kit.account()
  const sums = async () => items((await fresh.merchant.call('GET', '/v1/postings')).body.data).length
  await ask(`/disputes/${await fresh.open({ phase: 'inquiry' })}/accept`, post, fresh)
  await ask(`/disputes/${await fresh.open({ phase: 'alert' })}/accept`, post, fresh)
  assert.equal(await sums(), 0)
  const D = await fresh.open()
  const opened = await sums()
  assert.ok(opened > 0)
  await ask(`/disputes/${D}/accept`, post, fresh)
  assert.equal(await sums(), opened)
})

test('whatever is shown as awaiting a response can be accepted, whichever phase is behind it', async () => {
  for (const phase of ['alert', 'inquiry', 'chargeback', 'pre_arbitration', 'arbitration', 'compliance', 'unknown']) {
    const D = await mine.open({ phase })
    assert.equal(await status(D), 'response-needed', phase)
    assert.equal(await statusOf(`/disputes/${D}/accept`, post), 200, phase)
  }
})

test('each verdict of the other side has its word, and ends what can be done', async () => {
  for (const [verdict, word] of Object.entries({ won: 'won', lost: 'lost', withdrawn: 'closed', prevented: 'resolved', refunded: 'resolved' })) {
    const D = await mine.open()
    const found = (await mine.merchant.call('GET', `/v1/disputes?their_id=${D}`)).body
    await mine.merchant.call('POST', `/v1/sandbox/disputes/${textOf(items(found.data)[0]!.id)}/judge`, { verdict })
    assert.equal(await status(D), word)
    assert.equal(await statusOf(`/disputes/${D}/accept`, post), 409, word)
  }
})

test('after all of it rows, events, books and outbox agree', async () => {
  await kit.app.workers.runOnceAll(kit.clock.now())
  const checked = await check(kit.app.store, { now: kit.clock.now() })
  assert.deepEqual([checked.ok, checked.problems], [true, []])
  assert.ok(checked.counts.disputes > 20)
})

test('every row of the document is a test here or in the files that the head of this one names', async () => {
  const rows = [1, 2, 3, 5, 6, 7, 9, 11, 13, 14, 15, 17, 19, 20, 22, 24, 26, 28, 30, 32, 34, 36, 37, 39, 41, 43, 45, 47, 49, 51, 52, 54, 56, 58, 60, 62, 64]
  const files = ['./conformance.test.ts', './notices.test.ts', '../../../test/clients/moov/sdk.test.ts']
  const named = files.flatMap(file => [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/^ *test\('rows? ([\d, and]+):/gm)]).flatMap(([, numbers]) => numbers!.match(/\d+/g)!.map(Number))
  assert.deepEqual(named.sort((one, other) => one - other), rows)
})
