import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dispute, Evidence } from '../../desk/api/contract.ts'
import { repeatedWords } from '../../desk/parts/dispute/repeated.ts'
import { momentsOf } from '../../desk/parts/dispute/timeline.ts'
import { filledOf } from '../../desk/parts/evidence/filled.ts'
import type { HistoryEvent } from '../../desk/parts/history/events.ts'
import { exampleDispute, exampleEvidence } from '../../src/dialects/native/contract/examples.ts'

const open: Dispute = exampleDispute
const by = { kind: 'system', id: 'sandbox', surface: 'sandbox', request: null } as const
const event = (kind: string, at: string, data: Record<string, unknown> = {}): HistoryEvent => ({ id: `evt_${kind}_${at}`, seq: 1, kind, at, by, data, stored: '', prev: '', hash: '' })
const told = (dispute: Dispute, events: HistoryEvent[] = []) => momentsOf(dispute, events).map(({ at, what, text, gap }) => [gap ? '?' : at?.slice(5, 10) ?? '', text ? `${what}: ${text}` : what])
const proof = (category: string, added_at = '2026-11-22T10:00:00Z', more: Partial<Evidence> = {}): Evidence => ({ ...exampleEvidence, category, added_at, ...more })

test('the story goes from the order to the end, and what nobody told is a gap at its place', () => {
  assert.deepEqual(told(open), [
    ['?', 'Ordered at a time that is not known: A-1001'], ['?', 'When the customer paid is not known'], ['?', 'No delivery scan or other proof of delivery is here'],
    ['?', 'No message with the customer is here'], ['?', 'Whether it was refunded is not known'], ['11-21', 'The dispute was opened'], ['11-28', 'The time to answer ends'],
  ])
})

test('what is known has its time, and a proof that was added fills its gap without a time of delivery', () => {
  const amount = { value: 1_200_000, currency: 'THB' }
  const payment = { ...open.payment, paid_at: '2026-11-01T09:00:00Z', captured: amount, refunded: { value: 4_500, currency: 'THB' } }
  const evidence = [proof('proof_of_delivery', '2026-11-23T10:00:00Z'), proof('proof_of_delivery'), proof('shipping')]
  const events = [event('opened', open.opened_at), event('annotated', open.opened_at, { note: 'Hm.' }), event('deadline_moved', '2026-11-24T09:00:00Z', { respond_by: { at: '2026-11-28T09:00:00Z' } }), event('submitted', '2026-11-25T09:00:00Z')]
  const lines = told({ ...open, payment, evidence }, events)
  assert.deepEqual(told({ ...open, evidence: [proof('receipt', open.opened_at)] }).at(-2)![1], 'Added here: receipt or invoice', 'What came in the same moment came after the opening.')
  assert.deepEqual(lines.map(([at]) => at), ['?', '11-01', '?', '?', '11-21', '11-22', '11-22', '11-24', '11-25', '11-28'])
  const all = lines.map(([, what]) => what)
  assert.ok(all.includes('The customer paid 12,000.00 THB') && all.includes('Refunded before: 45.00 THB; when is not known'))
  assert.ok(all.includes('Added here: proof of delivery') && all.includes('Added here: other evidence') && all.includes('Contested: the defense was sent'))
  assert.ok(!all.some(what => /delivery scan/.test(what!)))
})

test('of what was read at the provider the story has what it changed, and of unknown kinds nothing', () => {
  const events = [event('observed', '2026-11-22T09:00:00Z', { stands: null }), event('observed', '2026-11-23T09:00:00Z', { stands: { state: 'won' } }), event('toString', '2026-11-23T09:00:00Z')]
  assert.deepEqual(told({ ...open, respond_by: null }, events).slice(-2), [['11-21', 'The dispute was opened'], ['11-23', 'Read at the provider: won']])
})

test('the meter counts kinds of proof against the reason, not pieces, and looks at what was sent once nothing is prepared', () => {
  const meter = (more: Partial<Dispute>) => { const { pieces, kinds, missing } = filledOf({ ...open, ...more }); return [kinds - missing.length, kinds, pieces] }
  assert.deepEqual(meter({}), [0, 3, 0])
  assert.deepEqual(meter({ evidence: [proof('receipt'), proof('receipt'), proof('shipping')] }), [1, 3, 3])
  assert.deepEqual(meter({ dialect: 'moov', evidence: [proof('proof-of-delivery'), proof('customer-communication'), proof('receipt')] }), [3, 3, 3])
  const defense = { act: 'act_1', at: open.opened_at, by, statement: null, evidence: [proof('receipt')] }
  assert.deepEqual(meter({ state: 'under_review', defense }), [1, 3, 1])
  assert.deepEqual(filledOf({ ...open, evidence: [proof('receipt'), proof('receipt', undefined, { kind: 'file', size: 7 })] }).sizes, [7])
})

test('a repeated dispute is told by its place, and as a least where not all were looked at', () => {
  const words = (nth: number, complete = true) => repeatedWords({ nth, days: 90, complete })
  assert.deepEqual([2, 3, 4, 11, 12, 13, 21, 102, 112].map(nth => words(nth).split(' ')[0]), ['2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd', '112th'])
  assert.deepEqual([words(3), words(3, false)], ['3rd in 90 d', 'at least 3rd in 90 d'])
})
