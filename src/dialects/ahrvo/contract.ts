// Ahrvo's dispute API as data, at its own paths. Where its pages are silent, what Finix documents for 2022-02-01, whose names and
// header they use. It holds no behaviour.

import { defineContract } from '../../wire/contract.ts'
import { disputeEndpoints } from './contract/disputes.ts'
import { evidenceEndpoints } from './contract/evidence.ts'
import { failureBody, root, version } from './contract/shapes.ts'
import { webhookEndpoints } from './contract/webhooks.ts'
import { failures } from './failures.ts'

export const ahrvoContract = defineContract({
  name: 'ahrvo',
  title: 'Ahrvo Network, disputes',
  version,
  description: 'The disputes of Ahrvo Network as its pages show them. Amounts are whole minor units; every answer that is not a success has the shape of Errors.',
  prefixes: [root],
  endpoints: { ...disputeEndpoints, ...evidenceEndpoints, ...webhookEndpoints },
  failures,
  failureSchema: failureBody,
  failureContentType: 'application/json',
  securitySchemes: { basic: { type: 'http', scheme: 'basic', description: 'User name and password.' } },
  tags: { Disputes: 'What is disputed, and the answer to it.', Evidence: 'What an answer is made of.', Webhooks: 'Who is told.' },
})

export type AhrvoContract = typeof ahrvoContract
