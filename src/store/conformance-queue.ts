// Notices get positions without gaps, deliveries are leased to one holder at a time, and no receiver stands before another.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClaimedDelivery, Store, Tables } from '../engine/store.ts'
import type { Suite } from './conformance.ts'
import { askOf, attemptRow, endpointRow, keyRow, merchantA, merchantB, noticeRow } from './sample.ts'

let made = 0
const makeId = (): string => `dlv_${String(++made).padStart(6, '0')}`

async function tell(store: Store, notices: Tables['notice'][], endpoints: Tables['endpoint'][] = []): Promise<void> {
  await store.transact([askOf(merchantA)], () => [{ table: 'endpoint', rows: endpoints }, { table: 'notice', rows: notices }])
}
const numbered = (count: number, over: Partial<Tables['notice']> = {}): Tables['notice'][] =>
  Array.from({ length: count }, (_, index) => noticeRow(`ntc_${over.merchant ?? ''}${over.kind ?? ''}${index}`, { at: 1000 + index, ...over }))
const failed = (delivery: Tables['delivery']) =>
  ({ state: 'pending' as const, dueAt: 9000, attempt: attemptRow(delivery.id, delivery.attempts + 1) })
const delivered = (delivery: Tables['delivery']) =>
  ({ state: 'delivered' as const, dueAt: 9000, attempt: attemptRow(delivery.id, delivery.attempts + 1, { status: 200 }) })
const tried = async (store: Store, notice: string): Promise<unknown[]> =>
  (await store.reads.deliveries(merchantA, notice)).map(({ state, attempts, tries }) => [state, attempts, tries.map(({ number, status }) => [number, status])])

