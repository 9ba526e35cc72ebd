import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../test/kit/world.ts'
import { bearerOf, isKey, makeKey, nativeScheme } from './scheme.ts'

const chance = { random: seededRandom('keys') }

test('a key has its prefix, 43 characters of chance and a checksum that a scanner can verify', () => {
  for (let turn = 0; turn < 200; turn++) {
    const key = makeKey(chance)
    assert.match(key, /^pk_[0-9A-Za-z]{49}$/)
    assert.ok(isKey(key))
  }
})

test('a key with one other character is none', () => {
  const key = makeKey(chance)
  for (let place = 3; place < key.length; place++) {
    const other = key[place] === 'x' ? 'y' : 'x'
    assert.equal(isKey(key.slice(0, place) + other + key.slice(place + 1)), false, `character ${place}`)
  }
})

test('the smallest and the largest chance give keys of the same length', () => {
  assert.ok(isKey(makeKey({ random: bytes => new Uint8Array(bytes) })))
  assert.ok(isKey(makeKey({ random: bytes => new Uint8Array(bytes).fill(255) })))
})

test('what is kept of a key shows neither the key nor enough to guess it', async () => {
  const { shown, presented, public: open, sealed } = await nativeScheme.make({}, chance)
  assert.equal(presented, shown.key)
  assert.deepEqual(sealed, {})
  assert.equal(open.hint, `${presented.slice(0, 6)}…${presented.slice(-4)}`)
})

test('a given key is taken when it is visible ASCII of some length', async () => {
  assert.equal((await nativeScheme.make({ key: 'pk_test_mill_0000000001' }, chance)).presented, 'pk_test_mill_0000000001')
  for (const key of ['', 'short', 'with a blank in it', 'x'.repeat(201), 'ชชชชชชชชชชชชชชชชชช']) {
    await assert.rejects(nativeScheme.make({ key }, chance), RangeError, key)
  }
})

test('only a bearer credential of one word is read', () => {
  assert.equal(bearerOf('Bearer abc'), 'abc')
  assert.equal(bearerOf('bearer abc'), 'abc')
  for (const header of [undefined, '', 'abc', 'Basic abc', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer  a', ' Bearer a', 'Bearer a\u0000', `Bearer ${'x'.repeat(257)}`]) assert.equal(bearerOf(header), null, String(header))
})
