// What is shown of any dispute that can be: open or closed, money and deadline stay what they are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOpen } from '../../core/dispute.ts'
import { isRefusal } from '../../core/refusal.ts'
import { can } from '../../core/can.ts'
import { makeId } from '../../core/ids.ts'
import { reached } from '../../../test/kit/ahrvo-reached.ts'
import { accept, ask } from '../../../test/kit/builders.ts'
import { base58, disputeOfTransfer, evidenceIdOf, evidenceOf, transferIdOf, adjustmentIdOf, adjustmentOf, webhookIdOf, webhookOf } from './ids.ts'
import { ahrvoTerms as terms } from './terms.ts'
import { toDispute, standingOf } from './translate.ts'

test('whoever can still answer sees NEEDS_RESPONSE, and nobody else does', () => {
  fc.assert(fc.property(reached, ({ dispute, now }) => {
    const answerable = can(dispute, 'accept', terms) === 'yes' && !isRefusal(ask(dispute, accept(), { at: now, terms }))
    assert.equal(standingOf(dispute, now).response === 'NEEDS_RESPONSE', answerable)
  }), { numRuns: 500 })
})

test('WON and LOST are said of ended disputes alone, and an ended one never asks for an answer', () => {
  fc.assert(fc.property(reached, ({ dispute, now }) => {
    const { state, response } = standingOf(dispute, now)
    const late = dispute.state === 'needs_response' && !dispute.pending && now > (dispute.respondBy?.at ?? Infinity)
    const closed = !isOpen(dispute.state) || late
    if (state === 'WON' || state === 'LOST') assert.ok(closed)
    assert.equal(response === 'ACCEPTED' || response === 'NO_RESPONSE_ALLOWED', closed)
  }), { numRuns: 500 })
})

test('amount and deadline are the dispute\'s, and no time runs backwards', () => {
  fc.assert(fc.property(reached, ({ dispute, now }) => {
    const shown = toDispute(dispute, now)
    assert.equal(BigInt(shown.amount), dispute.money.amount)
    assert.equal(shown.respond_by && Date.parse(shown.respond_by), dispute.respondBy?.at ?? null)
    assert.ok(Date.parse(shown.updated_at) >= Date.parse(shown.created_at))
    assert.ok(Date.parse(shown.updated_at) <= now)
  }), { numRuns: 500 })
})

test('an id in their form leads back to ours and to no other, and 22 characters always suffice', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.nat(100_000), fc.nat(15), (random, at, seq, leg) => {
    const [evidence, webhook, dispute] = [makeId('evd', at, random), makeId('whk', at, random), makeId('dsp', at, random)]
    assert.match(evidenceIdOf(evidence), /^EV[1-9A-HJ-NP-Za-km-z]{22}$/)
    assert.deepEqual([evidenceOf(evidenceIdOf(evidence)), webhookOf(webhookIdOf(webhook)), disputeOfTransfer(transferIdOf(dispute)), adjustmentOf(adjustmentIdOf(dispute, seq, leg))], [evidence, webhook, dispute, dispute])
  }))
  for (const text of ['', 'EV', `EV${'1'.repeat(21)}`, `EV${'0'.repeat(22)}`, `DP${'1'.repeat(22)}`, `EV${base58.at(-1)!.repeat(22)}`]) assert.equal(evidenceOf(text), null, text)
})
