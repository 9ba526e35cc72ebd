import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { currencies, exponentOf } from './currency.ts'
import type { Currency } from './currency.ts'
import {
  addMoney, compareMoney, formatMajor, fromWireInteger, isZero, largestAmount, money, moneyWords, negate, parseMajor, sameMoney, subtractMoney,
  toWireInteger,
} from './money.ts'

const providers = [undefined, 'alipay', 'afterpay', 'omise', 'moov', 'ahrvo', 'native']
const boundaries = [0n, 1n, 9n, 10n, 99n, 100n, 101n, 999n, 1000n, 1001n, 9_999n, 10_000n, 12_345n, 4_294_967_296n, largestAmount]

test('120.00 baht, 120 yen and 120.000 dinars are printed with their own digits', () => {
  assert.equal(formatMajor(money(12_000n, 'THB')), '120.00')
  assert.equal(formatMajor(money(12_000n, 'HUF')), '120.00')
  assert.equal(formatMajor(money(120n, 'JPY')), '120')
  assert.equal(formatMajor(money(120_000n, 'KWD')), '120.000')
  assert.equal(formatMajor(money(5n, 'CLF')), '0.0005')
  assert.equal(formatMajor(money(-5n, 'THB')), '-0.05')
  assert.equal(formatMajor(money(1000n, 'JPY'), 'afterpay'), '1000.00')
})

test('people read amounts in groups of three, with the digits of each currency and its name', () => {
  const amounts = [[459_000n, 'THB'], [99_900n, 'THB'], [1_234_567n, 'JPY'], [1_000_000n, 'KWD'], [-123_456n, 'USD'], [-12_300n, 'USD'], [0n, 'EUR'], [12_345_678n, 'CLF'], [largestAmount, 'USD']] as const
  assert.deepEqual(amounts.map(([amount, currency]) => moneyWords(money(amount, currency))), [
    '4,590.00 THB', '999.00 THB', '1,234,567 JPY', '1,000.000 KWD', '-1,234.56 USD', '-123.00 USD', '0.00 EUR', '1,234.5678 CLF', '90,071,992,547,409.91 USD',
  ])
})

test('every currency prints and reads back at every boundary amount, for every provider', () => {
  for (const provider of providers) for (const currency of currencies) for (const amount of boundaries) for (const sign of [1n, -1n]) {
    const written = money(sign * amount, currency)
    assert.deepEqual(parseMajor(formatMajor(written, provider), currency, provider, { negative: true }), written)
    assert.deepEqual(fromWireInteger(toWireInteger(money(amount / 100n, currency), provider), currency, { provider }), money(amount / 100n, currency))
  }
})

test('any amount of any currency survives being printed and read', () => {
  const any = fc.tuple(fc.bigInt(-largestAmount, largestAmount), fc.constantFrom(...currencies), fc.constantFrom(...providers))
  fc.assert(fc.property(any, ([amount, currency, provider]) => {
    assert.deepEqual(parseMajor(formatMajor(money(amount, currency), provider), currency, provider, { negative: true }), money(amount, currency))
  }))
})

test('two-decimal texts that a float bends are read exactly', () => {
  for (let cents = 0n; cents < 100_000n; cents += 1n) {
    const text = `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`
    assert.equal(parseMajor(text, 'USD')?.amount, cents, text)
  }
  assert.equal(parseMajor('90071992547409.91', 'USD')?.amount, largestAmount)
})

test('fewer digits than the currency has are read, more are refused', () => {
  assert.deepEqual(parseMajor('120', 'THB'), money(12_000n, 'THB'))
  assert.deepEqual(parseMajor('120.5', 'THB'), money(12_050n, 'THB'))
  for (const [text, currency] of [['1.000', 'THB'], ['1.0', 'JPY'], ['1.0000', 'KWD'], ['1.00000', 'CLF']] as const) {
    assert.equal(parseMajor(text, currency), null, text)
  }
})

