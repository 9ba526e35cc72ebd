import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MerchantId } from '../../../core/ids.ts'
import { startNative, textOf, type Json } from '../../../../test/kit/native.ts'
import type { WireMoneyView, WireOutcomes, WireOutlook, WireSummary } from '../contract/desk-views.ts'
import { dayOf, daysAfter, startOf } from './days.ts'

const kit = await startNative()
after(() => kit.close())
const [mill, tea] = [await kit.merchant(), await kit.merchant('Tea House')]
const zone = 'Asia/Kathmandu'

const get = async <T>(path: string): Promise<T> => {
  const { status, body, text } = await mill.call('GET', path)
  assert.equal(status, 200, text)
  return body as unknown as T
}

/** Every item of a list, over all its pages. */
async function listed(path: string, query: Record<string, string> = {}): Promise<Json[]> {
  const found: Json[] = []
  let page: { data: Json[]; next_cursor: string | null } = { data: [], next_cursor: null }
  do {
    page = await get(`${path}?${new URLSearchParams({ ...query, limit: '100', ...(page.next_cursor ? { cursor: page.next_cursor } : {}) })}`)
    found.push(...page.data)
  } while (page.next_cursor)
  return found
}

type Sums = Record<string, [number, bigint]>
const numberOf = (json: Json | undefined): number => json as unknown as number
const sumsOf = (disputes: Json[]): Sums => disputes.reduce<Sums>((sums, { amount }) => {
  const [count, sum] = sums[textOf(amount?.currency)] ?? [0, 0n]
  return { ...sums, [textOf(amount?.currency)]: [count + 1, sum + BigInt(numberOf(amount?.value))] }
}, {})
const amountsOf = (sums: Sums) => Object.entries(sums).map(([currency, [, value]]) => `${value} ${currency}`).sort()
const shownAmounts = (amounts: { value: number; currency: string }[]) => amounts.map(({ value, currency }) => `${value} ${currency}`).sort()

/** The same on every run: a life for each of many disputes, over three months. */
const pick = <T>(turn: number, ...of: T[]): T => of[(turn * 7919 + (turn >> 2)) % of.length]!
const currencies = ['THB', 'JPY', 'USD', 'EUR', 'KWD']
for (let turn = 0; turn < 90; turn++) {
  kit.clock.advance(86_400_000)
  const dispute = await kit.open(mill, {
    amount: { value: 100 + turn * 37, currency: pick(turn, ...currencies) }, dialect: pick(turn + 1, 'native', 'omise', 'moov', 'ahrvo', 'afterpay'), respond_in: pick(turn, 'PT5H', 'P2D', 'P9D', 'P30D', 'P80D'),
    reason: pick(turn, 'fraud', 'not_received', 'duplicate'), fees: [{ kind: 'dispute', amount: { value: 15, currency: pick(turn, ...currencies) }, refundable: turn % 2 === 0 }],
  })
  const on = (what: string, body: object) => mill.call('POST', `/v1/${what.replace('{id}', textOf(dispute.id))}`, body)
  if (turn % 4 === 1) await on('disputes/{id}/evidence', { text: 'Handed over.' })
  if (turn % 5 === 2) await on('disputes/{id}/accept', { reason: 'no_proof' })
  if (turn % 5 === 3) await on('sandbox/disputes/{id}/judge', { verdict: pick(turn, 'won', 'lost', 'withdrawn') })
  if (turn % 11 === 5) await on('disputes/{id}/submit', { statement: 'It is ours.' })
  await kit.app.workers.runOnceAll(kit.clock.now())
}
for (const currency of ['THB', 'JPY']) await kit.open(mill, { amount: { value: 5, currency }, respond_in: 'P3D' })
await kit.open(tea, { amount: { value: 1, currency: 'CHF' } })
const now = kit.clock.now()

test('each view and each tile counts what its own query lists, and sums it per currency', async () => {
  const { views, tiles, next_deadline } = await get<WireSummary>(`/v1/summary?zone=${zone}`)
  for (const { view, query, count, more } of views) {
    assert.equal(more, false)
    if (count !== null) assert.equal(count, (await listed('/v1/disputes', query)).length, view)
  }
  for (const { tile, query, count, amounts, further_currencies: further } of tiles) {
    const sums = sumsOf(await listed('/v1/disputes', query))
    assert.equal(count, Object.values(sums).reduce((sum, [each]) => sum + each, 0), tile)
    assert.equal(amounts.length + further, Object.keys(sums).length, tile)
    for (const shown of shownAmounts(amounts)) assert.ok(amountsOf(sums).includes(shown), `${tile} ${shown}`)
  }
  const counts = new Map(views.map(({ view, count }) => [view, count]))
  assert.ok(['needs_decision', 'evidence_in_progress', 'waiting'].every(view => counts.get(view as never)! > 0), 'each is put to the test')
  const [first] = await listed('/v1/disputes', { state: 'needs_response', due_after: new Date(now).toISOString() })
  assert.equal(next_deadline?.dispute, textOf(first?.id))
})

test('the day of a tile ends when it ends in the zone that is asked for', async () => {
  for (const there of [zone, 'Pacific/Kiritimati', 'America/Santiago']) {
    const { tiles } = await get<WireSummary>(`/v1/summary?zone=${there}`)
    assert.equal(Date.parse(tiles[0]!.query.due_before!), startOf(daysAfter(dayOf(now, there), 1), there), there)
  }
})

