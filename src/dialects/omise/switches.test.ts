import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startOmise } from '../../../test/kit/omise.ts'
import { textOf } from '../../../test/kit/native.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import { turned } from '../switchboard.ts'
import { omiseSwitches } from './switches.ts'

const started = async (text: string) => {
  const kit = await startOmise({ switches: { omise: turned(omiseSwitches, text)! } })
  after(() => kit.close())
  return { kit, shop: await kit.owner('Shop') }
}

test('a dispute that stays open at its deadline refuses an acceptance with invalid_dispute_status, as long as it is asked', async () => {
  const { kit, shop } = await started('stays-open')
  const id = await kit.opened(shop)
  for (const days of [8, 100]) {
    await kit.admin('POST', '/v1/sandbox/clock', { advance: `P${days}D` })
    for (const method of ['POST', 'PATCH']) {
      const { status, body } = await shop.omise(method, `/disputes/${id}/accept`)
      assert.deepEqual([status, textOf(body.code)], [422, 'invalid_dispute_status'])
    }
    assert.equal(textOf((await shop.omise('GET', `/disputes/${id}`)).body.status), 'open')
  }
  assert.equal(textOf((await shop.omise('PATCH', `/disputes/${id}/close`, { status: 'lost' })).body.status), 'lost', 'the other side still closes it')
})

test('as usual it is lost at its deadline, and the deadline may be moved', async () => {
  const { kit, shop } = await started('respond-within=P14D')
  const id = textOf((await shop.omise('POST', '/charges/chrg_test_5xuy4w91xqz7d1w9u0t/disputes')).body.id)
  const statusAfter = async (advance: string) => {
    await kit.admin('POST', '/v1/sandbox/clock', { advance })
    return textOf((await shop.omise('GET', `/disputes/${id}`)).body.status)
  }
  assert.equal(await statusAfter('P13D'), 'open')
  assert.equal(await statusAfter('P1DT1S'), 'lost')
  assert.equal(textOf((await shop.omise('POST', `/disputes/${id}/accept`)).body.code), 'dispute_already_closed')
})

test('an event that is not acknowledged is repeated as often as the operator said', async () => {
  const receiver = await startReceiver(answers(500))
  after(() => receiver.close())
  const { kit, shop } = await started('webhook-delays=1/2')
  await shop.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'omise' })
  await kit.opened(shop)
  for (let at = 0; at < 6; at += 1) await kit.admin('POST', '/v1/sandbox/clock', { advance: 'PT1M' })
  assert.equal(receiver.received.length, 3)
})

test('a key that asks too often hears 429 in this shape, each answer says what is left, and nothing has happened', async () => {
  const { kit, shop } = await started('rate-limit=60/60/3')
  const id = await kit.opened(shop)
  const get = () => shop.omise('GET', `/disputes/${id}`)
  const answersOfThree = [await get(), await shop.omise('GET', '/disputes/dspt_test_0'), await get()]
  assert.deepEqual(answersOfThree.map(({ status, headers }) => [status, headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']]), [[200, '60', '2'], [404, '60', '1'], [200, '60', '0']])
  const refused = await shop.omise('POST', `/disputes/${id}/accept`)
  assert.deepEqual([refused.status, Object.keys(refused.body), textOf(refused.body.code), refused.headers['retry-after'], refused.headers['x-ratelimit-remaining']],
    [429, ['object', 'location', 'code', 'message'], 'too_many_requests', '1', '0'])
  const another = await kit.owner('Other')
  assert.equal((await another.omise('GET', '/disputes')).status, 200)
  kit.clock.advance(1000)
  assert.equal(textOf((await get()).body.status), 'open')
  const unknown = await kit.basic('skey_test_nobody')('GET', '/disputes')
  assert.deepEqual([unknown.status, unknown.headers['x-ratelimit-limit']], [401, undefined])
})

test('what is no duration of days, no list of seconds and no rate is refused', () => {
  for (const text of ['respond-within=P0D', 'respond-within=P1M', 'respond-within=PT1H', 'respond-within=P366D', 'webhook-delays=', 'webhook-delays=0', 'webhook-delays=1/x', 'webhook-delays=90000',
    `webhook-delays=${Array(21).fill(1).join('/')}`, 'rate-limit=1', 'stays-open=no']) assert.equal(turned(omiseSwitches, text), undefined, text)
})
