// What holds for the data of every dialect alike.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { dialects as names, phases } from '../core/dispute.ts'
import { parseDuration } from '../core/duration.ts'
import { dialects, termsOf } from './index.ts'

const chance = { random: (bytes: number) => randomBytes(bytes) }

test('the list has every dialect under its own name', () => {
  assert.deepEqual(Object.keys(dialects).sort(), [...names].sort())
  for (const name of names) assert.deepEqual([dialects[name].name, termsOf(name).dialect], [name, name])
})

test('every phase has its money and a time to respond that can be read', () => {
  for (const name of names) {
    for (const phase of phases) {
      assert.ok(termsOf(name).family[phase], `${name} ${phase}`)
      assert.ok(parseDuration(termsOf(name).respondWithin[phase])!.days > 0, `${name} ${phase}`)
    }
  }
})

test('a text is evidence enough only where a text has a place', () => {
  for (const name of names) {
    const { statementAlone, textLength } = termsOf(name).evidence
    assert.ok(!statementAlone || textLength > 0, name)
  }
})

test('a file of the allowed size fits into the allowed whole', () => {
  for (const name of names) assert.ok(termsOf(name).evidence.fileBytes <= termsOf(name).evidence.totalBytes, name)
})

test('a thousand of their ids are a thousand ids', () => {
  for (const name of names) {
    const ids = Array.from({ length: 1000 }, () => dialects[name].theirId(chance, Date.UTC(2026, 10, 20)))
    assert.equal(new Set(ids).size, 1000, name)
  }
})

test('no secret is among what is kept in public', async () => {
  for (const name of names) {
    const made = await dialects[name].credentials.make({}, chance)
    const secrets = Object.entries(made.shown).filter(([field]) => /private_key|secret|password|^key$/.test(field))
    assert.ok(secrets.length > 0, name)
    for (const [field, value] of secrets) assert.ok(!Object.values(made.public).includes(value), `${name} ${field}`)
  }
})
