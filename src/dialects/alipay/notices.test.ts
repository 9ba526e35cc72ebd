import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { inState } from '../../../test/kit/builders.ts'
import { keyPair, pkcs8 } from '../../../test/kit/alipay.ts'
import { noticeKinds } from '../../core/notice.ts'
import { alipayNotices, typeOf } from './notices.ts'
import { verifyHeader } from './scheme.ts'

const key = keyPair()
const secret = (clientId: string) => alipayNotices.secretOf!({ client_id: clientId, parley_private_key: pkcs8(key) })

test('it is signed over path and query of the address, by the newest key, with the documented headers', async () => {
  const body = '{"disputeId":"1"}'
  const { headers, body: sent } = await alipayNotices.sign({ id: 'ntc_1', body, url: 'https://shop.example/hook/a%20b?x=1' }, [secret('C1').kept, secret('C0').kept], Date.UTC(2019, 6, 12, 7, 8, 56, 999))
  assert.deepEqual([sent, headers['content-type'], headers['client-id'], headers['request-time']], [body, 'application/json', 'C1', '2019-07-12T07:08:56+00:00'])
  const content = { uri: '/hook/a%20b?x=1', clientId: 'C1', time: headers['request-time']!, body }
  assert.equal(await verifyHeader(content, headers.signature, createPublicKey(key)), true)
  assert.equal(await verifyHeader({ ...content, uri: '/hook/a%20b' }, headers.signature, createPublicKey(key)), false)
})

test('the private key signs and is never shown', () => {
  const { kept, shown } = secret('C1')
  assert.ok(!shown.includes(pkcs8(key).slice(100, 160)) && kept.includes(pkcs8(key)))
  assert.equal(shown, createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'))
})

test('eight sends end 24 hours and 22 minutes after the first; a sandbox client hears once', () => {
  const { schedule, scheduleFor, exact } = alipayNotices
  assert.deepEqual([schedule.length, schedule.reduce((sum, seconds) => sum + seconds, 0), exact], [7, 24 * 3600 + 22 * 60, true])
  assert.deepEqual([scheduleFor!([secret('C1').kept]), scheduleFor!([secret('SANDBOX_C1').kept])], [schedule, []])
})

test('only 200 with the fixed result is an acknowledgement, and nobody is ever gone', () => {
  const right = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'
  assert.equal(alipayNotices.acknowledged(200, right), 'delivered')
  const wrong: [number, string][] = [[201, right], [204, ''], [410, right], [500, right], [302, right], [200, ''], [200, 'SUCCESS'], [200, 'null'], [200, '{"result":null}'], [200, '{"result":{"resultCode":"SUCCESS","resultStatus":"U"}}'], [200, '{"resultCode":"SUCCESS","resultStatus":"S"}']]
  for (const [status, body] of wrong) assert.equal(alipayNotices.acknowledged(status, body), 'failed', `${status} ${body}`)
})

test('what Alipay has no word for is not told', () => {
  const dispute = inState.needs_response()
  const silent = noticeKinds.filter(kind => typeOf(kind, dispute) === null)
  assert.deepEqual(silent, ['dispute.updated', 'dispute.acceptance_held', 'dispute.acceptance_undone', 'dispute.accepting', 'dispute.submitting', 'dispute.refused'])
  assert.equal(alipayNotices.render({ id: 'ntc_1', kind: 'dispute.updated', at: 0, position: 1n, dispute }), null)
})

test('an RDR is told at its end only, as what it is', () => {
  const dispute = inState.prevented({ phase: 'alert' })
  assert.deepEqual([typeOf('dispute.opened', dispute), typeOf('dispute.due_soon', dispute), typeOf('dispute.prevented', dispute), typeOf('dispute.expired', dispute)], [null, null, 'RDR_RESOLVED', 'RDR_RESOLVED'])
})
