// Walking Omise's list: whatever is there at the beginning is met, whichever way the provider reads the edges of its filter.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { answer, connectedTo, theirs } from '../../../../test/kit/omise-upstream.ts'
import type { Sent } from '../../../wire/call.ts'
import { timeText } from '../view.ts'
import { cursorOf, nextOf, pageSize, placeOf } from './pages.ts'

const start = Date.UTC(2026, 0, 1)
type Reading = 'inclusive' | 'exclusive' | 'deaf'
type Row = { id: string; created_at: string }

/** A list by creation; `edge` is whether what was created in the very second of `from` is in it, or the filter is not there at all. */
function provider(rows: Row[], edge: Reading, meanwhile: (call: number) => void = () => {}, knowsTotal = true): { send(request: { path: string }): Promise<Sent>; calls: () => number } {
  let calls = 0
  return {
    calls: () => calls,
    async send({ path }) {
      const query = new URLSearchParams(path.split('?')[1])
      const from = edge === 'deaf' ? '' : query.get('from') ?? ''
      const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))]
      const all = rows.filter(({ created_at: at }) => (edge === 'exclusive' ? at > from : at >= from)).sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
      meanwhile(++calls)
      return answer(200, { object: 'list', data: all.slice(offset, offset + limit).map(theirs), limit, offset, ...(knowsTotal ? { total: all.length } : {}) })
    },
  }
}
const rowsAt = (seconds: number[]): Row[] => seconds.map((second, at) => ({ id: `dspt_test_${String(at).padStart(5, '0')}`, created_at: timeText(start + second * 1000) }))

async function walked({ send }: ReturnType<typeof provider>): Promise<string[]> {
  const { upstream } = connectedTo(send)
  const seen: string[] = []
  for (let cursor: string | null = null, pages = 0; pages < 500; pages += 1) {
    const page = await upstream.list({ cursor, since: start })
    assert.ok(page.kind === 'done', page.kind)
    seen.push(...page.value.items.map(({ theirId }) => theirId))
    if (page.value.next === null) return seen
    cursor = page.value.next
  }
  throw new Error('It never ends')
}

test('every dispute of a long list is met, wherever pages and seconds end', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(40), { minLength: 0, maxLength: 450 }), fc.constantFrom<Reading>('inclusive', 'exclusive', 'deaf'), fc.boolean(), async (seconds, edge, knowsTotal) => {
    const rows = rowsAt(seconds)
    assert.deepEqual([...new Set(await walked(provider(rows, edge, undefined, knowsTotal)))].sort(), rows.map(({ id }) => id))
  }), { numRuns: 40 })
})

test('a thousand of one second are met by number', async () => {
  const rows = rowsAt(Array<number>(1000).fill(7))
  for (const edge of ['inclusive', 'exclusive'] as const) assert.equal(new Set(await walked(provider(rows, edge))).size, 1000, edge)
})

test('what is opened meanwhile pushes nobody out of a page', async () => {
  const rows = rowsAt(Array.from({ length: 350 }, (_, at) => at >> 3))
  const all = rows.map(({ id }) => id)
  const seen = new Set(await walked(provider(rows, 'inclusive', call => void rows.push({ id: `dspt_test_new${call}`, created_at: timeText(start + 3_600_000) }))))
  assert.deepEqual(all.filter(id => !seen.has(id)), [])
})

test('a list of ten thousand takes hardly more pages than it has', async () => {
  const far = provider(rowsAt(Array.from({ length: 10_000 }, (_, at) => at)), 'inclusive')
  assert.equal(new Set(await walked(far)).size, 10_000)
  assert.ok(far.calls() <= 105, String(far.calls()))
})

test('each step gets further, so that no walk goes in a circle', () => {
  const place = fc.record({ from: fc.option(fc.nat(100).map(second => start + second * 1000)), offset: fc.nat(1000) })
  fc.assert(fc.property(place, fc.array(fc.nat(200), { minLength: 1, maxLength: 5 }), (at, seconds) => {
    const next = nextOf(at, { rows: rowsAt(seconds).map(theirs), total: 5_000 })
    if (next) assert.ok((next.from ?? 0) > (at.from ?? 0) || (next.from === at.from && next.offset > at.offset))
  }))
})

test('a cursor comes back as it was; another is refused, so that the walk begins anew', async () => {
  for (const place of [{ from: null, offset: 0 }, { from: start, offset: 200 }]) assert.deepEqual(placeOf(cursorOf(place)), place)
  for (const cursor of ['', 'x', '2026-01-01T00:00:00Z', 'yesterday 0', '2026-02-30T00:00:00Z 0', ' -1']) assert.equal(placeOf(cursor), null, cursor)
  const refused = await connectedTo(() => { throw new Error('Nothing is asked') }).upstream.list({ cursor: 'x', since: null })
  assert.deepEqual(refused, { kind: 'refused', code: 'cursor', text: null, final: true })
})

test('what is no list, or a list of nothing that can be read, is unknown and not the end', async () => {
  const outcome = async (sent: Sent) => (await connectedTo(async () => sent).upstream.list({ cursor: null, since: null })).kind
  for (const body of ['', '[]', 'null', '{}', { object: 'list' }, { object: 'list', data: {} }, { object: 'list', data: [{}], total: 1 }, { object: 'search', data: [] }]) assert.equal(await outcome(answer(200, body)), 'unknown', JSON.stringify(body))
  assert.equal(await outcome(answer(200, { object: 'list', data: [{}, theirs()], total: 2 })), 'done')
  assert.deepEqual(await connectedTo(async () => answer(429, '', { 'retry-after': '9' })).upstream.list({ cursor: null, since: null }), { kind: 'unsent', cause: 'status_429', retryAfterMs: 9_000 })
  assert.equal(pageSize, 100)
})
