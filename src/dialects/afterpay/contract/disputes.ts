// Reading disputes and accepting them. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { statuses } from '../words.ts'
import { anyQuery, disputeParams, headers, readFailures, strayBody, writeFailures } from './common.ts'
import { dispute, disputeList } from './dispute.ts'
import { exampleAccepted, exampleDispute, sample } from './examples.ts'
import { count, token, when } from './query.ts'

export const mostPerPage = 100
export const mostOffset = 10_000

const listQuery = z.looseObject({
  order: token.optional(),
  merchant: token.optional(),
  status: z.enum(statuses).optional(),
  openedAfter: when.optional().meta({ description: 'Created then or later: ISO 8601, or epoch seconds.' }),
  openedBefore: when.optional().meta({ description: 'Created then or earlier: ISO 8601, or epoch seconds.' }),
  offset: count(0, mostOffset).default(0),
  limit: count(1, mostPerPage).default(10),
})

const accept = {
  summary: 'Accept a dispute', tags: ['Disputes'], scope: 'decide', destructive: true, headers, params: disputeParams, query: anyQuery,
  description: 'Gives the money up. Cannot be taken back. For as long as the dispute is open, also while it is under review.',
  answers: { 200: { description: 'The dispute, lost.', schema: dispute, example: exampleAccepted } },
  failures: [...writeFailures, 'not_found', 'precondition_failed', 'in_progress'],
  examples: { one: { params: { dispute_id: sample.dispute }, status: 200 }, unknown: { params: { dispute_id: sample.unknown }, status: 404 } },
} as const

export const disputeEndpoints = {
  listDisputes: {
    method: 'GET', path: '/v2/disputes', operation: 'listDisputes', summary: 'List disputes', tags: ['Disputes'], scope: 'read', headers, query: listQuery, ...strayBody,
    description: 'The newest first. `total` counts all that fit.',
    answers: { 200: { description: 'A page of disputes.', schema: disputeList, example: { data: [exampleDispute], offset: 0, limit: 10, total: 1 } } },
    failures: readFailures,
    examples: { page: { query: { offset: '0', limit: '10' }, status: 200 }, strange: { query: { limit: '0' }, status: 422 } },
  },
  getDispute: {
    method: 'GET', path: '/v2/disputes/{dispute_id}', operation: 'getDispute', summary: 'Get a dispute', tags: ['Disputes'], scope: 'read', headers, params: disputeParams,
    query: anyQuery, ...strayBody,
    answers: { 200: { description: 'The dispute.', schema: dispute, example: exampleDispute } }, failures: [...readFailures, 'not_found'],
    examples: { one: { params: { dispute_id: sample.dispute }, status: 200 }, unknown: { params: { dispute_id: sample.unknown }, status: 404 } },
  },
  acceptDispute: { method: 'GET', path: '/v2/disputes/{dispute_id}/accept', operation: 'acceptDispute', ...accept, ...strayBody },
  acceptDisputeByPost: { method: 'POST', path: '/v2/disputes/{dispute_id}/accept', operation: 'acceptDisputeByPost', ...accept, body: json(z.strictObject({}), { optional: true }) },
} as const satisfies Record<string, Endpoint>
