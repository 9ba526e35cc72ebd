// Moov's dispute API as data: what is served, called and printed. It holds no behaviour.

import { z } from 'zod'
import { defineContract } from '../../wire/contract.ts'
import { disputeEndpoints } from './contract/disputes.ts'
import { evidenceEndpoints } from './contract/evidence.ts'
import { tokenEndpoints } from './contract/tokens.ts'
import { webhookEndpoints } from './contract/webhooks.ts'
import { failures } from './failures.ts'

export const moovContract = defineContract({
  name: 'moov',
  title: 'Moov disputes, as Parley serves them',
  version: 'v2026.07.00',
  description: 'The dispute endpoints of Moov (moov.io) at their own paths. Failures of 400 and 409 carry `{"error"}`; all others are told by their status alone.',
  // All of an account is its provider's, so that a client which asks for more than disputes hears of it in its own shape.
  prefixes: ['/accounts', '/oauth2', '/webhooks', '/event-types'],
  endpoints: { ...disputeEndpoints, ...evidenceEndpoints, ...tokenEndpoints, ...webhookEndpoints },
  failures,
  failureSchema: z.object({ error: z.string() }).meta({ id: 'GenericError' }),
  failureContentType: 'application/json',
  securitySchemes: {
    key: { type: 'http', scheme: 'basic', description: 'Public and secret key; not narrowed by scopes.' },
    token: { type: 'http', scheme: 'bearer', description: 'An access token of /oauth2/token, narrowed by its scopes.' },
  },
  tags: { Disputes: 'Reading and deciding.', Evidence: 'What a defense is made of.', Authentication: 'Access tokens.', Webhooks: 'Where an account wants to be told.' },
})

export type MoovContract = typeof moovContract
