import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLimiter, readRate } from './limiter.ts'

function limiterAt(text: string) {
  const clock = { now: 1_000_000 }
  const limiter = createLimiter(readRate(text)!, () => clock.now)!
  return { clock, limiter, waits: (times: number, who = 'a') => Array.from({ length: times }, () => limiter.take(who).wait) }
}

test('as many as are named go through, the next waits for whole seconds, and time gives them back', () => {
  const { clock, waits, limiter } = limiterAt('2/10')
  assert.deepEqual(waits(4), [null, null, 5, 5])
  clock.now += 4_999
  assert.deepEqual(waits(1), [1])
  clock.now += 1
  assert.deepEqual(waits(2), [null, 5])
  clock.now += 3_600_000
  assert.deepEqual(waits(3), [null, null, 5], 'no more is saved than the burst')
  assert.equal(limiter.take('a').left, 0)
})

test('each credential has its own; a burst is less than the count', () => {
  const { waits, limiter } = limiterAt('1000/60/2')
  assert.deepEqual([waits(3), waits(2, 'b')], [[null, null, 1], [null, null]])
  assert.deepEqual(limiter.take('c'), { left: 1, wait: null })
})

test('a clock that goes back takes nothing away and gives nothing', () => {
  const { clock, waits } = limiterAt('2/10')
  waits(1)
  clock.now -= 60_000
  assert.deepEqual(waits(2), [null, 5])
})

test('who asks again and again while refused is let in as soon as anybody', () => {
  const { clock, waits } = limiterAt('1/1')
  waits(1)
  for (let ms = 0; ms < 990; ms += 10) {
    clock.now += 10
    assert.deepEqual(waits(1), [1])
  }
  clock.now += 10
  assert.deepEqual(waits(1), [null])
})

test('rates are whole, positive, and a burst is no more than the count', () => {
  assert.deepEqual([readRate('40/1'), readRate('1000/60/100')], [{ count: 40, seconds: 1, burst: 40 }, { count: 1000, seconds: 60, burst: 100 }])
  for (const text of ['', '40', '0/1', '40/0', '40/1/0', '40/1/41', '1/2/1/1', '1.5/1', '-1/1', 'x/1']) assert.equal(readRate(text), undefined, text)
  assert.equal(createLimiter(null, () => 0), null)
})
