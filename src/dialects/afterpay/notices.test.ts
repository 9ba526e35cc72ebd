import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noon, needsResponse } from '../../../test/kit/builders.ts'
import { noticeKinds, testNotice } from '../../core/notice.ts'
import { afterpayNotices, afterpayNoticesFor } from './notices.ts'
import { verify } from './scheme.ts'
import { usualSwitches } from './switches.ts'

const dispute = needsResponse({ dialect: 'afterpay', theirs: { id: 'dp_KvGaECApCMdsH8earUSa2V', status: null, reasonCode: null, reasonText: null } })
const notice = { id: 'ntc_06ef1xez40m2qa9d5wj8t3g7vc', kind: 'dispute.opened', at: noon, position: 7n, dispute } as const

test('a notice has four fields and says nothing of the state', () => {
  const { type, body } = afterpayNotices.render(notice)!
  const told = JSON.parse(body) as Record<string, string>
  assert.equal(type, 'created')
  assert.deepEqual(Object.keys(told), ['webhook_event_id', 'webhook_event_type', 'dispute_id', 'merchant_reference'])
  assert.match(told.webhook_event_id!, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.deepEqual([told.webhook_event_type, told.dispute_id, told.merchant_reference], ['created', dispute.theirs.id, dispute.merchant])
})

test('the same notice has the same event id, and another has another', () => {
  const idOf = (id: string) => (JSON.parse(afterpayNotices.render({ ...notice, id })!.body) as Record<string, string>).webhook_event_id
  assert.equal(idOf(notice.id), idOf(notice.id))
  assert.notEqual(idOf(notice.id), idOf('ntc_06ef1xez40m2qa9d5wj8t3g7vd'))
})

test('opening is created, every turn that shows is updated, and what shows nothing is not told', () => {
  const types = Object.fromEntries(([...noticeKinds, testNotice] as const).map(kind => [kind, afterpayNotices.render({ ...notice, kind })?.type ?? null]))
  const silent = ['dispute.due_soon', 'dispute.acceptance_held', 'dispute.acceptance_undone', 'dispute.accepting', 'dispute.submitting', 'dispute.refused']
  for (const [kind, type] of Object.entries(types)) assert.equal(type, kind === 'dispute.opened' ? 'created' : silent.includes(kind) ? null : 'updated', kind)
})

test('each attempt is signed anew, with the newest key, for the address it goes to', () => {
  const [first, second] = [noon, noon + 7_200_000].map(now => afterpayNotices.sign({ id: notice.id, body: '{"a":1}', url: 'https://a.example/%20' }, ['new', 'old'], now))
  assert.deepEqual([first!.headers['x-afterpay-request-date'], second!.headers['x-afterpay-request-date']], [String(noon / 1000), String(noon / 1000 + 7200)])
  const { headers, body } = second!
  const received = { url: 'https://a.example/%20', date: headers['x-afterpay-request-date'], signature: headers['x-afterpay-request-signature'], body }
  assert.deepEqual([verify(received, ['new'], noon + 7_200_000), verify(received, ['old'], noon + 7_200_000)], ['genuine', 'forged'])
  assert.equal(headers['content-type'], 'application/json')
})

test('it is sent again five times, at growing distances', () => {
  assert.deepEqual(afterpayNotices.schedule, [10, 60, 300, 1800, 7200])
})

test('200 acknowledges; other 2xx do unless the operator is strict; nothing else does', () => {
  const strict = afterpayNoticesFor({ ...usualSwitches, strictAcknowledgement: true })
  const verdicts = (format: typeof strict) => [200, 201, 204, 301, 404, 410, 500].map(status => format.acknowledged(status, ''))
  const [no, yes] = ['failed', 'delivered']
  assert.deepEqual(verdicts(afterpayNotices), [yes, yes, yes, no, no, no, no])
  assert.deepEqual(verdicts(strict), [yes, no, no, no, no, no, no])
})
