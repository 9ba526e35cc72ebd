// Who prepares a decision about a dispute right now. Advice for colleagues, never a lock: it lives for 45 seconds of real time. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, readFailures, writeFailures } from './common.ts'
import { preparing, preparingKinds } from './dispute.ts'
import { sample } from './examples.ts'
import { headers, idParams } from './shapes.ts'

const list = z.object({ data: z.array(preparing) })
const unknown = { params: { id: 'dsp_00000000000000000000000000' }, status: 404 }

export const preparingEndpoints = {
  prepareDispute: {
    method: 'PUT', path: '/v1/disputes/{id}/preparing', operation: 'prepareDispute', summary: 'Say that a decision is being prepared', tags: ['Decisions'], scope: 'decide', headers,
    description: 'Shown to everybody who reads or follows, for 45 seconds: repeat it every 15 while it is true. It hinders nobody. Once per caller and dispute; the last word counts.',
    params: idParams('dsp'), notFound: 'dispute_not_found', body: json(z.strictObject({ kind: z.enum(preparingKinds) })),
    answers: {
      200: answer('Everybody who prepares one, the caller included.', list, { data: [{ who: { kind: 'key', id: sample.credential, name: 'Key' }, kind: 'accept', since: '2026-11-21T09:30:00Z' }] }),
    },
    failures: [...writeFailures, 'dispute_not_found'],
    examples: { accept: { params: { id: sample.dispute }, body: { kind: 'accept' }, status: 200 }, unknown: { ...unknown, body: { kind: 'accept' } } },
  },
  stopPreparing: {
    method: 'DELETE', path: '/v1/disputes/{id}/preparing', operation: 'stopPreparing', summary: 'Say that it is not being prepared any more', tags: ['Decisions'], scope: 'decide', headers,
    params: idParams('dsp'), notFound: 'dispute_not_found',
    answers: { 204: { description: 'Nothing is shown of this caller any more.' } }, failures: [...readFailures, 'dispute_not_found'],
    examples: { over: { params: { id: sample.dispute }, status: 204 }, unknown },
  },
} as const satisfies Record<string, Endpoint>
