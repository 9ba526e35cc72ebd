// Accounts at providers, through which disputes that live there are reached. Data only.

import { z } from 'zod'
import { dialects } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, readFailures, writeFailures } from './common.ts'
import { sample } from './examples.ts'
import { headers, idParams, instant, money, moneyIn, postHeaders, words } from './shapes.ts'

const ms = (most: number, about: string) => z.int().min(0).max(most).meta({ description: about })
const second = 1000
const day = 86_400 * second

/** Half a second to connect and to answer at least: shorter ones only make unknown outcomes. */
const settingsIn = z.strictObject({
  connect_ms: z.int().min(500).max(60 * second).optional(),
  answer_ms: z.int().min(500).max(300 * second).optional(),
  rate: z.strictObject({ per_second: z.number().min(0.01).max(10_000), burst: z.int().min(1).max(10_000) }).nullable().optional().meta({ description: 'At most so many requests a second, half of them to read the list; null for no limit of Parley\'s own but 10 a second to read the list.' }),
  poll_ms: z.int().min(second).max(day).optional().meta({ description: 'Between two readings of the provider\'s list.' }),
  overlap_ms: ms(30 * day, 'How far each reading looks back behind the beginning of the one before.').optional(),
  buffer_ms: ms(30 * day, 'How long before its deadline a dispute counts as urgent. A change is told to every open dispute with the next reading, which is due at once.').optional(),
  policy: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('nothing') }), z.strictObject({ kind: z.literal('warn') }), z.strictObject({ kind: z.literal('accept_below'), below: moneyIn }),
  ]).optional().meta({ description: 'What happens by itself when a deadline is near: nothing, a warning, or conceding what is worth less than an amount.' }),
  switches: z.record(words(60), words(60)).optional().meta({ description: 'Where a provider\'s documents and practice differ.' }),
})

const settings = z.object({
  connect_ms: z.int(), answer_ms: z.int(), rate: z.object({ per_second: z.number(), burst: z.int() }).nullable(), poll_ms: z.int(), overlap_ms: z.int(),
  buffer_ms: z.int(), policy: z.object({ kind: z.enum(['nothing', 'warn', 'accept_below']), below: money.optional() }), switches: z.record(z.string(), z.string()),
})

const connection = z.object({
  id: z.string(), name: z.string(), dialect: z.enum(dialects), url: z.string(), state: z.enum(['active', 'paused']),
  credentials: z.record(z.string(), z.string()).meta({ description: 'What is no secret as it is; a secret as `set`.' }),
  settings,
  notifications_path: z.string().meta({ description: 'Where the provider has to send its notifications, on this origin.' }),
  reading: z.object({
    last_complete_at: instant.nullable(), next_at: instant.nullable().meta({ description: 'Null while it is paused.' }), failures: z.int(), error: z.string().nullable().meta({ description: 'Why it could not be read; where nothing failed, how much of it was left out.' }),
    lag_seconds: z.int().nullable().meta({ description: 'Age of what is known for sure: since the last complete reading began.' }),
  }).nullable().meta({ description: 'Null where the provider has no list: what is known there came by its notifications.' }),
  health: z.object({
    down: z.boolean(), last_answer_at: instant.nullable(), last_told_at: instant.nullable().meta({ description: 'Its last notification, or the last that it told and that was new here.' }), last_error: z.string().nullable(), asked: z.int(), failed: z.int(), clock_skew_ms: z.int().nullable(),
  }).nullable().meta({ description: 'As this process knows it: of its last hundred requests. Null before the first.' }),
  unknown_words: z.array(z.object({ field: z.string(), word: z.string(), count: z.int() })).meta({ description: 'Words of the provider that Parley does not know. None of them was guessed.' }),
  created_at: instant, updated_at: instant,
}).meta({ id: 'Connection' })

export type WireConnection = z.input<typeof connection>

export const exampleConnection: WireConnection = {
  id: sample.connection, name: 'Main account', dialect: 'native', url: 'https://disputes.example', state: 'active', credentials: { key: 'set' },
  settings: {
    connect_ms: 5_000, answer_ms: 20_000, rate: null, poll_ms: 300_000, overlap_ms: 600_000, buffer_ms: 86_400_000, policy: { kind: 'warn' }, switches: {},
  },
  notifications_path: `/in/${sample.connection}`, reading: { last_complete_at: null, next_at: '2026-11-21T09:05:00Z', failures: 0, error: null, lag_seconds: null },
  health: null, unknown_words: [], created_at: '2026-11-21T09:00:00Z', updated_at: '2026-11-21T09:00:00Z',
}

const credentials = z.record(words(60), words(20_000)).meta({ description: 'By the names that the dialect asks for. Kept sealed, never shown again.' })
const url = words(2000).meta({ description: 'Scheme, host and, where there is one, a path before the provider\'s own.' })
const unknown = { params: { id: 'con_00000000000000000000000000' }, status: 404 }
const refused = ['connection_url_refused', 'connection_credentials_unfit', 'connection_switch_unknown'] as const

