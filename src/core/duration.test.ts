import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDuration, formatDuration, parseDuration, parseFriendlyDuration } from './duration.ts'
import { formatInstant, parseInstant } from './time.ts'

const after = (text: string, duration: string) => formatInstant(addDuration(parseInstant(text)!, parseDuration(duration)!))
const instants = fc.integer({ min: 0, max: Date.UTC(2500, 0) })
const durations = fc.record({ months: fc.nat(500), days: fc.nat(5000), ms: fc.nat(10 ** 9) }, { noNullPrototype: true })
const none = { months: 0, days: 0, ms: 0 }

test('every part of an ISO duration is read', () => {
  assert.deepEqual(parseDuration('P1Y2M3W4DT5H6M7S'), { months: 14, days: 25, ms: 18_367_000 })
  assert.deepEqual(parseDuration('P3D'), { months: 0, days: 3, ms: 0 })
  assert.deepEqual(parseDuration('PT90M'), { months: 0, days: 0, ms: 5_400_000 })
  assert.deepEqual(parseDuration('PT1.5S'), { months: 0, days: 0, ms: 1500 })
  assert.deepEqual(parseDuration('PT0S'), none)
})

test('M is months before the T and minutes after it', () => {
  assert.deepEqual(parseDuration('P1M'), { months: 1, days: 0, ms: 0 })
  assert.deepEqual(parseDuration('PT1M'), { months: 0, days: 0, ms: 60_000 })
})

test('negative, empty, unordered, fractional and endless durations are refused', () => {
  const wrong = ['', 'P', 'PT', 'P1DT', '-P1D', 'P-1D', '+P1D', 'P1', '1D', 'p1d', 'P1H', 'PT1D', 'P1D2M', 'P1.5D', 'PT1.5H', 'PT1.2345S', 'PT.5S', 'P1D ',
    'P1D\n', 'P\u0661D', '7d', 'P101Y', 'P999999999Y', 'P99999999999D', `P${'1'.repeat(99)}D`]
  for (const text of [...wrong, null, undefined, 3, {}]) assert.equal(parseDuration(text), null, String(text))
})

test('people write 7d, 36h, 90m, 2w and 30s, and only there', () => {
  assert.deepEqual(parseFriendlyDuration('7d'), parseDuration('P7D'))
  assert.deepEqual(parseFriendlyDuration('36h'), parseDuration('PT36H'))
  assert.deepEqual(parseFriendlyDuration('90m'), parseDuration('PT90M'))
  assert.deepEqual(parseFriendlyDuration('2w'), parseDuration('P14D'))
  assert.deepEqual(parseFriendlyDuration('30s'), parseDuration('PT30S'))
  for (const text of ['', '7', 'd', '-7d', '7 d', '7D', '1.5h', '7d1h', '7y', 'P7D', '999999999w']) assert.equal(parseFriendlyDuration(text), null, text)
})

test('a month after its last day ends on the last day there is', () => {
  assert.equal(after('2026-01-31T10:00:00Z', 'P1M'), '2026-02-28T10:00:00Z')
  assert.equal(after('2024-01-31T10:00:00Z', 'P1M'), '2024-02-29T10:00:00Z')
  assert.equal(after('2024-02-29T10:00:00Z', 'P1Y'), '2025-02-28T10:00:00Z')
  assert.equal(after('2026-12-31T10:00:00Z', 'P2M'), '2027-02-28T10:00:00Z')
})

test('months come first, then days, then the clock', () => {
  assert.equal(after('2026-01-30T23:00:00Z', 'P1M1DT2H'), '2026-03-02T01:00:00Z')
  assert.equal(after('2026-11-21T02:36:06.070Z', 'PT0.930S'), '2026-11-21T02:36:07Z')
})

test('a day is 24 hours where the clocks of some machine change', () => {
  assert.equal(after('2026-03-07T20:00:00Z', 'P2D'), '2026-03-09T20:00:00Z')
  assert.equal(after('2011-12-29T20:00:00Z', 'P2D'), '2011-12-31T20:00:00Z')
})

test('durations are printed in ISO form and read back', () => {
  assert.equal(formatDuration({ months: 14, days: 25, ms: 18_367_500 }), 'P1Y2M25DT5H6M7.5S')
  assert.equal(formatDuration({ months: 0, days: 0, ms: 259_200_000 }), 'PT72H')
  assert.equal(formatDuration(none), 'PT0S')
  fc.assert(fc.property(durations, (duration) => assert.deepEqual(parseDuration(formatDuration(duration)), duration)), { numRuns: 1000 })
})

test('whole months keep the day and the time of day, or end at the last day of their month', () => {
  fc.assert(fc.property(instants, fc.nat(1200), (instant, months) => {
    const before = new Date(instant)
    const then = new Date(addDuration(instant, { months, days: 0, ms: 0 }))
    assert.equal(then.getUTCFullYear() * 12 + then.getUTCMonth(), before.getUTCFullYear() * 12 + before.getUTCMonth() + months)
    assert.equal(then.getTime() % 86_400_000, instant % 86_400_000)
    const lastOfMonth = new Date(then.getTime() + 86_400_000).getUTCDate() === 1
    assert.ok(then.getUTCDate() === before.getUTCDate() || (lastOfMonth && then.getUTCDate() < before.getUTCDate()))
  }), { numRuns: 1000 })
})

test('adding never goes back, keeps order to within a clamped day, and days and time simply add', () => {
  fc.assert(fc.property(instants, instants, durations, (a, b, duration) => {
    const [early, late] = a < b ? [a, b] : [b, a]
    assert.ok(addDuration(early, duration) >= early)
    assert.ok(addDuration(early, duration) <= addDuration(late, duration) + 86_400_000)
    const exact = { ...duration, months: 0 }
    assert.equal(addDuration(early, exact), early + duration.days * 86_400_000 + duration.ms)
  }))
})

test('nothing is added past the year 9999', () => {
  assert.throws(() => addDuration(Date.UTC(9999, 11, 31), { months: 0, days: 1, ms: 0 }), RangeError)
})
