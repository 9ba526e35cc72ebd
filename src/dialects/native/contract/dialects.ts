// What each provider is here: its rules, how an account there is connected, and what its calls are named. Data only.

import { z } from 'zod'
import { phases } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, serverFailures } from './common.ts'
import { dialect, phase } from './dispute.ts'
import { headers } from './shapes.ts'

const provider = z.object({
  dialect, name: z.string(),
  accept: z.object({ term: z.string(), method: z.string(), path: z.string() }).nullable().meta({ description: 'What the provider calls it, and the call in its own API; null where that is not served.' }),
  accept_phases: z.array(phase), accept_under_review: z.boolean().meta({ description: 'Whether it can still be accepted once a defense is sent.' }),
  respond_within: z.record(z.enum(phases), z.string()).meta({ description: 'How long there is to answer, by phase, where the provider names no deadline: ISO 8601 durations.' }),
  overdue_stays: z.boolean().meta({ description: 'True: an overdue dispute stays open, beyond any answer, until the provider ends it. False: it ends, and where that costs something as if it had been given up.' }),
  second_cycle: z.boolean().meta({ description: 'Whether one that has ended may come back in another phase.' }),
  evidence: z.object({
    files: z.int(), file_bytes: z.int(), total_bytes: z.int(), types: z.array(z.string()),
    text_length: z.int().meta({ description: 'The longest text, in characters; 0 where no text is taken.' }), statement_alone: z.boolean(),
  }),
  connection: z.object({
    url: z.string().nullable().meta({ description: 'The provider\'s own address; null where each account has another.' }),
    credentials: z.array(z.object({ name: z.string(), secret: z.boolean(), needed: z.boolean(), about: z.string() })),
    switches: z.array(z.object({ name: z.string(), values: z.array(z.string()).meta({ description: 'The usual one first.' }), about: z.string() })),
  }).nullable().meta({ description: 'What a connection has to bring; null where accounts there cannot be connected.' }),
  operations: z.array(z.string()).meta({ description: 'The names of its calls that a sandbox can let fail.' }),
})

export type WireProvider = z.input<typeof provider>

export const dialectEndpoints = {
  listDialects: {
    method: 'GET', path: '/v1/dialects', operation: 'listDialects', summary: 'What each provider is here', tags: ['Connections'], scope: 'read', headers,
    description: 'The rules under which disputes of each provider are held here, and what a connection to an account there has to bring.',
    answers: { 200: answer('All of them.', z.object({ data: z.array(provider) })) }, failures: serverFailures,
    examples: { all: { status: 200 }, strange: { query: { dialect: 'omise' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
