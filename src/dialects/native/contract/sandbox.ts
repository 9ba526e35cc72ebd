// The control panel of a sandbox: the other side, the clock and the faults. Not served in live. Data only.

import { z } from 'zod'
import { dialects, phases, reasonCategories } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, serverFailures, serverPostFailures } from './common.ts'
import { dialect, dispute, phase } from './dispute.ts'
import { exampleDispute, sample } from './examples.ts'
import { durationIn, headers, idOf, idParams, instant, instantIn, metadata, moneyIn, moneyInOrNone, postHeaders, tags, text, words } from './shapes.ts'

const fee = z.strictObject({ kind: words(60), amount: moneyInOrNone, refundable: z.boolean().default(false) })
const fees = z.array(fee).max(20)
const reason = z.union([
  z.enum(reasonCategories),
  z.strictObject({ category: z.enum(reasonCategories).default('other'), code: words(60).optional(), network: words(60).optional(), network_code: words(60).optional() }),
])
const story = z.union([words(20_000), z.strictObject({ text: words(20_000), language: words(35).optional(), customer: words(200).optional() })])
const payment = z.strictObject({
  id: words(200).optional(), order: words(200).optional(), paid_at: instantIn.optional(), network: words(60).optional(),
  references: z.record(words(60), words(200)).optional(), captured: moneyInOrNone.optional(), refunded: moneyInOrNone.optional(),
})
const theirs = z.strictObject({ id: words(200).optional(), status: words(60).optional(), reason_code: words(60).optional(), reason_text: text(2000).optional() })

const respond = { respond_in: durationIn.optional(), respond_by: instantIn.optional() }
const notBoth = (body: { respond_in?: unknown; respond_by?: unknown }): boolean => !(body.respond_in && body.respond_by)
const oneOfThem = 'expected respond_in or respond_by, not both'

const clock = z.object({ now: instant })
const fault = z.enum(['refuse', 'error-before', 'error-after', 'timeout-before', 'timeout-after', 'drop-before', 'drop-after', 'slow', 'garbage'])
const faultLine = { dialect: z.enum(dialects), operation: words(100), fault, times: z.int().min(1).max(1000).default(1) }
const faultList = z.object({ data: z.array(z.object({ ...faultLine, times: z.int() })) })

const ended = ['already_accepted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn', 'already_prevented', 'already_refunded'] as const
const onDispute = { tags: ['Sandbox'], scope: 'decide', headers: postHeaders, idempotent: true, params: idParams('dsp'), notFound: 'dispute_not_found' } as const
const onDisputeFailures = [...postFailures, 'dispute_not_found', 'act_in_progress', 'already_submitted', ...ended] as const

