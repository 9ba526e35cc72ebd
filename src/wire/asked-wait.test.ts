import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedWaitMs } from './asked-wait.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const asked = (headers: object, at: number | null = now): number | null => askedWaitMs(new Map(Object.entries(headers) as [string, string][]), at)

test('how long to wait is read from each header that says it, and from nothing else', () => {
  assert.equal(asked({ 'retry-after': '40' }), 40_000)
  assert.equal(asked({ 'retry-after': ' Sat, 21 Nov 2026 12:00:30 GMT' }), 30_000)
  assert.equal(asked({ 'retry-after': 'Sat, 21 Nov 2026 11:59:30 GMT' }), 0, 'a time that is over')
  assert.equal(asked({ 'retry-after-ms': '1500', 'retry-after': '2' }), 1_500, 'the finer one first')
  assert.equal(asked({ 'x-ratelimit-reset': '7' }), 7_000)
  assert.equal(asked({ 'x-ratelimit-reset': String(now / 1000 + 9) }), 9_000, 'the second since 1970')
  assert.equal(asked({ 'retry-after': '3', 'x-ratelimit-reset': '7' }), 3_000)
  for (const headers of [{}, { 'retry-after': '' }, { 'retry-after': 'soon' }, { 'retry-after': '-1' }, { 'x-ratelimit-reset': 'x' }, { 'x-ratelimit-limit': '60' }]) assert.equal(asked(headers), null, JSON.stringify(headers))
})

test('a date says nothing to whoever does not know the time', () => {
  for (const headers of [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, { 'x-ratelimit-reset': String(now / 1000) }]) assert.equal(asked(headers, null), null)
  assert.equal(asked({ 'retry-after': '40' }, null), 40_000)
})
