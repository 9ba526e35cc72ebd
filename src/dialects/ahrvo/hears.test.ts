// Their notifications: what is signed names disputes, which are then fetched; everything else is turned away by name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticeKinds } from '../../core/notice.ts'
import type { Incoming, Notified } from '../../engine/upstream.ts'
import { inState, noon } from '../../../test/kit/builders.ts'
import { acknowledge, readNotification, type HearingSecrets } from './hears.ts'
import { ahrvoNotices } from './notices.ts'
import { sign, signatureLastsMs } from './scheme.ts'

const key = '0f'.repeat(32)
const signed: HearingSecrets = { key, authorization: null }
const bearer: HearingSecrets = { key: null, authorization: 'Bearer let-me-in' }

function hear(body: string | Uint8Array, headers: Record<string, string> = {}, secrets = signed, receivedAt = noon): Notified {
  const incoming: Incoming = { method: 'POST', target: '/in/con_1', headers: { get: name => headers[name] }, raw: typeof body === 'string' ? Buffer.from(body) : body, receivedAt }
  return readNotification(incoming, secrets)
}
const hearSigned = (body: string, receivedAt = noon) => hear(body, { 'finix-signature': sign(body, key, noon) }, signed, receivedAt)

/** The envelope of 2020, without an id of its own (finix-payments/finix-flex-docs-generator: sections/webhooks/sample_payloads). */
const of2020 = { type: 'created', entity: 'dispute', occurred_at: '2016-07-06T08:14:01.288', _embedded: { disputes: [{ id: 'DIs7yQRkHDdMYhurzYz72SFk', state: 'PENDING', response_state: 'NEEDS_RESPONSE', updated_at: '2016-07-06T08:14:01.29Z' }] } }

test('what Ahrvo\'s server tells is heard, names its dispute, and is one with its repeats', () => {
  for (const kind of noticeKinds) {
    const notice = { id: `ntc_${kind}`, kind, at: noon, position: 1n, dispute: inState.needs_response({ dialect: 'ahrvo', theirs: { id: 'DP1', status: null, reasonCode: null, reasonText: null } }) }
    const rendered = ahrvoNotices.render(notice)
    if (!rendered) continue
    const { headers, body } = ahrvoNotices.sign({ id: notice.id, body: rendered.body }, [key], noon) as { headers: Record<string, string>; body: string }
    assert.deepEqual(hear(body, headers), { kind: 'news', id: notice.id, told: [], thin: ['DP1'] }, kind)
  }
})

test('where the envelope has no id, what the dispute says makes it', () => {
  const ids = [of2020, { ...of2020, occurred_at: '2016-07-06T09:00:00.000' }, { ...of2020, _embedded: { disputes: [{ ...of2020._embedded.disputes[0], response_state: 'RESPONDED' }] } }].map(body => {
    const heard = hearSigned(JSON.stringify(body))
    assert.ok(heard.kind === 'news' && heard.thin[0] === 'DIs7yQRkHDdMYhurzYz72SFk')
    return heard.id
  })
  assert.equal(ids[0], ids[1])
  assert.notEqual(ids[0], ids[2])
})

test('what is not signed, signed by another key or over other bytes, is forged', () => {
  const body = JSON.stringify(of2020)
  const good = sign(body, key, noon)
  for (const header of [undefined, '', good.slice(0, -1), good.replace(/sig=./, 'sig=_'), sign(body, 'a'.repeat(64), noon), sign(`${body} `, key, noon), `${good}, ${good}`, good.toUpperCase()]) {
    assert.equal(hear(body, header === undefined ? {} : { 'finix-signature': header }).kind, 'forged', String(header))
  }
  assert.equal(hear(`${body}\n`, { 'finix-signature': good }).kind, 'forged')
  assert.equal(hear(body, { 'finix-signature': good }, { key: null, authorization: null }).kind, 'forged')
  assert.equal(hear(Buffer.from([0xff, 0xfe, 0x7b]), { 'finix-signature': good }).kind, 'forged')
})

test('an old one that is sent again is stale, and one from the future too, to the millisecond', () => {
  const body = JSON.stringify(of2020)
  assert.deepEqual([0, 1, -1].map(more => hearSigned(body, noon + signatureLastsMs + more).kind), ['news', 'stale', 'news'])
  assert.deepEqual([0, 1, -1].map(more => hearSigned(body, noon - signatureLastsMs - more).kind), ['news', 'stale', 'news'])
})

test('a webhook that authenticates itself is held to it, alone or beside the signature', () => {
  const body = JSON.stringify(of2020)
  const header = { 'finix-signature': sign(body, key, noon) }
  const both = { key, authorization: 'Bearer let-me-in' }
  assert.equal(hear(body, { authorization: 'Bearer let-me-in' }, bearer).kind, 'news')
  for (const authorization of ['', 'Bearer let-me-i', 'bearer let-me-in', 'Bearer let-me-in ']) assert.equal(hear(body, { authorization }, bearer).kind, 'forged', authorization)
  assert.equal(hear(body, {}, bearer).kind, 'forged')
  assert.deepEqual([hear(body, header, both), hear(body, { authorization: 'Bearer let-me-in' }, both), hear(body, { ...header, authorization: 'Bearer let-me-in' }, both)].map(({ kind }) => kind), ['forged', 'forged', 'news'])
})

test('the empty one that comes when a webhook is made is answered well, whoever sends it', () => {
  for (const body of ['', '{}', ' {}\n']) assert.deepEqual([hear(body).kind, acknowledge(hear(body).kind).status], ['not_about_disputes', 200])
})

test('what is signed and is nothing of ours is passed over or unreadable, and never read as news', () => {
  const kinds: [unknown, Notified['kind']][] = [
    [{ ...of2020, entity: 'transfer' }, 'not_about_disputes'], [{ ...of2020, entity: 'evidence' }, 'not_about_disputes'], [{ type: 'created' }, 'not_about_disputes'],
    [{ ...of2020, _embedded: {} }, 'unreadable'], [{ ...of2020, _embedded: null }, 'unreadable'], [{ ...of2020, _embedded: { disputes: [null, { id: 7 }, { id: '../x' }] } }, 'unreadable'],
    [[], 'not_about_disputes'], [null, 'unreadable'], ['text', 'unreadable'],
  ]
  for (const [body, kind] of kinds) assert.equal(hearSigned(JSON.stringify(body)).kind, kind, JSON.stringify(body))
  assert.equal(hearSigned('{"entity":"dispute"').kind, 'unreadable')
})

test('what is durable or useless is acknowledged, what failed is asked for again, what is forged is not welcome', () => {
  const statuses = (['news', 'not_about_disputes', 'unreadable', 'failed', 'forged', 'stale'] as const).map(kind => acknowledge(kind).status)
  assert.deepEqual(statuses, [200, 200, 200, 503, 401, 401])
})
