// The connector's judgement of answers that no page shows, its pages, its files and its switches.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from '../../core/outcome.ts'
import type { Sent } from '../../wire/call.ts'
import { noon } from '../../../test/kit/builders.ts'
import { accepting, answers, bodyOf, submitting, upstreamOver, usualSwitches, type Script } from '../../../test/kit/ahrvo-upstream.ts'
import { ahrvoConnector } from './connector.ts'
import { errorBody, type AhrvoFailure } from './failures.ts'

const short = (outcome: Outcome<unknown>): string =>
  outcome.kind === 'refused' ? `refused ${outcome.code} ${outcome.final ? 'for good' : 'for now'}` : 'cause' in outcome ? `${outcome.kind} ${outcome.cause}` : outcome.kind
const shown = (changes: object = {}) => ({
  id: 'DP1', created_at: '2026-11-20T09:00:00Z', updated_at: '2026-11-21T09:00:00Z', amount: 50_000, transfer: 'TR1', reason: 'FRAUD', respond_by: '2026-12-04T09:00:00Z', state: 'PENDING',
  response_state: 'ACCEPTED', evidence_submitted: 'NONE', tags: {}, _links: {}, ...changes,
})
const finix = (code: AhrvoFailure, message?: string) => {
  const { status, body } = errorBody(code, { href: '/x', logref: 'r', message })
  return answers(status, body)
}
const acceptOver = (script: Script) => upstreamOver(script).upstream.accept(accepting())
/** Whatever is looked at waits still. */
const accepted = async (answer: Sent) => short(await acceptOver(({ method }) => (method === 'POST' ? answer : answers(200, shown({ response_state: 'NEEDS_RESPONSE' })))))

test('a 200 is done only when it says so of this dispute and this amount', async () => {
  const good = JSON.stringify(shown())
  assert.equal(await accepted(answers(200, good)), 'done')
  assert.equal(await accepted(answers(200, good, { 'content-type': 'text/html' })), 'done')
  assert.equal(await accepted(answers(200, shown({ state: 'LOST' }))), 'done')
  const proofless: [Sent, string][] = [
    [answers(200, shown({ response_state: 'NEEDS_RESPONSE' })), 'answer_says_needs_response'], [answers(200, shown({ response_state: 'RESPONDED' })), 'answer_says_under_review'],
    [answers(200, shown({ state: 'LOST', response_state: 'NO_RESPONSE_ALLOWED' })), 'answer_says_lost'], [answers(200, shown({ response_state: 'UNKNOWN' })), 'answer_says_nothing'],
    [answers(200, shown({ response_state: 'accepted' })), 'answer_says_nothing'], [answers(200, shown({ response_state: undefined })), 'answer_says_nothing'],
    [answers(200, shown({ id: 'DP2' })), 'answer_of_another_dispute'], [answers(200, shown({ id: undefined })), 'answer_unreadable'],
    [answers(200, shown({ amount: 49_999 })), 'answer_of_another_amount'], [answers(200, shown({ currency: 'CAD' })), 'answer_of_another_amount'], [answers(200, shown({ amount: null })), 'answer_of_another_amount'],
    [answers(200, ''), 'answer_unreadable'], [answers(200, '{}'), 'answer_unreadable'], [answers(200, 'null'), 'answer_unreadable'], [answers(200, '[]'), 'answer_unreadable'],
    [answers(200, good.slice(0, -1)), 'answer_unreadable'], [answers(200, '<html>502 Bad Gateway</html>'), 'answer_unreadable'], [answers(200, Buffer.from([0xff, 0xfe, 0x00])), 'answer_unreadable'],
    [answers(200, errorBody('already_accepted', { href: '/x', logref: 'r' }).body), 'answer_unreadable'],
    ...[201, 202, 204].map((status): [Sent, string] => [answers(status, good), `status_${status}`]),
  ]
  for (const [answer, cause] of proofless) assert.equal(await accepted(answer), `unknown ${cause}`)
})

