// Reading disputes, and what the caller keeps with them. Data only.

import { z } from 'zod'
import { phases, reasonCategories, dialects, states } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, notWorkable, readFailures, writeFailures } from './common.ts'
import { actor, dispute } from './dispute.ts'
import { exampleDispute, sample } from './examples.ts'
import { posting } from './books.ts'
import { commaList, currency, headers, idParams, instant, instantIn, metadataChange, pageOf, pageQuery, tags, text, words } from './shapes.ts'

const amountText = z.string().regex(/^(?:0|[1-9][0-9]{0,15})$/, 'expected an integer of minor units').transform(BigInt)

export const disputeOrders = ['deadline', 'opened_newest', 'opened_oldest'] as const

const event = z.object({
  id: z.string(), seq: z.int(), kind: z.string(), at: instant, by: actor,
  data: z.record(z.string(), z.unknown()).meta({ description: 'What the event says; which fields there are depends on its kind.' }),
  stored: z.string().meta({ description: 'The text that was hashed.' }), prev: z.string(), hash: z.string(),
})
const raw = z.object({ id: z.string(), source: z.string(), at: instant, sha256: z.string(), body: z.string() })

export const disputeEndpoints = {
  listDisputes: {
    method: 'GET', path: '/v1/disputes', operation: 'listDisputes', summary: 'List disputes', tags: ['Disputes'], scope: 'read', headers,
    description: 'A page may be shorter than `limit` and still have a next one: a search looks at a bounded number of disputes per call.',
    query: z.object({
      ...pageQuery,
      state: commaList(states).optional(), open: z.enum(['true', 'false']).optional(), dialect: commaList(dialects).optional(),
      phase: commaList(phases).optional(), reason: commaList(reasonCategories).optional(),
      due_before: instantIn.optional(), due_after: instantIn.optional(), opened_before: instantIn.optional(), opened_after: instantIn.optional(),
      currency: currency.optional(), amount_min: amountText.optional(), amount_max: amountText.optional(),
      text: words(200).optional().meta({ description: 'Part of an id, a payment, an order, a customer, a reason or a tag.' }),
      their_id: words(200).optional(),
      owner: words(100).optional().meta({ description: 'Whose they are: the id of a user, `me` for the user who asks, `none` for those that are nobody\'s.' }),
      evidence: z.enum(['some', 'none']).optional().meta({ description: 'Whether any evidence is staged.' }),
      snoozed: z.enum(['yes', 'no']).optional().meta({ description: 'Whether it is put aside now.' }),
      outcome: z.enum(['unknown']).optional().meta({ description: 'Only those whose act went to the provider and nobody knows what came of it.' }),
      order: z.enum(disputeOrders).optional().meta({ description: '`deadline` lists open disputes only and is usual where only open ones are asked for; otherwise the newest come first.' }),
    }),
    answers: { 200: answer('A page of disputes.', pageOf(dispute), { data: [exampleDispute], next_cursor: null }) },
    failures: [...readFailures, 'invalid_cursor', 'amount_not_filterable', 'user_required'],
    examples: {
      queue: { summary: 'What has to be answered, by deadline', query: { state: 'needs_response', limit: '50' }, status: 200 },
      amounts: { summary: 'Large ones of the last days', query: { currency: 'THB', amount_min: '10000', opened_after: '2026-11-01T00:00:00Z', order: 'opened_newest' }, status: 200 },
      strange: { summary: 'An unknown parameter is refused', query: { status: 'open' }, status: 400 },
    },
  },
  getDispute: {
    method: 'GET', path: '/v1/disputes/{id}', operation: 'getDispute', summary: 'Read a dispute', tags: ['Disputes'], scope: 'read', headers,
    params: idParams('dsp'), notFound: 'dispute_not_found',
    answers: { 200: answer('The dispute.', dispute, exampleDispute) }, failures: [...readFailures, 'dispute_not_found'],
    examples: { one: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: 'dsp_00000000000000000000000000' }, status: 404 } },
  },
  annotateDispute: {
    method: 'PATCH', path: '/v1/disputes/{id}', operation: 'annotateDispute', summary: 'Keep something with a dispute', tags: ['Disputes'], scope: 'decide', headers,
    description: 'Metadata is merged, and a pair set to null is removed; tags are replaced. A note goes into the history. `owner` gives it to a user, null to nobody. `snooze_until` puts aside what needs a response, until an instant that is no later than a day before the buffer; null wakes it, and so does whatever else becomes of it. Each such change is an event and makes a new revision: an acceptance that expects the one before is refused.',
    params: idParams('dsp'), notFound: 'dispute_not_found',
    body: json(z.strictObject({ metadata: metadataChange.optional(), tags: tags.optional(), note: text(2000).optional(), owner: words(100).nullable().optional(), snooze_until: instantIn.nullable().optional() })
      .refine(body => Object.values(body).some(value => value !== undefined), 'expected metadata, tags, note, owner or snooze_until')),
    answers: { 200: answer('The dispute.', dispute, exampleDispute) }, failures: [...writeFailures, ...notWorkable, 'snooze_invalid', 'metadata_too_large', 'owner_unknown'],
    examples: {
      tag: { params: { id: sample.dispute }, body: { metadata: { ticket: '8812' }, tags: ['vip'], note: 'The buyer called.' }, status: 200 },
      nobodys: { summary: 'Nobody looks after it any more', params: { id: sample.dispute }, body: { owner: null }, status: 200 },
      aside: { summary: 'Put aside for two days', params: { id: sample.dispute }, body: { snooze_until: '2026-11-23T09:00:00Z' }, status: 200 },
      stranger: { summary: 'A user that there is not', params: { id: sample.dispute }, body: { owner: 'nobody' }, status: 422 },
      state: { summary: 'What Parley decides cannot be written', params: { id: sample.dispute }, body: { state: 'won' }, status: 400 },
    },
  },
  listEvents: {
    method: 'GET', path: '/v1/disputes/{id}/events', operation: 'listEvents', summary: 'The history of a dispute', tags: ['Disputes'], scope: 'read', headers,
    description: 'Each event carries the hash of the one before it: SHA-256 over five lines: `prev`, merchant, dispute, `seq`, `stored`.',
    params: idParams('dsp'), notFound: 'dispute_not_found', query: z.object(pageQuery),
    answers: { 200: answer('A page of events, the oldest first.', pageOf(event)) }, failures: [...readFailures, 'dispute_not_found', 'invalid_cursor'],
    examples: { all: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: 'dsp_00000000000000000000000000' }, status: 404 } },
  },
  listDisputePostings: {
    method: 'GET', path: '/v1/disputes/{id}/postings', operation: 'listDisputePostings', summary: 'The money of a dispute', tags: ['Disputes'], scope: 'read', headers,
    params: idParams('dsp'), notFound: 'dispute_not_found', query: z.object(pageQuery),
    answers: { 200: answer('A page of postings, the oldest first.', pageOf(posting)) }, failures: [...readFailures, 'dispute_not_found', 'invalid_cursor'],
    examples: { all: { params: { id: sample.dispute }, status: 200 }, limit: { params: { id: sample.dispute }, query: { limit: '-1' }, status: 400 } },
  },
  listRaw: {
    method: 'GET', path: '/v1/disputes/{id}/raw', operation: 'listRaw', summary: 'The documents of a dispute as they were received', tags: ['Disputes'], scope: 'read', headers,
    params: idParams('dsp'), notFound: 'dispute_not_found',
    answers: { 200: answer('The newest 100 documents.', z.object({ data: z.array(raw) })) }, failures: [...readFailures, 'dispute_not_found'],
    examples: { all: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: 'dsp_00000000000000000000000000' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
