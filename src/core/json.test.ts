import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { currencies } from './currency.ts'
import { canonicalJson, reviveMoney, wireJson } from './json.ts'
import { money } from './money.ts'

const moneys = fc.record({ amount: fc.bigInt(), currency: fc.constantFrom(...currencies) }, { noNullPrototype: true })
const digits = fc.bigInt().map(String)
const lookalikes = fc.oneof(
  fc.record({ amount: digits, currency: fc.string() }, { noNullPrototype: true }),
  fc.record({ '=amount': digits, currency: fc.string() }, { noNullPrototype: true }),
  fc.tuple(fc.constantFrom('=', '=='), digits).map(([key, text]) => ({ [key]: text })),
)
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0)
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('amount', 'currency', '__proto__', '=', '10', '9', 'é', '\u2028', '"\\\n', '😀'))
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, texts, numbers, fc.boolean(), fc.constant(null), fc.bigInt(), moneys, lookalikes, fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 6, noNullPrototype: true })),
})).value

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])
const cycle: { self?: unknown } = {}
cycle.self = cycle

test('keys are printed by code unit, at every level, and money as text', () => {
  const dispute = { money: money(12_000n, 'THB'), b: { z: 1, a: [true, null, 'é'] }, Z: -0, 10: 1, 9: 2, a: 1.5 }
  assert.equal(canonicalJson(dispute),
    '{"10":1,"9":2,"Z":0,"a":1.5,"b":{"a":[true,null,"é"],"z":1},"money":{"amount":"12000","currency":"THB"}}')
})

test('money comes back as money, also when somebody reordered its keys', () => {
  assert.deepEqual(reviveMoney('{"currency":"THB","amount":"-12000"}'), money(-12_000n, 'THB'))
  assert.deepEqual(reviveMoney('[{"fees":[{"money":{"amount":"9007199254740993","currency":"JPY"}}]}]'),
    [{ fees: [{ money: money(9_007_199_254_740_993n, 'JPY') }] }])
})

test('what only resembles money stays what it is', () => {
  const texts = ['{"amount":"007","currency":"THB"}', '{"amount":"-0","currency":"THB"}', '{"amount":"1.5","currency":"THB"}', '{"amount":5,"currency":"THB"}',
    '{"amount":"5","currency":764}', '{"amount":"5","currency":"THB","more":1}', '{"amount":"5"}', '{"value":"5","currency":"THB"}', '["5","THB"]']
  for (const text of texts) assert.deepEqual(reviveMoney(text), JSON.parse(text), text)
})

test('a text pair that looks like money is stored apart from money and comes back as text', () => {
  const pair = { amount: '12000', currency: 'THB' }
  assert.equal(canonicalJson(pair), '{"=amount":"12000","currency":"THB"}')
  assert.notEqual(canonicalJson(pair), canonicalJson(money(12_000n, 'THB')))
  assert.deepEqual(reviveMoney(canonicalJson({ metadata: pair })), { metadata: pair })
})

test('every value comes back as it was', () => {
  fc.assert(fc.property(values, (value) => assert.deepEqual(reviveMoney(canonicalJson(value)), value)), { numRuns: 2000 })
})

test('the order in which keys were set changes nothing', () => {
  fc.assert(fc.property(values, (value) => assert.equal(canonicalJson(reversed(value)), canonicalJson(value))), { numRuns: 1000 })
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${(index * 37) % 100}`, index]))
  assert.equal(canonicalJson(reversed(many)), canonicalJson(many))
})

test('two different values never share one text', () => {
  fc.assert(fc.property(values, values, (a, b) => {
    assert.equal(canonicalJson(a) === canonicalJson(b), isEqual(a, b))
  }), { numRuns: 2000 })
})

test('what was stored prints the same again', () => {
  fc.assert(fc.property(values, (value) => assert.equal(canonicalJson(reviveMoney(canonicalJson(value))), canonicalJson(value))))
})

test('undefined members are dropped, also beside money', () => {
  assert.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}')
  assert.equal(canonicalJson({ amount: 5n, currency: 'THB', rate: undefined }), '{"amount":"5","currency":"THB"}')
  assert.equal(wireJson({ b: 1, a: undefined }), '{"b":1}')
})

test('a member named __proto__ is data and nothing else', () => {
  const hostile: unknown = JSON.parse('{"__proto__":{"amount":"5","currency":"THB"},"a":1}')
  assert.equal(canonicalJson(hostile), '{"__proto__":{"=amount":"5","currency":"THB"},"a":1}')
  const back = reviveMoney('{"__proto__":{"=":"5"},"b":1}') as object
  assert.equal(Object.getPrototypeOf(back), Object.prototype)
  assert.equal(Object.getOwnPropertyDescriptor(back, '__proto__')?.value, 5n)
})

test('what JSON cannot hold is refused in both voices', () => {
  const wrong = [NaN, Infinity, -Infinity, undefined, () => 1, Symbol('a'), new Date(0), new Map(), new Uint8Array(1), [undefined], [, 1], { a: NaN }, cycle]
  for (const print of [canonicalJson, wireJson]) {
    for (const value of wrong) assert.throws(() => print(value), TypeError)
    assert.doesNotThrow(() => print(nested(64)))
    assert.throws(() => print(nested(65)), /deeper than 64/)
  }
})

test('half a surrogate pair is refused where text is hashed, in values, keys and currencies', () => {
  for (const value of ['\ud800', 'a\udc00b', ['\ud83d'], { '\ud800': 1 }, { amount: 5n, currency: '\ud800' }, { '=': '\udfff' }]) {
    assert.throws(() => canonicalJson(value), /surrogate/)
  }
  assert.equal(canonicalJson('😀'), '"😀"')
})

test('a refusal does not repeat what was in the value', () => {
  assert.throws(() => canonicalJson(() => 'sk_live_secret'), (error: Error) => !error.message.includes('secret'))
})

test('the wire has members as written and bigint as a bare integer', () => {
  assert.equal(wireJson({ value: 9_007_199_254_740_993n, currency: 'THB', a: [-5n, 0n] }), '{"value":9007199254740993,"currency":"THB","a":[-5,0]}')
})

test('without bigint the wire is what JSON.stringify prints', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(wireJson(value), JSON.stringify(value))), { numRuns: 1000 })
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(wireJson(text), JSON.stringify(text))), { numRuns: 1000 })
  for (let code = 0; code < 0x10000; code += 1) assert.equal(wireJson(String.fromCharCode(code)), JSON.stringify(String.fromCharCode(code)))
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]))
}

function isEqual(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b)
    return true
  } catch {
    return false
  }
}
