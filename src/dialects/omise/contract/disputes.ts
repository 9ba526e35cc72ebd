// Reading disputes: one, the lists, the search. Data only.

import { z } from 'zod'
import { anyOf, form, json, ignored, type Endpoint } from '../../../wire/contract.ts'
import { disputeFailures, disputes, eitherDispute, headers, pageBody, pageQuery, readFailures } from './common.ts'
import { search } from './dispute.ts'
import { exampleDispute, listExample, sample, unknownDispute } from './examples.ts'

const body = anyOf(json(pageBody, { optional: true }), form(pageBody, { optional: true }))
const examples = { all: { status: 200 }, tooMany: { summary: 'More than 100 at once', query: { limit: '101' }, status: 400 } }

const list = <P extends `/${string}`, O extends string>(path: P, operation: O, summary: string) => ({
  method: 'GET', path, operation, summary, tags: ['Disputes'], scope: 'read', headers, query: pageQuery, body,
  answers: { 200: { description: 'A page of the list; `total` counts all of it.', schema: disputes, example: listExample([exampleDispute], path) } },
  failures: readFailures, examples,
}) as const satisfies Endpoint

export const disputeEndpoints = {
  listDisputes: list('/disputes', 'listDisputes', 'List disputes'),
  listOpenDisputes: list('/disputes/open', 'listOpenDisputes', 'List open disputes'),
  listPendingDisputes: list('/disputes/pending', 'listPendingDisputes', 'List pending disputes'),
  listClosedDisputes: list('/disputes/closed', 'listClosedDisputes', 'List disputes that were won or lost'),
  searchDisputes: {
    method: 'GET', path: '/search', operation: 'searchDisputes', summary: 'Search disputes', tags: ['Disputes'], scope: 'read', headers,
    description: 'Filters are `filters[name]=value`; amounts in filters are in the main unit. Dates and amounts may be ranges: `a..b`.',
    query: z.looseObject({
      scope: z.string().optional(), query: z.string().optional(), order: z.string().optional(), page: z.string().optional(), per_page: z.string().optional(),
      'filters[status]': z.string().optional(), 'filters[amount]': z.string().optional(), 'filters[currency]': z.string().optional(),
      'filters[created_at]': z.string().optional(), 'filters[closed_at]': z.string().optional(), 'filters[card_last_digits]': z.string().optional(),
    }),
    body: ignored(),
    answers: {
      200: {
        description: 'What was found.', schema: search,
        example: {
          object: 'search', data: [exampleDispute], order: 'reverse_chronological', scope: 'dispute', query: '', filters: {}, page: 1, per_page: 30,
          location: '/search', total_pages: 1, total: 1, export: null, aggregate_level: null,
        },
      },
    },
    failures: [...readFailures, 'invalid_scope', 'invalid_filters', 'invalid_page'],
    examples: {
      open: { query: { scope: 'dispute', 'filters[status]': 'open' }, status: 200 },
      charges: { summary: 'Another scope', query: { scope: 'charge' }, status: 400 },
    },
  },
  getDispute: {
    method: 'GET', path: '/disputes/{id}', operation: 'getDispute', summary: 'Retrieve a dispute', tags: ['Disputes'], scope: 'read', headers, body: ignored(),
    params: z.object({ id: z.string() }),
    answers: { 200: { description: 'The dispute.', schema: eitherDispute, example: exampleDispute } },
    failures: disputeFailures,
    examples: { one: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: unknownDispute }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
