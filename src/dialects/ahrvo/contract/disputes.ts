// Disputes: reading, listing, tagging, accepting, submitting, and what moved because of them. Data only.

import { z } from 'zod'
import { ignored, type Endpoint } from '../../../wire/contract.ts'
import * as sample from './samples.ts'
import { answer, dispute, hal, halOrNone, headers, limit, listOf, minor, moment, note, offset, onDispute, pageQuery, root, tags, transfer, unknown, usual, version } from './shapes.ts'
import { responseStates, states } from '../translate.ts'

const text = z.string().min(1).optional()

export const listQuery = z.looseObject({
  limit, offset, after_cursor: z.string().optional(), before_cursor: z.string().optional(),
  sort: z.enum(['created_at,desc', 'created_at,asc']).default('created_at,desc'),
  transfer_id: text.meta({ description: 'All other filters are ignored.' }), adjustment_transfer_id: text.meta({ description: 'All other filters are ignored.' }),
  state: z.enum(states).optional(), response_state: z.enum(responseStates).optional(),
  amount: minor, 'amount.gte': minor, 'amount.lte': minor, 'amount.gt': minor, 'amount.lt': minor,
  'created_at.gte': moment, 'created_at.lte': moment, 'updated_at.gte': moment, 'updated_at.lte': moment, 'respond_by.gte': moment, 'respond_by.lte': moment,
  'tags.key': text, 'tags.value': text,
  merchant_id: text, merchant_mid: text, merchant_identity_id: text, merchant_identity_name: text, instrument_bin: text, instrument_brand_type: text,
  instrument_card_last4: text, instrument_card_type: text, instrument_fingerprint: text, instrument_name: text, instrument_type: text,
})

const decided = [
  'in_progress', 'act_in_progress', 'acceptance_pending', 'already_accepted', 'already_submitted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn',
  'already_prevented', 'already_refunded', 'deadline_passed', 'provider_refused',
] as const
const one = { params: { id: sample.ids.dispute } }
const accepted = { ...sample.dispute, response_state: 'ACCEPTED' }

export const disputeEndpoints = {
  acceptDispute: {
    method: 'POST', path: `${root}/disputes/{id}/accept`, operation: 'acceptDispute', summary: 'Accept a dispute', tags: ['Disputes'], scope: 'decide',
    description: 'Gives up the disputed amount, for good. Possible while `response_state` is NEEDS_RESPONSE. `state` moves later.',
    headers, body: halOrNone(note), answers: { 200: answer('Accepted.', dispute, accepted) },
    failures: [...onDispute, ...decided, 'not_acceptable_in_phase', 'payment_already_returned'],
    examples: {
      with_note: { ...one, body: { note: 'Accepting Dispute: valid' }, status: 200 }, without: { ...one, status: 200 },
      not_text: { ...one, body: { note: 7 }, status: 422 }, unknown,
    },
  },
  getDispute: {
    method: 'GET', path: `${root}/disputes/{id}`, operation: 'getDispute', summary: 'Fetch a dispute', tags: ['Disputes'], scope: 'read', headers, body: ignored(),
    query: z.looseObject({}), answers: { 200: answer('The dispute.', dispute, sample.dispute) }, failures: onDispute, examples: { one: { ...one, status: 200 }, unknown },
  },
  listDisputes: {
    method: 'GET', path: `${root}/disputes`, operation: 'listDisputes', summary: 'List disputes', tags: ['Disputes'], scope: 'read', headers, body: ignored(), query: listQuery,
    answers: { 200: answer('A page, the newest first.', listOf('disputes', dispute), sample.listed('disputes', sample.dispute, `${root}/disputes`)) },
    failures: [...usual, 'not_found'],
    examples: { all: { status: 200 }, large: { query: { 'amount.gte': '30000' }, status: 200 }, strange: { query: { limit: 'abc' }, status: 422 }, cursor: { query: { after_cursor: '123' }, status: 404 } },
  },
  updateDispute: {
    method: 'PUT', path: `${root}/disputes/{id}`, operation: 'updateDispute', summary: 'Add tags to a dispute', tags: ['Disputes'], scope: 'decide', headers,
    description: 'What is there stays; a key that is there gets the new value.', body: hal(z.looseObject({ tags })),
    answers: { 200: answer('The dispute.', dispute, { ...sample.dispute, tags: { order_id: 'ORDER-12345', seen: 'yes' } }) }, failures: [...onDispute, 'tags_invalid', 'metadata_too_large'],
    examples: { tagged: { ...one, body: { tags: { seen: 'yes' } }, status: 200 }, strange: { ...one, body: { tags: { seen: 1 } }, status: 422 } },
  },
  submitDispute: {
    method: 'POST', path: `${root}/disputes/{id}/submit`, operation: 'submitDispute', summary: 'Submit the evidence', tags: ['Disputes'], scope: 'decide', headers, body: halOrNone(note),
    answers: { 200: answer('Submitted.', dispute, { ...sample.dispute, response_state: 'RESPONDED', evidence_submitted: 'CHARGEBACK' }) },
    failures: [...onDispute, ...decided, 'version_missing', 'evidence_missing', 'statement_too_long'],
    examples: { with_note: { ...one, headers: { 'finix-version': version }, body: { note: 'It was delivered.' }, status: 200 }, nothing: { ...one, status: 422 } },
  },
  listAdjustmentTransfers: {
    method: 'GET', path: `${root}/disputes/{id}/adjustment_transfers`, operation: 'listAdjustmentTransfers', summary: 'List what moved because of a dispute', tags: ['Disputes'],
    scope: 'read', headers, body: ignored(), query: pageQuery,
    answers: { 200: answer('A page, the oldest first.', listOf('transfers', transfer), sample.listed('transfers', sample.transfer, `${root}/disputes/${sample.ids.dispute}/adjustment_transfers`)) },
    failures: onDispute, examples: { all: { ...one, status: 200 }, unknown },
  },
} as const satisfies Record<string, Endpoint>