test('a refusal is theirs by status, shape and code; whatever else has such a status proves nothing', async () => {
  const refusals: [Sent, string][] = [
    [finix('already_accepted'), 'refused UNPROCESSABLE_ENTITY for good'], [finix('amount_changed'), 'refused CONFLICT for good'], [finix('malformed_request'), 'refused BAD_REQUEST for good'],
    [finix('method_not_allowed'), 'refused METHOD_NOT_ALLOWED for good'], [finix('unsupported_media_type'), 'refused NOT_ACCEPTABLE for good'], [finix('not_found', 'DP1 was not found'), 'refused NOT_FOUND for good'],
    [finix('unauthorized'), 'refused UNKNOWN for now'], [finix('forbidden'), 'refused FORBIDDEN for now'],
  ]
  for (const [answer, wanted] of refusals) assert.equal(await accepted(answer), wanted)
  for (const status of [400, 401, 403, 404, 405, 406, 409, 422]) {
    for (const body of ['', '<html>Forbidden</html>', { message: 'No' }, { _embedded: { errors: [] } }, { _embedded: { errors: [null] } }, { _embedded: { errors: [{ code: 7 }] } }, { _embedded: { errors: 'x' } }, [], null]) {
      assert.equal(await accepted(answers(status, body)), `unknown status_${status}`, JSON.stringify(body))
    }
  }
  assert.equal(await accepted(finix('route_not_found')), 'unknown status_404')
  assert.equal(await accepted(finix('not_found', 'DP10 was not found')), 'unknown status_404')
})

test('what may have happened is unknown, also where it is documented as a limit or said to be unavailable', async () => {
  const after = { 'retry-after': '7' }
  for (const status of [301, 302, 307, 308]) assert.equal(await accepted(answers(status, '', { location: 'https://elsewhere.example/' })), `unknown status_${status}`)
  for (const status of [402, 408, 425, 429, 500, 502, 503, 504]) {
    assert.equal(await accepted(answers(status, '<html></html>', after)), `unknown status_${status}`)
    assert.equal(await accepted(answers(status, errorBody('too_many_requests', { href: '/x', logref: 'r' }).body, after)), `unknown status_${status}`)
  }
  assert.equal(await accepted({ kind: 'lost', cause: 'answer_timeout', status: null }), 'unknown answer_timeout')
  assert.equal(await accepted({ kind: 'lost', cause: 'answer_too_long', status: 200 }), 'unknown answer_too_long')
  assert.deepEqual(await acceptOver(() => ({ kind: 'unsent', cause: 'connection_refused', retryAfterMs: 9 })), { kind: 'unsent', cause: 'connection_refused', retryAfterMs: 9 })
})

test('a no that clashes with the state of the dispute is held against it: accepted there is what was asked for', async () => {
  const over = (no: Sent, then: Sent) => upstreamOver(({ method }) => (method === 'POST' ? no : then))
  for (const no of [finix('already_accepted'), finix('amount_changed')]) {
    for (const state of ['PENDING', 'LOST']) assert.equal(short(await over(no, answers(200, shown({ state }))).upstream.accept(accepting())), 'done')
    for (const response_state of ['NEEDS_RESPONSE', 'RESPONDED', 'NO_RESPONSE_ALLOWED', 'UNKNOWN']) {
      assert.match(short(await over(no, answers(200, shown({ response_state }))).upstream.accept(accepting())), /^refused \w+ for good$/)
    }
    for (const then of [answers(500), answers(200, shown({ id: 'DP2' }))]) assert.equal(short(await over(no, then).upstream.accept(accepting())), 'unknown clash_unread')
    assert.equal(short(await over(no, answers(200, shown({ amount: 1 }))).upstream.accept(accepting())), 'unknown answer_of_another_amount')
  }
  const { upstream, sent } = over(finix('malformed_request'), answers(500))
  assert.deepEqual([short(await upstream.accept(accepting())), sent.length], ['refused BAD_REQUEST for good', 1])
})

