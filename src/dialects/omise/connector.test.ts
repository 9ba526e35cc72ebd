// What the connector asks of Omise, in which order, and what each answer is taken for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { id } from '../../../test/kit/builders.ts'
import {
  accepting, acceptedWords, aFile, after, answer, aText, basic, connectedTo, listed, problem, scripted, submission, theirId, theirs, type Script,
} from '../../../test/kit/omise-upstream.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { Told } from '../../engine/upstream.ts'
import type { Sent } from '../../wire/call.ts'

const brief = (outcome: Outcome<Told | null>): string => {
  switch (outcome.kind) {
    case 'done': return `done ${outcome.value?.reading.state ?? 'nothing'}`
    case 'refused': return `refused ${outcome.code} ${outcome.final ? 'for good' : 'for now'}`
    default: return `${outcome.kind} ${outcome.cause}`
  }
}
async function asked(script: Script, { acceptMethod = 'POST' }: { acceptMethod?: 'POST' | 'PATCH' } = {}): Promise<[outcome: string, ...operations: string[]]> {
  const far = connectedTo(scripted(script), { acceptMethod })
  return [brief(await far.upstream.accept(accepting())), ...far.operations()]
}
const lost = (cause: string): Sent => ({ kind: 'lost', cause, status: null })
const open = answer(200, theirs())
const pending = answer(200, theirs({ status: 'pending', message: 'Delivered.' }))
const accepted = answer(200, theirs({ ...after(), ...acceptedWords }))

test('accepting is a POST of nothing, with the key as user and the newest version', async () => {
  const far = connectedTo(scripted({ acceptDispute: accepted }))
  assert.equal(brief(await far.upstream.accept(accepting())), 'done accepted')
  const [{ method, url, headers, body }] = far.sent as [typeof far.sent[0]]
  assert.deepEqual([method, url, body.length], ['POST', `https://omise.example/disputes/${theirId}/accept`, 0])
  assert.deepEqual(headers, { accept: 'application/json', 'omise-version': '2019-05-29', authorization: `Basic ${basic}` })
})

test('a pending dispute is accepted with its own message left, and by a server that writes none', async () => {
  for (const message of ['Delivered.', null]) assert.deepEqual(await asked({ acceptDispute: answer(200, theirs({ ...after(), message })) }), ['done accepted', 'acceptDispute'])
})

const unproven: [what: string, sent: Sent, cause: string][] = [
  ['the old state', open, 'answer_open'], ['a pending one', pending, 'answer_pending'], ['a won one', answer(200, theirs({ status: 'won', closed_at: '2026-11-21T12:00:01Z' })), 'answer_won'],
  ['lost without a time of closing', answer(200, theirs({ status: 'lost' })), 'answer_lost'], ['lost, in words for a time', answer(200, theirs({ status: 'lost', closed_at: 'just now' })), 'answer_lost'],
  ['a status nobody knows', answer(200, theirs({ status: 'closed', closed_at: '2026-11-21T12:00:01Z' })), 'answer_closed'],
  ['another dispute', answer(200, theirs({ id: 'dspt_test_other', ...after() })), 'answer_of_another'], ['other money', answer(200, theirs({ ...after(), amount: 100_001 })), 'answer_of_other_money'],
  ['another currency', answer(200, theirs({ ...after(), currency: 'USD' })), 'answer_of_other_money'], ['no money', answer(200, theirs({ ...after(), amount: '100000' })), 'answer_of_other_money'],
  ['nothing', answer(200), 'answer_unreadable'], ['half of it', answer(200, JSON.stringify(theirs(after())).slice(0, 400)), 'answer_unreadable'], ['a page', answer(200, '<html>'), 'answer_unreadable'],
  ['an error that says 200', answer(200, { object: 'error', code: 'dispute_already_closed', message: 'x' }), 'answer_unreadable'], ['a list', listed([theirs(after())]), 'answer_unreadable'],
  ['another success', answer(201, theirs(after())), 'status_201'], ['accepted for later', answer(202, theirs(after())), 'status_202'], ['no content', answer(204), 'status_204'],
  ['a redirect', answer(302, '', { location: 'https://omise.example/login' }), 'status_302'], ['another', answer(307), 'status_307'],
  ['500', problem(500, 'internal_error'), 'status_500'], ['502 in HTML', answer(502, '<html>'), 'status_502'], ['503 in their shape', problem(503, 'service_not_available'), 'status_503'], ['504', answer(504), 'status_504'],
  ['408', answer(408), 'status_408'], ['425', problem(425, 'too_early'), 'status_425'], ['429 that is a gateway\'s', answer(429, 'slow down'), 'status_429'], ['a refusal that is a gateway\'s', answer(403, '<html>'), 'status_403'],
  ['422 without their error', answer(422, { code: 'dispute_already_closed' }), 'status_422'], ['silence', lost('answer_timeout'), 'answer_timeout'], ['too long an answer', lost('answer_too_long'), 'answer_too_long'],
]
for (const [what, sent, cause] of unproven) {
  test(`accept answered with ${what} is unknown`, async () => assert.deepEqual(await asked({ acceptDispute: sent }), [`unknown ${cause}`, 'acceptDispute']))
}

