// Afterpay's rules, said in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phases } from '../../core/dispute.ts'
import { afterpayTerms as terms } from './terms.ts'

test('a dispute under review can still be accepted', () => assert.equal(terms.acceptUnderReview, true))

test('there are no phases: every dispute can be accepted, costs nothing while open and is paid when conceded', () => {
  assert.deepEqual([...terms.acceptPhases], [...phases])
  for (const phase of phases) assert.equal(terms.family[phase], 'debited_by_conceding', phase)
})

test('without a date there are thirteen days', () => {
  for (const phase of phases) assert.equal(terms.respondWithin[phase], 'P13D', phase)
})

test('three files of ten megabytes fit, one for each field that takes a file', () => {
  assert.equal(terms.evidence.files, 3)
  assert.equal(terms.evidence.fileBytes, 10_485_760)
  assert.equal(terms.evidence.totalBytes, 3 * terms.evidence.fileBytes)
})

test('GIF is taken and TIFF is not', () => {
  assert.ok(terms.evidence.types.includes('image/gif'))
  assert.ok(!terms.evidence.types.includes('image/tiff'))
})

test('a text has at most 5000 characters and is evidence enough', () => {
  assert.equal(terms.evidence.textLength, 5_000)
  assert.equal(terms.evidence.statementAlone, true)
})

test('won and lost are the end', () => assert.equal(terms.secondCycle, false))
