// Ahrvo's rules, said in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phases } from '../../core/dispute.ts'
import { ahrvoTerms as terms } from './terms.ts'

test('a dispute that was responded to can no longer be accepted', () => assert.equal(terms.acceptUnderReview, false))

test('the phase never stands in the way of accepting', () => assert.deepEqual([...terms.acceptPhases], [...phases]))

test('a chargeback has been debited when it opened; an inquiry is debited by accepting it', () => {
  assert.equal(terms.family.chargeback, 'debited_at_opening')
  assert.equal(terms.family.inquiry, 'no_money_yet')
  assert.equal(terms.concedingDebits, true)
})

test('without a date there are fourteen days', () => assert.deepEqual([...new Set(Object.values(terms.respondWithin))], ['P14D']))

test('eight JPEG or PDF files of one megabyte fit, so that the limit of ten megabytes in all is never reached', () => {
  assert.deepEqual([...terms.evidence.types].sort(), ['application/pdf', 'image/jpeg'])
  assert.equal(terms.evidence.files, 8)
  assert.equal(terms.evidence.fileBytes, 1_048_576)
  assert.equal(terms.evidence.totalBytes, 10_485_760)
  assert.ok(terms.evidence.files * terms.evidence.fileBytes < terms.evidence.totalBytes)
})

test('a note alone answers a dispute', () => assert.equal(terms.evidence.statementAlone, true))
