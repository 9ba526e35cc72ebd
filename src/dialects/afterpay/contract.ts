// Afterpay's dispute API as data: what is served, called and printed. It holds no behaviour.

import { z } from 'zod'
import { defineContract } from '../../wire/contract.ts'
import { disputeEndpoints } from './contract/disputes.ts'
import { evidenceEndpoints } from './contract/evidence.ts'
import { failures } from './failures.ts'

const failure = z.object({
  errorCode: z.string(), errorId: z.string().meta({ description: '16 hexadecimal digits; the same request has the same.' }),
  message: z.string().meta({ description: 'For people: its wording may change.' }), httpStatusCode: z.int().meta({ description: 'The HTTP status again.' }),
}).meta({ id: 'Error' })

export const afterpayContract = defineContract({
  name: 'afterpay',
  title: 'Cash App Afterpay disputes',
  version: 'v2',
  description: 'The dispute calls of the Afterpay (Clearpay) online API, as Parley serves them. Amounts are text in major units, times epoch seconds as text.',
  prefixes: ['/v2/disputes'],
  endpoints: { ...disputeEndpoints, ...evidenceEndpoints },
  failures,
  failureSchema: failure,
  failureContentType: 'application/json',
  securitySchemes: { merchant: { type: 'http', scheme: 'basic', description: 'Merchant id and secret key.' } },
  tags: { Disputes: 'What customers dispute, and giving in.', Evidence: 'Answering with evidence, and its files.' },
})

export type AfterpayContract = typeof afterpayContract
