// Lists are in order, whole, filtered, and never look at more than their window.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cursor, DisputeFilter, DisputeOrder, Store } from '../engine/store.ts'
import type { Suite } from './conformance.ts'
import { listWindow } from './filter.ts'
import { askingRow, askOf, errandRow, idOf, merchantA, merchantB, opened, rowFor } from './sample.ts'
import type { Sample } from './sample.ts'

async function open(store: Store, disputes: Record<string, Sample>): Promise<void> {
  await store.transact([askOf(merchantA)], () => opened(...Object.entries(disputes).map(([name, over]) => rowFor(name, over))))
}

async function paged(store: Store, filter: DisputeFilter, order: DisputeOrder, limit: number): Promise<string[]> {
  const names: string[] = []
  for (let after: Cursor | null = null; ;) {
    const page = await store.reads.disputes(merchantA, filter, order, after, limit)
    assert.ok(page.items.length <= limit)
    names.push(...page.items.map(({ id }) => id.slice(4)))
    if (page.next === null) return names
    after = page.next
  }
}

const closedLate: Sample = { state: 'won', openedAt: 9000, respondBy: 10 }

export const lists: Suite = (store) => {
  test('the queue holds open disputes by deadline, those without one last, and pages miss and repeat none', async () => {
    await open(store(), {
      a: { respondBy: 300 }, b: { respondBy: 100 }, c: { respondBy: null, state: 'under_review' }, d: { respondBy: 100 }, e: closedLate,
      f: { respondBy: null, state: 'under_review' }, g: { respondBy: 200 },
    })
    for (const limit of [1, 2, 3, 10]) assert.deepEqual(await paged(store(), {}, 'deadline', limit), ['b', 'd', 'g', 'a', 'c', 'f'], `pages of ${limit}`)
  })

  test('by opening, newest or oldest first, disputes of one instant are neither missed nor repeated', async () => {
    await open(store(), { a: { openedAt: 1 }, b: { openedAt: 2 }, c: { openedAt: 2 }, d: { openedAt: 3 }, e: closedLate })
    for (const limit of [1, 2, 3, 10]) {
      assert.deepEqual(await paged(store(), {}, 'opened_oldest', limit), ['a', 'b', 'c', 'd', 'e'])
      assert.deepEqual(await paged(store(), {}, 'opened_newest', limit), ['e', 'd', 'c', 'b', 'a'])
    }
  })

  const samples: Record<string, Sample> = {
    a: { respondBy: 100, amount: 5n, tags: ['VIP_100%'], category: 'duplicate', owner: 'usr_1', snoozedUntil: 70 },
    b: { respondBy: 200, currency: 'JPY', dialect: 'moov', phase: 'inquiry', openedAt: 2000 },
    c: { state: 'won', openedAt: 3000, respondBy: 300, payment: 'pay_a', currency: 'THB', theirId: 'Their/X', owner: 'usr_1' },
    d: { state: 'under_review', respondBy: null, openedAt: 4000, amount: 9007199254740991n, owner: 'usr_2' },
  }
  const filters: [string, DisputeFilter, string[]][] = [
    ['one state', { states: ['won'] }, ['c']], ['several states', { states: ['won', 'under_review'] }, ['c', 'd']], ['no state', { states: [] }, []],
    ['open', { open: true }, ['a', 'b', 'd']], ['closed', { open: false }, ['c']], ['dialect', { dialects: ['moov'] }, ['b']],
    ['phase', { phases: ['inquiry'] }, ['b']], ['category', { categories: ['duplicate'] }, ['a']], ['due before', { dueBefore: 200 }, ['a']],
    ['due after', { dueAfter: 100 }, ['b', 'c']], ['opened after', { openedAfter: 2000 }, ['c', 'd']], ['opened before', { openedBefore: 2000 }, ['a']],
    ['currency', { currency: 'JPY' }, ['b']], ['least amount', { amountMin: 12_001n }, ['d']], ['largest amount', { amountMax: 5n }, ['a']],
    ['text in any case', { text: 'vip_100%' }, ['a']], ['text whose signs mean themselves', { text: 'v%p' }, []], ['their id', { theirId: 'Their/X' }, ['c']],
    ['their id of a dialect', { theirId: 'Their/X', dialects: ['moov'] }, []], ['payment', { payment: 'pay_a' }, ['a', 'c']],
    ['owner', { owner: 'usr_1' }, ['a', 'c']], ['an owner and a reason', { owner: 'usr_1', categories: ['fraud'] }, ['c']], ['no owner', { owner: null }, ['b']], ['a stranger as owner', { owner: 'usr_9' }, []],
    ['being put aside', { snoozed: { at: 69, is: true } }, ['a']], ['having come back', { snoozed: { at: 70, is: true } }, []], ['not being put aside', { snoozed: { at: 69, is: false } }, ['b', 'c', 'd']], ['not being put aside any more', { snoozed: { at: 70, is: false }, open: true }, ['a', 'b', 'd']],
    ['two things at once', { open: true, dueBefore: 250, currency: 'THB' }, ['a']],
  ]
  for (const [what, filter, names] of filters) {
    test(`a list filtered by ${what} holds what it says, and is counted alike`, async () => {
      await open(store(), samples)
      assert.deepEqual(await paged(store(), filter, 'opened_oldest', 2), names)
      assert.equal(await store().reads.countDisputes(merchantA, filter, 100), names.length)
      const waiting = names.filter((name) => samples[name]!.state !== 'won')
      assert.deepEqual((await paged(store(), filter, 'deadline', 2)).sort(), waiting)
    })
  }

  test('of several acts the errands are found at once, each with what was kept of its last attempt, and nobody else\'s', async () => {
    await open(store(), { a: {}, b: {}, c: {} })
    const errands = ['a', 'b', 'c'].map((name) => errandRow(`act_${name}`, { dispute: idOf(name), attempts: name === 'a' ? 2 : 1 }))
    const askings = [askingRow('act_a', 1), askingRow('act_a', 1, { part: 'ended' }), askingRow('act_a', 2), askingRow('act_a', 2, { part: 'ended', outcome: 'unknown' }), askingRow('act_b', 1), askingRow('act_c', 1)]
    await store().transact([askOf(merchantA)], () => [{ table: 'errand', rows: errands }, { table: 'asking', rows: askings }])
    const found = async (merchant: typeof merchantA, ...acts: string[]) => [
      (await store().reads.errandsOfActs(merchant, acts)).map(({ act }) => act).sort(), (await store().reads.lastAskings(merchant, acts)).map(({ act, number, part }) => `${act} ${number} ${part}`).sort(),
    ]
    assert.deepEqual(await found(merchantA, 'act_a', 'act_b', 'act_x'), [['act_a', 'act_b'], ['act_a 2 began', 'act_a 2 ended', 'act_b 1 began']])
    assert.deepEqual([await found(merchantB, 'act_a'), await found(merchantA)], [[[], []], [[], []]])
  })

  test('a count stops at its bound', async () => {
    await open(store(), samples)
    assert.equal(await store().reads.countDisputes(merchantA, {}, 3), 3)
  })

  test('a rare word in a long list is found over several pages, none of which looks further than its window', async () => {
    const many = Array.from({ length: listWindow + 50 }, (_, index) => rowFor(`${index}`, { openedAt: 10_000 + index, payment: 'pay_many', tags: index === 20 ? ['needle'] : [] }))
    await store().transact([askOf(merchantA)], () => opened(...many))
    const first = await store().reads.disputes(merchantA, { text: 'needle' }, 'opened_newest', null, 10)
    assert.deepEqual([first.items.length, first.next], [0, { value: 10_050, id: idOf('50') }])
    assert.deepEqual(await paged(store(), { text: 'needle' }, 'opened_newest', 10), ['20'])
  })

  test('what is due is found over all merchants in the order of time, and the next moment is known', async () => {
    await open(store(), { a: { respondBy: 300 }, b: { respondBy: 100 }, c: { state: 'under_review', respondBy: 1 } })
    await store().transact([askOf(merchantB)], () => opened(rowFor('z', { merchant: merchantB, respondBy: 200 })))
    const due = await store().reads.due(200, 10)
    assert.deepEqual(due, [{ merchant: merchantA, id: idOf('b'), home: 'house', wakeAt: 100 }, { merchant: merchantB, id: idOf('z'), home: 'house', wakeAt: 200 }])
    assert.deepEqual([await store().reads.nextWake(), (await store().reads.due(200, 1)).length], [100, 1])
    assert.deepEqual((await store().reads.figures(150)).dueSoon, { omise: 2 })
  })

  test('a store that holds nothing has nothing to wait for', async () => {
    assert.deepEqual([await store().reads.nextWake(), await store().reads.nextDelivery(), (await store().ready()).ok], [null, null, true])
  })
}
