// A notification is believed for its signature alone, and answered as Alipay wants to be answered.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyPair } from '../../../test/kit/alipay.ts'
import { keys, notice, sampleClient, sampleCredentials, type Noticed } from '../../../test/kit/alipay-upstream.ts'
import { acknowledge, readNotice } from './hears.ts'

/** docs.antom.com/ac/cashierpay/dispute. */
const documented = '{"defendable":true,"defenseDueTime":"2025-01-13T19:09:16-08:00","disputeAmount":{"currency":"KRW","value":"14204"},"disputeId":"2025010329013101740904829052","disputeNotificationType":"DISPUTE_CREATED","disputeReasonCode":"2006","disputeReasonMsg":"Other Fraud","disputeSource":"Shinhan","disputeTime":"2025-01-02T19:09:18-08:00","disputeType":"CHARGEBACK","paymentId":"20250101194010800100188740269658664","paymentRequestId":"101520250101400409669231020023"}'
const read = (body: unknown, given: Noticed = {}, credentials: Record<string, string> = {}) => readNotice(notice(body, given), { ...sampleCredentials, ...credentials })
const kindOf = async (body: unknown, given: Noticed = {}, credentials: Record<string, string> = {}) => (await read(body, given, credentials)).kind
const minute = 60_000
const at = Date.UTC(2026, 10, 20, 12)

test('the documented notification is heard whole', async () => {
  const heard = await read(documented)
  assert.ok(heard.kind === 'news')
  assert.deepEqual([heard.told.length, heard.thin, heard.told[0]!.theirId, heard.told[0]!.reading.state, heard.told[0]!.document], [1, [], '2025010329013101740904829052', 'needs_response', documented])
})

test('45: what is not signed by the platform, for this client, over this very message, is forged, and nothing of it is read', async () => {
  const wrong: Noticed[] = [
    { key: keys.own }, { key: keyPair() }, { path: '/in/con_2?x=1' }, { path: '/in/con_1' }, { signedBody: documented.replace('CHARGEBACK', 'chargeback') }, { clientId: 'SANDBOX_OTHER' }, { method: 'PUT' },
    { headers: { 'request-time': '2026-11-20T12:00:01+00:00' } }, { headers: { signature: 'zz' } }, { headers: { signature: 'algorithm=RSA256,keyVersion=1,signature=' } }, { headers: { 'client-id': 'SANDBOX_OTHER' } },
    { without: ['signature'] }, { without: ['client-id'] }, { without: ['request-time'] },
  ]
  for (const given of wrong) assert.equal(await kindOf(documented, given), 'forged', JSON.stringify(Object.keys(given)))
  assert.equal(await kindOf('{"not json', { key: keys.own }), 'forged', 'the signature comes before the reading')
  assert.equal(await kindOf(documented, {}, { platform_public_key: '' }), 'forged')
})

test('a raw signature, an upper case one and one with blanks are read as the header says', async () => {
  const { headers } = notice(documented)
  const signature = headers.get('signature')!
  assert.equal(await kindOf(documented, { headers: { signature: signature.replaceAll(',', ', ') } }), 'news')
  for (const odd of [signature.replace('RSA256', 'RSA512'), signature.slice(0, -8), `${signature}AA`, signature.toUpperCase()]) assert.equal(await kindOf(documented, { headers: { signature: odd } }), 'forged', odd.slice(0, 60))
})

test('the address that they were told counts, where a proxy changes it', async () => {
  const given = { path: '/parley/in/con_1?x=1', target: '/in/con_1?x=1' }
  assert.equal(await kindOf(documented, given), 'forged')
  assert.equal(await kindOf(documented, given, { notification_url: 'https://mill.example/parley/in/con_1?x=1' }), 'news')
  assert.equal(await kindOf(documented, { target: 'http://mill.example/in/con_1?x=1', path: '/in/con_1?x=1' }), 'news', 'a target in absolute form')
})

