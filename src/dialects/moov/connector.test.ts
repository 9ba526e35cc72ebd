// What the connector makes of each answer: done only when the answer itself says so, no only in Moov's own words, and unknown otherwise.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { account, answer, connectedTo, keys, ours, scripted, theirId, theirs } from '../../../test/kit/moov-upstream.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { Sent } from '../../wire/call.ts'

const { dispute, act } = ours('accepting')
const accepting = { dispute, act, attempt: 1 }
const gateway = { 'content-type': 'text/html' }
const brief = (outcome: Outcome<unknown>): unknown => {
  if (outcome.kind === 'done') return 'done'
  if (outcome.kind === 'refused') return `refused ${outcome.code}${outcome.final ? '' : ', not for good'}`
  return `${outcome.kind} ${outcome.cause}${'retryAfterMs' in outcome ? ` ${outcome.retryAfterMs}` : ''}`
}
const accepted = (sent: Sent, found?: Sent) => connectedTo(scripted({ acceptDispute: sent, ...(found && { getDispute: found }) })).upstream.accept(accepting)
const found = (sent: Sent) => connectedTo(scripted({ getDispute: sent })).upstream.find(theirId)

test('an acceptance is done when the answer shows this dispute, accepted, over the same money', async () => {
  const outcome = await accepted(answer(200, theirs({ status: 'accepted' })))
  assert.ok(outcome.kind === 'done')
  assert.deepEqual([outcome.value.theirId, outcome.value.reading.state], [theirId, 'accepted'])
})

test('a 200 that proves nothing is unknown: the old status of the documented sample, another id, other money, no dispute, half of one', async () => {
  const good = JSON.stringify(theirs({ status: 'accepted' }))
  const bad: [unknown, string][] = [
    [theirs(), 'answer_with_old_state'], [theirs({ status: 'under-review' }), 'answer_with_old_state'], [theirs({ status: 'lost' }), 'answer_with_old_state'],
    [theirs({ status: 'ACCEPTED' }), 'answer_with_old_state'], [theirs({ status: null }), 'answer_with_old_state'],
    [theirs({ status: 'accepted', disputeID: '00000000-0000-4000-8000-000000000000' }), 'answer_of_another_dispute'],
    [theirs({ status: 'accepted', amount: { currency: 'EUR', value: 257753 } }), 'answer_of_other_money'], [theirs({ status: 'accepted', amount: { currency: 'USD', value: 1 } }), 'answer_of_other_money'],
    [theirs({ status: 'accepted', amount: undefined }), 'answer_of_other_money'], [theirs({ status: 'accepted', amount: { currency: 'USD', value: '257753' } }), 'answer_of_other_money'],
    ['', 'answer_unreadable'], ['null', 'answer_unreadable'], ['{}', 'answer_unreadable'], ['[]', 'answer_unreadable'], [`[${good}]`, 'answer_unreadable'],
    [good.slice(0, -1), 'answer_unreadable'], ['<html>200</html>', 'answer_unreadable'],
  ]
  for (const [body, cause] of bad) assert.equal(brief(await accepted(answer(200, body))), `unknown ${cause}`, String(body))
})

test('what may have happened is unknown: 5xx, 504 above all, other successes, redirects and silence', async () => {
  const good = theirs({ status: 'accepted' })
  for (const status of [201, 202, 204, 206, 301, 302, 307, 308, 408, 425, 500, 502, 503, 504]) assert.equal(brief(await accepted(answer(status, good))), `unknown status_${status}`)
  assert.equal(brief(await accepted(answer(503, '', { 'x-request-id': 'r', 'retry-after': '7' }))), 'unknown status_503')
  for (const cause of ['reset', 'answer_timeout', 'answer_too_long', 'answer_broken']) assert.equal(brief(await accepted({ kind: 'lost', cause, status: 200 })), `unknown ${cause}`)
})

