import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startAfterpay } from '../../../test/kit/afterpay.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import { turned } from '../switchboard.ts'
import { afterpaySwitches } from './switches.ts'

test('a server that is started with them behaves so, its webhooks too', async () => {
  const receiver = await startReceiver(answers(204))
  const kit = await startAfterpay({ switches: { afterpay: turned(afterpaySwitches, 'accept-by-post,user-agent-required,attachments-as-array,acknowledge-by-200')! } })
  after(async () => {
    await kit.close()
    await receiver.close()
  })
  const shop = await kit.shop('Mill Ceramics')
  await shop.native('POST', '/v1/webhooks', { url: receiver.url, dialect: 'afterpay' })
  const { id } = await kit.dispute(shop)
  const path = `/v2/disputes/${id}`
  assert.deepEqual((await shop.call('GET', path)).body.openingNoteAttachments, [])
  assert.deepEqual([(await shop.call('GET', path, undefined, { 'user-agent': null })).status, (await shop.call('GET', `${path}/accept`)).status, (await shop.call('POST', `${path}/accept`)).status], [400, 405, 200])
  await kit.app.workers.runOnceAll(kit.clock.now())
  const { body } = await shop.native('GET', '/v1/notices?state=pending')
  assert.equal((body.data as unknown as unknown[]).length, 2, '204 did not acknowledge')
})
