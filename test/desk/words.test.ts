import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountText, sumsOf } from '../../desk/amounts.ts'
import { dayGroup, deadlineWords, fullTime, lengthWords } from '../../desk/time.ts'

const friday = Date.UTC(2026, 10, 20, 9)
const hours = (count: number): number => friday + count * 3_600_000

test('a deadline is told in the words of its reader\'s zone', () => {
  assert.equal(deadlineWords(hours(9), friday, 'UTC'), 'Today 18:00')
  assert.equal(deadlineWords(hours(9), friday, 'Asia/Bangkok'), 'Tomorrow 01:00')
  assert.equal(deadlineWords(hours(52), friday, 'UTC'), 'in 2 d 4 h')
  assert.equal(deadlineWords(hours(0.3), friday, 'UTC'), 'in 18 min')
  assert.equal(deadlineWords(friday, friday, 'UTC'), 'in 0 s')
  assert.equal(deadlineWords(friday - 1, friday, 'UTC'), 'Missed')
  assert.equal(fullTime(hours(9), 'Asia/Bangkok'), 'Sat, 21 Nov 2026, 01:00 (Asia/Bangkok)')
})

test('days begin at midnight where the reader is, also where a day has 23 or 25 hours', () => {
  assert.deepEqual([-1, 9, 20, 100, 200].map(each => dayGroup(hours(each), friday, 'UTC')), ['overdue', 'today', 'tomorrow', 'week', 'later'])
  const summer = Date.UTC(2026, 2, 28, 23, 30)
  assert.equal(dayGroup(summer + 22.4 * 3_600_000, summer, 'Europe/Berlin'), 'today')
  assert.equal(dayGroup(summer + 22.5 * 3_600_000, summer, 'Europe/Berlin'), 'tomorrow')
})

test('what is left is never negative and has two units', () => {
  assert.deepEqual([-5, 59_000, 3_600_000, 90_000_000].map(lengthWords), ['0 s', '59 s', '1 h 0 min', '1 d 1 h'])
})

test('an amount has the digits of its currency and no float in it', () => {
  const shown = [[12000, 'THB'], [120, 'JPY'], [1234567, 'KWD'], [-5, 'USD'], [12345678, 'USD'], [9007199254740993n, 'EUR'], [5, '???']] as const
  assert.deepEqual(shown.map(([value, currency]) => amountText({ value, currency })), ['120.00', '120', '1,234.567', '-0.05', '123,456.78', '90,071,992,547,409.93', '5'])
})

test('sums stand by currency and are never added over currencies', () => {
  assert.deepEqual(sumsOf([{ value: 100, currency: 'USD' }, { value: 700, currency: 'THB' }, { value: 50n, currency: 'USD' }]), [{ currency: 'THB', value: 700n }, { currency: 'USD', value: 150n }])
})
