// What went over the wire lately, and how the server is. Data only.

import { z } from 'zod'
import { dialects } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, readFailures, serverFailures } from './common.ts'
import { dialect } from './dispute.ts'
import { sample } from './examples.ts'
import { headers, idOf, instant, line, pageOf, pageQuery, words } from './shapes.ts'

const exchange = z.object({
  id: z.string().meta({ description: 'The request\'s id, which is also in the log and in the events it caused.' }),
  at: instant, dialect, operation: z.string(), route: z.string().meta({ examples: ['POST /v1/disputes/{id}/accept'] }),
  method: z.string(), path: z.string().meta({ description: 'With the query.' }), status: z.int(), took_ms: z.number(),
})
const side = z.object({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  body: z.string().nullable().meta({ description: 'Null where there was none, or where it is not kept.' }),
  size: z.int().nullable().meta({ description: 'In bytes; null where it was streamed.' }), sha256: z.string().nullable(),
  kept: z.enum(['whole', 'cut', 'hash_only', 'streamed']).meta({ description: '`cut`: the first 64 kB. `hash_only`: evidence and what is no text.' }),
})
const exchangeWhole = exchange.extend({ request: side, response: side })

const system = z.object({
  version: z.string(), mode: z.enum(['sandbox', 'live']), node: z.string(), started_at: instant, uptime_seconds: z.int(),
  store: z.object({ kind: z.enum(['sqlite', 'postgres']), ok: z.boolean(), detail: z.string(), migrations: z.array(z.string()) }),
  clock: z.object({ now: instant, real: instant, jumped_seconds: z.int() }),
  outbox: z.object({ oldest_unsequenced_seconds: z.int(), oldest_delivery_seconds: z.int() }),
  bridge: z.object({ oldest_unknown_seconds: z.int() }),
  loop: z.object({ delay_ms: z.number().meta({ description: 'How late the event loop runs, at the 99th percentile since the last look of the metrics.' }), commands_waiting: z.int() }),
  memory_bytes: z.int(),
  workers: z.array(z.object({ worker: z.string(), failures: z.int() })),
  backup: z.string().meta({ description: 'How this store is backed up.' }),
}).meta({ id: 'System' })

export type WireExchange = z.input<typeof exchange>
export type WireExchangeWhole = z.input<typeof exchangeWhole>
export type WireSide = z.input<typeof side>
export type WireSystem = z.input<typeof system>

const exampleExchange: WireExchange = {
  id: sample.request, at: '2026-11-21T09:30:00Z', dialect: 'native', operation: 'acceptDispute', route: 'POST /v1/disputes/{id}/accept', method: 'POST',
  path: `/v1/disputes/${sample.dispute}/accept`, status: 200, took_ms: 3.2,
}
const nothing: WireSide = { headers: [], body: null, size: 0, sha256: null, kept: 'whole' }

const statusClasses = ['2xx', '3xx', '4xx', '5xx'] as const
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export const requestEndpoints = {
  listRequests: {
    method: 'GET', path: '/v1/requests', operation: 'listRequests', summary: 'What went over the wire lately', tags: ['Operations'], scope: 'admin', headers,
    description: 'The newest 500 exchanges of the merchant with this server, in memory only, the newest first. What proves who calls and every other secret was left out when it was kept. What a person reads in the desk is not kept, nor its signs that they are preparing a decision.',
    query: z.object({
      ...pageQuery, dialect: z.enum(dialects).optional(), status: z.enum(statusClasses).optional(), method: z.enum(methods).optional(),
      path: words(200).optional().meta({ description: 'Part of the path and its query, whatever its capitals.' }),
      dispute: idOf('dsp').optional().meta({ description: 'Whose path names this dispute, by its own id or by the provider\'s.' }),
    }),
    answers: { 200: answer('A page of exchanges.', pageOf(exchange), { data: [exampleExchange], next_cursor: null }) }, failures: [...readFailures, 'invalid_cursor'],
    examples: { omise: { query: { dialect: 'omise' }, status: 200 }, refused: { summary: 'Those of one dispute that were refused', query: { dispute: sample.dispute, status: '4xx' }, status: 200 }, strange: { query: { dialect: 'esperanto' }, status: 400 } },
  },
  getRequest: {
    method: 'GET', path: '/v1/requests/{id}', operation: 'getRequest', summary: 'One exchange, as it went over the wire', tags: ['Operations'], scope: 'admin', headers,
    params: z.object({ id: line(100) }), notFound: 'request_not_found',
    answers: { 200: answer('Both sides of it.', exchangeWhole, { ...exampleExchange, request: nothing, response: nothing }) }, failures: [...readFailures, 'request_not_found'],
    examples: { one: { params: { id: sample.request }, status: 200 }, unknown: { params: { id: 'req_00000000000000000000000000' }, status: 404 } },
  },
  getSystem: {
    method: 'GET', path: '/v1/system', operation: 'getSystem', summary: 'How the server is', tags: ['Operations'], scope: 'admin', headers,
    answers: { 200: answer('The server, not the merchant.', system) }, failures: serverFailures,
    examples: { now: { status: 200 }, strange: { query: { verbose: 'yes' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
