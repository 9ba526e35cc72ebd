// The words of scenarios are read as a person means them, and a slip is thrown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Moment, MoneyText } from './scenario.ts'
import { instantOf, moneyOf } from './words.ts'

const base = Date.UTC(2026, 10, 20, 9)

test('a moment lies before or after the base', () => {
  assert.equal(instantOf('-P1DT2H', base), base - 26 * 3_600_000)
  assert.equal(instantOf('+PT30M', base), base + 30 * 60_000)
})

test('a moment of months is refused, since its length would depend on the base', () => {
  for (const slip of ['-P1M', '+P1Y', '-1D', '+P']) assert.throws(() => instantOf(slip as Moment, base), /Not a distance/, slip)
})

test('money is written in major units of its currency', () => {
  assert.deepEqual(moneyOf('KWD 12.750'), { amount: 12_750n, currency: 'KWD' })
  assert.deepEqual(moneyOf('JPY 5400'), { amount: 5_400n, currency: 'JPY' })
  for (const slip of ['JPY 5400.00', 'XXX 1.00', 'THB', '1.00 THB', 'THB 1,000.00']) assert.throws(() => moneyOf(slip as MoneyText), /Not money/, slip)
})
