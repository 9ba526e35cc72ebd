// What is shown of any dispute that can be: open or closed, money and deadline stay what they are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOpen, type Dispute } from '../../core/dispute.ts'
import { isRefusal } from '../../core/refusal.ts'
import { can } from '../../core/can.ts'
import type { Command } from '../../core/command.ts'
import { makeId } from '../../core/ids.ts'
import { accept, annotate, ask, confirm, day, deadline, elapse, escalate, hour, judge, moveDeadline, noon, open, refuseAct, respondBy, reverse, stage, submit, undo } from '../../../test/kit/builders.ts'
import { base58, disputeOfTransfer, evidenceIdOf, evidenceOf, transferIdOf, adjustmentIdOf, adjustmentOf, webhookIdOf, webhookOf } from './ids.ts'
import { ahrvoTerms as terms } from './terms.ts'
import { toDispute, standingOf } from './translate.ts'

const commands: Command[] = [
  accept(), accept({ holdMs: hour }), undo(), stage(), submit(), confirm(), refuseAct(), elapse(), reverse(), escalate(), moveDeadline(deadline + 9 * day), annotate({ metadata: { a: 'b' } }),
  ...(['won', 'lost', 'withdrawn', 'prevented', 'refunded'] as const).flatMap(verdict => [judge(verdict), judge(verdict, { final: false })]),
]
const openings = fc.record({ phase: fc.constantFrom('inquiry' as const, 'chargeback' as const, 'arbitration' as const), home: fc.constantFrom('house' as const, 'con_00000000000000000000000000' as const), amount: fc.bigInt({ min: 0n, max: 10n ** 15n }) })

/** A dispute as any number of commands, taken or refused, leaves it, and an instant not before the last. */
const reached = fc.record({ opening: openings, steps: fc.array(fc.record({ command: fc.constantFrom(...commands), wait: fc.integer({ min: 0, max: 4 * day }) }), { maxLength: 12 }), later: fc.integer({ min: 0, max: 40 * day }) })
  .map(({ opening: { phase, home, amount }, steps, later }) => {
    let at = noon
    let dispute = taken(null, open({ phase, home, dialect: 'ahrvo', money: { amount, currency: 'USD' }, respondBy: respondBy(deadline) }), at)!
    for (const { command, wait } of steps) dispute = taken(dispute, command, at += wait) ?? dispute
    return { dispute, now: at + later }
  })

function taken(dispute: Dispute | null, command: Command, at: number): Dispute | null {
  const outcome = ask(dispute, command, { at, terms })
  return isRefusal(outcome) ? null : outcome.dispute
}

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
