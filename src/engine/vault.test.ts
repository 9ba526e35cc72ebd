// What is sealed opens only where and under which key it was sealed.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createVault } from './vault.ts'

const one = randomBytes(32)
const two = randomBytes(32)
const vault = createVault([one], randomBytes)

test('what is sealed opens in its own context only', () => {
  const sealed = vault.seal('geheim ✓', 'credential:a')
  assert.equal(vault.open(sealed, 'credential:a'), 'geheim ✓')
  assert.throws(() => vault.open(sealed, 'credential:b'))
})

test('a sealed text shows nothing of what it holds and is never the same twice', () => {
  const [first, second] = [vault.seal('sk_live_1', 'c'), vault.seal('sk_live_1', 'c')]
  assert.notEqual(first, second)
  assert.ok(!first.includes('sk_live_1') && !Buffer.from(first.split('.')[3]!, 'base64url').includes('sk_live_1'))
})

test('a change of any part of a sealed text is noticed', () => {
  const parts = vault.seal('sk_live_1', 'c').split('.')
  for (const at of parts.keys()) {
    const changed = parts.with(at, (parts[at]!.startsWith('A') ? 'B' : 'A') + parts[at]!.slice(1))
    assert.throws(() => vault.open(changed.join('.'), 'c'), `part ${at}`)
  }
  assert.throws(() => vault.open(parts.with(4, parts[4]!.slice(0, 6)).join('.'), 'c'), 'a shortened tag')
})

test('a new master key seals, and what the old one sealed still opens and is still found', () => {
  const sealed = vault.seal('secret', 'c')
  const rotated = createVault([two, one], randomBytes)
  assert.equal(rotated.open(sealed, 'c'), 'secret')
  assert.equal(rotated.lookup('key'), vault.lookup('key'))
  assert.throws(() => vault.open(rotated.seal('secret', 'c'), 'c'), /master key that is not set/)
})

test('lookups of the same text are equal under one master and differ under another', () => {
  assert.equal(vault.lookup('pk_1'), vault.lookup('pk_1'))
  assert.notEqual(vault.lookup('pk_1'), vault.lookup('pk_2'))
  assert.notEqual(vault.lookup('pk_1'), createVault([two], randomBytes).lookup('pk_1'))
})

test('a master key of another length is refused', () => {
  assert.throws(() => createVault([randomBytes(16)], randomBytes), /32 bytes, not 16/)
  assert.throws(() => createVault([], randomBytes), /at least one/)
})