test('what proves that nothing happened is unsent, and says when to come again', async () => {
  const of = async (sent: Sent) => connectedTo(scripted({ acceptDispute: sent })).upstream.accept(accepting())
  assert.deepEqual(await of({ kind: 'unsent', cause: 'connection_refused' }), { kind: 'unsent', cause: 'connection_refused' })
  assert.deepEqual(await of(problem(429, 'too_many_requests', { 'retry-after': '7' })), { kind: 'unsent', cause: 'status_429', retryAfterMs: 7_000 })
  assert.deepEqual(await of(problem(429, 'too_many_requests')), { kind: 'unsent', cause: 'status_429', retryAfterMs: 1_000 })
})

test('case 49: a refusal is one request with its code, and one that is about the dispute is looked at before it is believed', async () => {
  const won = answer(200, theirs({ status: 'won', closed_at: '2026-11-21T11:00:00Z' }))
  assert.deepEqual(await asked({ acceptDispute: problem(401, 'authentication_failure') }), ['refused authentication_failure for now', 'acceptDispute'])
  assert.deepEqual(await asked({ acceptDispute: problem(403, 'forbidden') }), ['refused forbidden for now', 'acceptDispute'])
  assert.deepEqual(await asked({ acceptDispute: problem(400, 'bad_request') }), ['refused bad_request for good', 'acceptDispute'])
  assert.deepEqual(await asked({ acceptDispute: problem(404, 'not_found'), getDispute: problem(404, 'not_found') }), ['refused not_found for good', 'acceptDispute', 'getDispute'])
  assert.deepEqual(await asked({ acceptDispute: problem(422, 'dispute_already_closed'), getDispute: won }), ['refused dispute_already_closed for good', 'acceptDispute', 'getDispute'])
  assert.deepEqual(await asked({ acceptDispute: problem(422, 'invalid_dispute_status'), getDispute: pending }), ['refused invalid_dispute_status for good', 'acceptDispute', 'getDispute'])
})

test('already closed is done only where it was lost after we decided', async () => {
  const closed = (...found: Sent[]) => asked({ acceptDispute: problem(422, 'dispute_already_closed'), getDispute: found })
  const lostAt = (at: string, words = {}) => answer(200, theirs({ ...after(at), ...words }))
  assert.equal((await closed(lostAt('2026-11-21T12:00:00Z', acceptedWords)))[0], 'done accepted')
  assert.equal((await closed(lostAt('2026-11-21T11:55:00Z')))[0], 'done lost', 'their clock may be five minutes behind')
  assert.equal((await closed(lostAt('2026-11-21T11:54:59Z')))[0], 'refused dispute_already_closed for good')
  assert.equal((await closed(lostAt('2026-11-20T09:00:00Z', acceptedWords)))[0], 'refused dispute_already_closed for good')
  assert.equal((await closed(answer(200, theirs({ ...after(), amount: 1 }))))[0], 'refused dispute_already_closed for good')
})

