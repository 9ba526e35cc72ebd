// Sums are exact, per currency and bounded; the record over all disputes is whole and in order.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStates } from '../core/dispute.ts'
import type { EventKind } from '../core/event.ts'
import type { AuditFilter, AuditPlace, Total } from '../engine/store-overview.ts'
import type { Store } from '../engine/store.ts'
import type { Suite } from './conformance.ts'
import { listWindow } from './filter.ts'
import { askOf, errandRow, eventRow, idOf, merchantA, merchantB, opened, postingRow, rowFor } from './sample.ts'
import type { Sample } from './sample.ts'

const all = 100
const minute = 60_000
const largest = 9007199254740991n
const evidence = [{ id: 'evd_1' }]
const before = { now: 50, today: 200, soon: 300 }

const samples: Record<string, Sample> = {
  a: { respondBy: 100, amount: 5n, owner: 'usr_1', snoozedUntil: 60 }, b: { respondBy: 199, amount: 7n, evidence }, c: { respondBy: 200, currency: 'JPY' }, d: { respondBy: 300 },
  e: { respondBy: null, state: 'under_review', dialect: 'moov' }, f: { state: 'accepting', respondBy: 250, amount: 3n }, g: { state: 'won', openedAt: 5000, amount: 2n, category: 'duplicate' },
  h: { state: 'won', openedAt: 6000, amount: 4n, category: 'duplicate' }, i: { state: 'lost', openedAt: 900 },
}

const open = (store: Store, disputes: Record<string, Sample>): Promise<void> =>
  store.transact([askOf(merchantA)], () => [...opened(...Object.entries(disputes).map(([name, over]) => rowFor(name, over))), ...opened(rowFor('theirs', { merchant: merchantB }))])

const sumOf = (totals: Total[]): Record<string, [number, bigint]> => totals.reduce<Record<string, [number, bigint]>>((sums, { currency, count, amount }) => {
  const [counted, sum] = sums[currency] ?? [0, 0n]
  return { ...sums, [currency]: [counted + count, sum + amount] }
}, {})

async function audited(store: Store, filter: AuditFilter, limit: number): Promise<string[]> {
  const seen: string[] = []
  for (let after: AuditPlace | null = null; ;) {
    const { items, next } = await store.reads.audit(merchantA, filter, after, limit)
    assert.ok(items.length <= limit)
    seen.push(...items.map(({ dispute, seq }) => `${dispute.slice(4)}${seq}`))
    if (!next) return seen
    after = next
  }
}

const by = (id: string, more = ''): string => `{"at":1,"by":{"id":"${id}","kind":"key","request":null,"surface":"native"}${more}}`

