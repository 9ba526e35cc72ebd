import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { idsFrom, isId, makeId, prefixes, timeOfId } from './ids.ts'
import type { DisputeId } from './ids.ts'

const at = 1_795_228_566_000
const zeros = new Uint8Array(10)
const ones = new Uint8Array(10).fill(255)
const times = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('an id is its prefix and 26 characters, the time first', () => {
  const id: DisputeId = makeId('dsp', at, zeros)
  assert.equal(id, 'dsp_01m7xzc0fg0000000000000000')
  assert.equal(makeId('dsp', 0, ones), 'dsp_0000000000zzzzzzzzzzzzzzzz')
  assert.equal(makeId('act', 2 ** 48 - 1, ones), 'act_7zzzzzzzzzzzzzzzzzzzzzzzzz')
  assert.equal(makeId('evt', 0, Uint8Array.of(1, 35, 69, 103, 137, 171, 205, 239, 1, 35)), 'evt_000000000004hmasw9nf6yy093')
})

test('the characters are the 128 bits, five at a time', () => {
  fc.assert(fc.property(times, chance, (time, random) => {
    const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
    const bits = [...makeId('dsp', time, random).slice(4)].reduce((sum, character) => sum * 32n + BigInt(alphabet.indexOf(character)), 0n)
    assert.equal(bits, random.reduce((sum, byte) => sum * 256n + BigInt(byte), BigInt(time)))
  }))
})

test('the time comes back out of an id', () => {
  fc.assert(fc.property(times, chance, fc.constantFrom(...prefixes), (time, random, prefix) => {
    const id = makeId(prefix, time, random)
    assert.ok(isId(prefix, id))
    assert.equal(timeOfId(id), time)
  }))
})

test('ids of a later millisecond sort after, whatever their chance', () => {
  fc.assert(fc.property(times, times, chance, chance, (a, b, one, other) => {
    fc.pre(a !== b)
    assert.equal(makeId('dsp', a, one) < makeId('dsp', b, other), a < b)
  }))
})

test('only an id of that kind, in lower case and of full length, is one', () => {
  const id = makeId('dsp', at, zeros)
  const wrong = [id.toUpperCase(), 'dsp_' + id.slice(4).toUpperCase(), id.slice(0, -1), id + '0', id.replace('0', 'o'), id.replace('m', 'l'), id.replace('m', 'i'), id.replace('m', 'u'), `${id}\n`,
    ` ${id}`, id.replace('dsp_', 'dsp-'), id.replace('dsp_', ''), id.replace('dsp_0', 'dsp_8'), makeId('act', at, zeros), '', 'dsp_', null, undefined, 7, [id]]
  assert.ok(isId('dsp', id))
  for (const text of wrong) assert.equal(isId('dsp', text), false, String(text))
})

test('a wrong time or too little chance makes no id', () => {
  for (const time of [-1, 0.5, NaN, 2 ** 48]) assert.throws(() => makeId('dsp', time, zeros), RangeError)
  for (const size of [0, 9, 11, 16]) assert.throws(() => makeId('dsp', at, new Uint8Array(size)), RangeError)
})

test('ids sort as they are made, within a millisecond, between them and when the clock steps back', () => {
  const steps = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 })
  fc.assert(fc.property(steps, fc.constantFrom(...prefixes), chance, (clock, prefix, random) => {
    let now = at
    const ids = idsFrom(() => now, () => random)
    const made = clock.map((step) => { now += step; return ids.next(prefix) })
    assert.deepEqual(made, [...new Set(made)].sort())
  }))
})

test('a millisecond whose chance is used up borrows the next one', () => {
  const ids = idsFrom(() => at, () => ones)
  const [first, second] = [ids.next('evt'), ids.next('evt')]
  assert.equal(timeOfId(first), at)
  assert.equal(timeOfId(second), at + 1)
  assert.ok(first < second)
})

test('chance is asked for once per millisecond and its bytes are not touched', () => {
  let now = at
  let asked = 0
  const given = Uint8Array.from(zeros)
  const ids = idsFrom(() => now, (n) => { asked += 1; assert.equal(n, 10); return given })
  assert.equal(ids.next('dsp').slice(-2), '00')
  assert.equal(ids.next('act').slice(-2), '01')
  assert.equal(asked, 1)
  now += 1
  assert.equal(ids.next('dsp').slice(-2), '00')
  assert.deepEqual(given, zeros)
})
