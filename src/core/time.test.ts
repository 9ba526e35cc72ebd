import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatInstant, formatInstantAt, isInstant, latestInstant, parseInstant, secondsOf } from './time.ts'

const instants = fc.integer({ min: 0, max: latestInstant })
const offsets = fc.integer({ min: -1439, max: 1439 })

test('an instant is printed in UTC, with milliseconds when there are any', () => {
  assert.equal(formatInstant(1_795_228_566_000), '2026-11-21T02:36:06Z')
  assert.equal(formatInstant(1_795_228_566_070), '2026-11-21T02:36:06.070Z')
  assert.equal(formatInstant(1_795_228_566_000, { fraction: true }), '2026-11-21T02:36:06.000Z')
  assert.equal(formatInstant(1_795_228_566_999, { fraction: false }), '2026-11-21T02:36:06Z')
})

test('an instant is printed at any offset', () => {
  assert.equal(formatInstantAt(1_795_228_566_000, 330), '2026-11-21T08:06:06+05:30')
  assert.equal(formatInstantAt(1_795_228_566_000, -480), '2026-11-20T18:36:06-08:00')
  assert.equal(formatInstantAt(1_795_228_566_000, -210, { fraction: true }), '2026-11-20T23:06:06.000-03:30')
  assert.equal(formatInstantAt(0, 0), '1970-01-01T00:00:00+00:00')
})

test('offsets and Z give the same instant', () => {
  const same = ['2026-11-21T02:36:06Z', '2026-11-21T02:36:06.000Z', '2026-11-21t02:36:06z', '2026-11-21T08:06:06+05:30', '2026-11-20T18:36:06-08:00',
    '2026-11-21T02:36:06+00:00', '2026-11-21T02:36:06-00:00', '2026-11-21T02:36:06.000999999Z']
  for (const text of same) assert.equal(parseInstant(text), 1_795_228_566_000, text)
  assert.equal(parseInstant('2025-01-13T19:09:16-08:00'), Date.parse('2025-01-14T03:09:16Z'))
})

test('a fraction is cut to milliseconds, never rounded into the next second', () => {
  assert.equal(parseInstant('2025-12-08T14:30:03.74Z'), Date.parse('2025-12-08T14:30:03.740Z'))
  assert.equal(parseInstant('2025-12-08T14:30:03.9999999Z'), Date.parse('2025-12-08T14:30:03.999Z'))
})

test('a leap second is the second before it', () => {
  assert.equal(parseInstant('2016-12-31T23:59:60Z'), Date.parse('2016-12-31T23:59:59Z'))
  assert.equal(parseInstant('2017-01-01T05:29:60+05:30'), Date.parse('2016-12-31T23:59:59Z'))
  assert.equal(parseInstant('2025-02-30T23:59:60Z'), null)
})

test('a time without a zone, a bare date and a date no calendar has are refused', () => {
  const wrong = ['2023-08-18T02:05:23.121893', '2026-11-21T02:36:06', '2026-11-21', '2025-1-3', '20261121T023606Z', '2025-02-30T00:00:00Z', '2025-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z', '2025-04-31T00:00:00Z', '2025-00-10T00:00:00Z', '2025-13-10T00:00:00Z', '2025-01-00T00:00:00Z', '2025-01-32T00:00:00Z',
    '2025-01-01T24:00:00Z', '2025-01-01T23:60:00Z', '2025-01-01T23:59:61Z', '2025-01-01T00:00Z', '2025-01-01 00:00:00Z', '2025-01-01T00:00:00.Z',
    '2025-01-01T00:00:00+0530', '2025-01-01T00:00:00+24:00', '2025-01-01T00:00:00+05:60', '2025-01-01T00:00:00 Z', ' 2025-01-01T00:00:00Z',
    '2025-01-01T00:00:00Z\n', '+2025-01-01T00:00:00Z', '\u0662\u0660\u0662\u0665-01-01T00:00:00Z', '2025-01-01T00:00:00,5Z', 'now', '', `2025-01-01T00:00:00.${'0'.repeat(99)}Z`]
  for (const text of [...wrong, null, undefined, 0, 1_795_228_566_000, new Date(0)]) assert.equal(parseInstant(text), null, String(text))
})

test('29 February is read in leap years', () => {
  assert.equal(parseInstant('2024-02-29T12:00:00Z'), Date.UTC(2024, 1, 29, 12))
  assert.equal(parseInstant('2000-02-29T12:00:00Z'), Date.UTC(2000, 1, 29, 12))
})

test('the range is 1970 to 9999 in UTC, whatever the offset', () => {
  assert.equal(parseInstant('1970-01-01T00:00:00Z'), 0)
  assert.equal(parseInstant('1969-12-31T16:00:00-08:00'), 0)
  assert.equal(parseInstant('9999-12-31T23:59:59.999Z'), latestInstant)
  const outside = ['1969-12-31T23:59:59Z', '1970-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '0070-01-01T00:00:00Z', '0000-01-01T00:00:00Z']
  for (const text of outside) assert.equal(parseInstant(text), null, text)
})

test('what is not an instant is never printed', () => {
  for (const value of [-1, 0.5, NaN, Infinity, latestInstant + 1]) {
    assert.equal(isInstant(value), false)
    assert.throws(() => formatInstant(value), RangeError)
  }
  assert.throws(() => formatInstantAt(0, 24 * 60), RangeError)
  assert.throws(() => formatInstantAt(0, 0.5), RangeError)
  assert.throws(() => formatInstantAt(latestInstant, 1), RangeError)
})

test('every instant survives being printed and read, at every offset', () => {
  fc.assert(fc.property(instants, (instant) => assert.equal(parseInstant(formatInstant(instant)), instant)), { numRuns: 2000 })
  fc.assert(fc.property(fc.integer({ min: 0, max: latestInstant - 86_400_000 }), offsets, (instant, offset) => {
    assert.equal(parseInstant(formatInstantAt(instant, offset)), instant)
  }), { numRuns: 2000 })
})

test('seconds are whole and never ahead of the instant', () => {
  assert.equal(secondsOf(1_795_228_566_999), 1_795_228_566)
  assert.equal(secondsOf(0), 0)
})
