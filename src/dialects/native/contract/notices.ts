// What merchants were told, how it went, and the stream of it. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, readFailures } from './common.ts'
import { dialect } from './dispute.ts'
import { sample } from './examples.ts'
import { headers, idOf, idParams, instant, pageOf, pageQuery, postHeaders } from './shapes.ts'

const deliveryState = z.enum(['pending', 'delivered', 'exhausted'])
const notice = z.object({
  id: z.string(), kind: z.string(), dispute: z.string().nullable(), seq: z.int(), dialect, at: instant,
  position: z.int().nullable().meta({ description: 'Its place in the stream; null for the moment before it has one.' }),
})
const delivery = z.object({
  id: z.string(), webhook: z.string(), state: deliveryState, due_at: instant, last_status: z.int().nullable(),
  attempts: z.array(z.object({ number: z.int(), at: instant, took_ms: z.int(), status: z.int().nullable(), error: z.string().nullable(), answer: z.string().nullable() })),
})

const exampleNotice = { id: sample.notice, kind: 'dispute.opened', dispute: sample.dispute, seq: 1, dialect: 'native', at: '2026-11-21T09:00:00Z', position: 1 } as const
const position = z.string().regex(/^(?:0|[1-9][0-9]{0,17})$/, 'expected a position of the stream').transform(BigInt)

export const noticeEndpoints = {
  listNotices: {
    method: 'GET', path: '/v1/notices', operation: 'listNotices', summary: 'List notices', tags: ['Notices'], scope: 'read', headers,
    query: z.object({ ...pageQuery, dispute: idOf('dsp').optional(), state: deliveryState.optional().meta({ description: 'With a delivery in this state.' }) }),
    answers: { 200: answer('A page of notices, the newest first.', pageOf(notice), { data: [exampleNotice], next_cursor: null }) }, failures: [...readFailures, 'invalid_cursor'],
    examples: { given_up: { summary: 'What could not be delivered', query: { state: 'exhausted' }, status: 200 }, strange: { query: { state: 'lost' }, status: 400 } },
  },
  getNotice: {
    method: 'GET', path: '/v1/notices/{id}', operation: 'getNotice', summary: 'Read a notice with its deliveries', tags: ['Notices'], scope: 'read', headers,
    params: idParams('ntc'), notFound: 'notice_not_found',
    answers: { 200: answer('The notice, each delivery and each attempt.', notice.extend({ deliveries: z.array(delivery) }), { ...exampleNotice, deliveries: [] }) },
    failures: [...readFailures, 'notice_not_found'],
    examples: { one: { params: { id: sample.notice }, status: 200 }, unknown: { params: { id: 'ntc_00000000000000000000000000' }, status: 404 } },
  },
  resendNotice: {
    method: 'POST', path: '/v1/notices/{id}/resend', operation: 'resendNotice', summary: 'Send a notice again', tags: ['Notices'], scope: 'decide',
    description: 'To every webhook that it was for, with the same webhook-id.',
    headers: postHeaders, idempotent: true, params: idParams('ntc'), notFound: 'notice_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 202: answer('On its way.', z.object({ notice: z.string(), deliveries: z.int() }), { notice: sample.notice, deliveries: 1 }) },
    failures: [...postFailures, 'notice_not_found'],
    examples: { again: { params: { id: sample.notice }, status: 202 }, unknown: { params: { id: 'ntc_00000000000000000000000000' }, status: 404 } },
  },
  streamEvents: {
    method: 'GET', path: '/v1/events/stream', operation: 'streamEvents', summary: 'Follow notices as they happen', tags: ['Notices'], scope: 'read',
    description: 'Server-sent events: `id` is the position, `event` the kind, `data` names notice and dispute. Continue after a break with Last-Event-ID or `after`; without either it begins now. A comment comes every 15 seconds. `preparing` tells who prepares a decision about a dispute, whenever that changes; it has no `id`, is not kept, and a break forgets nothing by it. With `clock=yes`, `clock` tells the time of the server, at the beginning and whenever the clock of a sandbox was turned. `reset` comes where the position is none of this stream, as after a sandbox was emptied or a backup restored: its `id` is where the stream ends now, so read anew what you keep and go on. `ended` is the last event once the credential or session has ended.',
    headers: headers.extend({ 'last-event-id': position.optional() }), query: z.object({ after: position.optional(), clock: z.enum(['yes', 'no']).optional().meta({ description: 'Whether to be told the time of the server.' }) }),
    answers: { 200: { description: 'The stream.', contentType: 'text/event-stream' } }, failures: readFailures,
    examples: { strange: { query: { after: 'yesterday' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