test('a refusal that cannot be held against the dispute, or contradicts it, leaves it unknown', async () => {
  const closed = (found: Sent) => asked({ acceptDispute: problem(422, 'dispute_already_closed'), getDispute: found })
  for (const found of [open, pending, lost('reset'), answer(500), answer(200, '<html>'), answer(200, theirs({ status: 'closed' })), answer(404, 'gone')]) assert.match((await closed(found))[0], /^unknown dispute_already_closed/)
})

test('a code that nobody has seen is believed where the dispute waits still', async () => {
  assert.deepEqual(await asked({ acceptDispute: problem(422, 'dispute_on_hold'), getDispute: open }), ['refused dispute_on_hold for good', 'acceptDispute', 'getDispute'])
  assert.equal((await asked({ acceptDispute: problem(400, 'dispute_on_hold'), getDispute: accepted }))[0], 'done accepted')
})

test('where POST is not offered the dispute is read, and PATCH is tried once where it waits still', async () => {
  for (const refusal of [problem(405, 'method_not_allowed'), problem(404, 'not_found'), answer(404, '<html>'), answer(405)]) for (const waiting of [open, pending]) {
    assert.deepEqual(await asked({ acceptDispute: refusal, getDispute: waiting, acceptDisputeByPatch: accepted }), ['done accepted', 'acceptDispute', 'getDispute', 'acceptDisputeByPatch'])
  }
  const neither = { acceptDispute: problem(405, 'method_not_allowed'), getDispute: open, acceptDisputeByPatch: problem(405, 'method_not_allowed') }
  assert.deepEqual(await asked(neither), ['refused method_not_allowed for good', 'acceptDispute', 'getDispute', 'acceptDisputeByPatch'])
  assert.deepEqual(await asked({ ...neither, acceptDisputeByPatch: lost('answer_timeout') }), ['unknown answer_timeout', 'acceptDispute', 'getDispute', 'acceptDisputeByPatch'])
})

test('PATCH is never tried on what was not read as waiting', async () => {
  const closed = answer(200, theirs({ status: 'won', closed_at: '2026-11-21T11:00:00Z' }))
  for (const found of [closed, accepted, lost('reset'), answer(503), answer(200, theirs({ status: 'closed' })), problem(404, 'not_found')]) {
    const [outcome, ...operations] = await asked({ acceptDispute: problem(405, 'method_not_allowed'), getDispute: found })
    assert.deepEqual(operations, ['acceptDispute', 'getDispute'], outcome)
  }
})

test('PATCH by choice is never followed by POST', async () => {
  assert.deepEqual(await asked({ acceptDisputeByPatch: accepted }, { acceptMethod: 'PATCH' }), ['done accepted', 'acceptDisputeByPatch'])
  assert.deepEqual(await asked({ acceptDisputeByPatch: problem(405, 'method_not_allowed') }, { acceptMethod: 'PATCH' }), ['refused method_not_allowed for good', 'acceptDisputeByPatch'])
})

test('finding tells what is there, that nothing is, or that nobody knows', async () => {
  const found = async (sent: Sent) => brief(await connectedTo(scripted({ getDispute: sent })).upstream.find(theirId))
  assert.deepEqual(await Promise.all([open, pending, accepted, problem(404, 'not_found')].map(found)), ['done needs_response', 'done under_review', 'done accepted', 'done nothing'])
  assert.deepEqual(await Promise.all([answer(404), problem(404, 'route_missing'), answer(200, '[]'), answer(200, theirs({ id: 'dspt_test_other' })), answer(301)].map(found)),
    ['unknown not_the_api', 'unknown not_the_api', 'unknown answer_unreadable', 'unknown answer_of_another', 'unknown status_301'])
  assert.deepEqual(await Promise.all([problem(401, 'authentication_failure'), answer(500), lost('reset')].map(found)), ['refused authentication_failure for now', 'unsent status_500', 'unsent reset'])
})