test('reading changes nothing: a limit is waited for, and an answer about another dispute is none', async () => {
  const find = (answer: Sent) => upstreamOver(() => answer).upstream.find('DP1')
  assert.deepEqual(await find(answers(429, '', { 'retry-after': '7' })), { kind: 'unsent', cause: 'status_429', retryAfterMs: 7_000 })
  assert.deepEqual(await find(answers(503)), { kind: 'unsent', cause: 'status_503', retryAfterMs: 1_000 })
  assert.deepEqual(await find(finix('not_found', 'DP1 was not found')), { kind: 'done', value: null })
  const others: [Sent, string][] = [
    [finix('route_not_found'), 'unknown status_404'], [answers(404, '<html></html>'), 'unknown status_404'], [answers(200, shown({ id: 'DP2' })), 'unknown answer_of_another_dispute'],
    [answers(200, ''), 'unknown answer_unreadable'], [answers(302), 'unknown status_302'], [finix('unauthorized'), 'refused UNKNOWN for now'], [answers(500), 'unknown status_500'],
  ]
  for (const [answer, wanted] of others) assert.equal(short(await find(answer)), wanted)
})

test('every accept has a note, the same in each attempt, and says in each call who asks, in which version', async () => {
  const { upstream, sent } = upstreamOver(() => answers(500))
  await upstream.accept(accepting())
  await upstream.accept({ ...accepting(), attempt: 2 })
  await upstream.accept(accepting('DP1', 'The parcel was lost'))
  await upstream.find('DP1')
  assert.deepEqual(sent[0], sent[1])
  assert.deepEqual([bodyOf(sent[0]!), bodyOf(sent[2]!)], [{ note: 'Accepted: customer_is_right' }, { note: 'The parcel was lost' }])
  for (const { headers } of sent) {
    assert.deepEqual([headers['authorization'], headers['finix-version'], headers['content-type']], [`Basic ${Buffer.from('USshop:p:\u00e4').toString('base64')}`, '2022-02-01', 'application/json'])
  }
})

test('an address may hold the prefix already, and Finix has none', async () => {
  const urlWith = async (options: Parameters<typeof upstreamOver>[1]) => {
    const { upstream, sent } = upstreamOver(() => answers(500), options)
    await upstream.find('DP1')
    return sent[0]!.url
  }
  assert.equal(await urlWith({}), 'https://api.ahrvo.network/payments/na/disputes/DP1')
  for (const baseUrl of ['https://api.ahrvo.network/payments/na', 'https://api.ahrvo.network/payments/na/']) assert.equal(await urlWith({ baseUrl }), 'https://api.ahrvo.network/payments/na/disputes/DP1')
  assert.equal(await urlWith({ baseUrl: 'https://finix.live-payments-api.com', switches: { prefix: 'none' } }), 'https://finix.live-payments-api.com/disputes/DP1')
})

test('the first of each switch is what is usual', () => {
  assert.deepEqual(usualSwitches, { prefix: '/payments/na', since: 'updated_at' })
})

test('the currency of the account is that of its disputes, and without one no money is read and no probe goes well', async () => {
  const over = (currency: string) => upstreamOver(() => answers(200, { ...shown(), ...listOf([], { limit: 1, next_cursor: null }) }), { currency })
  const moneyOf = async (currency: string) => {
    const found = await over(currency).upstream.find('DP1')
    return found.kind === 'done' ? found.value?.facts?.money ?? null : found
  }
  assert.deepEqual([await moneyOf('CAD'), await moneyOf('dollars'), await moneyOf('')], [{ amount: 50_000n, currency: 'CAD' }, null, null])
  assert.deepEqual([short(await over('USD').upstream.probe()), short(await over('usd').upstream.probe())], ['done', 'refused currency_unknown for now'])
})

