// Accepting, taking an acceptance back while it waits, and submitting a defense. Data only.

import { z } from 'zod'
import { acceptReasons } from '../../../core/dispute.ts'
import { longestHold } from '../../../core/terms.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, readFailures } from './common.ts'
import { act, dispute } from './dispute.ts'
import { exampleAccepted, exampleAct, exampleDispute, sample } from './examples.ts'
import { headers, idParams, postHeaders, text, words } from './shapes.ts'

const expect = z.strictObject({ revision: z.int().min(1).optional(), amount: z.int().min(1).optional(), state: z.literal('needs_response').optional() })
  .meta({ description: 'Refuse unless the dispute is the one that was read.' })

const ended = ['already_accepted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn', 'already_prevented', 'already_refunded'] as const
const undecidable = ['dispute_not_found', 'act_in_progress', ...ended, 'already_submitted', 'acceptance_pending', 'deadline_passed', 'revision_changed', 'amount_changed', 'provider_refused'] as const
const onItsWay = z.object({ act, dispute })

export const decisionEndpoints = {
  acceptDispute: {
    method: 'POST', path: '/v1/disputes/{id}/accept', operation: 'acceptDispute', summary: 'Accept a dispute: give up the money', tags: ['Decisions'], scope: 'decide',
    description: 'Irrevocable once it took effect. With `hold_seconds` it waits and can be undone, but never beyond five minutes before the deadline.',
    headers: postHeaders, idempotent: true, params: idParams('dsp'), notFound: 'dispute_not_found',
    body: json(z.strictObject({
      reason: z.enum(acceptReasons), note: text(2000).optional(), hold_seconds: z.int().min(0).max(longestHold / 1000).default(0), expect: expect.optional(),
      override: words(500).optional().meta({ description: 'Why the buyer is paid although the payment was given back already; it goes on the record.' }),
    })),
    answers: {
      200: answer('Accepted.', dispute, exampleAccepted),
      202: answer('Waiting in its undo window, or asked of the provider and not yet confirmed.', onItsWay, { act: exampleAct, dispute: { ...exampleDispute, act: exampleAct, revision: 2 } }),
    },
    failures: [...postFailures, ...undecidable, 'not_acceptable_in_phase', 'payment_already_returned'],
    examples: {
      accept: { params: { id: sample.dispute }, headers: { 'idempotency-key': 'accept-A-1001' }, body: { reason: 'customer_is_right', note: 'The carrier lost it.', expect: { revision: 1 } }, status: 200 },
      hold: { summary: 'With time to think again', params: { id: sample.dispute }, body: { reason: 'not_worth_it', hold_seconds: 300 }, status: 202 },
      changed: { summary: 'Not the dispute that was read', params: { id: sample.dispute }, body: { reason: 'not_worth_it', expect: { revision: 7 } }, status: 409 },
      reasonless: { summary: 'Without a reason', params: { id: sample.dispute }, body: {}, status: 400 },
    },
  },
  submitDispute: {
    method: 'POST', path: '/v1/disputes/{id}/submit', operation: 'submitDispute', summary: 'Submit the defense', tags: ['Decisions'], scope: 'decide',
    description: 'Sends the evidence that was added, with a statement. It goes out once.',
    headers: postHeaders, idempotent: true, params: idParams('dsp'), notFound: 'dispute_not_found',
    body: json(z.strictObject({ statement: text(100_000).optional(), expect: expect.optional() }), { optional: true }),
    answers: {
      200: answer('Submitted: under review.', dispute, { ...exampleDispute, state: 'under_review', seconds_left: null }),
      202: answer('Asked of the provider and not yet confirmed.', onItsWay),
    },
    failures: [...postFailures, ...undecidable, 'evidence_missing', 'statement_too_long'], maxBody: 524_288,
    examples: {
      statement: { params: { id: sample.dispute }, body: { statement: 'The parcel was handed over on 3 November.' }, status: 200 },
      nothing: { summary: 'Nothing to send', params: { id: sample.dispute }, status: 422 },
    },
  },
  undoAct: {
    method: 'POST', path: '/v1/acts/{id}/undo', operation: 'undoAct', summary: 'Undo an acceptance that waits', tags: ['Decisions'], scope: 'decide',
    headers: postHeaders, idempotent: true, params: idParams('act'), notFound: 'act_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 200: answer('Undone.', z.object({ act, dispute }), { act: { ...exampleAct, state: 'undone' }, dispute: { ...exampleDispute, revision: 3 } }) },
    failures: [...postFailures, 'act_not_found', 'act_not_pending', 'act_in_progress', ...ended],
    examples: { undo: { params: { id: sample.act }, status: 200 }, unknown: { params: { id: 'act_00000000000000000000000000' }, status: 404 } },
  },
  getAct: {
    method: 'GET', path: '/v1/acts/{id}', operation: 'getAct', summary: 'Read an act', tags: ['Decisions'], scope: 'read', headers,
    description: 'An act is one decision on its way. `overtaken`: the dispute went on without it before it took effect.',
    params: idParams('act'), notFound: 'act_not_found',
    answers: { 200: answer('The act.', act, exampleAct) }, failures: [...readFailures, 'act_not_found'],
    examples: { one: { params: { id: sample.act }, status: 200 }, unknown: { params: { id: 'act_00000000000000000000000000' }, status: 404 } },
  },
  lookAfterAct: {
    method: 'POST', path: '/v1/acts/{id}/look', operation: 'lookAfterAct', summary: 'Look again what became of an act', tags: ['Decisions'], scope: 'decide',
    description: 'Looks at the provider now instead of at the next usual time. It never sends anything twice.',
    headers: postHeaders, idempotent: true, params: idParams('act'), notFound: 'act_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 202: answer('It is looked after.', act, exampleAct) }, failures: [...postFailures, 'act_not_found', 'act_not_pending'],
    examples: { looked: { params: { id: sample.act }, status: 202 }, unknown: { params: { id: 'act_00000000000000000000000000' }, status: 404 } },
  },
  settleAct: {
    method: 'POST', path: '/v1/acts/{id}/settle', operation: 'settleAct', summary: 'Say what became of an act', tags: ['Decisions'], scope: 'decide',
    description: 'For whoever found it out by other means (the provider\'s dashboard, its support). Goes on the record with the reason; nothing is sent.',
    headers: postHeaders, idempotent: true, params: idParams('act'), notFound: 'act_not_found',
    body: json(z.strictObject({ found: z.enum(['accepted', 'not_accepted', 'submitted', 'not_submitted']), reason: words(1000) })),
    answers: { 200: answer('Settled.', z.object({ act, dispute })) },
    failures: [...postFailures, 'act_not_found', 'act_not_pending', 'found_does_not_fit'],
    examples: { found: { params: { id: sample.act }, body: { found: 'accepted', reason: 'The dashboard shows it.' }, status: 200 }, unknown: { params: { id: 'act_00000000000000000000000000' }, body: { found: 'accepted', reason: 'The dashboard shows it.' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
