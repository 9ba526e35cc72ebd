// Lists: every filter, both forms of pages, both directions, and their ends.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { errorOf, pdf, sendFile, startAhrvo, version, type Answered } from '../../../test/kit/ahrvo.ts'
import { items, textOf, type Json } from '../../../test/kit/native.ts'

const kit = await startAhrvo()
after(() => kit.close())
const shop = await kit.shop()
const ids: string[] = []
for (let n = 0; n < 7; n += 1) {
  const brand = n % 2 ? 'VISA' : 'MASTERCARD'
  ids.push(await kit.dispute(shop, {
    amount: { value: 10_000 * (n + 1), currency: 'USD' }, phase: n === 6 ? 'inquiry' : 'chargeback', respond_in: `P${10 + n}D`, metadata: { order_id: `O-${n}`, even: String(n % 2 === 0) },
    payment: { id: `TR${n}`, references: { instrument_brand_type: brand, merchant_id: 'MU1' } },
  }))
  await kit.pass('PT1H')
}
const start = Date.UTC(2026, 10, 20, 9)
const newest = ids.toReversed()

const list = (query: string, headers: Record<string, string> = version) => shop.ahrvo('GET', `/disputes${query}`, undefined, headers)
const disputesOf = ({ body }: Answered): Json[] => items(body._embedded?.disputes)
const idsOf = (answer: Answered): string[] => disputesOf(answer).map(one => textOf(one.id))
const found = async (query: string): Promise<number[]> => idsOf(await list(`?limit=100&${query}`)).map(id => ids.indexOf(id)).sort()
const at = (hours: number): string => encodeURIComponent(new Date(start + hours * 3_600_000).toISOString())

test('every filter that can be told apart from our data', async () => {
  await shop.ahrvo('POST', `/disputes/${ids[0]}/accept`)
  await shop.ahrvo('POST', `/disputes/${ids[1]}/submit`, { note: 'x' })
  const cases: [string, number[]][] = [
    ['', [0, 1, 2, 3, 4, 5, 6]], ['amount=30000', [2]], ['amount.gte=60000', [5, 6]], ['amount.gt=60000', [6]], ['amount.lte=20000', [0, 1]], ['amount.lt=20000', [0]], ['amount.gte=20000&amount.lt=40000', [1, 2]],
    [`created_at.gte=${at(5)}`, [5, 6]], [`created_at.lte=${at(1)}`, [0, 1]], [`created_at.gte=2026-11-21`, []],
    [`respond_by.gte=${at(16 * 24 + 6)}`, [6]], [`respond_by.lte=${at(10 * 24)}`, [0]],
    [`updated_at.gte=${at(7)}`, [0, 1]], [`updated_at.lte=${at(3)}`, [2, 3]],
    ['state=INQUIRY', [6]], ['state=PENDING', [0, 1, 2, 3, 4, 5]], ['state=WON', []], ['state=LOST', []],
    ['response_state=ACCEPTED', [0]], ['response_state=RESPONDED', [1]], ['response_state=NEEDS_RESPONSE&state=PENDING', [2, 3, 4, 5]], ['response_state=NO_RESPONSE_ALLOWED', []],
    ['tags.key=order_id&tags.value=O-4', [4]], ['tags.key=even', [0, 1, 2, 3, 4, 5, 6]], ['tags.value=true', [0, 2, 4, 6]], ['tags.key=O-4', []],
    ['instrument_brand_type=VISA', [1, 3, 5]], ['merchant_id=MU1&amount.gte=70000', [6]], ['merchant_id=MU2', []], ['instrument_bin=411111', []],
    ['transfer_id=TR3', [3]], ['transfer_id=TR9', []], ['transfer_id=TR3&state=WON&amount.gte=1', [3]], ['unknown_filter=1', [0, 1, 2, 3, 4, 5, 6]],
  ]
  for (const [query, expected] of cases) assert.deepEqual(await found(query), expected, query)
})

test('what moved leads back to its dispute, and a transfer that nobody named does too', async () => {
  const unnamed = await kit.dispute(await kit.shop('Unnamed'))
  assert.ok(unnamed)
  const [moved] = items((await shop.ahrvo('GET', `/disputes/${ids[2]}/adjustment_transfers`)).body._embedded?.transfers)
  assert.deepEqual(await found(`adjustment_transfer_id=${textOf(moved?.id)}`), [2])
  assert.deepEqual(await found(`adjustment_transfer_id=${textOf(moved?.id)}x`), [])
  const other = await kit.shop('Other')
  const id = await kit.dispute(other)
  const transfer = textOf((await other.ahrvo('GET', `/disputes/${id}`)).body.transfer)
  assert.deepEqual(idsOf(await other.ahrvo('GET', `/disputes?transfer_id=${transfer}`)), [id])
})