test('the probe reads one and changes nothing; it proves the pair, not only that somebody answers', async () => {
  const probe = async (answer: Sent) => {
    const { upstream, sent } = upstreamOver(() => answer)
    const outcome = await upstream.probe()
    assert.deepEqual(sent.map(({ method, path }) => `${method} ${path}`), ['GET /payments/na/disputes?limit=1'])
    return short(outcome)
  }
  assert.equal(await probe(answers(200, { page: { limit: 1, next_cursor: 'DP1' } })), 'done')
  assert.deepEqual([await probe(finix('unauthorized')), await probe(answers(200, '<html>Welcome</html>')), await probe(answers(200, '{}')), await probe(answers(204))], [
    'refused UNKNOWN for now', 'unknown answer_unreadable', 'unknown answer_unreadable', 'unknown status_204',
  ])
})

const listOf = (ids: readonly string[], page?: object, key = 'disputes') => ({ _embedded: { [key]: ids.map(id => shown({ id, response_state: 'NEEDS_RESPONSE' })) }, ...(page && { page }), _links: {} })
const many = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `DP${from + n}`)
const list = async (body: unknown, cursor: string | null = null, since: number | null = null, switches = {}) => {
  const { upstream, sent } = upstreamOver(() => answers(200, body), { switches })
  const outcome = await upstream.list({ cursor, since })
  return { outcome: outcome.kind === 'done' ? [outcome.value.items.length, outcome.value.next] : short(outcome), path: sent[0]?.path }
}

test('pages by cursor are followed to their end', async () => {
  const first = await list(listOf(['DP1'], { limit: 100, next_cursor: 'DP1' }))
  assert.deepEqual(first, { outcome: [1, 'after_cursor=DP1'], path: '/payments/na/disputes?limit=100' })
  assert.deepEqual(await list(listOf([], { limit: 100, next_cursor: null }), 'after_cursor=a/b=&c'), { outcome: [0, null], path: '/payments/na/disputes?limit=100&after_cursor=a%2Fb%3D%26c' })
  assert.deepEqual((await list(listOf(['DP1'], { limit: 100, next_cursor: 7 }))).outcome, 'unknown answer_unreadable')
})

test('pages by offset are followed to their end, whatever their count means', async () => {
  assert.deepEqual((await list(listOf(many(100), { offset: 0, limit: 100, count: 250 }))).outcome, [100, 'offset=100'])
  const second = await list(listOf(many(100, 100), { offset: 100, limit: 100, count: 250 }), 'offset=100')
  assert.deepEqual(second, { outcome: [100, 'offset=200'], path: '/payments/na/disputes?limit=100&offset=100' })
  assert.deepEqual((await list(listOf(many(50, 200), { offset: 200, limit: 100, count: 250 }), 'offset=200')).outcome, [50, null])
  assert.deepEqual((await list(listOf(many(100), { offset: 0, limit: 100, count: 100 }))).outcome, [100, 'offset=100'], 'the count of the page alone')
  assert.deepEqual((await list(listOf(many(20), { offset: 0, limit: 20, count: 20 }))).outcome, [20, 'offset=20'], 'a smaller limit than was asked')
  assert.deepEqual((await list(listOf(many(20), { offset: 0, limit: 100, count: 90 }))).outcome, [20, 'offset=20'], 'a short page that is not the last')
})

test('a list that cannot be followed, or holds what is no dispute, is an error and never an end', async () => {
  const bad: [unknown, string | null, string][] = [
    [listOf([], { offset: 100, limit: 100, count: 250 }), 'offset=100', 'list_ends_early'], [listOf(many(100), { offset: 0, limit: 100, count: 250 }), 'offset=100', 'answer_of_another_page'],
    [listOf(many(100)), null, 'answer_without_page'], [{ _embedded: { disputes: {} } }, null, 'answer_unreadable'], [{ _embedded: { disputes: [{ state: 'PENDING' }] } }, null, 'answer_unreadable'],
    [{ _embedded: { disputes: [null] } }, null, 'answer_unreadable'], ['', null, 'answer_unreadable'], [[], null, 'answer_unreadable'], [{}, null, 'answer_unreadable'],
  ]
  for (const [body, cursor, cause] of bad) assert.equal((await list(body, cursor)).outcome, `unknown ${cause}`)
  assert.deepEqual((await list({ page: { limit: 100, next_cursor: null } })).outcome, [0, null], 'no items at all may be left out')
  const deep = `{"_embedded":{"disputes":[{"id":"DP1","state":"PENDING","tags":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}]},"page":{"next_cursor":null}}`
  // Node 26 can write what is nested so deeply, 24 cannot.
  assert.ok([String([1, null]), 'unknown answer_unreadable'].includes(String((await list(deep)).outcome)))
})

