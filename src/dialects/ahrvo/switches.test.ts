import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { errorOf, sendFile, startAhrvo, version } from '../../../test/kit/ahrvo.ts'
import { textOf } from '../../../test/kit/native.ts'
import { answers, startReceiver } from '../../../test/kit/receiver.ts'
import { turned } from '../switchboard.ts'
import { ahrvoSwitches } from './switches.ts'

const started = async (text: string) => {
  const kit = await startAhrvo({ switches: { ahrvo: turned(ahrvoSwitches, text)! } })
  after(() => kit.close())
  return { kit, shop: await kit.shop() }
}

test('where the version is required, submitting and updating evidence ask for it, and accepting does not', async () => {
  const { kit, shop } = await started('version-required')
  const id = await kit.dispute(shop)
  const sent = textOf((await sendFile(shop.ahrvo, id)).body.id)
  const calls = [['PUT', `/disputes/${id}/evidence/${sent}`, { tags: { a: 'b' } }], ['POST', `/disputes/${id}/submit`, { note: 'n' }]] as const
  for (const [method, path, body] of calls) {
    assert.deepEqual(errorOf(await shop.ahrvo(method, path, body)).slice(0, 2), [400, 'BAD_REQUEST'], path)
    assert.equal((await shop.ahrvo(method, path, body, version)).status, 200, path)
  }
  assert.equal((await shop.ahrvo('POST', `/disputes/${await kit.dispute(shop)}/accept`)).status, 200)
})

test('an accepted dispute is final after as long as the operator said, to a fetch, a list and a webhook alike; its own word goes first', async () => {
  const receiver = await startReceiver(answers(200))
  after(() => receiver.close())
  const { kit, shop } = await started('final-after=PT3H')
  await shop.call('POST', '/v1/webhooks', { url: receiver.url, dialect: 'ahrvo' })
  const id = await kit.dispute(shop)
  const sooner = await kit.dispute(shop, { metadata: { 'ahrvo.final_after': 'PT1M' } })
  for (const one of [id, sooner]) await shop.ahrvo('POST', `/disputes/${one}/accept`)
  const seen = async (advance: string) => {
    await kit.pass(advance)
    const { body } = await shop.ahrvo('GET', '/disputes?state=LOST', undefined, version)
    const lost = (body._embedded?.disputes as unknown as { id: string }[]).map(one => one.id)
    return [textOf((await shop.ahrvo('GET', `/disputes/${id}`)).body.state), lost.includes(id), lost.includes(sooner)]
  }
  assert.deepEqual(await seen('PT2H'), ['PENDING', false, true])
  const told = () => receiver.received.filter(({ body }) => body.includes(id) && body.includes('"LOST"')).length
  assert.equal(told(), 0)
  assert.deepEqual(await seen('PT1H1S'), ['LOST', true, true])
  assert.equal(told(), 1)
})

test('a pair that asks too often hears 429 in Finix\'s shape', async () => {
  const { kit, shop } = await started('rate-limit=2/10')
  const id = await kit.dispute(shop)
  for (let at = 0; at < 2; at += 1) assert.equal((await shop.ahrvo('GET', `/disputes/${id}`)).status, 200)
  const refused = await shop.ahrvo('POST', `/disputes/${id}/accept`)
  assert.deepEqual([errorOf(refused).slice(0, 2), refused.body.total as unknown, refused.headers['retry-after']], [[429, 'TOO_MANY_REQUESTS'], 1, '5'])
  kit.clock.advance(5000)
  assert.equal(textOf((await shop.ahrvo('GET', `/disputes/${id}`)).body.response_state), 'NEEDS_RESPONSE')
})

test('with first contact a new webhook is sent an empty event once, and stays enabled only where that is acknowledged', async () => {
  const { kit, shop } = await started('first-contact')
  const made = async (status: number) => {
    const receiver = await startReceiver(answers(status))
    after(() => receiver.close())
    const id = textOf((await shop.ahrvo('POST', '/webhooks', { url: receiver.url })).body.id)
    await kit.pass('PT1S')
    await kit.pass('PT1H')
    return { id, receiver, bodies: receiver.received.map(({ body }) => body), enabled: (await shop.ahrvo('GET', `/webhooks/${id}`)).body.enabled }
  }
  const [there, away] = [await made(204), await made(500)]
  assert.deepEqual([there.bodies, there.enabled, away.bodies, away.enabled], [['{}'], true, ['{}'], false])
  const off = await startReceiver(answers(204))
  after(() => off.close())
  await shop.ahrvo('POST', '/webhooks', { url: off.url, enabled: false })
  await kit.pass('PT1S')
  assert.equal(off.received.length, 0)
})

test('a webhook that was proved once stays enabled when a later test of it fails', async () => {
  const { kit, shop } = await started('first-contact')
  const receiver = await startReceiver(answers(200))
  after(() => receiver.close())
  const path = `/webhooks/${textOf((await shop.ahrvo('POST', '/webhooks', { url: receiver.url })).body.id)}`
  await kit.pass('PT1S')
  receiver.behave(answers(500))
  const [{ id }] = (await shop.call('GET', '/v1/webhooks')).body.data as unknown as [{ id: string }]
  assert.equal((await shop.call('POST', `/v1/webhooks/${id}/test`)).status, 202)
  await kit.pass('PT1S')
  assert.deepEqual([receiver.received.length, (await shop.ahrvo('GET', path)).body.enabled], [2, true])
})