test('the key is proved by one row of the list', async () => {
  const far = connectedTo(scripted({ listDisputes: listed([]) }))
  assert.deepEqual([await far.upstream.probe(), far.sent[0]!.method, far.sent[0]!.path], [{ kind: 'done', value: { account: null } }, 'GET', '/disputes?limit=1'])
  assert.equal((await connectedTo(scripted({ listDisputes: problem(401, 'authentication_failure') })).upstream.probe()).kind, 'refused')
  assert.equal((await connectedTo(scripted({ listDisputes: answer(200, '{}') })).upstream.probe()).kind, 'unknown')
})

const there = (changes: object = {}) => ({ object: 'document', id: 'docu_test_1', filename: 'receipt.pdf', kind: null, deleted: false, ...changes })
const answered = answer(200, theirs({ status: 'pending', message: 'It was delivered.' }))

test('files go up as a form, then one message answers with all words there are', async () => {
  const kept = {}
  const far = connectedTo(scripted({ listDocuments: listed([]), uploadDocument: [answer(200, there()), answer(200, there({ id: 'docu_test_2' }))], updateDispute: answered }))
  const photo = aFile({ id: id('evd', 2), name: 'a/b "photo".png', type: 'image/png', category: 'parcel' })
  assert.equal(brief(await far.upstream.submit(submission([aFile(), photo, aText('Signed for by P. Suda.')], 'It was delivered.', kept))), 'done under_review')
  assert.deepEqual(far.operations(), ['listDocuments', 'uploadDocument', 'uploadDocument', 'updateDispute'])
  const [first, second] = far.sent.slice(1, 3).map(({ body }) => Buffer.from(body).toString())
  assert.match(first!, /name="kind"\r\n\r\nproof_of_receipt\r\n[^]*name="file"; filename="receipt.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF-1.7/)
  assert.match(second!, /^--\S+\r\nContent-Disposition: form-data; name="file"; filename="b _photo_.png"\r\n/)
  assert.deepEqual([far.sent[3]!.method, Buffer.from(far.sent[3]!.body).toString()], ['PATCH', '{"message":"It was delivered.\\n\\nSigned for by P. Suda."}'])
  assert.deepEqual(kept, { [id('evd', 1)]: 'is docu_test_1', [id('evd', 2)]: 'is docu_test_2' })
})

test('an upload whose answer was lost is found again by its name and not sent twice; one that never came is', async () => {
  for (const [documents, uploads] of [[[there({ id: 'docu_old' }), there({ id: 'docu_new' })], 0], [[there({ id: 'docu_old' })], 1], [[there({ id: 'docu_old' }), there({ id: 'docu_new', filename: 'other.pdf' })], 1]] as const) {
    const kept: Record<string, string> = {}
    const first = connectedTo(scripted({ listDocuments: listed([there({ id: 'docu_old' })]), uploadDocument: lost('answer_timeout') }))
    assert.equal(brief(await first.upstream.submit(submission([aFile()], 'It was delivered.', kept))), 'unsent upload: answer_timeout')
    assert.deepEqual(kept, { [id('evd', 1)]: 'sent docu_old' })
    const second = connectedTo(scripted({ listDocuments: listed([...documents]), uploadDocument: answer(200, there({ id: 'docu_again' })), updateDispute: answered }))
    assert.equal(brief(await second.upstream.submit(submission([aFile()], 'It was delivered.', kept))), 'done under_review')
    assert.equal(second.operations().filter(operation => operation === 'uploadDocument').length, uploads)
  }
})

test('two files of one name are two, also when one of them arrived without an answer', async () => {
  const kept = { [id('evd', 1)]: 'is docu_a', [id('evd', 2)]: 'sent docu_a' }
  const far = connectedTo(scripted({ listDocuments: listed([there({ id: 'docu_a' })]), uploadDocument: answer(200, there({ id: 'docu_b' })), updateDispute: answered }))
  await far.upstream.submit(submission([aFile(), aFile({ id: id('evd', 2) })], 'It was delivered.', kept))
  assert.deepEqual([far.operations(), kept[id('evd', 2)]], [['listDocuments', 'uploadDocument', 'updateDispute'], 'is docu_b'])
})

test('documents beyond the first page are seen', async () => {
  const page = Array.from({ length: 100 }, (_, at) => there({ id: `docu_${at}`, filename: `${at}.pdf` }))
  const far = connectedTo(scripted({ listDocuments: [listed(page, 101), listed([there({ id: 'docu_mine' })], 101)], updateDispute: answered }))
  await far.upstream.submit(submission([aFile()], 'It was delivered.', { [id('evd', 1)]: 'is docu_mine' }))
  assert.deepEqual([far.operations(), far.sent[1]!.path.split('?')[1]], [['listDocuments', 'listDocuments', 'updateDispute'], 'limit=100&offset=100'])
})

test('a defense that cannot go whole does not go at all', async () => {
  const refusedFor = async (...[evidence, statement]: Parameters<typeof submission>) => brief(await connectedTo(scripted({})).upstream.submit(submission(evidence, statement)))
  assert.equal(await refusedFor([aFile()], null), 'refused message_missing for good')
  assert.equal(await refusedFor([], '  '), 'refused message_missing for good')
  assert.equal(await refusedFor([], 'x'.repeat(15_001)), 'refused statement_too_long for good')
  assert.equal(await refusedFor([aFile({ type: 'image/tiff' })], 'm'), 'refused evidence_type_not_allowed for good')
  assert.equal(await refusedFor([aFile({ size: 10_485_761 })], 'm'), 'refused evidence_too_large for good')
})

test('before the message nothing has happened, whatever became of a file', async () => {
  const of = async (script: Script) => brief(await connectedTo(scripted({ listDocuments: listed([]), updateDispute: answered, ...script })).upstream.submit(submission([aFile()])))
  assert.equal(await of({ listDocuments: answer(500) }), 'unsent upload: status_500')
  assert.equal(await of({ listDocuments: answer(200, '{}') }), 'unsent upload: answer_unreadable')
  assert.equal(await of({ uploadDocument: answer(200, '<html>') }), 'unsent upload: answer_unreadable')
  assert.equal(await of({ uploadDocument: problem(503, 'service_not_available') }), 'unsent upload: status_503')
  assert.equal(await of({ uploadDocument: problem(400, 'documents_locked') }), 'refused documents_locked for good')
  assert.equal(await of({ uploadDocument: problem(400, 'invalid_file_type') }), 'refused invalid_file_type for good')
  assert.equal(await of({ uploadDocument: problem(401, 'authentication_failure') }), 'refused authentication_failure for now')
})

test('the message is sent only when it is answered in its own words', async () => {
  const of = async (script: Script) => brief(await connectedTo(scripted(script)).upstream.submit(submission([])))
  const status = (changes: object) => answer(200, theirs(changes))
  const refusal = problem(422, 'invalid_dispute_status')
  assert.equal(await of({ updateDispute: open }), 'unknown answer_open')
  assert.equal(await of({ updateDispute: status({ ...after(), message: 'It was delivered.' }) }), 'unknown answer_lost')
  assert.equal(await of({ updateDispute: problem(500, 'internal_error') }), 'unknown status_500')
  assert.equal(await of({ updateDispute: lost('reset') }), 'unknown reset')
  assert.equal(await of({ updateDispute: refusal, getDispute: answered }), 'done under_review')
  assert.equal(await of({ updateDispute: refusal, getDispute: pending }), 'refused invalid_dispute_status for good')
  assert.equal(await of({ updateDispute: problem(422, 'dispute_already_closed'), getDispute: accepted }), 'refused dispute_already_closed for good')
  assert.equal(await of({ updateDispute: problem(422, 'dispute_already_closed'), getDispute: open }), 'unknown dispute_already_closed, reads open')
})

test('what lost proves of an acceptance it does not prove of a defense', () => {
  const { acceptedReads, submittedReads, readBack, afterUnknown } = connectedTo(scripted({})).upstream.capabilities
  assert.deepEqual([acceptedReads, submittedReads, readBack, afterUnknown], [['accepted', 'lost'], ['under_review', 'won'], true, 'read_back'])
})
