import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, answer, connectedTo, scripted, theirs } from '../../../../test/kit/moov-upstream.ts'
import type { Sender } from '../../../wire/call.ts'

const start = Date.UTC(2026, 0, 1)
type Wire = ReturnType<typeof theirs>

/** A list as Moov's: skip and count, creation bounded inclusively. `order` is whatever it likes. */
function listing(rows: () => Wire[], most = Infinity): Sender {
  return async ({ url }) => {
    const query = new URL(url).searchParams
    const [skip, count, end] = [Number(query.get('skip')), Number(query.get('count')), query.get('endDateTime')]
    if (skip > most) return answer(400, { error: 'too far' })
    return answer(200, rows().filter(({ createdOn }) => !end || createdOn <= end).slice(skip, skip + count))
  }
}

const row = (n: number, changes: object = {}): Wire => theirs({ disputeID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, createdOn: new Date(start + n * 1000).toISOString().replace('.000', ''), ...changes })

async function walked(send: Sender, between: () => void = () => {}): Promise<{ ids: Set<string>; pages: number; queries: string[] }> {
  const { upstream, sent } = connectedTo(send)
  const ids = new Set<string>()
  let pages = 0
  for (let cursor: string | null = null; ;) {
    const page = await upstream.list({ cursor, since: start })
    assert.ok(page.kind === 'done', page.kind)
    page.value.items.forEach(({ theirId }) => ids.add(theirId))
    pages++
    if (page.value.next === null) return { ids, pages, queries: sent.map(({ path }) => path.split('?')[1]!) }
    assert.notEqual(page.value.next, cursor)
    cursor = page.value.next
    between()
  }
}

test('pages follow each other with an overlap until one is not full, and nothing is filtered: what changes late was made early', async () => {
  const rows = Array.from({ length: 450 }, (_, n) => row(450 - n))
  const { ids, queries } = await walked(listing(() => rows))
  assert.deepEqual([ids.size, queries], [450, ['count=200&skip=0', 'count=200&skip=190', 'count=200&skip=380']])
  const { upstream } = connectedTo(scripted({ listDisputes: answer(200, []) }))
  assert.deepEqual(await upstream.list({ cursor: null, since: null }), { kind: 'done', value: { items: [], next: null } })
})

test('nothing is left out when disputes come in at either end, or move within the overlap, between two pages', async () => {
  const orders: [string, (rows: Wire[]) => Wire[]][] = [['newest first', rows => [...rows].sort((a, b) => (a.createdOn < b.createdOn ? 1 : -1))], ['oldest first', rows => rows], ['changed last at the end', rows => [...rows.slice(5), ...rows.slice(0, 5)]]]
  for (const [name, order] of orders) {
    let rows = Array.from({ length: 1000 }, (_, n) => row(n))
    let next = 1000
    const { ids } = await walked(listing(() => order(rows)), () => { rows = name === 'changed last at the end' ? order(rows) : [...rows, ...Array.from({ length: 3 }, () => row(next++))] })
    for (let n = 0; n < 1000; n++) assert.ok(ids.has(row(n).disputeID), `${name} ${n}`)
  }
})

test('deep in a list it goes on from a date, so that no server has to skip without end', async () => {
  const rows = Array.from({ length: 12_500 }, (_, n) => row(12_500 - n))
  const { ids, queries } = await walked(listing(() => rows, 6_000))
  assert.equal(ids.size, 12_500)
  assert.ok(queries.some(query => query.includes('endDateTime=')))
})

test('what is of one second is not lost where a time is compared more finely than it is shown', async () => {
  const fine = Array.from({ length: 12_500 }, (_, n) => 12_500 - n)
  const shown = (n: number) => new Date(start + Math.floor(n / 4) * 1000).toISOString().replace('.000', '')
  const { ids } = await walked(async ({ url }) => {
    const query = new URL(url).searchParams
    const end = query.get('endDateTime')
    const skip = Number(query.get('skip'))
    return answer(200, fine.filter(n => !end || start + n * 250 <= Date.parse(end)).slice(skip, skip + 200).map(n => row(n, { createdOn: shown(n) })))
  })
  assert.equal(ids.size, 12_500)
})

test('a full page goes on, also when something in it cannot be read', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => (n === 7 ? { ...row(n), disputeID: 7 as unknown as string } : row(n)))
  assert.equal((await walked(listing(() => rows))).ids.size, 299)
})

test('where the order is another, or all of a page is of one moment, it skips on and still comes to the end', async () => {
  const once = Array.from({ length: 7_000 }, (_, n) => row(n, { createdOn: '2026-01-01T00:00:00Z' }))
  const mixed = Array.from({ length: 7_000 }, (_, n) => row((n * 4_999) % 7_000))
  const fallsLate = [...Array.from({ length: 400 }, (_, n) => row(n)), ...Array.from({ length: 6_600 }, (_, n) => row(6_999 - n))]
  const risesLate = [...Array.from({ length: 6_000 }, (_, n) => row(6_999 - n)), ...Array.from({ length: 1_000 }, (_, n) => row(n))]
  for (const rows of [once, mixed, fallsLate, risesLate]) assert.equal((await walked(listing(() => rows))).ids.size, 7_000)
})

test('what has no id is left out, what is no list is unknown, and a cursor that is none is refused', async () => {
  const listed = (body: unknown) => connectedTo(scripted({ listDisputes: answer(200, body) })).upstream.list({ cursor: null, since: null })
  const some = await listed([{}, theirs(), 7, null])
  assert.deepEqual(some.kind === 'done' && [some.value.items.length, some.value.next], [1, null])
  for (const body of ['null', '{}', { data: [theirs()] }, '[', [{}], [7]]) assert.deepEqual(await listed(body), { kind: 'unknown', cause: 'answer_unreadable' })
  const { upstream, sent } = connectedTo(scripted({ listDisputes: answer(200, []) }))
  for (const cursor of ['', 'x', '-1', '1e3', '5', '5 soon no', '5 2026-01-01 no', '5 2026-01-01T00:00:00Z', '5 2026-01-01T00:00:00Z soon', '5  ']) assert.equal((await upstream.list({ cursor, since: null })).kind, 'refused', cursor)
  assert.equal(sent.length, 0)
  await upstream.list({ cursor: '190 2026-01-01T00:00:00Z no', since: null })
  assert.equal(sent[0]!.path, `/accounts/${account}/disputes?count=200&skip=190&endDateTime=2026-01-01T00%3A00%3A00Z`)
})

test('a page that cannot be read stands or falls as a whole, with the reason', async () => {
  for (const [sent, kind] of [[answer(429, '', { 'x-request-id': 'r', 'retry-after': '3' }), 'unsent'], [answer(500), 'unknown'], [answer(401), 'refused']] as const) {
    assert.equal((await connectedTo(scripted({ listDisputes: sent })).upstream.list({ cursor: null, since: null })).kind, kind)
  }
})