test('a cursor that was never given, and one that they no longer know, begin the round anew', async () => {
  for (const cursor of ['DP1', 'before_cursor=DP1', 'offset=-1', 'offset=x', 'offset=', '']) assert.deepEqual(await list({}, cursor), { outcome: 'refused cursor_unknown for good', path: undefined })
  const { upstream } = upstreamOver(() => finix('not_found', '123 was not found'))
  assert.equal(short(await upstream.list({ cursor: 'after_cursor=123', since: null })), 'refused NOT_FOUND for good')
})

test('a list is narrowed by when its disputes changed, where that is switched on', async () => {
  assert.equal((await list(listOf([], {}), null, noon + 5)).path, '/payments/na/disputes?limit=100&updated_at.gte=2026-11-21T12%3A00%3A00.005Z')
  assert.equal((await list(listOf([], {}), null, noon, { since: 'none' })).path, '/payments/na/disputes?limit=100')
})

/** A far side that keeps files, with what its answers may do to them. */
function files(there: { id: string; name?: string; bytes: string; state?: string }[], upload: (id: string) => Sent = id => answers(201, { id, dispute: 'DP1', state: 'PENDING' })) {
  const over: Script = ({ method, path, body }) => {
    const id = /evidence\/([^/]+)\/download$/.exec(path)?.[1]
    if (id) return answers(200, there.find(one => one.id === id)!.bytes)
    if (path.endsWith('/submit')) return answers(200, shown({ response_state: 'RESPONDED' }))
    if (method === 'GET') return answers(200, { _embedded: { evidences: there.map(({ id, name, state = 'SUCCEEDED' }) => ({ id, dispute: 'DP1', state, tags: name ? { 'file-name': name } : {} })) }, page: { offset: 0, limit: 100, count: there.length } })
    const text = Buffer.from(body).toString()
    there.push({ id: `EV${there.length + 1}`, name: /filename="([^"]*)"/.exec(text)![1]!, bytes: /\r\n\r\n([^]*)\r\n--/.exec(text)![1]! })
    return upload(there.at(-1)!.id)
  }
  return { there, ...upstreamOver(over) }
}
const a = { name: 'a.pdf', bytes: 'AAA' }
const b = { name: 'b.pdf', bytes: 'BBB' }

test('what is on record as uploaded, and is there, is not sent again', async () => {
  const far = files([{ id: 'EV1', ...a }])
  const asked = submitting({ files: [a, b] })
  const again = submitting({ files: [a, b], progress: { [asked.defense.evidence[0]!.id]: 'EV1' } })
  assert.equal(short(await far.upstream.submit(again)), 'done')
  assert.deepEqual([far.there.map(({ name }) => name), far.sent.map(({ method }) => method), Object.values(again.kept)], [['a.pdf', 'b.pdf'], ['GET', 'POST', 'POST'], ['EV1', 'EV2']])
})

test('a file whose answer was lost is recognised by its name and its bytes, and only by both', async () => {
  const far = files([{ id: 'EV1', ...a }, { id: 'EV2', name: 'b.pdf', bytes: 'older' }, { id: 'EV3', name: 'c.pdf', bytes: 'BBB' }])
  const asked = submitting({ files: [a, b] })
  assert.equal(short(await far.upstream.submit(asked)), 'done')
  assert.deepEqual([Object.values(asked.kept), far.there.map(({ id }) => id)], [['EV1', 'EV4'], ['EV1', 'EV2', 'EV3', 'EV4']])
})

