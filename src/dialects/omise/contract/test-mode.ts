// The provider's own calls of test mode: a dispute from a charge, and the bank's decision. Not served in live. Data only.

import { z } from 'zod'
import { anyOf, form, json, type Endpoint } from '../../../wire/contract.ts'
import { closedFailures, eitherDispute, openingFailures, postHeaders, writeFailures } from './common.ts'
import { acceptedDispute, exampleDispute, sample, unknownDispute } from './examples.ts'

export const testMode = 'Test mode'

const verdict = z.looseObject({ status: z.enum(['won', 'lost']) })
/** An amount comes as a number or, in a form, as digits. */
const opening = z.looseObject({ amount: z.union([z.int().min(1), z.string().regex(/^[1-9]\d{0,14}$/).transform(Number)]).optional(), currency: z.string().max(3).optional() })

const close = <M extends 'POST' | 'PATCH', O extends string>(method: M, operation: O) => ({
  method, path: '/disputes/{id}/close', operation, summary: 'Close a dispute as its bank would', tags: [testMode], scope: 'decide',
  headers: postHeaders, idempotent: true, params: z.object({ id: z.string() }), body: anyOf(json(verdict), form(verdict)),
  answers: { 200: { description: 'The dispute, won or lost.', schema: eitherDispute, example: { ...acceptedDispute, message: null } } },
  failures: [...writeFailures, ...closedFailures, 'test_mode_only'],
  examples: {
    lost: { params: { id: sample.dispute }, body: { status: 'lost' }, status: 200 },
    unknown: { params: { id: unknownDispute }, body: { status: 'won' }, status: 404 },
    strange: { summary: 'Neither won nor lost', params: { id: sample.dispute }, body: { status: 'closed' }, status: 400 },
  },
}) as const satisfies Endpoint

export const testModeEndpoints = {
  createDispute: {
    method: 'POST', path: '/charges/{charge}/disputes', operation: 'createDispute', summary: 'Open a dispute of a charge', tags: [testMode], scope: 'decide',
    description: 'Charges are not kept here, so the id of every test charge will do. Without an amount it is 1,000.00 THB.',
    headers: postHeaders, idempotent: true, params: z.object({ charge: z.string() }),
    body: anyOf(json(opening, { optional: true }), form(opening, { optional: true })),
    answers: { 200: { description: 'The dispute, open.', schema: eitherDispute, example: exampleDispute } },
    failures: [...openingFailures, 'charge_not_found', 'test_mode_only', 'dispute_exists'],
    examples: { open: { params: { charge: sample.charge }, status: 200 }, nonsense: { params: { charge: 'nonsense' }, status: 404 } },
  },
  closeDispute: close('PATCH', 'closeDispute'),
  closeDisputeByPost: close('POST', 'closeDisputeByPost'),
} as const satisfies Record<string, Endpoint>
