// The record over all disputes: who did what, whether it still fits together, and all of it as a table. Data only.

import { z } from 'zod'
import { eventKinds } from '../../../core/event-kinds.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, readFailures } from './common.ts'
import { disputeEndpoints } from './disputes.ts'
import { commaList, headers, instantIn, line, pageOf, pageQuery } from './shapes.ts'

const auditEvent = disputeEndpoints.listEvents.answers[200].schema.shape.data.element.extend({ dispute: z.string() })
const problem = z.object({
  code: z.string(), what: z.string().meta({ description: 'The code in words.' }), severity: z.enum(['error', 'warning']), dispute: z.string().nullable(),
  subject: z.string(), is: z.string(), should_be: z.string(),
})
const checked = z.object({ disputes: z.int(), events: z.int(), postings: z.int(), problems: z.array(problem), next_cursor: z.string().nullable() })

export type WireAuditEvent = z.input<typeof auditEvent>
export type WireChecked = z.input<typeof checked>

const auditFilter = {
  actor: line(200).optional().meta({ description: 'The id of the key, the user or the worker that did it.' }),
  kind: commaList(eventKinds).optional(),
  since: instantIn.optional(), until: instantIn.optional().meta({ description: 'Before this moment.' }),
}
const disputeFilter = disputeEndpoints.listDisputes.query.omit({ limit: true, cursor: true })

const audit = { method: 'GET', tags: ['Audit'], scope: 'read', headers } as const
const table = (description: string) => ({
  description, contentType: 'text/csv; charset=utf-8',
  headers: { 'content-disposition': 'An attachment.' },
})

export const auditEndpoints = {
  listAudit: {
    ...audit, path: '/v1/audit', operation: 'listAudit', summary: 'Everything that happened',
    description: 'The events of all disputes, the newest first. A page may be shorter than `limit` and still have a next one: a search looks at a bounded number of events per call.',
    query: z.object({ ...pageQuery, ...auditFilter }),
    answers: { 200: answer('A page of events.', pageOf(auditEvent)) }, failures: [...readFailures, 'invalid_cursor'],
    examples: { acceptances: { query: { kind: 'accepted', limit: '50' }, status: 200 }, strange: { query: { kind: 'wished' }, status: 400 } },
  },
  checkAudit: {
    ...audit, path: '/v1/audit/check', operation: 'checkAudit', summary: 'Check the record',
    description: 'Up to 500 disputes a call: the chain of their events, and that the disputes and their postings follow from them. Go on with `next_cursor` until it is null.',
    query: z.object({ cursor: pageQuery.cursor }),
    answers: { 200: answer('What was checked, and what was found.', checked, { disputes: 1, events: 2, postings: 1, problems: [], next_cursor: null }) },
    failures: [...readFailures, 'invalid_cursor'],
    examples: { first: { status: 200 }, cursor: { query: { cursor: 'nonsense' }, status: 400 } },
  },
  exportDisputes: {
    ...audit, path: '/v1/export/disputes', operation: 'exportDisputes', summary: 'Disputes as a table',
    description: 'RFC 4180 with a header row, as many rows as there are. Amounts are decimals with their currency beside them; a text that a spreadsheet would run begins with an apostrophe.',
    query: disputeFilter,
    answers: { 200: table('The table.') }, failures: [...readFailures, 'amount_not_filterable', 'user_required'],
    examples: { open: { query: { open: 'true' }, status: 200 }, amounts: { summary: 'Amounts are compared in one currency', query: { amount_min: '100' }, status: 400 } },
  },
  exportEvents: {
    ...audit, path: '/v1/export/events', operation: 'exportEvents', summary: 'Events as a table',
    description: 'The events of all disputes, the newest first, as they are hashed.',
    query: z.object(auditFilter),
    answers: { 200: table('The table.') }, failures: readFailures,
    examples: { acceptances: { query: { kind: 'accepted' }, status: 200 }, strange: { query: { since: 'yesterday' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