export const sandboxEndpoints = {
  openDispute: {
    method: 'POST', path: '/v1/sandbox/disputes', operation: 'openDispute', summary: 'Open a dispute', tags: ['Sandbox'], scope: 'decide',
    description: 'As the provider of its dialect would. Without a deadline it gets that provider\'s usual one.',
    headers: postHeaders, idempotent: true,
    body: json(z.strictObject({
      merchant: idOf('mch').optional().meta({ description: 'For the administrator; a merchant\'s key opens its own.' }),
      dialect: dialect.default('native'), amount: moneyIn, phase: z.enum(phases).default('chargeback'), reason: reason.optional(), ...respond,
      story: story.optional(), payment: payment.optional(), theirs: theirs.optional(),
      settlement: z.strictObject({ amount: moneyIn, rate: z.string().max(40).regex(/^[0-9]+(?:\.[0-9]+)?$/, 'expected a decimal').optional() }).optional(),
      fees: fees.optional(), metadata: metadata.optional(), tags: tags.optional(),
    }).refine(notBoth, oneOfThem)),
    answers: { 201: answer('Opened.', dispute, exampleDispute) },
    failures: [...postFailures, 'dispute_exists', 'respond_by_invalid', 'metadata_too_large'],
    examples: {
      opened: {
        body: {
          merchant: sample.merchant, dialect: 'native', amount: { value: 12000, currency: 'THB' }, reason: 'not_received', respond_in: 'P7D',
          story: { text: 'The parcel never came.', language: 'en', customer: 'P. Suda' }, payment: { id: 'pay_1001', order: 'A-1001' },
        },
        status: 201,
      },
      float: { summary: 'Amounts are integers', body: { merchant: sample.merchant, amount: { value: 120.5, currency: 'THB' } }, status: 400 },
    },
  },
  judgeDispute: {
    method: 'POST', path: '/v1/sandbox/disputes/{id}/judge', operation: 'judgeDispute', summary: 'Decide as the other side', ...onDispute,
    body: json(z.strictObject({
      verdict: z.enum(['won', 'lost', 'withdrawn', 'prevented', 'refunded']), final: z.boolean().default(true),
      judged_amount: moneyInOrNone.optional().meta({ description: 'The part that goes to the buyer, when it is not all or nothing.' }), note: text(2000).optional(), fees: fees.optional(),
    })),
    answers: { 200: answer('Judged.', dispute, { ...exampleDispute, state: 'won' }) }, failures: [...onDisputeFailures, 'judged_amount_invalid'],
    examples: { won: { params: { id: sample.dispute }, body: { verdict: 'won', note: 'The signature convinced.' }, status: 200 }, strange: { params: { id: sample.dispute }, body: { verdict: 'draw' }, status: 400 } },
  },
  escalateDispute: {
    method: 'POST', path: '/v1/sandbox/disputes/{id}/escalate', operation: 'escalateDispute', summary: 'Take a dispute to the next phase', ...onDispute,
    body: json(z.strictObject({ phase, ...respond, note: text(2000).optional(), fees: fees.optional() }).refine(notBoth, oneOfThem)),
    answers: { 200: answer('Escalated.', dispute, { ...exampleDispute, phase: 'pre_arbitration' }) }, failures: [...onDisputeFailures, 'acceptance_pending', 'respond_by_invalid'],
    examples: {
      next: { params: { id: sample.dispute }, body: { phase: 'pre_arbitration', respond_in: 'P10D' }, status: 200 },
      strange: { params: { id: sample.dispute }, body: { phase: 'war' }, status: 400 },
    },
  },
  reverseDispute: {
    method: 'POST', path: '/v1/sandbox/disputes/{id}/reverse', operation: 'reverseDispute', summary: 'Reverse a provisional win', ...onDispute,
    body: json(z.strictObject({ note: text(2000).optional(), fees: fees.optional() }), { optional: true }),
    answers: { 200: answer('Reversed: lost.', dispute, { ...exampleDispute, state: 'lost' }) }, failures: [...onDisputeFailures, 'acceptance_pending', 'not_provisional'],
    examples: { unready: { params: { id: sample.dispute }, status: 409 }, unknown: { params: { id: 'dsp_00000000000000000000000000' }, status: 404 } },
  },
  moveDeadline: {
    method: 'POST', path: '/v1/sandbox/disputes/{id}/deadline', operation: 'moveDeadline', summary: 'Move the deadline', ...onDispute,
    body: json(z.strictObject(respond).refine(body => Boolean(body.respond_in) !== Boolean(body.respond_by), oneOfThem)),
    answers: { 200: answer('Moved.', dispute, exampleDispute) }, failures: [...onDisputeFailures, 'acceptance_pending', 'respond_by_invalid'],
    examples: { later: { params: { id: sample.dispute }, body: { respond_in: 'P20D' }, status: 200 }, never: { params: { id: sample.dispute }, body: {}, status: 400 } },
  },
  getClock: {
    method: 'GET', path: '/v1/sandbox/clock', operation: 'getClock', summary: 'Read the clock', tags: ['Sandbox'], scope: 'read', headers,
    answers: { 200: answer('The time in the sandbox.', clock, { now: '2026-11-21T09:30:00Z' }) }, failures: serverFailures,
    examples: { now: { status: 200 }, strange: { query: { zone: 'Bangkok' }, status: 400 } },
  },
  setClock: {
    method: 'POST', path: '/v1/sandbox/clock', operation: 'setClock', summary: 'Turn the clock', tags: ['Sandbox'], scope: 'administrator',
    description: 'Forward only. Everything that is due has happened when the call answers.',
    headers: postHeaders, idempotent: true,
    body: json(z.strictObject({ advance: durationIn.optional(), set: instantIn.optional() }).refine(body => (body.advance === undefined) !== (body.set === undefined), 'expected advance or set')),
    answers: { 200: answer('Turned.', clock.extend({ happened: z.int() }), { now: '2026-11-24T09:30:00Z', happened: 2 }) }, failures: [...serverPostFailures, 'clock_not_forward'],
    examples: { later: { body: { advance: 'P3D' }, status: 200 }, back: { summary: 'Time does not go back', body: { set: '1999-12-31T00:00:00Z' }, status: 422 } },
  },
  listFaults: {
    method: 'GET', path: '/v1/sandbox/faults', operation: 'listFaults', summary: 'List faults', tags: ['Sandbox'], scope: 'administrator', headers,
    answers: { 200: answer('What will go wrong.', faultList, { data: [{ dialect: 'native', operation: 'acceptDispute', fault: 'timeout-after', times: 1 }] }) }, failures: serverFailures,
    examples: { all: { status: 200 }, strange: { query: { dialect: 'native' }, status: 400 } },
  },
  addFault: {
    method: 'POST', path: '/v1/sandbox/faults', operation: 'addFault', summary: 'Let something go wrong', tags: ['Sandbox'], scope: 'administrator',
    description: 'The next `times` calls of an operation fail. `after` means that the effect has happened. Operations are the names of the dialect\'s document; those of the sandbox itself never fail.',
    headers: postHeaders, idempotent: true, body: json(z.strictObject(faultLine)),
    answers: { 201: answer('What will go wrong.', faultList, { data: [{ dialect: 'native', operation: 'acceptDispute', fault: 'timeout-after', times: 1 }] }) }, failures: serverPostFailures,
    examples: {
      lost_answer: { body: { dialect: 'native', operation: 'acceptDispute', fault: 'timeout-after', times: 1 }, status: 201 },
      strange: { body: { dialect: 'native', operation: 'acceptDispute', fault: 'explode' }, status: 400 },
    },
  },
  clearFaults: {
    method: 'DELETE', path: '/v1/sandbox/faults', operation: 'clearFaults', summary: 'Let nothing go wrong any more', tags: ['Sandbox'], scope: 'administrator', headers,
    answers: { 204: { description: 'Cleared.' } }, failures: [...serverFailures, 'invalid_body'],
    examples: { cleared: { status: 204 }, strange: { query: { all: 'yes' }, status: 400 } },
  },
  resetSandbox: {
    method: 'POST', path: '/v1/sandbox/reset', operation: 'resetSandbox', summary: 'Begin again', tags: ['Sandbox'], scope: 'administrator',
    description: 'Empties everything and loads the sample cast. Its own key is forgotten with all others.',
    headers: postHeaders, idempotent: true, body: json(z.strictObject({}), { optional: true }),
    answers: { 200: answer('As on the first day.', clock, { now: '2026-11-21T09:30:00Z' }) }, failures: serverPostFailures,
    examples: { again: { status: 200 }, strange: { body: { keep: 'merchants' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
