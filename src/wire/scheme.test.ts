import assert from 'node:assert/strict'
import { timingSafeEqual } from 'node:crypto'
import { test } from 'node:test'
import { base64Bytes, parseBasic, parseBearer, sameHash } from './scheme.ts'

test('Basic credentials are read from canonical base64 only', () => {
  assert.deepEqual(parseBasic(`Basic ${btoa('skey:a:b')}`), { user: 'skey', password: 'a:b' })
  assert.deepEqual(parseBasic(`basic ${btoa('skey:')}`), { user: 'skey', password: '' })
  const wrong = [undefined, '', 'Basic', 'Basic ', `Basic  ${btoa('a:b')}`, `Bearer ${btoa('a:b')}`, `Basic ${btoa('ab')}`, 'Basic YTpi\n', 'Basic YTpiYw', 'Basic YTpiYx==',
    'Basic YTp_', `Basic ${btoa('a:\u0001')}`, `Basic ${btoa('a:\xff')}`, `Basic ${btoa('a:' + 'b'.repeat(8000))}`]
  for (const header of wrong) assert.equal(parseBasic(header), null, String(header).slice(0, 40))
})

test('Bearer tokens are one word of token characters', () => {
  assert.equal(parseBearer('Bearer pk_admin-1.2~3+/='), 'pk_admin-1.2~3+/=')
  for (const header of [undefined, 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer a,b', 'Bearer  a', 'Basic a', 'Bearer a\n', 'Bearer é', `Bearer ${'a'.repeat(8192)}`]) assert.equal(parseBearer(header), null)
})

test('only one spelling of base64 is taken', () => {
  assert.deepEqual(base64Bytes('YQ=='), Uint8Array.of(97))
  for (const text of ['YQ', 'YQ=', 'YR==', 'Y Q=', 'YQ==\n', '====', 'YW-_']) assert.equal(base64Bytes(text), null, text)
})

test('hashes of unequal length are unequal and do not throw', () => {
  assert.equal(sameHash(Uint8Array.of(1, 2), Uint8Array.of(1, 2), timingSafeEqual), true)
  assert.equal(sameHash(Uint8Array.of(1, 2), Uint8Array.of(1, 3), timingSafeEqual), false)
  assert.equal(sameHash(Uint8Array.of(1), Uint8Array.of(1, 2), timingSafeEqual), false)
})
