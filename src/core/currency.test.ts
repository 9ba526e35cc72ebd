import assert from 'node:assert/strict'
import { test } from 'node:test'
import { currencies, exponentOf, isCurrency } from './currency.ts'

const ofExponent = (exponent: number) => currencies.filter((currency) => exponentOf(currency) === exponent).join(' ')

test('the currencies without two digits are the ones that ISO 4217 lists', () => {
  assert.equal(ofExponent(0), 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF')
  assert.equal(ofExponent(3), 'BHD IQD JOD KWD LYD OMR TND')
  assert.equal(ofExponent(4), 'CLF UYW')
  assert.equal(currencies.length, 165)
})

test('HUF, IDR, COP, TWD and the others that Intl shows without digits have two', () => {
  for (const currency of ['HUF', 'IDR', 'COP', 'TWD', 'LAK', 'IRR', 'MGA'] as const) assert.equal(exponentOf(currency), 2, currency)
})

test('funds with a minor unit are currencies; metals, tests and withdrawn codes are not', () => {
  for (const code of ['BOV', 'CHE', 'CHW', 'COU', 'MXV', 'USN', 'UYI', 'XAD', 'XCG', 'ZWG']) assert.ok(isCurrency(code), code)
  for (const code of ['XAU', 'XAG', 'XDR', 'XSU', 'XUA', 'XTS', 'XXX', 'BGN', 'HRK', 'ANG', 'ZWL', 'SLL', 'CUC']) assert.ok(!isCurrency(code), code)
})

test('a code is three capital letters and nothing that only resembles a name in a table', () => {
  for (const text of ['thb', 'THB ', '', 'toString', '__proto__', 'constructor', null, undefined, 764, ['THB']]) assert.ok(!isCurrency(text))
  assert.throws(() => exponentOf('toString' as 'THB'), /Not a currency/)
})

test('Afterpay writes two decimals also for currencies without any; every other provider follows ISO', () => {
  assert.equal(exponentOf('JPY', 'afterpay'), 2)
  assert.equal(exponentOf('KWD', 'afterpay'), 3)
  for (const provider of ['alipay', 'omise', 'moov', 'ahrvo', 'native', 'constructor']) {
    for (const currency of currencies) assert.equal(exponentOf(currency, provider), exponentOf(currency))
  }
})
