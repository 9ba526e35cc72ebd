import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MAX_VALUES, parseJson } from './body.ts'
import { allowedMs, ownMs } from '../../test/kit/own-time.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => parseJson(bytes(text))
function refused(text: string | Uint8Array, why: RegExp): void {
  const result = typeof text === 'string' ? read(text) : parseJson(text)
  assert.equal(result.ok, false, String(text).slice(0, 80))
  if (!result.ok) assert.match(result.why, why)
}

test('every JSON value without traps is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const result = read(text)
      if (result.ok) assert.deepEqual(result.value, JSON.parse(text))
      else assert.match(result.why, /not allowed|exactly|surrogate/)
    }),
    { numRuns: 500 },
  )
})

test('the reader never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (some) => void parseJson(some)), { numRuns: 1000 })
  fc.assert(fc.property(fc.array(fc.constantFrom(...'{}[]",:\\u1e-.0'), { maxLength: 40 }), (some) => void read(some.join(''))), { numRuns: 2000 })
})

test('keys that come twice are refused, also when they are spelt differently', () => {
  for (const text of ['{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '{"x":[{"b":{},"b":{}}]}']) refused(text, /same key twice/)
  assert.equal(read('{"a":":","b":{"a":"\\":"}}').ok, true)
})

test('keys that could reach a prototype are refused', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) refused(`[{"a":{"${key}":1}}]`, /not allowed/)
})

test('depth ends at 32', () => {
  assert.equal(read('['.repeat(32) + ']'.repeat(32)).ok, true)
  refused('['.repeat(33) + ']'.repeat(33), /nested deeper/)
  refused('{"a":'.repeat(100_000), /nested deeper/)
  assert.equal(read(`"${'['.repeat(100)}"`).ok, true)
})

test('more values than a body may have are refused, and as many as it may have are read', () => {
  assert.equal(read(`[${'0,'.repeat(MAX_VALUES)}0]`).ok, true)
  refused(`[${'0,'.repeat(MAX_VALUES + 1)}0]`, /more than 20000 values/)
})

test('numbers that would silently become others are refused', () => {
  const wrong = ['9007199254740992', '9007199254740993', '-9007199254740993', '1e400', '1e16', '1e-400', '4503599627370496.1', '1.00000000000000000001', `0.${'0'.repeat(70)}1`]
  for (const number of wrong) refused(`{"a":${number}}`, /exactly/)
  for (const number of ['9007199254740991', '-9007199254740991', '0', '-0', '1.5', '0.1', '1.0', '1e3', '3.141592653589793', '5e-324']) assert.equal(read(number).ok, true, number)
})

test('text that is not whole UTF-8 without a mark is refused', () => {
  refused(Uint8Array.of(0x22, 0xff, 0x22), /UTF-8/)
  refused(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), /UTF-8/)
  refused('\ufeff{}', /byte order mark/)
  refused(new Uint8Array(Buffer.from('{"a":1}', 'utf16le')), /JSON/)
  for (const text of ['"\\ud800"', '{"\\udc00":1}', '["\\ude00\\ud83d"]']) refused(text, /surrogate/)
  assert.equal(read('"\\ud83d\\ude00"').ok, true)
})

test('what is not JSON is refused', () => {
  for (const text of ['', '{', '{a:1}', "{'a':1}", '[1,]', '// x\n1', 'NaN', '01', '1 2', '+1', '{"a":1}}']) refused(text, /JSON/)
})

test('no body of a mebibyte holds the event loop for 50 ms', () => {
  const fill = (unit: string) => unit.repeat(Math.floor(1_048_576 / unit.length))
  const worst: Record<string, string> = {
    zeros: `[${fill('0,')}0]`, backslashes: `"${fill('\\\\')}"`, escapes: `"${fill('\\ud83d\\ude00')}"`, digits: fill('9'), fraction: `1.${fill('0')}1`,
    brackets: fill('['), pairs: fill('[]'), objects: `[${fill('{},')}{}]`, keys: `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join()}}`,
    quotes: fill('"'), signs: fill('-1e+'), blanks: fill(' '), text: `"${fill('é')}"`, accepted: `{${Array.from({ length: 19_000 }, (_, at) => `"${'k'.repeat(40)}${at}":1`).join()}}`,
  }
  for (const [name, text] of Object.entries(worst)) {
    const body = bytes(text)
    const times = [1, 2, 3, 4, 5].map(() => ownMs(() => parseJson(body)))
    assert.ok(Math.min(...times) < 50 || Math.min(...times) < allowedMs(50), `${name} took ${times.map((time) => time.toFixed(1)).join(', ')} ms`)
  }
})
