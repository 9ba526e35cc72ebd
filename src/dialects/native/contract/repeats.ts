// Whose disputes repeat, for a whole page of them at once. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, readFailures } from './common.ts'
import { recent } from './context.ts'
import { sample } from './examples.ts'
import { headers, idsOf } from './shapes.ts'

const repeats = z.object({ data: z.array(recent.extend({ dispute: z.string() })) }).meta({ id: 'Repeats' })

export type WireRepeats = z.input<typeof repeats>

export const repeatEndpoints = {
  listRepeats: {
    method: 'GET', path: '/v1/repeats', operation: 'listRepeats', summary: 'Which disputes are not the first of their customer or payment', tags: ['Disputes'], scope: 'read', headers,
    description: 'Of those that are named, the ones whose payment or customer was disputed within 90 days before. One bounded look for all of them; an id that is not known is passed over.',
    query: z.object({ disputes: idsOf('dsp').meta({ description: 'Up to 100 ids, with commas between.' }) }),
    answers: { 200: answer('Those that repeat.', repeats, { data: [{ dispute: sample.dispute, days: 90, nth: 3, complete: true }] }) }, failures: readFailures,
    examples: { some: { query: { disputes: sample.dispute }, status: 200 }, strange: { query: { disputes: 'all' }, status: 400 } },
  },
} as const satisfies Record<string, Endpoint>
