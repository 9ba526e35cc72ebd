// Accepting and updating; both verbs of the acceptance, since the page and the clients disagree. Data only.

import { z } from 'zod'
import { anyOf, form, ignored, json, type Endpoint } from '../../../wire/contract.ts'
import { closedFailures, eitherDispute, postHeaders, writeFailures } from './common.ts'
import { acceptedDispute, exampleDispute, sample, unknownDispute } from './examples.ts'

const params = z.object({ id: z.string() })
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const message = z.string().max(20_000).refine(text => text.isWellFormed() && !control.test(text), 'expected text without control characters')
const metadata = z.record(z.string().min(1).max(100), z.json())
  .refine(value => JSON.stringify(value).length <= 15_000, 'expected metadata of at most 15000 characters')
const update = z.looseObject({ message: message.nullable().optional(), metadata: metadata.nullable().optional() })

const accept = <M extends 'POST' | 'PATCH', O extends string>(method: M, operation: O, description: string) => ({
  method, path: '/disputes/{id}/accept', operation, summary: 'Accept a dispute', description, tags: ['Disputes'], scope: 'decide',
  headers: postHeaders, idempotent: true, params, body: ignored(),
  answers: { 200: { description: 'Accepted: lost, at once and for good.', schema: eitherDispute, example: acceptedDispute } },
  failures: [...writeFailures, ...closedFailures, 'already_submitted', 'acceptance_pending', 'deadline_passed', 'not_acceptable_in_phase', 'payment_already_returned', 'provider_refused'],
  examples: {
    open: { params: { id: sample.dispute }, status: 200 },
    unknown: { params: { id: unknownDispute }, status: 404 },
    malformed: { params: { id: 'not-an-id' }, status: 400 },
  },
}) as const satisfies Endpoint

export const decisionEndpoints = {
  acceptDispute: accept('POST', 'acceptDispute', 'As its page says. Any body is ignored.'),
  acceptDisputeByPatch: accept('PATCH', 'acceptDisputeByPatch', 'As the official clients call it. Any body is ignored.'),
  updateDispute: {
    method: 'PATCH', path: '/disputes/{id}', operation: 'updateDispute', summary: 'Update a dispute', tags: ['Disputes'], scope: 'decide',
    description: 'Only while it is open. A message answers the dispute, which then is pending; metadata alone leaves it open and replaces all there was.',
    headers: postHeaders, idempotent: true, params, body: anyOf(json(update, { optional: true }), form(update, { optional: true })),
    answers: { 200: { description: 'The dispute.', schema: eitherDispute, example: { ...exampleDispute, message: 'Delivered.', status: 'pending' } } },
    failures: [...writeFailures, ...closedFailures, 'already_submitted', 'acceptance_pending', 'deadline_passed', 'evidence_missing', 'statement_too_long', 'metadata_too_large'],
    examples: {
      message: { params: { id: sample.dispute }, body: { message: 'Delivered on 3 November.' }, status: 200 },
      metadata: { params: { id: sample.dispute }, body: { metadata: { case_id: '7' } }, encoding: 'form', status: 200 },
      wrongType: { params: { id: sample.dispute }, body: { message: 7 }, status: 400 },
    },
  },
} as const satisfies Record<string, Endpoint>