test('the outlook has each open dispute that waits for us on the day of its deadline, once', async () => {
  const outlook = await get<WireOutlook>(`/v1/outlook?zone=${zone}&weeks=4`)
  const waiting = await listed('/v1/disputes', { state: 'needs_response,accepting,submitting' })
  const dayFor = (dispute: Json): string => dayOf(Date.parse(textOf(dispute.respond_by?.at)), zone)
  assert.deepEqual([outlook.complete, outlook.days.length, outlook.days[0]!.day], [true, 28, dayOf(now, zone)])
  for (const { day, count, amounts } of outlook.days) {
    const due = waiting.filter(dispute => dayFor(dispute) === day)
    assert.deepEqual([count, shownAmounts(amounts)], [due.length, amountsOf(sumsOf(due))], day)
  }
  const later = waiting.filter(dispute => dayFor(dispute) > outlook.days.at(-1)!.day)
  assert.deepEqual([outlook.later.count, shownAmounts(outlook.later.amounts)], [later.length, amountsOf(sumsOf(later))])
  assert.ok(later.length > 0 && outlook.days.some(({ count }) => count > 1))
})

test('outcomes are those of the closed disputes that opened since, by reason and by dialect', async () => {
  const since = new Date(now - 40 * 86_400_000).toISOString()
  const closed = await listed('/v1/disputes', { open: 'false', opened_after: since })
  for (const [by, keyOf] of [['reason', (dispute: Json) => textOf(dispute.reason?.category)], ['dialect', (dispute: Json) => textOf(dispute.dialect)]] as const) {
    const { data, complete } = await get<WireOutcomes>(`/v1/outcomes?by=${by}&since=${since}`)
    assert.ok(complete && data.length > 3)
    assert.equal(data.reduce((sum, { count }) => sum + count, 0), closed.length)
    for (const { key, outcome, count, amounts } of data) {
      const same = closed.filter(dispute => keyOf(dispute) === key && textOf(dispute.state) === outcome)
      assert.deepEqual([count, shownAmounts(amounts)], [same.length, amountsOf(sumsOf(same))], `${key} ${outcome}`)
    }
  }
})

test('the money of each month is what its postings add up to, and none is left out or counted twice', async () => {
  const { months, complete, at_risk: risk } = await get<WireMoneyView>(`/v1/money?zone=${zone}`)
  const folded = new Map<string, Record<'debited' | 'won_back' | 'lost' | 'fees' | 'net', bigint>>()
  for (const { at, dialect, from, to, amount } of await listed('/v1/postings')) {
    const key = `${dayOf(Date.parse(textOf(at)), zone).slice(0, 7)} ${textOf(dialect)} ${textOf(amount?.currency)}`
    const line = folded.get(key) ?? { debited: 0n, won_back: 0n, lost: 0n, fees: 0n, net: 0n }
    folded.set(key, line)
    const value = BigInt(numberOf(amount?.value))
    const moved = (account: string): bigint => (textOf(to) === account ? value : textOf(from) === account ? -value : 0n)
    if (textOf(from) === 'available' && textOf(to) !== 'fees') line.debited += value
    if (textOf(to) === 'available' && textOf(from) !== 'fees') line.won_back += value
    line.lost += moved('clearing')
    line.fees += moved('fees')
    line.net += moved('available')
  }
  const shown = months.map(({ month, dialect, currency, debited, won_back, lost, fees, net }) => [`${month} ${dialect} ${currency}`, { debited, won_back, lost, fees, net }])
  const expected = [...folded].map(([key, line]) => [key, Object.fromEntries(Object.entries(line).map(([name, value]) => [name, Number(value)]))])
  const byKey = (rows: unknown[][]) => rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  assert.deepEqual(byKey(shown), byKey(expected))
  assert.ok(complete && new Set(months.map(({ month }) => month)).size >= 3)
  const open = sumsOf(await listed('/v1/disputes', { open: 'true' }))
  assert.equal(risk.reduce((sum, { count }) => sum + count, 0), Object.values(open).reduce((sum, [count]) => sum + count, 0))
})

test('the money reaches back as far as is asked for, from the beginning of that month, and never over two years', async () => {
  const { since, months } = await get<WireMoneyView>(`/v1/money?zone=UTC&since=${new Date(now - 40 * 86_400_000).toISOString()}`)
  assert.match(since, /-01T00:00:00Z$/)
  assert.ok(new Set(months.map(({ month }) => month)).size <= 3)
  const { since: longest } = await get<WireMoneyView>('/v1/money?zone=UTC&since=1990-01-01T00:00:00Z')
  assert.equal(longest, '2025-03-01T00:00:00Z')
})

test('more postings than one call adds up are said to be more, and what is said is whole from there on', async () => {
  const { reads } = kit.engine
  const ends = await Promise.all([1, 10, 40].map(async most => (await reads.postedTotals(mill.id as MerchantId, 0, now + 1, most)).end!))
  for (const end of ends) {
    const since = await reads.postedTotals(mill.id as MerchantId, end + 1, now + 1, 1000)
    assert.equal(since.end, null)
  }
  assert.ok(ends[0]! > ends[2]!)
})
