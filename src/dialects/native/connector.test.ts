import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, accepting, noon } from '../../../test/kit/builders.ts'
import type { Incoming } from '../../engine/upstream.ts'
import type { Outgoing, Sent } from '../../wire/call.ts'
import { nativeConnector } from './connector.ts'
import { exampleDispute } from './contract/examples.ts'
import { signatureOf } from './notices.ts'

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
const bytes = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Sent => ({ kind: 'answered', status, headers: new Map(Object.entries(headers)), bytes: bytes(body) })
const problem = (status: number, code: string, transient = false): Sent => answer(status, { code, status, detail: `about ${code}`, transient })

function facing(sent: Sent) {
  const asked: Outgoing[] = []
  const upstream = nativeConnector.connect({
    baseUrl: 'https://far.example', credentials: { key: 'pk_key', webhook_secret: secret }, switches: {}, now: () => noon, random: size => new Uint8Array(size),
    send: async request => { asked.push(request); return sent },
  })
  return { upstream, asked }
}
const dispute = accepting()
const asking = { dispute, act: dispute.act, attempt: 1 }

test('an acceptance is the documented request, and the same in every attempt', async () => {
  const { upstream, asked } = facing(answer(200, exampleDispute))
  await upstream.accept(asking)
  await upstream.accept({ ...asking, attempt: 2 })
  const [first, second] = asked
  assert.deepEqual([first!.method, first!.path, first!.headers['authorization'], first!.headers['idempotency-key']],
    ['POST', `/v1/disputes/${encodeURIComponent(dispute.theirs.id)}/accept`, 'Bearer pk_key', dispute.act.id])
  assert.deepEqual(JSON.parse(Buffer.from(first!.body).toString()), { reason: accept().reason, ...(dispute.act.note ? { note: dispute.act.note } : {}), expect: { amount: Number(dispute.money.amount), state: 'needs_response' } })
  assert.deepEqual(second, first)
})

test('what is conceded after it was answered may be open there in either way', async () => {
  const { upstream, asked } = facing(answer(200, exampleDispute))
  await upstream.accept({ ...asking, dispute: { ...accepting(), from: 'under_review' } as typeof dispute })
  assert.deepEqual(JSON.parse(Buffer.from(asked[0]!.body).toString()).expect, { amount: Number(dispute.money.amount) })
})

test('only Parley\'s own words say that nothing happened; everything else leaves it unknown', async () => {
  const kinds: [Sent, string][] = [
    [answer(200, { ...exampleDispute, state: 'accepted' }), 'done'], [answer(202, { act: {}, dispute: exampleDispute }), 'unknown'], [answer(200, '<html>{"'), 'unknown'], [answer(200, {}), 'unknown'],
    [answer(500, 'Internal error'), 'unknown'], [answer(502, '<html>'), 'unknown'], [answer(404, 'not here'), 'unknown'], [answer(307, ''), 'unknown'],
    [problem(500, 'internal_error', true), 'unknown'], [problem(503, 'outcome_unknown', true), 'unknown'], [problem(409, 'key_in_flight', true), 'unknown'],
    [problem(503, 'overloaded', true), 'unsent'], [problem(503, 'unavailable', true), 'unsent'],
    [problem(409, 'already_accepted'), 'refused'], [problem(401, 'unauthenticated'), 'refused'],
    [{ kind: 'lost', cause: 'reset', status: null }, 'unknown'], [{ kind: 'unsent', cause: 'connection_refused' }, 'unsent'],
  ]
  for (const [sent, kind] of kinds) assert.equal((await facing(sent).upstream.accept(asking)).kind, kind, JSON.stringify(sent).slice(0, 80))
  const finality = async (sent: Sent) => { const outcome = await facing(sent).upstream.accept(asking); return outcome.kind === 'refused' && outcome.final }
  assert.deepEqual([await finality(problem(409, 'already_accepted')), await finality(problem(401, 'unauthenticated')), await finality(problem(409, 'acceptance_pending', true))], [true, false, false])
})

