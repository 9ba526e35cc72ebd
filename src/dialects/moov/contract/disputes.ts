// Reading disputes and accepting them. Data only. Source: moovfinancial/moov-api-public, openapi.yaml of v2025.10.00.

import { z } from 'zod'
import { parseInstant } from '../../../core/time.ts'
import { ignored, type Endpoint } from '../../../wire/contract.ts'
import { always, answer, anyQuery, changing, dateTime, headers, onDispute, phases, sample, statuses, uuid } from './shapes.ts'

export const dispute = z.object({
  disputeID: uuid, merchantAccountID: uuid,
  amount: z.object({ currency: z.string().regex(/^[A-Za-z]{3}$/), value: z.int().meta({ description: 'Smallest unit: 257753 is $2,577.53.' }) }),
  networkReasonCode: z.string(), networkReasonDescription: z.string().optional(),
  transfer: z.object({ transferID: uuid }),
  respondBy: dateTime, status: z.enum(statuses), phase: z.enum(phases), createdOn: dateTime, submittedOn: dateTime.optional(),
}).meta({ id: 'Dispute' })
export type WireDispute = z.input<typeof dispute>

export const exampleDispute: WireDispute = {
  disputeID: sample.dispute, merchantAccountID: '34233b72-780c-4e0e-8b08-cbbe1bc878f8', amount: { currency: 'USD', value: 257753 },
  networkReasonCode: '10.4', transfer: { transferID: 'ecac148a-917e-4ee0-b46a-c51408939fff' }, respondBy: '2024-12-23T18:55:00Z',
  status: 'response-needed', phase: 'chargeback', createdOn: '2024-12-23T17:55:00Z',
}

const count = z.string().regex(/^\d{1,15}$/, 'expected a whole number of 0 or more').transform(Number)
const instant = z.string().max(64).meta({ format: 'date-time' })
  .refine(text => parseInstant(text) !== null, 'expected an RFC 3339 date-time').transform(text => parseInstant(text)!)
const uuidIn = z.uuid({ error: 'expected a UUID' })
const idsIn = z.string().max(8000).transform(text => text.split(',')).pipe(z.array(uuidIn))

export const disputeEndpoints = {
  listDisputes: {
    method: 'GET', path: '/accounts/{accountID}/disputes', operation: 'listDisputes', summary: 'List disputes', tags: ['Disputes'], scope: 'transfers.read', headers,
    description: 'A bare array, the newest first. A page shorter than `count` is the last. `orderBy` is taken and not looked at: its values are not documented.',
    query: z.looseObject({
      count: count.default(200), skip: count.default(0),
      startDateTime: instant.optional().meta({ description: 'Created on or after.' }), endDateTime: instant.optional().meta({ description: 'Created on or before.' }),
      respondStartDateTime: instant.optional().meta({ description: 'Respond-by later than.' }), respondEndDateTime: instant.optional().meta({ description: 'Respond-by earlier than.' }),
      status: z.enum(statuses).optional(), merchantAccountID: uuidIn.optional(), cardholderAccountID: uuidIn.optional(),
      disputeIDs: idsIn.optional(), transferIDs: idsIn.optional(), orderBy: z.string().optional(),
    }),
    body: ignored(), answers: { 200: answer('A page of disputes.', z.array(dispute), [exampleDispute]) }, failures: [...always, 'page_too_far'],
    examples: {
      all: { params: { accountID: sample.account }, status: 200 },
      some: { params: { accountID: sample.account }, query: { status: 'response-needed', count: '2', skip: '0' }, status: 200 },
      negative: { params: { accountID: sample.account }, query: { count: '-1' }, status: 400 },
    },
  },
  getDispute: {
    method: 'GET', path: '/accounts/{accountID}/disputes/{disputeID}', operation: 'getDispute', summary: 'Read a dispute', tags: ['Disputes'], scope: 'transfers.read', headers,
    query: anyQuery, body: ignored(), answers: { 200: answer('The dispute.', dispute, exampleDispute) }, failures: onDispute,
    examples: {
      one: { params: { accountID: sample.account, disputeID: sample.dispute }, status: 200 },
      unknown: { params: { accountID: sample.account, disputeID: sample.unknown }, status: 404 },
    },
  },
  acceptDispute: {
    method: 'POST', path: '/accounts/{accountID}/disputes/{disputeID}/accept', operation: 'acceptDispute', summary: 'Accept liability for a dispute', tags: ['Disputes'], scope: 'accept', headers,
    description: 'Final. Takes no body; one that comes is not looked at. A second accept clashes with the state: 409.',
    query: anyQuery, body: ignored(), answers: { 200: answer('Accepted.', dispute, { ...exampleDispute, status: 'accepted' }) },
    failures: [...changing, 'not_acceptable_in_phase', 'payment_already_returned'],
    examples: {
      accepted: { params: { accountID: sample.account, disputeID: sample.dispute }, status: 200 },
      unknown: { params: { accountID: sample.account, disputeID: sample.unknown }, status: 404 },
    },
  },
  submitEvidence: {
    method: 'POST', path: '/accounts/{accountID}/disputes/{disputeID}/evidence/submit', operation: 'submitEvidence', summary: 'Submit the evidence', tags: ['Disputes'], scope: 'transfers.write', headers,
    description: 'Once per dispute, after evidence has been uploaded.',
    query: anyQuery, body: ignored(), answers: { 200: answer('Submitted.', dispute, { ...exampleDispute, status: 'under-review', submittedOn: '2024-12-23T18:05:00Z' }) },
    failures: [...changing, 'evidence_missing'],
    examples: {
      submitted: { params: { accountID: sample.account, disputeID: sample.dispute }, status: 200 },
      unknown: { params: { accountID: sample.account, disputeID: sample.unknown }, status: 404 },
    },
  },
} as const satisfies Record<string, Endpoint<string>>
