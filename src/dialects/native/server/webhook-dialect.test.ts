import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, startNative, textOf } from '../../../../test/kit/native.ts'
import { answers, startReceiver } from '../../../../test/kit/receiver.ts'

const kit = await startNative()
const receiver = await startReceiver(answers(200))
after(async () => {
  await kit.close()
  await receiver.close()
})
const credentialOf = async (merchant: Awaited<ReturnType<typeof kit.merchant>>, dialect: string) =>
  items((await merchant.call('GET', `/v1/merchants/${merchant.id}/credentials`)).body.data).find(each => textOf(each.dialect) === dialect)!

test('a webhook in a provider\'s form says so, is listed, and hears of that provider\'s disputes only', async () => {
  const mill = await kit.merchant()
  const { status, body } = await mill.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'alipay' })
  assert.deepEqual([status, textOf(body.webhook?.dialect)], [201, 'alipay'])
  assert.match(textOf(body.secret), /^MII/)
  assert.deepEqual(items((await mill.call('GET', '/v1/webhooks')).body.data).map(({ id, dialect }) => [id, dialect]), [[body.webhook?.id, 'alipay']])
  await kit.open(mill)
  const { theirs } = await kit.open(mill, { dialect: 'alipay' })
  await kit.app.workers.runOnceAll(kit.clock.now())
  await receiver.nth(1)
  assert.deepEqual(receiver.received.map(({ body }) => (JSON.parse(body) as { disputeId?: string }).disputeId), [textOf(theirs?.id)])
})

test('it signs with what the credential holds: turned over with the newest one, and refused where there is none', async () => {
  const mill = await kit.merchant()
  const { body } = await mill.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'alipay' })
  const first = await credentialOf(mill, 'alipay')
  kit.clock.advance(1000)
  const turned = (await mill.call('POST', `/v1/credentials/${first.id}/rotate`)).body
  const again = (await mill.call('POST', `/v1/webhooks/${body.webhook?.id}/rotate`)).body
  assert.equal(again.secret, turned.shown?.parley_public_key)
  assert.notEqual(again.secret, body.secret)
  for (const id of [first.id, turned.credential?.id]) await mill.call('POST', `/v1/credentials/${id}/revoke`)
  const none = await mill.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'alipay' })
  assert.deepEqual([none.status, textOf(none.body.code)], [404, 'credential_not_found'])
  assert.equal((await mill.call('POST', `/v1/webhooks/${body.webhook?.id}/rotate`)).status, 404)
})