test('by cursor every dispute comes once, forwards and backwards, and the last page says that it is', async () => {
  for (const filter of ['', '&state=PENDING', '&tags.key=order_id']) {
    const expected = filter.includes('state') ? newest.filter(id => id !== ids[6]) : newest
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await list(`?limit=3${filter}${cursor && `&after_cursor=${cursor}`}`)
      seen.push(...idsOf(answer))
      const page = answer.body.page as unknown as { limit: number; next_cursor: string | null }
      assert.deepEqual(Object.keys(page), ['limit', 'next_cursor'])
      cursor = page.next_cursor
    }
    assert.deepEqual(seen, expected, filter)
  }
  const back: string[][] = []
  for (let cursor: string | null = ids[0]!; cursor !== null;) {
    const answer = await list(`?limit=3&before_cursor=${cursor}`)
    back.push(idsOf(answer))
    cursor = (answer.body.page as unknown as { next_cursor: string | null }).next_cursor
  }
  assert.deepEqual(back, [newest.slice(3, 6), newest.slice(0, 3)])
})

test('the other order, and pages by offset, which end in an empty one', async () => {
  assert.deepEqual(idsOf(await list('?sort=created_at,asc&limit=2')), ids.slice(0, 2))
  for (const [query, headers] of [['', {}], ['', { 'finix-version': '2018-01-01' }], ['', { 'finix-version': '2022-02-1' }], ['&x=1', {}]] as const) {
    assert.deepEqual((await list(`?offset=2&limit=2${query}`, headers)).body.page, { offset: 2, limit: 2, count: 7 })
  }
  const [page, last, beyond] = [await list('?offset=2&limit=2'), await list('?offset=6&limit=2'), await list('?offset=7&limit=2')]
  assert.deepEqual([idsOf(page), idsOf(last), idsOf(beyond)], [newest.slice(2, 4), newest.slice(6), []])
  assert.deepEqual([page.body.page, beyond.body.page], [{ offset: 2, limit: 2, count: 7 }, { offset: 7, limit: 2, count: 7 }])
  assert.deepEqual((await list('?offset=0&limit=1&tags.value=true')).body.page, { offset: 0, limit: 1, count: 4 })
  assert.deepEqual((await list('', {})).body.page, { offset: 0, limit: 20, count: 7 })
  assert.deepEqual(disputesOf(await list('?offset=10001')), [])
})

test('a cursor that is nobody\'s is 404, a limit that is none 422, one that is too large a hundred', async () => {
  assert.deepEqual(errorOf(await list('?after_cursor=123')), [404, 'NOT_FOUND', '123 was not found'])
  assert.deepEqual(errorOf(await list('?before_cursor=DPnope')), [404, 'NOT_FOUND', 'DPnope was not found'])
  for (const limit of ['0', 'abc', '-1', '1.5', '', '1e2']) assert.deepEqual(errorOf(await list(`?limit=${limit}`)), [422, 'INVALID_FIELD', 'limit'], limit)
  assert.deepEqual((await list('?limit=1000')).body.page, { limit: 100, next_cursor: null })
})

test('evidence comes in pages of both forms too', async () => {
  const kept: string[] = []
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) kept.push(textOf((await sendFile(shop.ahrvo, ids[3]!, pdf(name))).body.id))
  const of = async (query: string, headers: Record<string, string> = version) => {
    const { body } = await shop.ahrvo('GET', `/disputes/${ids[3]}/evidence${query}`, undefined, headers)
    return [items(body._embedded?.evidences).map(one => kept.indexOf(textOf(one.id))), body.page] as unknown[]
  }
  assert.deepEqual(await of('?limit=2'), [[0, 1], { limit: 2, next_cursor: kept[1] }])
  assert.deepEqual(await of(`?limit=2&after_cursor=${kept[1]}`), [[2], { limit: 2, next_cursor: null }])
  assert.deepEqual(await of(`?limit=1&before_cursor=${kept[2]}`), [[1], { limit: 1, next_cursor: kept[1] }])
  assert.deepEqual(await of('?limit=2', {}), [[0, 1], { offset: 0, limit: 2, count: 3 }])
  assert.deepEqual(await of('?offset=2', version), [[2], { offset: 2, limit: 20, count: 3 }])
  assert.equal((await shop.ahrvo('GET', `/disputes/${ids[3]}/evidence?after_cursor=EVnope`)).status, 404)
})

test('a parameter that comes twice is named, and one that cannot be read at all is a bad request', async () => {
  const shop = await kit.shop()
  for (const path of ['/disputes', '/webhooks']) {
    assert.deepEqual(errorOf(await shop.ahrvo('GET', `${path}?limit=1&limit=2`)), [422, 'INVALID_FIELD', 'limit'])
    assert.deepEqual(errorOf(await shop.ahrvo('GET', `${path}?limit=%ff`)).slice(0, 2), [400, 'BAD_REQUEST'])
  }
})