export const overviews: Suite = (store) => {
  test('open disputes are summed by state, owner, evidence and deadline, and each sum is of what a list finds', async () => {
    await open(store(), samples)
    const { totals, end } = await store().reads.openTotals(merchantA, before, all)
    assert.deepEqual([end, sumOf(totals)], [null, { THB: [5, 24_015n], JPY: [1, 12_000n] }])
    const counted = (judge: (total: (typeof totals)[number]) => boolean): number => totals.filter(judge).reduce((sum, { count }) => sum + count, 0)
    for (const state of openStates) assert.equal(counted((each) => each.state === state), await store().reads.countDisputes(merchantA, { states: [state] }, all), state)
    const lists = { owner: null, open: true } as const
    assert.equal(counted(({ owned }) => !owned), await store().reads.countDisputes(merchantA, lists, all))
    for (const evidence of [true, false]) assert.equal(counted((each) => each.evidence === evidence), await store().reads.countDisputes(merchantA, { open: true, evidence }, all), `evidence ${evidence}`)
    assert.deepEqual([counted(({ snoozed }) => snoozed), await store().reads.countDisputes(merchantA, { open: true, snoozed: { at: before.now, is: true } }, all)], [1, 1])
    assert.deepEqual([counted(({ due }) => due === 'today'), counted(({ due }) => due === 'soon'), counted(({ due }) => due === 'later')], [2, 2, 2])
    assert.equal(counted(({ due }) => due === 'today'), await store().reads.countDisputes(merchantA, { open: true, dueBefore: before.today }, all))
  })

  test('a sum stops at its bound, the nearest deadlines first, and says where', async () => {
    await open(store(), samples)
    const { totals, end } = await store().reads.openTotals(merchantA, before, 3)
    assert.deepEqual([sumOf(totals), end], [{ THB: [2, 12n], JPY: [1, 12_000n] }, 250])
    assert.deepEqual((await store().reads.openTotals(merchantA, before, 6)).end, null)
    assert.deepEqual((await store().reads.dueTotals(merchantA, 5)).end, Number.MAX_SAFE_INTEGER)
    assert.deepEqual((await store().reads.endedTotals(merchantA, 0, 1)), { totals: [{ state: 'won', dialect: 'omise', category: 'duplicate', currency: 'THB', count: 1, amount: 4n }], end: 5000 })
  })

  test('sums of the largest amounts are exact', async () => {
    await open(store(), Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`${index}`, { amount: largest - BigInt(index % 2) }])))
    const { totals } = await store().reads.openTotals(merchantA, before, 2000)
    assert.deepEqual(sumOf(totals), { THB: [1100, largest * 1100n - 550n] })
  })

  test('deadlines are summed by quarters of an hour, and those without one for themselves', async () => {
    await open(store(), { a: { respondBy: 15 * minute - 1 }, b: { respondBy: 15 * minute }, c: { respondBy: 30 * minute - 1 }, d: { respondBy: null, state: 'under_review' }, e: { state: 'won' } })
    const { totals } = await store().reads.dueTotals(merchantA, all)
    assert.deepEqual(totals.map(({ quarter, state, count, dialect }) => `${quarter} ${state} ${count} ${dialect}`).sort(), ['0 needs_response 1 omise', '900000 needs_response 2 omise', 'null under_review 1 omise'])
  })

  test('what became of disputes is summed by state, reason and dialect, since an instant', async () => {
    await open(store(), samples)
    const ended = async (since: number) => (await store().reads.endedTotals(merchantA, since, all)).totals.map(({ state, category, count, amount }) => `${state} ${category} ${count} ${amount}`).sort()
    assert.deepEqual(await ended(0), ['lost fraud 1 12000', 'won duplicate 2 6'])
    assert.deepEqual([await ended(6000), await ended(6001)], [['won duplicate 1 4'], []])
  })

  test('postings are summed by code, dialect and currency between two instants, the newest first', async () => {
    const rows = [postingRow('dsp_1', 1, 0, { at: 100 }), postingRow('dsp_1', 1, 1, { at: 100, code: 'fee', amount: 5n }), postingRow('dsp_2', 1, 0, { at: 199, dialect: 'moov' }),
      postingRow('dsp_3', 1, 0, { at: 200 }), postingRow('dsp_4', 1, 0, { at: 150, merchant: merchantB })]
    await store().transact([askOf(merchantA)], () => [{ table: 'posting', rows }])
    const { totals, end } = await store().reads.postedTotals(merchantA, 100, 200, all)
    assert.deepEqual([end, totals.map(({ code, dialect, count, amount }) => `${code} ${dialect} ${count} ${amount}`).sort()], [null, ['fee omise 1 5', 'hold moov 1 9007199254740993', 'hold omise 1 9007199254740993']])
    assert.deepEqual(await store().reads.postedTotals(merchantA, 100, 200, 1), { totals: [{ code: 'hold', dialect: 'moov', currency: 'THB', count: 1, amount: 9007199254740993n }], end: 100 })
  })

  test('acts whose outcome nobody knows are summed, and their disputes are listed', async () => {
    await open(store(), { a: { state: 'accepting', amount: 3n }, b: { state: 'accepting' }, c: { state: 'submitting', amount: 4n, currency: 'JPY' } })
    const errands = [errandRow('act_1', { dispute: 'dsp_a', stage: 'unknown', attempts: 1, askedAt: 1 }), errandRow('act_2', { dispute: 'dsp_b' }), errandRow('act_3', { dispute: 'dsp_c', stage: 'person', attempts: 1, askedAt: 1 })]
    await store().transact([askOf(merchantA)], () => [{ table: 'errand', rows: errands }])
    assert.deepEqual(sumOf(await store().reads.unknownTotals(merchantA, all)), { THB: [1, 3n], JPY: [1, 4n] })
    assert.deepEqual((await store().reads.unknownTotals(merchantA, 1)).reduce((sum, { count }) => sum + count, 0), 1)
    assert.deepEqual((await store().reads.disputes(merchantA, { open: true, unknown: true }, 'deadline', null, 9)).items.map(({ id }) => id), [idOf('a'), idOf('c')])
  })

  test('events of all disputes come newest first, each once, whatever the size of a page and whatever is asked for', async () => {
    const rows = [
      eventRow('dsp_a', 1, { at: 1000, body: by('key_1') }), eventRow('dsp_a', 2, { at: 3000, kind: 'accepted', body: by('key_2') }), eventRow('dsp_b', 1, { at: 2000, body: by('key_2') }),
      eventRow('dsp_b', 2, { at: 3000, body: by('courier', ',"who":{"by":{"id":"key_2","kind":"key"}}') }), eventRow('dsp_b', 3, { at: 3000, body: by('key_%') }), eventRow('dsp_b', 1, { at: 2000, merchant: merchantB, body: by('key_2') }),
    ]
    await store().transact([askOf(merchantA)], () => [{ table: 'event', rows }])
    const asked: [AuditFilter, string[]][] = [
      [{}, ['b3', 'b2', 'a2', 'b1', 'a1']], [{ since: 2000 }, ['b3', 'b2', 'a2', 'b1']], [{ until: 3000 }, ['b1', 'a1']], [{ since: 2000, until: 3000 }, ['b1']],
      [{ kinds: ['accepted'] }, ['a2']], [{ kinds: ['accepted', 'opened'] as EventKind[], until: 3000 }, ['b1', 'a1']], [{ kinds: [] }, []],
      [{ actor: 'key_2' }, ['a2', 'b1']], [{ actor: 'key_%' }, ['b3']], [{ actor: 'key' }, []], [{ actor: 'key_2', kinds: ['opened'] }, ['b1']],
    ]
    for (const [filter, expected] of asked) for (const limit of [1, 2, 9]) assert.deepEqual(await audited(store(), filter, limit), expected, `${JSON.stringify(filter)} by ${limit}`)
  })

  test('a rare event in a long record is found over several pages, none of which looks further than its window', async () => {
    const rows = Array.from({ length: listWindow + 50 }, (_, index) => eventRow(`dsp_${index}`, 1, { at: 10_000 + index, kind: index === 20 ? 'accepted' : 'opened' }))
    await store().transact([askOf(merchantA)], () => [{ table: 'event', rows }])
    const first = await store().reads.audit(merchantA, { kinds: ['accepted'] }, null, 5)
    assert.deepEqual(first, { items: [], next: { at: 10_050, dispute: 'dsp_50', seq: 1 } })
    assert.deepEqual(await audited(store(), { kinds: ['accepted'] }, 5), ['201'])
  })

  test('rows of disputes behind one come in the order of their keys, of one merchant only', async () => {
    await open(store(), { a: {}, b: {}, c: {} })
    const many = Array.from({ length: 1200 }, (_, index) => eventRow('dsp_b', index + 1))
    await store().transact([askOf(merchantA)], () => [{ table: 'event', rows: [eventRow('dsp_a', 1), ...many, eventRow('dsp_c', 1), eventRow('dsp_c', 1, { merchant: merchantB })] }])
    const { reads } = store()
    const behind = async (after: string | null) => (await Array.fromAsync(reads.rowsBehind('dispute', merchantA, after === null ? null : idOf(after)))).map(({ id }) => id)
    assert.deepEqual([await behind(null), await behind('a'), await behind('c')], [['dsp_a', 'dsp_b', 'dsp_c'], ['dsp_b', 'dsp_c'], []])
    const events = await Array.fromAsync(reads.rowsBehind('event', merchantA, idOf('a')))
    assert.deepEqual([events.length, events[0]!.dispute, events.at(-1)!.dispute], [1201, 'dsp_b', 'dsp_c'])
  })
}
