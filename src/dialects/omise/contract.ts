// The dispute API of Omise as data: what is served, called and printed. Sources: see README.md. It holds no behaviour.

import { z } from 'zod'
import { defineContract } from '../../wire/contract.ts'
import { decisionEndpoints } from './contract/decisions.ts'
import { disputeEndpoints } from './contract/disputes.ts'
import { documentEndpoints } from './contract/documents.ts'
import { eventEndpoints } from './contract/events.ts'
import { testMode, testModeEndpoints } from './contract/test-mode.ts'
import { contentType, problems } from './problems.ts'
import { newestVersion } from './view.ts'

const error = z.strictObject({
  object: z.literal('error'), location: z.string().meta({ description: 'Where the code is explained.' }),
  code: z.string().meta({ description: 'Stable: decide by this.' }), message: z.string(),
}).meta({ id: 'OmiseError' })

export const omiseContract = defineContract({
  name: 'omise',
  title: 'Omise disputes, as Parley serves them',
  version: newestVersion,
  description: 'The dispute calls of the Omise API. Every success is 200, every error is an object with four keys. Amounts are in the smallest unit, except in search filters.',
  // Charges and transactions are not served, but their clients take only this shape for an error.
  prefixes: ['/disputes', '/charges', '/transactions', '/events', '/search'],
  endpoints: { ...disputeEndpoints, ...decisionEndpoints, ...documentEndpoints, ...eventEndpoints, ...testModeEndpoints },
  failures: problems,
  failureSchema: error,
  failureContentType: contentType,
  securitySchemes: { key: { type: 'http', scheme: 'basic', description: 'The secret key as user name; the password is not looked at.' } },
  singleHeaders: ['omise-version'],
  tags: {
    Disputes: 'What a cardholder disputes.', Documents: 'What a merchant shows for itself.', Events: 'What has happened.',
    [testMode]: 'The other side, in test mode only.',
  },
})

export type OmiseContract = typeof omiseContract