test('what never left is unsent, and so is what the rate limit turned away, for as long as it says', async () => {
  assert.equal(brief(await accepted({ kind: 'unsent', cause: 'connection_refused' })), 'unsent connection_refused')
  assert.equal(brief(await accepted({ kind: 'unsent', cause: 'breaker_open', retryAfterMs: 9 })), 'unsent breaker_open 9')
  assert.equal(brief(await accepted(answer(429))), 'unsent rate_limited 1000')
  assert.equal(brief(await accepted(answer(429, '', { 'x-request-id': 'r', 'retry-after': '30' }))), 'unsent rate_limited 30000')
})

test('only Moov says no: by its status, on an answer that names the request, with a sentence where one is documented', async () => {
  assert.equal(brief(await accepted(answer(400, { error: 'No.' }))), 'refused 400')
  assert.deepEqual(await accepted(answer(400, { error: 'No.' })), { kind: 'refused', code: '400', text: 'No.', final: true })
  assert.equal(brief(await accepted(answer(404))), 'refused 404')
  assert.equal(brief(await accepted(answer(401))), 'refused 401, not for good')
  assert.equal(brief(await accepted(answer(403))), 'refused 403, not for good')
  for (const status of [400, 401, 403, 404, 409, 422, 429]) assert.equal(brief(await accepted(answer(status, '<html>no</html>', gateway))), `unknown status_${status}`)
  for (const body of ['', '{}', '{"error":""}', '{"error":{}}', '{"message":"No."}', 'null']) {
    assert.equal(brief(await accepted(answer(400, body))), 'unknown status_400', body)
    assert.equal(brief(await accepted(answer(409, body))), 'unknown status_409', body)
  }
})

test('after 409 the dispute is read: accepted is what was asked for, any other status is a no, and without a reading it is unknown', async () => {
  const clash = answer(409, { error: 'Already.' })
  const after = async (sent: Sent) => brief(await accepted(clash, sent))
  assert.equal(await after(answer(200, theirs({ status: 'accepted' }))), 'done')
  for (const status of ['response-needed', 'under-review', 'expired', 'won', 'lost', 'closed', 'resolved']) assert.equal(await after(answer(200, theirs({ status }))), 'refused 409', status)
  const blind = [answer(200, theirs({ status: 'never-seen' })), answer(200, '{'), answer(404), answer(500), answer(200, theirs({ status: 'accepted', disputeID: 'other' })), { kind: 'lost', cause: 'reset', status: null } as const]
  for (const sent of blind) assert.equal(await after(sent), 'unknown clash_unread')
})

test('accept and submit go out without a body and a content type, in the version of the contract, with the key', async () => {
  const far = connectedTo(scripted({ acceptDispute: answer(200, theirs({ status: 'accepted' })) }))
  await far.upstream.accept(accepting)
  const [request] = far.sent
  assert.deepEqual([request!.method, request!.url, request!.body.length], ['POST', `https://moov.example/accounts/${account}/disputes/${theirId}/accept`, 0])
  assert.deepEqual(request!.headers, { accept: 'application/json', authorization: 'Basic cHViOnNlYw==', 'x-moov-version': 'v2026.07.00' })
})

test('each attempt of a decision is the same request', async () => {
  const far = connectedTo(scripted({ acceptDispute: answer(504) }))
  for (const attempt of [1, 2, 3]) assert.equal(brief(await far.upstream.accept({ ...accepting, attempt })), 'unknown status_504')
  assert.equal(new Set(far.sent.map(request => JSON.stringify([request, [...request.body]]))).size, 1)
})

test('a dispute that is not there is null when Moov says so, and unknown when somebody else does', async () => {
  assert.deepEqual(await found(answer(404)), { kind: 'done', value: null })
  assert.equal(brief(await found(answer(404, '<html>nginx</html>', gateway))), 'unknown not_the_api')
  assert.equal(brief(await found(answer(200, theirs()))), 'done')
  assert.equal(brief(await found(answer(200, theirs({ disputeID: 'other' })))), 'unknown answer_of_another_dispute')
  assert.equal(brief(await found(answer(500))), 'unknown status_500')
})

