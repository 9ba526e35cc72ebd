// What merchants are told: the words, the signature and the repetitions, to a real receiver.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { noticeKinds } from '../../core/notice.ts'
import { items, textOf } from '../../../test/kit/native.ts'
import { startOmise, type OmiseMerchant } from '../../../test/kit/omise.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import { accepted, noon } from '../../../test/kit/builders.ts'
import { event, oldEvent } from './contract/dispute.ts'
import { keysOf } from './events.ts'
import { omiseNotices } from './notices.ts'
import { signatureOf, verify } from './scheme.ts'

const kit = await startOmise()
const receiver = await startReceiver()
after(async () => {
  await receiver.close()
  await kit.close()
})

const secret = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const body = '{"object":"event","key":"dispute.close"}'
const vector = '995bdeb799bd062051a2aaa8aefa3b09c671245238e1fd042dab007ef64aa511'
const now = 1_767_225_600_000

async function listening(more: object = {}): Promise<OmiseMerchant> {
  const owner = await kit.owner('Told', more)
  const { status } = await owner.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'omise' })
  assert.equal(status, 201)
  receiver.received.length = 0
  receiver.behave(answers(200))
  return owner
}
const work = async () => {
  await kit.app.workers.runOnceAll(kit.clock.now())
}
const heard = () => receiver.received.map(({ body }) => JSON.parse(body) as { key: string; id: string; data: { id: string; status: string } })

test('case 46: the signature is that of the vector', () => {
  assert.equal(signatureOf([secret], 1_767_225_600, body), vector)
})

test('a signature fits either secret while one is turned over, and nothing that was changed', () => {
  const older = Buffer.from('older').toString('base64')
  const both = signatureOf([secret, older], 1_767_225_600, body)
  const given = { timestamp: '1767225600', signature: both, body }
  assert.match(both, /^[0-9a-f]{64},[0-9a-f]{64}$/)
  assert.deepEqual([verify(given, [secret], now), verify(given, [older], now), verify({ ...given, signature: vector }, [older, secret], now)], [true, true, true])
  const forged = [
    { ...given, body: `${body} ` }, { ...given, timestamp: '1767225601' }, { ...given, timestamp: undefined }, { ...given, signature: undefined }, { ...given, signature: '' },
    { ...given, signature: vector.toUpperCase() }, { ...given, signature: vector.slice(1) }, { ...given, signature: 'zz' }, { ...given, signature: `${vector}x` },
  ]
  for (const each of forged) assert.equal(verify(each, [secret], now), false, JSON.stringify(each))
  assert.equal(verify({ ...given, signature: vector }, ['AAAA'], now), false)
})

test('a signature of long ago, or of the future, is not taken', () => {
  const given = { timestamp: '1767225600', signature: vector, body }
  assert.deepEqual([-301, -300, 300, 301].map(seconds => verify(given, [secret], now + seconds * 1000)), [false, true, true, false])
})

test('an acceptance is told as accepted and as closed, signed, in this order', async () => {
  const owner = await listening()
  const id = await kit.opened(owner)
  await owner.omise('POST', `/disputes/${id}/accept`)
  await work()
  const told = heard()
  assert.deepEqual(told.map(({ key }) => key).sort(), ['dispute.accept', 'dispute.close', 'dispute.create'])
  const [accept, close] = told.filter(({ key }) => key !== 'dispute.create')
  assert.deepEqual([accept?.key, accept?.data.status, close?.key, close?.data.id], ['dispute.accept', 'lost', 'dispute.close', id])
  for (const { headers, body } of receiver.received) {
    const given = { timestamp: headers['omise-signature-timestamp'] as string, signature: headers['omise-signature'] as string, body }
    assert.equal(verify(given, [owner.webhookSecret], kit.clock.now()), true)
    assert.deepEqual(event.parse(JSON.parse(body)), JSON.parse(body))
  }
  const [latest] = items((await owner.omise('GET', '/events?order=reverse_chronological')).body.data)
  assert.equal(textOf(latest?.id), close?.id)
  const [delivery] = items(latest?.webhook_deliveries)
  assert.deepEqual([textOf(delivery?.uri), Number(delivery?.status), textOf(delivery?.key)], [receiver.url, 200, 'dispute.close'])
  assert.match(textOf(delivery?.created_at), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
})

test('what was not acknowledged is told three times more, and what follows it waits', async () => {
  const owner = await listening()
  const id = await kit.opened(owner)
  await work()
  receiver.received.length = 0
  receiver.behave(answers(500))
  await owner.omise('POST', `/disputes/${id}/accept`)
  for (let at = 0; at < 6; at += 1) {
    await work()
    kit.clock.advance(5000)
  }
  assert.deepEqual(heard().map(({ key }) => key), Array(4).fill('dispute.accept'))
  assert.equal(new Set(heard().map(each => each.id)).size, 1)
})

test('an account of an older version is told in it', async () => {
  const owner = await listening({ given: { api_version: '2017-11-02' } })
  await kit.opened(owner)
  await work()
  const [{ body, headers }] = receiver.received as [typeof receiver.received[number]]
  assert.deepEqual(oldEvent.parse(JSON.parse(body)), JSON.parse(body))
  assert.equal(verify({ timestamp: headers['omise-signature-timestamp'] as string, signature: headers['omise-signature'] as string, body }, [owner.webhookSecret], kit.clock.now()), true)
})

test('every kind of notice has its events or says that it has none, and a dispute of elsewhere is not told', async () => {
  for (const kind of noticeKinds) {
    const notice = { id: 'ntc_06ef1xez40m2qa9d5wj8t3g7vc', kind, at: noon, position: 1n, dispute: accepted() } as const
    const all = [omiseNotices.render(notice), ...omiseNotices.further!(notice)].flatMap(each => each ?? [])
    assert.deepEqual(all.map(({ type }) => type), keysOf[kind])
    for (const { body } of all) assert.deepEqual(event.parse(JSON.parse(body)), JSON.parse(body))
  }
  const owner = await listening()
  await kit.open(owner, { dialect: 'native' })
  await work()
  assert.deepEqual(heard(), [])
})

test('any 2xx is an acknowledgement', () => {
  assert.deepEqual([200, 201, 204, 299, 301, 400, 410, 500].map(status => omiseNotices.acknowledged(status, '')),
    ['delivered', 'delivered', 'delivered', 'delivered', 'failed', 'failed', 'failed', 'failed'])
})