test('a day of repetitions is heard; older, future and timeless ones are stale', async () => {
  const time = '2026-11-20T12:00:00+00:00'
  assert.equal(await kindOf(documented, { time, receivedAt: at + (24 * 60 + 22) * minute }), 'news')
  assert.equal(await kindOf(documented, { time, receivedAt: at + 25 * 60 * minute + 1 }), 'stale')
  assert.equal(await kindOf(documented, { time, receivedAt: at - 5 * minute }), 'news')
  assert.equal(await kindOf(documented, { time, receivedAt: at - 5 * minute - 1 }), 'stale')
  assert.equal(await kindOf(documented, { time: '2026-11-20T17:30:00+05:30' }), 'news')
  assert.equal(await kindOf(documented, { time: String(at) }), 'news')
  for (const odd of ['2026-11-20T12:00:00', 'now', '1']) assert.equal(await kindOf(documented, { time: odd }), 'stale', odd)
})

test('a repetition is known as one, and another message is not', async () => {
  const idOf = async (body: string, given: Noticed = {}) => { const heard = await read(body, given); return heard.kind === 'news' ? heard.id : null }
  const first = await idOf(documented)
  assert.equal(await idOf(documented, { time: '2026-11-20T12:02:00+00:00', receivedAt: at + 2 * minute }), first)
  assert.notEqual(await idOf(documented.replace('CHARGEBACK', 'COMPLIANCE_REQUEST')), first)
})

test('what cannot be read is said to be so, and advice is nobody\'s state', async () => {
  for (const body of ['', 'null', '[]', '"x"', '{', `${'{"a":'.repeat(50)}1`]) assert.equal(await kindOf(body), 'unreadable', body.slice(0, 20))
  for (const body of [{ disputeNotificationType: 'DISPUTE_CREATED' }, { disputeNotificationType: 'DISPUTE_CREATED', disputeId: '' }, { disputeNotificationType: 'DISPUTE_CREATED', disputeId: 'a\u0000b' }, { disputeNotificationType: 'DISPUTE_CREATED', disputeId: 'x'.repeat(65) }, { disputeNotificationType: 7, disputeId: 'D1' }]) {
    assert.equal(await kindOf(body), 'unreadable', JSON.stringify(body))
  }
  const { headers } = notice('x')
  const invalid = { ...notice('x'), raw: Buffer.from([0xff, 0xfe]), headers }
  assert.equal((await readNotice(invalid, sampleCredentials)).kind, 'forged')
  assert.equal(await kindOf({ disputeId: 'D1', notifyTime: '2026-09-02T10:15:00.000+08:00', winRateLevel: 'HIGH', evidenceList: [] }), 'not_about_disputes')
})

test('41: only what is heard, or is no news at all, is answered with 200 and SUCCESS', () => {
  const replied = (kind: Parameters<typeof acknowledge>[0]) => {
    const { status, headers, body } = acknowledge(kind, notice(documented))
    const { result } = JSON.parse(body) as { result: { resultCode: string; resultStatus: string } }
    assert.equal(headers['content-type'], 'application/json')
    return [status, result.resultCode, result.resultStatus, headers['client-id'] ?? null, headers['response-time']].join(' ')
  }
  const time = '2026-11-20T12:00:00+00:00'
  const yes = `200 SUCCESS S ${sampleClient} ${time}`
  assert.deepEqual([replied('news'), replied('not_about_disputes')], [yes, yes])
  assert.deepEqual([replied('forged'), replied('stale'), replied('unreadable'), replied('failed')], [
    `401 INVALID_SIGNATURE F  ${time}`, `401 INVALID_SIGNATURE F  ${time}`, `400 PARAM_ILLEGAL F  ${time}`, `503 UNKNOWN_EXCEPTION U  ${time}`])
  assert.equal(acknowledge('news', notice(documented)).body, '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}')
})
