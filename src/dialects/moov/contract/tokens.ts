// OAuth 2.0 as Moov has it: an API key buys access tokens that are narrowed by scopes. Data only. Source as in disputes.ts.

import { z } from 'zod'
import { anyOf, form, json, type Endpoint } from '../../../wire/contract.ts'
import { always, answer, anyQuery, headers, nothing } from './shapes.ts'

const word = z.string().max(8192).optional()
const client = { client_id: word, client_secret: word }
const asked = z.object({ grant_type: word, scope: word, refresh_token: word, ...client })
const revoked = z.object({ token: word, token_type_hint: word, ...client })
const token = z.object({
  token_type: z.literal('Bearer'), access_token: z.string(), refresh_token: z.string(),
  expires_in: z.int().meta({ description: 'Seconds.' }), scope: z.string(),
}).meta({ id: 'AuthToken' })
export type WireToken = z.input<typeof token>
const tokenUnfit = z.object({ scope: z.string().optional(), refresh_token: z.string().optional() }).meta({ id: 'AuthTokenRequestError' })
const revokeUnfit = z.object({ token: z.string().optional(), token_type_hint: z.string().optional() }).meta({ id: 'RevokeTokenRequestError' })
const failures = [...always, 'invalid_body', 'unsupported_media_type', 'credential_revoked', 'credentials_disagree'] as const

export const tokenEndpoints = {
  createAccessToken: {
    method: 'POST', path: '/oauth2/token', operation: 'createAccessToken', summary: 'Make or refresh an access token', tags: ['Authentication'], open: true, headers, query: anyQuery,
    description: 'The API key comes as Basic user and password or as `client_id` and `client_secret`. JSON or form.',
    body: anyOf(json(asked), form(asked)),
    answers: {
      200: answer('A token for three days.', token, { token_type: 'Bearer', access_token: 'v1.…', refresh_token: 'v1.…', expires_in: 259200, scope: '/ping.read' }),
      422: answer('Something is missing.', tokenUnfit, { scope: 'A scope is required.' }),
    },
    failures: [...failures, 'unsupported_grant'],
    examples: {
      made: { body: { grant_type: 'client_credentials', scope: '/accounts/ef028cdd-49e0-4cd8-9c89-6673e28e226e/transfers.read' }, status: 200 },
      form: { body: { grant_type: 'client_credentials', scope: '/ping.read' }, encoding: 'form', status: 200 },
      unscoped: { body: { grant_type: 'client_credentials' }, status: 422 },
      password: { body: { grant_type: 'password' }, status: 400 },
    },
  },
  revokeAccessToken: {
    method: 'POST', path: '/oauth2/revoke', operation: 'revokeAccessToken', summary: 'Revoke a token', tags: ['Authentication'], open: true, headers, query: anyQuery,
    description: 'A refresh token takes the access tokens that it made with it. A token that is unknown, or another client\'s, is answered like one that was revoked (RFC 7009).',
    body: anyOf(json(revoked), form(revoked)),
    answers: { 204: nothing('Revoked.'), 422: answer('Something is missing.', revokeUnfit, { token: 'A token is required.' }) }, failures,
    examples: { gone: { body: { token: 'v1.none' }, status: 204 }, nothing: { body: {}, status: 422 } },
  },
} as const satisfies Record<string, Endpoint<string>>
