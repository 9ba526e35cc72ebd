// Omise's rules, said in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phases } from '../../core/dispute.ts'
import { omiseTerms as terms } from './terms.ts'

test('open and pending disputes can be accepted', () => assert.equal(terms.acceptUnderReview, true))

test('there are no phases: every dispute can be accepted and has been debited when it opened', () => {
  assert.deepEqual([...terms.acceptPhases], [...phases])
  for (const phase of phases) assert.equal(terms.family[phase], 'debited_at_opening', phase)
})

test('without a date there are seven days', () => {
  for (const phase of phases) assert.equal(terms.respondWithin[phase], 'P7D', phase)
})

test('a document is a PNG, a JPEG or a PDF of at most ten megabytes', () => {
  assert.deepEqual([...terms.evidence.types].sort(), ['application/pdf', 'image/jpeg', 'image/png'])
  assert.equal(terms.evidence.fileBytes, 10_485_760)
})

test('no limit is lower than what one document may have', () => assert.ok(terms.evidence.totalBytes >= terms.evidence.files * terms.evidence.fileBytes))

test('a message alone answers a dispute', () => assert.equal(terms.evidence.statementAlone, true))

test('a second dispute of the bank is a dispute of its own', () => assert.equal(terms.secondCycle, false))