test('a probe asks for one dispute and nothing else, and says whose account it is', async () => {
  const far = connectedTo(scripted({ listDisputes: answer(200, '[]') }))
  assert.deepEqual(await far.upstream.probe(), { kind: 'done', value: { account } })
  assert.deepEqual(far.sent.map(({ method, path }) => `${method} ${path}`), [`GET /accounts/${account}/disputes?count=1`])
  for (const [sent, said] of [[answer(401), 'refused 401, not for good'], [answer(403), 'refused 403, not for good'], [answer(200, '{}'), 'unknown answer_unreadable'], [answer(404, 'x', gateway), 'unknown status_404']] as const) {
    assert.equal(brief(await connectedTo(scripted({ listDisputes: sent })).upstream.probe()), said)
  }
})

test('no secret goes anywhere but into the header and the token\'s own call', async () => {
  const far = connectedTo(scripted({ listDisputes: answer(200, [theirs()]), acceptDispute: answer(200, theirs({ status: 'accepted' })) }), { credentials: { account_id: account, public_key: 'pk-ü', secret_key: 'sk:canary', webhook_secret: 'wh-canary' } })
  await far.upstream.list({ cursor: null, since: null })
  await far.upstream.accept(accepting)
  for (const { url, headers: { authorization, ...rest } } of far.sent) {
    assert.ok(!`${url} ${JSON.stringify(rest)}`.includes('canary'))
    assert.equal(Buffer.from(authorization!.slice(6), 'base64').toString(), 'pk-ü:sk:canary')
  }
})

test('with a merchant\'s account, a platform\'s other disputes are neither listed nor found', async () => {
  const [mine, other] = [theirs(), theirs({ disputeID: 'd2', merchantAccountID: account })]
  const credentials = { ...keys, merchant_account_id: mine.merchantAccountID.toUpperCase() }
  const far = connectedTo(scripted({ listDisputes: answer(200, [other, mine]), getDispute: [answer(200, mine), answer(200, theirs({ merchantAccountID: account }))] }), { credentials })
  const page = await far.upstream.list({ cursor: null, since: null })
  assert.deepEqual(page.kind === 'done' && page.value.items.map(one => one.theirId), [theirId])
  assert.equal(new URL(far.sent[0]!.url).searchParams.get('merchantAccountID'), credentials.merchant_account_id)
  assert.deepEqual([brief(await far.upstream.find(theirId)), await far.upstream.find(theirId)], ['done', { kind: 'done', value: null }])
  const all = await connectedTo(scripted({ listDisputes: answer(200, [other, mine]) })).upstream.list({ cursor: null, since: null })
  assert.ok(all.kind === 'done' && all.value.items.length === 2)
})

test('whatever comes back, an acceptance is done only by a 200 with this dispute, accepted, over this money', async () => {
  const field = <T>(right: T) => fc.oneof({ weight: 4, arbitrary: fc.constant(right as unknown) }, { weight: 1, arbitrary: fc.jsonValue() })
  const document = fc.record({
    disputeID: field(theirId), status: field('accepted'), amount: fc.oneof({ weight: 4, arbitrary: fc.record({ currency: field('USD'), value: field(257753) }) }, { weight: 1, arbitrary: fc.jsonValue() }),
    createdOn: field('2024-12-23T17:55:00Z'), respondBy: fc.jsonValue(), phase: fc.jsonValue(), transfer: fc.jsonValue(), networkReasonCode: fc.jsonValue(),
  }, { requiredKeys: [] })
  let times = 0
  await fc.assert(fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: fc.constant(200) }, { weight: 1, arbitrary: fc.integer({ min: 100, max: 599 }) }), fc.oneof({ weight: 5, arbitrary: document }, { weight: 1, arbitrary: fc.jsonValue() }), async (status, body) => {
    const outcome = await accepted(answer(status, JSON.stringify(body)), answer(500))
    const { disputeID, status: word, amount, createdOn } = (body ?? {}) as Record<string, unknown> & { amount?: { currency?: unknown; value?: unknown } | null }
    const right = status === 200 && disputeID === theirId && word === 'accepted' && amount?.currency === 'USD' && amount.value === 257753 && createdOn === '2024-12-23T17:55:00Z'
    if (right) times++
    assert.equal(outcome.kind === 'done', right)
  }), { numRuns: 1_000 })
  assert.ok(times > 0)
})
