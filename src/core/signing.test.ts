// Two live secrets while rotating, and never a third.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveSecrets, readSecrets, rotateSecrets, writeSecrets } from './signing.ts'

const first = [{ secret: 'one', until: null }]

test('while it is rotated a webhook has two live secrets, the newest first, and afterwards one', () => {
  const rotated = rotateSecrets(first, 'two', 1000)
  assert.deepEqual(liveSecrets(rotated, 999), ['two', 'one'])
  assert.deepEqual(liveSecrets(rotated, 1000), ['two', 'one'])
  assert.deepEqual(liveSecrets(rotated, 1001), ['two'])
})

test('a second rotation leaves no third secret alive', () => {
  const rotated = rotateSecrets(rotateSecrets(first, 'two', 1000), 'three', 2000)
  assert.deepEqual(liveSecrets(rotated, 500), ['three', 'two'])
})

test('secrets are read as they were written', () => {
  const rotated = rotateSecrets(first, 'two', 1000)
  assert.deepEqual(readSecrets(writeSecrets(rotated)), rotated)
})