test('a dispute is read whole, an unknown state says nothing, and what is missing there is told apart from what cannot be read', async () => {
  const found = await facing(answer(200, { ...exampleDispute, state: 'odd', extra: 1 })).upstream.find('x')
  assert.ok(found.kind === 'done' && found.value)
  assert.deepEqual([found.value.reading.state, found.value.words, found.value.facts?.money, found.value.theirs.status], [null, [{ field: 'state', word: 'odd' }], { amount: 12_000n, currency: 'THB' }, 'odd'])
  assert.deepEqual(await facing(problem(404, 'dispute_not_found')).upstream.find('x'), { kind: 'done', value: null })
  assert.equal((await facing(answer(404, '<html>')).upstream.find('x')).kind, 'unknown')
})

test('a deadline that the other side only assumes of a provider of its own is assumed here too', async () => {
  const sourceOf = async (home: string, source: string) => {
    const found = await facing(answer(200, { ...exampleDispute, home, respond_by: { at: '2026-12-01T00:00:00Z', zone: null, source } })).upstream.find('x')
    return found.kind === 'done' && found.value?.reading.respondBy?.source
  }
  assert.deepEqual(await Promise.all([sourceOf('con_1', 'rule'), sourceOf('con_1', 'provider'), sourceOf('con_1', 'operator'), sourceOf('house', 'rule')]), ['rule', 'provider', 'provider', 'provider'])
})

test('what has the id of another provider\'s is told with it, so that it is not taken in from there too', async () => {
  const twinOf = async (over: object) => { const found = await facing(answer(200, { ...exampleDispute, ...over })).upstream.find('x'); return found.kind === 'done' && found.value?.twin }
  const theirs = { id: 'T1', status: 'open', reason_code: null, reason_text: null }
  assert.deepEqual([await twinOf({ dialect: 'omise', home: 'house', theirs }), await twinOf({ dialect: 'native', home: 'con_1', theirs })], [{ dialect: 'omise', theirId: 'T1' }, { dialect: 'native', theirId: 'T1' }])
  assert.deepEqual([await twinOf({ dialect: 'native', home: 'house', theirs }), await twinOf({ dialect: 'odd', theirs }), await twinOf({ dialect: 'omise', theirs: null })], [null, null, null])
})

test('a list is read with its cursor, and a page that is none is no empty page', async () => {
  const { upstream, asked } = facing(answer(200, { data: [exampleDispute, { nothing: true }], next_cursor: 'next' }))
  const page = await upstream.list({ cursor: 'here', since: null })
  assert.ok(page.kind === 'done')
  assert.deepEqual([page.value.items.length, page.value.next, asked[0]!.path], [1, 'next', '/v1/disputes?limit=100&order=opened_oldest&cursor=here'])
  for (const body of ['{}', '[]', 'null', '{"data":[]}']) assert.equal((await facing(answer(200, body)).upstream.list({ cursor: null, since: null })).kind, 'unknown', body)
})

test('a notification counts only with a signature over its bytes, made lately', async () => {
  const body = JSON.stringify({ type: 'dispute.opened', timestamp: '', data: { dispute: { ...exampleDispute, story: { text: 'Zażółć', language: null, customer: null } } } })
  const at = Math.floor(noon / 1000)
  const incoming = (text: string, timestamp: number, signature = signatureOf(secret, 'ntc_1', timestamp, text)): Incoming => {
    const headers = new Map([['webhook-id', 'ntc_1'], ['webhook-timestamp', String(timestamp)], ['webhook-signature', `v1,AAAA ${signature}`]])
    return { method: 'POST', target: '/in/x', headers, raw: bytes(text), receivedAt: noon }
  }
  const { upstream } = facing(answer(200, ''))
  const kind = async (one: Incoming) => (await upstream.read(one)).kind
  assert.deepEqual([await kind(incoming(body, at)), await kind(incoming(`${body} `, at, signatureOf(secret, 'ntc_1', at, body))), await kind(incoming(body, at, 'v1,zz')), await kind(incoming(body, at - 301)), await kind(incoming(body, at + 3_600))],
    ['news', 'forged', 'forged', 'stale', 'stale'])
  assert.equal(await kind(incoming('no json', at)), 'unreadable')
  assert.equal(await kind(incoming('{"type":"webhook.test","data":{"dispute":{}}}', at)), 'not_about_disputes')
  const thin = await upstream.read(incoming('{"data":{"thin":true,"dispute":{"id":"dsp_1"}}}', at))
  assert.deepEqual(thin, { kind: 'news', id: 'ntc_1', told: [], thin: ['dsp_1'] })
})
