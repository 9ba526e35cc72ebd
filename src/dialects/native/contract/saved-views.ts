// Views of the queue that somebody keeps under a name, and how many disputes fit a filter. Each belongs to one user, or key, of one merchant. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, readFailures, writeFailures } from './common.ts'
import { viewNames } from './desk-views.ts'
import { disputeEndpoints } from './disputes.ts'
import { sample } from './examples.ts'
import { headers, idParams, instant, line, postHeaders } from './shapes.ts'

const view = z.enum(viewNames).meta({ description: 'Which of the views of `GET /v1/summary` it begins with.' })
const filter = z.union([z.literal(''), line(500)]).meta({ description: 'What narrows it, as the desk has it: `provider:omise due:<48h lost parcel`. It is kept and never read by the server.' })
const name = line(60).meta({ description: 'One of a kind among the views of whoever keeps it.' })

const savedView = z.object({ id: z.string(), name: z.string(), view: z.enum(viewNames), filter: z.string(), created_at: instant, updated_at: instant }).meta({ id: 'SavedView' })
export type WireSavedView = z.input<typeof savedView>

export const mostSavedViews = 20

const exampleView: WireSavedView = {
  id: sample.view, name: 'Large at Omise', view: 'needs_decision', filter: 'provider:omise amount:>1000thb', created_at: '2026-11-21T09:00:00Z', updated_at: '2026-11-21T09:00:00Z',
}
const common = { tags: ['Overview'], headers } as const
const onOne = { ...common, params: idParams('viw'), notFound: 'saved_view_not_found' } as const

export const savedViewEndpoints = {
  countDisputes: {
    ...common, method: 'GET', path: '/v1/count/disputes', operation: 'countDisputes', summary: 'How many disputes fit', scope: 'read',
    description: 'The filters of `GET /v1/disputes`. It counts to 1000 and looks at a bounded number; `more` says that there may be more.',
    query: disputeEndpoints.listDisputes.query.omit({ limit: true, cursor: true, order: true }),
    answers: { 200: answer('The count.', z.object({ count: z.int(), more: z.boolean() }), { count: 1, more: false }) }, failures: [...readFailures, 'amount_not_filterable', 'user_required'],
    examples: { queue: { query: { state: 'needs_response', snoozed: 'no' }, status: 200 }, amounts: { summary: 'Amounts are compared in one currency', query: { amount_min: '100' }, status: 400 } },
  },
  listSavedViews: {
    ...common, method: 'GET', path: '/v1/views', operation: 'listSavedViews', summary: 'List own views', scope: 'read',
    answers: { 200: answer('All of them, in their order; there are 20 at most.', z.object({ data: z.array(savedView) }), { data: [exampleView] }) }, failures: readFailures,
    examples: { all: { status: 200 }, strange: { query: { of: 'everybody' }, status: 400 } },
  },
  createSavedView: {
    ...common, method: 'POST', path: '/v1/views', operation: 'createSavedView', summary: 'Keep a view', scope: 'decide', headers: postHeaders, idempotent: true,
    body: json(z.strictObject({ name, view, filter: filter.default('') })),
    answers: { 201: answer('It is kept.', savedView, exampleView) }, failures: [...postFailures, 'saved_view_name_taken', 'too_many_saved_views'],
    examples: {
      kept: { body: { name: 'Due soon', view: 'needs_decision', filter: 'due:<48h' }, status: 201 },
      nowhere: { summary: 'A view that there is not', body: { name: 'Lost', view: 'lost' }, status: 400 },
    },
  },
  updateSavedView: {
    ...onOne, method: 'PATCH', path: '/v1/views/{id}', operation: 'updateSavedView', summary: 'Change an own view', scope: 'decide',
    body: json(z.strictObject({ name: name.optional(), view: view.optional(), filter: filter.optional() }).refine(body => Object.values(body).some(value => value !== undefined), 'expected name, view or filter')),
    answers: { 200: answer('The view.', savedView, exampleView) }, failures: [...writeFailures, 'saved_view_not_found', 'saved_view_name_taken'],
    examples: { renamed: { params: { id: sample.view }, body: { name: 'Large ones' }, status: 200 }, nothing: { params: { id: sample.view }, body: {}, status: 400 } },
  },
  deleteSavedView: {
    ...onOne, method: 'DELETE', path: '/v1/views/{id}', operation: 'deleteSavedView', summary: 'Remove an own view', scope: 'decide',
    answers: { 204: { description: 'Removed.' } }, failures: [...writeFailures, 'saved_view_not_found'],
    examples: { gone: { params: { id: sample.view }, status: 204 }, unknown: { params: { id: 'viw_00000000000000000000000000' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
