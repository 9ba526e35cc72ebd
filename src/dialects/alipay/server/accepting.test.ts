import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { box, startAlipay } from '../../../../test/kit/alipay.ts'

const kit = await startAlipay()
after(() => kit.close())
const mill = await kit.alipay()

test('an acceptance is told once, signed, and is in the books', async () => {
  const { id, theirs } = await kit.dispute(mill)
  const first = await kit.call(mill, `${box}/acceptDispute`, { disputeId: theirs })
  assert.deepEqual([first.status, first.code, first.signed, first.text], [200, 'SUCCESS S', true, `{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"},"disputeId":"${theirs}","disputeResolutionTime":"2026-11-20T09:00:00+00:00"}`])
  const again = await kit.call(mill, `${box}/acceptDispute`, { disputeId: theirs })
  assert.deepEqual([again.status, again.code, again.signed, Object.keys(again.body)], [200, 'REPEAT_REQUEST F', true, ['result']])
  const { body } = await mill.call('GET', `/v1/disputes/${id}`)
  assert.deepEqual([body.state, body.acceptance?.reason, body.acceptance?.by?.surface, body.books], ['accepted', 'unspecified', 'alipay', { held: 0, gone: 12000, currency: 'THB' }])
})