export const queues: Suite = (store) => {
  test('each merchant\'s notices are numbered from one, in order, and a later one comes after', async () => {
    await tell(store(), [...numbered(3), ...numbered(2, { merchant: merchantB })])
    const first = await store().queue.sequence(100, 5000, makeId)
    assert.deepEqual([first.count, first.merchants], [5, [merchantA, merchantB]])
    await tell(store(), [noticeRow('ntc_late', { at: 1 })])
    assert.equal((await store().reads.figures(0)).oldestUnsequenced, 1)
    assert.equal((await store().queue.sequence(100, 5000, makeId)).count, 1)
    const stream = await store().reads.stream(merchantA, 0n, 10)
    assert.deepEqual(stream.map(({ id, position }) => [id, position]), [['ntc_0', 1n], ['ntc_1', 2n], ['ntc_2', 3n], ['ntc_late', 4n]])
    assert.deepEqual((await store().reads.stream(merchantA, 2n, 1)).map(({ position }) => position), [3n])
    assert.deepEqual((await store().reads.notices(merchantA, {}, 4n, 2)).map(({ position }) => position), [3n, 2n])
  })

  test('notices without a position are not shown, and a limit is kept', async () => {
    await tell(store(), numbered(3))
    assert.deepEqual([await store().reads.stream(merchantA, 0n, 9), await store().reads.notices(merchantA, {}, null, 9)], [[], []])
    assert.equal((await store().queue.sequence(2, 5000, makeId)).count, 2)
  })

  test('deliveries are made for the endpoints that want them', async () => {
    await tell(store(), [noticeRow('ntc_1'), noticeRow('ntc_2', { kind: 'dispute.won', dialect: 'moov' })], [
      endpointRow('all'), endpointRow('some', { kinds: 'dispute.lost, dispute.won' }), endpointRow('off', { disabledAt: 5 }), endpointRow('omise', { dialect: 'omise' }),
      endpointRow('none', { kinds: '' }), endpointRow('foreign', { merchant: merchantB }),
    ])
    await store().queue.sequence(100, 5000, makeId)
    const endpoints = async (notice: string) => (await store().reads.deliveries(merchantA, notice)).map(({ endpoint }) => endpoint).sort()
    assert.deepEqual([await endpoints('ntc_1'), await endpoints('ntc_2')], [['all', 'omise'], ['all', 'some']])
    assert.deepEqual([await store().reads.nextDelivery(), (await store().reads.figures(0)).pendingDeliveries], [5000, 4])
  })

  const claimAt = (now: number, limit = 100, each = 100): Promise<ClaimedDelivery[]> => store().queue.claim(now, now + 100, limit, each, 1000)

  test('a delivery that is leased is not leased again before its time, and then to one who fences the first off', async () => {
    await tell(store(), numbered(1), [endpointRow('whk_1')])
    await store().queue.sequence(100, 5000, makeId)
    assert.deepEqual(await claimAt(4999), [])
    const [first] = await claimAt(5000)
    assert.deepEqual([first?.notice_.id, first?.endpoint_.id, first?.fence], ['ntc_0', 'whk_1', 1])
    assert.deepEqual(await claimAt(5099), [])
    const [second] = await claimAt(5100)
    assert.equal(await store().queue.settle(first!, delivered(first!)), false)
    assert.deepEqual(await tried(store(), 'ntc_0'), [['pending', 0, []]])
    assert.equal(await store().queue.settle(second!, delivered(second!)), true)
    assert.equal(await store().queue.settle(second!, failed(second!)), false)
    assert.deepEqual(await tried(store(), 'ntc_0'), [['delivered', 1, [[1, 200]]]])
  })

  test('a delivery that was leased is due at once where nobody else can have the database, and its holder has lost it', async () => {
    await tell(store(), numbered(1), [endpointRow('whk_1')])
    await store().queue.sequence(100, 5000, makeId)
    const [first] = await claimAt(5000)
    await store().inherit(5001)
    const isAlone = store().kind === 'sqlite'
    assert.deepEqual([await store().reads.nextDelivery(), (await claimAt(5001)).map(({ fence }) => fence)], isAlone ? [5001, [2]] : [5100, []])
    assert.equal(await store().queue.settle(first!, delivered(first!)), !isAlone)
  })

  test('each attempt is kept, and a failed delivery waits for its next time', async () => {
    await tell(store(), numbered(1), [endpointRow('whk_1')])
    await store().queue.sequence(100, 5000, makeId)
    const [first] = await claimAt(5000)
    await store().queue.settle(first!, failed(first!))
    assert.deepEqual([await store().reads.nextDelivery(), await claimAt(8999)], [9000, []])
    const [again] = await claimAt(9000)
    await store().queue.settle(again!, { ...failed(again!), state: 'exhausted' })
    assert.deepEqual(await tried(store(), 'ntc_0'), [['exhausted', 2, [[1, 500], [2, 500]]]])
    const shown = async (state: Tables['delivery']['state']) => (await store().reads.notices(merchantA, { state }, null, 9)).length
    assert.deepEqual([await shown('exhausted'), await shown('pending'), await shown('delivered')], [1, 0, 0])
  })

  test('one slow receiver has only so many leased at once, and never delays another', async () => {
    await tell(store(), numbered(20, { kind: 'slow' }), [endpointRow('slow', { kinds: 'slow' }), endpointRow('quick', { kinds: 'quick' })])
    await store().queue.sequence(100, 5000, makeId)
    await tell(store(), numbered(2, { kind: 'quick', at: 9000 }))
    await store().queue.sequence(100, 5001, makeId)
    const of = (claimed: ClaimedDelivery[]) => claimed.map(({ endpoint }) => endpoint)
    assert.deepEqual(of(await store().queue.claim(6000, 7000, 10, 3, 1000)), ['slow', 'slow', 'slow', 'quick', 'quick'])
    assert.deepEqual(await store().queue.claim(6001, 7000, 10, 3, 1000), [])
    assert.equal((await store().queue.claim(7000, 8000, 2, 3, 1000)).length, 2)
  })

  test('a merchant of many slow receivers has only so many leased at once, and never delays another merchant', async () => {
    const many = Array.from({ length: 12 }, (_, index) => endpointRow(`slow_${10 + index}`))
    await tell(store(), [...numbered(4), ...numbered(3, { merchant: merchantB, at: 9000 })], [...many, endpointRow('quick', { merchant: merchantB })])
    await store().queue.sequence(100, 5000, makeId)
    const claims = async (now: number, limit: number): Promise<unknown[]> => {
      const claimed = await store().queue.claim(now, 7000, limit, 2, 5)
      return [merchantA, merchantB].map((merchant) => claimed.filter((one) => one.merchant === merchant).length)
    }
    assert.deepEqual(await claims(6000, 6), [4, 2], 'within one limit they take turns')
    assert.deepEqual(await claims(6001, 1), [1, 0])
    assert.deepEqual(await claims(6002, 1), [0, 0], 'who has as many as it may is not looked at again')
    await tell(store(), [], [endpointRow('second', { merchant: merchantB })])
    await tell(store(), [noticeRow('ntc_b', { merchant: merchantB, at: 9900 })])
    await store().queue.sequence(100, 6003, makeId)
    assert.deepEqual(await claims(6003, 1), [0, 1], 'however small the limit, those who may have more come to it')
    assert.deepEqual(await claims(7000, 100), [5, 3], 'a lease that ended counts no more')
  })

  test('a notice is sent again as often as it is asked for', async () => {
    await tell(store(), numbered(1), [endpointRow('whk_1'), endpointRow('whk_2')])
    await store().queue.sequence(100, 5000, makeId)
    for (const claimed of await claimAt(5000)) await store().queue.settle(claimed, delivered(claimed))
    assert.deepEqual([await store().queue.resend(merchantA, 'ntc_0', 6000), await store().queue.resend(merchantB, 'ntc_0', 6000)], [2, 0])
    assert.equal((await claimAt(6000)).length, 2)
  })

  test('when an endpoint is removed, what waited for it is visibly given up', async () => {
    await tell(store(), numbered(1), [endpointRow('whk_1')])
    await store().queue.sequence(100, 5000, makeId)
    await store().transact([askOf(merchantA)], () => [{ remove: 'endpoint', rows: [{ merchant: merchantA, id: 'whk_1' }] }])
    assert.deepEqual([await tried(store(), 'ntc_0'), await claimAt(6000)], [[['exhausted', 0, []]], []])
  })

  test('old answers and marks are forgotten, a bounded number at a time', async () => {
    await store().queue.reap(10_000, 10_000, 1000)
    const keys = [1, 2, 3, 4].map((at) => keyRow(`k${at}`, { at }))
    await store().transact([askOf(merchantA, { at: 1 })], () => [{ table: 'idempotency', rows: keys }])
    assert.equal(await store().queue.reap(3, 0, 1), 1)
    assert.equal(await store().queue.reap(3, 2, 10), 2)
    assert.deepEqual(await Promise.all(['k2', 'k3'].map(async (key) => (await store().reads.idempotency(merchantA, 'key_1', key))?.key)), [undefined, 'k3'])
  })
}
