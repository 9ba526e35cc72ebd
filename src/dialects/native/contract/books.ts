// The books: balances and postings. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, readFailures } from './common.ts'
import { dialect } from './dispute.ts'
import { headers, instant, instantIn, money, pageOf, pageQuery, sum } from './shapes.ts'

const account = z.enum(['available', 'held', 'clearing', 'fees'])

export const posting = z.object({
  dispute: z.string(), seq: z.int().meta({ description: 'The event of the dispute that moved the money.' }), leg: z.int(), code: z.string(), dialect,
  from: account, to: account, amount: money, at: instant,
})
const balance = z.object({ dialect, account, amount: sum })

export const bookEndpoints = {
  listBalances: {
    method: 'GET', path: '/v1/balances', operation: 'listBalances', summary: 'Balances', tags: ['Books'], scope: 'read', headers,
    description: 'Per dialect, account and currency. Over all accounts of a currency they are zero at every moment.',
    answers: {
      200: answer('All balances.', z.object({ data: z.array(balance) }), { data: [
        { dialect: 'native', account: 'available', amount: { value: -12000, currency: 'THB' } },
        { dialect: 'native', account: 'held', amount: { value: 12000, currency: 'THB' } },
      ] }),
    },
    failures: readFailures,
    examples: { all: { status: 200 }, strange: { query: { currency: 'THB' }, status: 400 } },
  },
  listPostings: {
    method: 'GET', path: '/v1/postings', operation: 'listPostings', summary: 'Postings', tags: ['Books'], scope: 'read', headers,
    query: z.object({ ...pageQuery, since: instantIn.optional().meta({ description: 'At this moment or later.' }), until: instantIn.optional().meta({ description: 'Before this moment.' }) }),
    answers: { 200: answer('A page of postings, the oldest first.', pageOf(posting)) }, failures: [...readFailures, 'invalid_cursor'],
    examples: { all: { status: 200 }, november: { query: { since: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' }, status: 200 }, cursor: { query: { cursor: 'nonsense' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
