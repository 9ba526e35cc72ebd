import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { noon } from '../../../test/kit/builders.ts'
import { cursorOf, firstWindow, nextWindow, queryOf, windowOf, type Window } from './windows.ts'

const now = noon / 1000
type Row = { id: number; at: number }
type Far = { rows: Row[]; most: number; requests: number }

/** As the document has it: both bounds inclusive, an order that nobody promised, and no more rows than `most`. */
function ask(far: Far, window: Window, shuffle: (rows: Row[]) => Row[]): { rows: Row[]; total: number } {
  far.requests += 1
  const { openedAfter, openedBefore, offset, limit } = queryOf(window, 100)
  const [after, before] = [openedAfter, openedBefore].map(text => (text === undefined ? null : Date.parse(String(text)) / 1000))
  const fits = far.rows.filter(({ at }) => (after === null || at >= after!) && (before === null || at <= before!))
  const ordered = fits.length > far.most && new Set(fits.map(({ at }) => at)).size <= 2 ? fits : shuffle(fits)
  return { rows: ordered.slice(Number(offset), Number(offset) + Math.min(far.most, Number(limit))), total: fits.length }
}

/** Each cursor goes through its text, as between two processes. */
function walk(far: Far, between: (number: number) => void, shuffle: (rows: Row[]) => Row[] = rows => rows): Set<number> {
  const seen = new Set<number>()
  for (let window: Window | null = firstWindow(null), number = 0; window; number++) {
    if (number > 5_000) throw new Error('It does not end')
    const { rows, total } = ask(far, window, shuffle)
    rows.forEach(({ id }) => seen.add(id))
    between(number)
    const next = nextWindow(window, { rows: rows.length, total }, noon)
    window = next && windowOf(cursorOf(next))
  }
  return seen
}

const times = fc.oneof(fc.integer({ min: 1_500_000_000, max: now }), fc.integer({ min: now - 3_000, max: now }), fc.constantFrom(1_600_000_000, 1_600_000_001))

test('every dispute of a list is seen, whatever its order, however dense, with any size of page, while others open', () => {
  fc.assert(fc.property(fc.array(times, { maxLength: 400 }), fc.constantFrom(10, 50, 100), fc.infiniteStream(fc.nat()), (opened, most, chance) => {
    const far: Far = { rows: opened.map((at, id) => ({ id, at })), most, requests: 0 }
    const shuffle = (rows: Row[]) => rows.map(row => ({ row, key: chance.next().value as number })).sort((a, b) => a.key - b.key).map(({ row }) => row)
    const seen = walk(far, number => { if (number % 3 === 0) far.rows.unshift({ id: 1_000_000 + number, at: now }) }, shuffle)
    assert.deepEqual(opened.map((_, id) => id).filter(id => !seen.has(id)), [])
  }), { numRuns: 200 })
})

test('a list that fits in one answer is one request', () => {
  const far: Far = { rows: Array.from({ length: 100 }, (_, id) => ({ id, at: now - id * 3_600 })), most: 100, requests: 0 }
  assert.deepEqual([walk(far, () => {}).size, far.requests], [100, 1])
})

test('ten thousand evenly spread are read in some hundred requests, and a thousand of one second too', () => {
  const spread: Far = { rows: Array.from({ length: 10_000 }, (_, id) => ({ id, at: now - id * 3_000 })), most: 100, requests: 0 }
  assert.equal(walk(spread, () => {}).size, 10_000)
  assert.ok(spread.requests < 500, String(spread.requests))
  const dense: Far = { rows: Array.from({ length: 1_000 }, (_, id) => ({ id, at: 1_600_000_000 })), most: 100, requests: 0 }
  assert.equal(walk(dense, () => {}).size, 1_000)
  assert.ok(dense.requests < 100, String(dense.requests))
})

test('two windows meet in the same second, since nobody says how fine their bounds are', () => {
  const [first, half] = [{ from: 1_600_000_000, width: 60, offset: 0 }, { rows: 50, total: 50 }]
  const second = nextWindow(first, half, noon)!
  assert.deepEqual([queryOf(first, 100).openedBefore, queryOf(second, 100).openedAfter], ['2020-09-13T12:27:40Z', '2020-09-13T12:27:40Z'])
})

test('a later round begins more than a year back, since what is old can change and only its opening is asked for', () => {
  assert.deepEqual(queryOf(firstWindow(null), 100), { openedAfter: undefined, openedBefore: undefined, offset: 0, limit: 100 })
  assert.deepEqual(queryOf(firstWindow(noon), 100), { openedAfter: '2025-10-17T12:00:00Z', openedBefore: undefined, offset: 0, limit: 100 })
})

test('a cursor is read back, and one that is not ours begins anew', () => {
  for (const window of [{ from: 0, width: null, offset: 0 }, { from: 1_600_000_000, width: 1, offset: 300 }]) assert.deepEqual(windowOf(cursorOf(window)), window)
  for (const other of [null, '', 'x', '1.2', '-1.2.3', '1.2.3.4', '1.x.0']) assert.equal(windowOf(other), null)
})
