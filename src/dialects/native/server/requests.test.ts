// What went over the wire, found among all that is kept and not only among what was listed.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { items, startNative, textOf, type Merchant } from '../../../../test/kit/native.ts'
import { signedIn } from '../../../../test/kit/visitor.ts'

const kit = await startNative({ socket: true })
after(() => kit.close())

const seen = async ({ call }: Merchant, query: string): Promise<string[]> => items((await call('GET', `/v1/requests?${query}`)).body.data).map(({ method, path }) => `${textOf(method)} ${textOf(path)}`)

test('exchanges are found by provider, status, method, a part of the path and a dispute, in pages that skip what does not fit', async () => {
  const mill = await kit.merchant('Mill Ceramics')
  const [one, other] = [textOf((await kit.open(mill, { theirs: { id: 'nd one' } })).id), textOf((await kit.open(mill)).id)]
  for (const id of [one, other]) {
    await mill.call('GET', `/v1/disputes/${id}`)
    await mill.call('POST', `/v1/disputes/${id}/accept`, { reason: 'nonsense' })
  }
  await mill.call('GET', '/v1/disputes?their_id=nd%20one')
  await mill.call('GET', '/disputes')
  for (let at = 0; at < 60; at++) await mill.call('GET', '/v1/balances')
  const [accept, read, listed] = [`POST /v1/disputes/${one}/accept`, `GET /v1/disputes/${one}`, 'GET /v1/disputes?their_id=nd%20one']
  assert.deepEqual(await seen(mill, `dispute=${one}`), [listed, accept, read])
  assert.deepEqual(await seen(mill, `dispute=${one}&status=4xx`), [accept])
  assert.deepEqual(await seen(mill, `path=${other.toUpperCase()}%2FACC`), [`POST /v1/disputes/${other}/accept`])
  assert.deepEqual(await seen(mill, `method=POST&status=4xx`), [`POST /v1/disputes/${other}/accept`, accept])
  assert.deepEqual([await seen(mill, 'status=5xx'), await seen(mill, 'path=balances&method=POST'), await seen(mill, `dispute=${one}&dialect=omise`)], [[], [], []])
  const first = await mill.call('GET', `/v1/requests?method=POST&limit=1`)
  assert.equal(textOf(items(first.body.data)[0]?.path), `/v1/disputes/${other}/accept`)
  assert.deepEqual(await seen(mill, `method=POST&limit=1&cursor=${textOf(first.body.next_cursor)}`), [accept])
})

test('another merchant\'s dispute finds nothing but what names it', async () => {
  const [mill, tea] = [await kit.merchant('Mill'), await kit.merchant('Tea')]
  const id = textOf((await kit.open(mill, { theirs: { id: 'shared_reference' } })).id)
  await tea.call('GET', '/v1/disputes?their_id=shared_reference')
  assert.deepEqual(await seen(tea, `dispute=${id}`), [])
  assert.equal((await mill.call('GET', '/v1/requests?dispute=mch_1')).status, 400)
})

test('that a person goes on preparing is not kept, that they may not is, and so is what a key says', async () => {
  const mill = await kit.merchant('Mill Kiln')
  const mina = await signedIn(kit, mill.id, 'Mina')
  const id = textOf((await kit.open(mill)).id)
  for (let at = 0; at < 5; at++) assert.equal((await mina.call('PUT', `/v1/disputes/${id}/preparing`, { kind: 'accept' })).status, 200)
  assert.equal((await mina.call('DELETE', `/v1/disputes/${id}/preparing`)).status, 204)
  assert.deepEqual(await seen(mill, 'path=preparing'), [])
  assert.equal((await mina.call('PUT', `/v1/disputes/${id}/preparing`, { kind: 'nonsense' })).status, 400)
  assert.equal((await mill.call('PUT', `/v1/disputes/${id}/preparing`, { kind: 'accept' })).status, 200)
  assert.equal((await mina.call('PATCH', `/v1/disputes/${id}`, { note: 'Mine.' })).status, 200)
  assert.deepEqual((await seen(mill, `dispute=${id}`)).map(text => text.replace(id, '…')), ['PATCH /v1/disputes/…', 'PUT /v1/disputes/…/preparing', 'PUT /v1/disputes/…/preparing'])
})