test('two files that are the same are two files', async () => {
  const far = files([])
  const asked = submitting({ files: [a, a] })
  assert.equal(short(await far.upstream.submit(asked)), 'done')
  assert.deepEqual([far.there.length, Object.values(asked.kept)], [2, ['EV1', 'EV2']])
})

test('what failed there is not there', async () => {
  const far = files([{ id: 'EV1', ...a, state: 'FAILED' }, { id: 'EV2', ...a, state: 'CANCELED' }])
  const asked = submitting({ files: [a], progress: { evd: 'EV1' } })
  assert.equal(short(await far.upstream.submit(asked)), 'done')
  assert.equal(far.there.length, 3)
})

test('a file that they took and could not process is told, and nothing is submitted without it', async () => {
  for (const state of ['FAILED', 'CANCELED']) {
    const far = files([], id => answers(201, { id, dispute: 'DP1', state }))
    const asked = submitting({ files: [a] })
    const outcome = await far.upstream.submit(asked)
    assert.deepEqual([outcome.kind === 'refused' && [outcome.code, outcome.text, outcome.final], asked.kept], [['file_failed', `Ahrvo could not process a.pdf (${state})`, true], {}])
    assert.ok(far.sent.every(({ path }) => !path.endsWith('/submit')))
  }
})

test('until a file is known to be there nothing is submitted, and nothing has happened to the defense', async () => {
  const doubtful: Sent[] = [{ kind: 'lost', cause: 'reset', status: null }, answers(500), answers(429), answers(201, ''), answers(201, { id: 'EV1', dispute: 'DP2' }), answers(201, { dispute: 'DP1' }), answers(302)]
  for (const answer of doubtful) {
    const far = files([], () => answer)
    const outcome = await far.upstream.submit(submitting({ files: [a] }))
    assert.equal(outcome.kind, 'unsent', short(outcome))
    assert.ok(far.sent.every(({ path }) => !path.endsWith('/submit')))
  }
  for (const answer of [answers(200, '<html>'), answers(500), answers(200, {})]) {
    const { upstream, sent } = upstreamOver(() => answer)
    assert.deepEqual([(await upstream.submit(submitting({ files: [a] }))).kind, sent.length], ['unsent', 1])
  }
  const refused = files([], () => finix('evidence_too_many'))
  assert.equal(short(await refused.upstream.submit(submitting({ files: [a] }))), 'refused INVALID_FIELD for good')
})

test('texts go into the note, in their order, and a defense without any still has one', async () => {
  const noteOf = async (over: Parameters<typeof submitting>[0]) => {
    const far = files([])
    await far.upstream.submit(submitting(over))
    return (bodyOf(far.sent.at(-1)!) as { note: string }).note
  }
  assert.equal(await noteOf({ statement: 'It was delivered.', texts: ['Signed for.', 'By P. Suda.'] }), 'It was delivered.\n\nSigned for.\n\nBy P. Suda.')
  assert.equal(await noteOf({ files: [a] }), 'The evidence is in the files.')
})

test('a defense is done only when the dispute is with the bank', async () => {
  for (const [response_state, wanted] of [['RESPONDED', 'done'], ['NEEDS_RESPONSE', 'unknown answer_says_needs_response'], ['ACCEPTED', 'unknown answer_says_accepted']] as const) {
    const { upstream } = upstreamOver(() => answers(200, shown({ response_state })))
    assert.equal(short(await upstream.submit(submitting({ statement: 'x' }))), wanted)
  }
})

test('only an acceptance proves an acceptance, and their last word for one that is known is its end', () => {
  const { readBack, list: lists, afterUnknown, acceptedReads, submittedReads, acceptedEnds, settlesWithinMs } = ahrvoConnector.capabilities
  assert.deepEqual([readBack, lists, afterUnknown, acceptedReads, submittedReads, acceptedEnds, settlesWithinMs], [true, true, 'read_back', ['accepted'], ['under_review'], ['lost'], 60_000])
})
