import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { judge, startAfterpay } from '../../../../test/kit/afterpay.ts'
import { items, textOf } from '../../../../test/kit/native.ts'

const kit = await startAfterpay()
after(() => kit.close())
const shop = await kit.shop('Mill Ceramics')
const ids: string[] = []
for (let n = 0; n < 24; n++) {
  const { id, own } = await kit.dispute(shop, { payment: { id: `4001${n % 2}`, order: `A-${n}` }, respond_in: 'P90D' })
  ids.unshift(id)
  if (n % 4 === 1) await judge(shop, own, 'won')
  if (n % 4 === 2) await judge(shop, own, 'refunded', n % 8 === 2 ? { note: 'merchant_voided' } : {})
  if (n % 4 === 3) await shop.call('POST', `/v2/disputes/${id}/accept`)
  kit.clock.advance(60_000)
}
const list = async (query: string) => {
  const { status, body, text } = await shop.call('GET', `/v2/disputes?${query}`)
  assert.equal(status, 200, text)
  return { rows: items(body.data).map(row => textOf(row.id)), statuses: items(body.data).map(row => textOf(row.status)), offset: Number(body.offset), limit: Number(body.limit), total: Number(body.total) }
}

test('ten rows come unless more are asked, the newest first, and pages join without gap or repeat', async () => {
  const first = await list('')
  assert.deepEqual(first, { rows: ids.slice(0, 10), statuses: first.statuses, offset: 0, limit: 10, total: 24 })
  const walked: string[] = []
  for (let offset = 0; offset < 30; offset += 7) walked.push(...(await list(`offset=${offset}&limit=7`)).rows)
  assert.deepEqual(walked, ids)
  assert.deepEqual((await list('offset=100&limit=100')).rows, [])
})

test('each status lists its own and counts them all, whatever page is looked at', async () => {
  const totals: Record<string, number> = { needs_response: 6, under_review: 0, won: 6, lost: 6, merchant_refunded: 3, merchant_voided: 3 }
  for (const [status, total] of Object.entries(totals)) {
    const page = await list(`status=${status}&limit=2&offset=1`)
    assert.deepEqual([page.total, page.rows.length, [...new Set(page.statuses)]], [total, Math.max(0, Math.min(2, total - 1)), total > 1 ? [status] : []], status)
  }
})

test('an order lists its disputes, as text, together with other filters', async () => {
  assert.deepEqual([(await list('order=40010')).total, (await list('order=40011&status=won')).total, (await list('order=4001')).total, (await list('order=x%27y')).total], [12, 6, 0, 0])
})

test('the merchant is the caller, under either name', async () => {
  assert.deepEqual([(await list(`merchant=${shop.merchantId}`)).total, (await list(`merchant=${shop.id}`)).total, (await list('merchant=1')).total], [24, 24, 0])
})

test('bounds of time take in their instants', async () => {
  const { createdAt } = (await shop.call('GET', `/v2/disputes/${ids[10]}`)).body
  const at = Number(createdAt)
  assert.deepEqual([(await list(`openedAfter=${at}`)).total, (await list(`openedBefore=${at}`)).total, (await list(`openedAfter=${at}&openedBefore=${at}`)).rows], [11, 14, [ids[10]]])
  assert.equal((await list(`openedBefore=${encodeURIComponent(new Date(at * 1000).toISOString().replace('Z', '+00:00'))}`)).total, 14)
})

test('what is out of range or unreadable is 422, and what has no meaning is passed over', async () => {
  for (const query of ['limit=0', 'limit=101', 'limit=-1', 'limit=x', 'limit=1.5', 'offset=-1', 'offset=10001', 'offset=1e3', 'status=open', 'status=partially_won', 'openedAfter=2026-11-20', 'openedAfter=now', 'openedBefore=99999999999999', 'order=', 'limit=1&limit=2', 'order=%ff']) {
    const { status, body } = await shop.call('GET', `/v2/disputes?${query}`)
    assert.deepEqual([status, textOf(body.errorCode)], [422, 'invalid_object'], query)
  }
  assert.equal((await list('colour=blue')).total, 24)
})
