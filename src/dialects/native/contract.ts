// The native API as data: what is served, called and printed. It holds no behaviour, and it runs in a browser.

import { z } from 'zod'
import { defineContract } from '../../wire/contract.ts'
import { bookEndpoints } from './contract/books.ts'
import { connectionEndpoints } from './contract/connections.ts'
import { auditEndpoints } from './contract/desk-audit.ts'
import { requestEndpoints } from './contract/desk-requests.ts'
import { overviewEndpoints } from './contract/desk-views.ts'
import { contextEndpoints } from './contract/context.ts'
import { dialectEndpoints } from './contract/dialects.ts'
import { decisionEndpoints } from './contract/decisions.ts'
import { disputeEndpoints } from './contract/disputes.ts'
import { evidenceEndpoints } from './contract/evidence.ts'
import { merchantEndpoints } from './contract/merchants.ts'
import { noticeEndpoints } from './contract/notices.ts'
import { preparingEndpoints } from './contract/preparing.ts'
import { repeatEndpoints } from './contract/repeats.ts'
import { savedViewEndpoints } from './contract/saved-views.ts'
import { sandboxEndpoints } from './contract/sandbox.ts'
import { userEndpoints } from './contract/users.ts'
import { webhookEndpoints } from './contract/webhooks.ts'
import { problemContentType, problems } from './problems.ts'

export const parleyVersion = '2026-11-20'

const problem = z.object({
  type: z.string().meta({ description: 'An address that explains it.' }), title: z.string(), status: z.int(), detail: z.string(),
  code: z.string().meta({ description: 'Stable: decide by this.' }), next: z.string().meta({ description: 'What to do next.' }),
  transient: z.boolean().meta({ description: 'Whether the same request may go well later.' }),
  instance: z.string().meta({ description: 'The request\'s id, which is also in the log.' }),
  errors: z.array(z.object({ in: z.string(), pointer: z.string(), expected: z.string() })).optional(),
}).meta({ id: 'Problem' })

export const nativeContract = defineContract({
  name: 'native',
  title: 'Parley',
  version: parleyVersion,
  description: 'Disputes of every provider in one API. Amounts are integers of minor units; times are instants; every POST takes an Idempotency-Key.',
  prefixes: ['/v1'],
  endpoints: {
    ...disputeEndpoints, ...contextEndpoints, ...repeatEndpoints, ...decisionEndpoints, ...preparingEndpoints, ...evidenceEndpoints, ...bookEndpoints, ...webhookEndpoints, ...noticeEndpoints,
    ...merchantEndpoints, ...userEndpoints, ...connectionEndpoints, ...dialectEndpoints, ...overviewEndpoints, ...auditEndpoints, ...requestEndpoints, ...sandboxEndpoints, ...savedViewEndpoints,
  },
  failures: problems,
  failureSchema: problem,
  failureContentType: problemContentType,
  securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of the merchant, or the administrator\'s.' } },
  singleHeaders: ['parley-version', 'parley-merchant', 'parley-csrf', 'last-event-id'],
  tags: {
    Disputes: 'What a customer or a bank disputes.', Decisions: 'Accept or contest.', Evidence: 'What a defense is made of.', Books: 'Where the money is.',
    Webhooks: 'Where merchants want to be told.', Notices: 'What they were told, and the stream.', Merchants: 'Merchants and their credentials.', Users: 'The people who sign in at the desk.', Connections: 'Accounts at providers, where disputes live that are decided through Parley.',
    Overview: 'What is due, what came of it and what it cost, over many disputes.', Audit: 'The record over all disputes, and tables of it.', Operations: 'What went over the wire, and how the server is.',
    Sandbox: 'The other side, the clock and the faults. Not in live.',
  },
})

export type NativeContract = typeof nativeContract