test('a text that is not plainly an amount is refused', () => {
  const texts = ['', ' ', '1 ', ' 1', '1\n', '+1', '-1', '-0', '1e3', '1E3', '0x10', '.5', '5.', '1.2.3', '1,000', '1_000', '01', '00.50', 'NaN', 'Infinity',
    '\u0661\u0662', '1\u09e8', '\uff11\uff12', '1.\u0660', '\u22121', '1'.repeat(40), '0.' + '0'.repeat(40), '90071992547409.92', '9'.repeat(17)]
  for (const text of [...texts, 1, 1.5, 12n, NaN, null, undefined, ['1'], { toString: () => '1' }]) assert.equal(parseMajor(text, 'THB'), null, String(text))
})

test('yen as Afterpay writes them lose no sen that never was', () => {
  assert.deepEqual(parseMajor('1000.00', 'JPY', 'afterpay'), money(1000n, 'JPY'))
  assert.equal(parseMajor('1000.50', 'JPY', 'afterpay'), null)
})

test('negative amounts are read only where they are asked for, and minus nothing never', () => {
  assert.deepEqual(parseMajor('-1.50', 'THB', undefined, { negative: true }), money(-150n, 'THB'))
  assert.deepEqual(fromWireInteger(-150, 'THB', { negative: true }), money(-150n, 'THB'))
  assert.equal(parseMajor('-0.00', 'THB', undefined, { negative: true }), null)
  assert.equal(fromWireInteger(-0, 'THB', { negative: true }), null)
  assert.equal(fromWireInteger(-150, 'THB'), null)
})

test('integers arrive whole or not at all', () => {
  assert.deepEqual(fromWireInteger(12_000, 'THB'), money(12_000n, 'THB'))
  assert.deepEqual(fromWireInteger(0, 'THB'), money(0n, 'THB'))
  assert.deepEqual(fromWireInteger(5_800, 'JPY'), money(5_800n, 'JPY'))
  assert.deepEqual(fromWireInteger(Number.MAX_SAFE_INTEGER, 'THB'), money(largestAmount, 'THB'))
  assert.deepEqual(fromWireInteger(largestAmount, 'THB'), money(largestAmount, 'THB'))
  const wrong = [0.1, 120.5, -0, NaN, Infinity, 2 ** 53, 1e300, largestAmount + 1n, -1n, '120', null, undefined, true, [1], new Number(1)]
  for (const value of wrong) assert.equal(fromWireInteger(value, 'THB'), null, String(value))
  assert.equal(fromWireInteger(9_007_199_254_741_000, 'JPY', { provider: 'afterpay' }), null)
})

test('sums are exact far beyond what a float holds', () => {
  const sum = addMoney(money(largestAmount, 'THB'), money(largestAmount, 'THB'))
  assert.equal(sum.amount, 18_014_398_509_481_982n)
  assert.deepEqual(subtractMoney(sum, money(largestAmount, 'THB')), money(largestAmount, 'THB'))
  assert.deepEqual(negate(money(5n, 'THB')), money(-5n, 'THB'))
  assert.ok(isZero(addMoney(sum, negate(sum))))
})

test('currencies never mix', () => {
  const baht = money(1n, 'THB')
  const yen = money(1n, 'JPY')
  for (const mix of [addMoney, subtractMoney, compareMoney]) assert.throws(() => mix(baht, yen), /Mixed currencies: THB and JPY/)
  assert.equal(sameMoney(baht, yen), false)
  assert.equal(sameMoney(baht, money(1n, 'THB')), true)
})

test('comparing orders by amount', () => {
  const amounts = [3n, -1n, 0n, 2n].map((amount) => money(amount, 'EUR')).sort(compareMoney).map(({ amount }) => amount)
  assert.deepEqual(amounts, [-1n, 0n, 2n, 3n])
  assert.equal(compareMoney(money(7n, 'EUR'), money(7n, 'EUR')), 0)
})

test('what is printed has exactly the digits of its currency', () => {
  fc.assert(fc.property(fc.bigInt(0n, largestAmount), fc.constantFrom<Currency>(...currencies), (amount, currency) => {
    assert.equal(formatMajor(money(amount, currency)).split('.')[1]?.length ?? 0, exponentOf(currency))
  }))
})
