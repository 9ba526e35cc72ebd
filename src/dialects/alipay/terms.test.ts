// Alipay's rules, said in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alipayTerms as terms } from './terms.ts'

test('a defended dispute can no longer be accepted', () => assert.equal(terms.acceptUnderReview, false))

test('chargebacks of any round, retrieval and compliance requests and those without a type can be accepted; an RDR is settled already', () => {
  assert.deepEqual([...terms.acceptPhases].sort(), ['arbitration', 'chargeback', 'compliance', 'inquiry', 'pre_arbitration', 'unknown'])
})

test('a chargeback holds its amount from the start, a retrieval or compliance request holds nothing', () => {
  assert.equal(terms.family.chargeback, 'held_at_opening')
  assert.equal(terms.family.inquiry, 'no_money_yet')
  assert.equal(terms.family.compliance, 'no_money_yet')
})

test('what nobody gave a type is treated as the costly case', () => assert.equal(terms.family.unknown, terms.family.chargeback))

test('accepting a retrieval request pays the buyer', () => assert.equal(terms.concedingDebits, true))

test('without a date there are eleven days', () => assert.deepEqual([...new Set(Object.values(terms.respondWithin))], ['P11D']))

test('the evidence is one document that fits into a million characters of Base64', () => {
  assert.equal(terms.evidence.files, 1)
  assert.equal(Math.ceil(terms.evidence.fileBytes / 3) * 4, 1_000_000)
  assert.equal(Math.ceil((terms.evidence.fileBytes + 1) / 3) * 4 > 1_000_000, true)
  assert.ok(terms.evidence.types.includes('application/msword'))
  assert.ok(!terms.evidence.types.includes('image/jpeg'))
})

test('no text has a place in the call, so none is taken', () => {
  assert.equal(terms.evidence.textLength, 0)
  assert.equal(terms.evidence.statementAlone, false)
})

test('a judgement is the end', () => assert.equal(terms.secondCycle, false))

test('who has less than a day left when a dispute begins is warned at once', () => assert.equal(terms.warnsAtOnce, true))