export const connectionEndpoints = {
  createConnection: {
    method: 'POST', path: '/v1/connections', operation: 'createConnection', summary: 'Connect an account at a provider', tags: ['Connections'], scope: 'admin',
    description: 'Disputes that live there are learned of, kept in step, and decided through it.',
    headers: postHeaders, idempotent: true,
    body: json(z.strictObject({ dialect: z.enum(dialects), name: words(100), url: url.optional(), credentials, settings: settingsIn.optional(), paused: z.boolean().default(false) })),
    answers: { 201: answer('Connected.', connection, exampleConnection) }, failures: [...postFailures, ...refused, 'dialect_not_connectable', 'too_many_connections'], maxBody: 131_072,
    examples: {
      made: { body: { dialect: 'native', name: 'Main account', url: 'https://disputes.example', credentials: { key: 'pk_0123456789abcdef' } }, status: 201 },
      inward: { summary: 'Not into a private network', body: { dialect: 'native', name: 'Inside', url: 'https://169.254.169.254', credentials: { key: 'pk_0123456789abcdef' } }, status: 422 },
    },
  },
  listConnections: {
    method: 'GET', path: '/v1/connections', operation: 'listConnections', summary: 'List connections', tags: ['Connections'], scope: 'read', headers,
    answers: { 200: answer('All connections; there are 100 at most.', z.object({ data: z.array(connection) }), { data: [exampleConnection] }) }, failures: readFailures,
    examples: { all: { status: 200 }, strange: { query: { state: 'active' }, status: 400 } },
  },
  getConnection: {
    method: 'GET', path: '/v1/connections/{id}', operation: 'getConnection', summary: 'Read a connection and its health', tags: ['Connections'], scope: 'read', headers,
    params: idParams('con'), notFound: 'connection_not_found',
    answers: { 200: answer('The connection.', connection, exampleConnection) }, failures: [...readFailures, 'connection_not_found'],
    examples: { one: { params: { id: sample.connection }, status: 200 }, unknown },
  },
  updateConnection: {
    method: 'PATCH', path: '/v1/connections/{id}', operation: 'updateConnection', summary: 'Change, pause or resume a connection', tags: ['Connections'], scope: 'admin', headers,
    description: 'While it is paused nothing is sent and nothing is read; what is decided waits. Credentials are merged by name.',
    params: idParams('con'), notFound: 'connection_not_found',
    body: json(z.strictObject({ name: words(100).optional(), url: url.optional(), credentials: credentials.optional(), settings: settingsIn.optional(), state: z.enum(['active', 'paused']).optional() })),
    answers: { 200: answer('The connection.', connection, { ...exampleConnection, state: 'paused' }) }, failures: [...writeFailures, ...refused, 'connection_not_found'], maxBody: 131_072,
    examples: { pause: { params: { id: sample.connection }, body: { state: 'paused' }, status: 200 }, strange: { params: { id: sample.connection }, body: { state: 'asleep' }, status: 400 } },
  },
  deleteConnection: {
    method: 'DELETE', path: '/v1/connections/{id}', operation: 'deleteConnection', summary: 'Remove a connection', tags: ['Connections'], scope: 'admin', headers,
    description: 'Refused while an open dispute lives there: nobody could reach it any more. Pause it instead.',
    params: idParams('con'), notFound: 'connection_not_found',
    answers: { 204: { description: 'Removed.' } }, failures: [...writeFailures, 'connection_not_found', 'connection_in_use'],
    examples: { gone: { params: { id: sample.connection }, status: 204 }, unknown },
  },
  testConnection: {
    method: 'POST', path: '/v1/connections/{id}/test', operation: 'testConnection', summary: 'Prove the credentials of a connection', tags: ['Connections'], scope: 'admin',
    description: 'Asks the provider something that changes nothing.',
    headers: postHeaders, idempotent: true, params: idParams('con'), notFound: 'connection_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: {
      200: answer('How it went.', z.object({ ok: z.boolean(), outcome: z.enum(['done', 'refused', 'unsent', 'unknown']), account: z.string().nullable(), detail: z.string().nullable(), took_ms: z.int() }),
        { ok: true, outcome: 'done', account: null, detail: null, took_ms: 84 }),
    },
    failures: [...postFailures, 'connection_not_found'],
    examples: { tested: { params: { id: sample.connection }, status: 200 }, unknown },
  },
  readConnection: {
    method: 'POST', path: '/v1/connections/{id}/read', operation: 'readConnection', summary: 'Read the provider\'s list now', tags: ['Connections'], scope: 'admin',
    headers: postHeaders, idempotent: true, params: idParams('con'), notFound: 'connection_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 202: answer('It is being read.', connection, exampleConnection) }, failures: [...postFailures, 'connection_not_found'],
    examples: { reads: { params: { id: sample.connection }, status: 202 }, unknown },
  },
} as const satisfies Record<string, Endpoint>
