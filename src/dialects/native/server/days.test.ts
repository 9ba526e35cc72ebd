import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, daysAfter, monthsAfter, startOf } from './days.ts'

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Asia/Tehran', 'Africa/Cairo', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']

test('a day begins when its zone first says so, on every day of a year, where clocks change at midnight too', () => {
  for (const zone of zones) {
    for (let day = '2026-01-01'; day < '2027-01-01'; day = daysAfter(day, 1)) {
      const start = startOf(day, zone)
      assert.deepEqual([dayOf(start, zone), dayOf(start - 1, zone)], [day, daysAfter(day, -1)], `${day} ${zone}`)
      assert.equal(start % 900_000, 0, `${day} ${zone} begins with a quarter of an hour`)
    }
  }
})

test('days that are shorter, longer or begin late are as their zone has them', () => {
  const hours = (day: string, zone: string): number => (startOf(daysAfter(day, 1), zone) - startOf(day, zone)) / 3_600_000
  assert.deepEqual([hours('2026-03-29', 'Europe/Berlin'), hours('2026-10-25', 'Europe/Berlin'), hours('2026-11-21', 'Asia/Bangkok')], [23, 25, 24])
  assert.equal(new Date(startOf('2026-09-06', 'America/Santiago')).toISOString(), '2026-09-06T04:00:00.000Z')
})

test('months are counted over the turn of the year, from any of their days', () => {
  assert.deepEqual([monthsAfter('2026-11-21', 0), monthsAfter('2026-11-30', 3), monthsAfter('2026-01-31', -1), monthsAfter('2026-11-21', -23)], ['2026-11-01', '2027-02-01', '2025-12-01', '2024-12-01'])
  assert.equal(daysAfter('2027-02-28', 1), '2027-03-01')
})
