// Moov's rules, said in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phases } from '../../core/dispute.ts'
import { moovTerms as terms } from './terms.ts'

test('a dispute under review can no longer be accepted', () => assert.equal(terms.acceptUnderReview, false))

test('the phase never stands in the way of accepting: what comes after a chargeback is shown as one', () => assert.deepEqual([...terms.acceptPhases], [...phases]))

test('a chargeback has been debited when it opened; a pre-dispute or an inquiry moves nothing, not even when accepted', () => {
  assert.equal(terms.family.chargeback, 'debited_at_opening')
  assert.equal(terms.family.alert, 'no_money_yet')
  assert.equal(terms.family.inquiry, 'no_money_yet')
  assert.equal(terms.concedingDebits, false)
})

test('a phase that is not known is treated as the costly case', () => assert.equal(terms.family.unknown, terms.family.chargeback))

test('without a date there are six days, as Visa has it, and ten for an inquiry of American Express', () => {
  assert.equal(terms.respondWithin.chargeback, 'P6D')
  assert.equal(terms.respondWithin.alert, 'P6D')
  assert.equal(terms.respondWithin.inquiry, 'P10D')
})

test('a file is a JPEG, a TIFF or a PDF of at most four megabytes; PNG is not taken', () => {
  assert.deepEqual([...terms.evidence.types].sort(), ['application/pdf', 'image/jpeg', 'image/tiff'])
  assert.equal(terms.evidence.fileBytes, 4 * 1024 * 1024)
})

test('a text has at most 750 characters', () => assert.equal(terms.evidence.textLength, 750))
