// Merchants and their credentials. Data only.

import { z } from 'zod'
import { dialects } from '../../../core/dispute.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, serverFailures, serverPostFailures } from './common.ts'
import { dialect } from './dispute.ts'
import { sample } from './examples.ts'
import { headers, idOf, idParams, instant, instantIn, line, pageOf, pageQuery, postHeaders } from './shapes.ts'

const scope = z.enum(['read', 'decide', 'admin'])
const given = z.record(z.string().max(60), z.string().max(5000)).meta({ description: 'Values to fix instead of making them, by the names in which they are shown.' })
const shown = z.record(z.string(), z.string()).meta({ description: 'Shown this once.' })

const merchant = z.object({ id: z.string(), name: z.string(), created_at: instant })
const credential = z.object({
  id: z.string(), dialect, scope, public: z.record(z.string(), z.string()),
  see_all: z.boolean().meta({ description: 'Whether it sees every dispute of the merchant, or those of its own dialect.' }),
  created_at: instant, expires_at: instant.nullable(), revoked_at: instant.nullable(),
})
const newCredential = z.object({ credential, shown })

const exampleMerchant = { id: sample.merchant, name: 'Mill Ceramics', created_at: '2026-11-21T09:00:00Z' }
const exampleCredential = {
  id: sample.credential, dialect: 'native', scope: 'decide', public: { hint: 'pk_8Zq…f3Kx' }, see_all: true, created_at: '2026-11-21T09:00:00Z', expires_at: null, revoked_at: null,
} as const
const exampleShown = { credential: exampleCredential, shown: { key: 'pk_(49 more characters)' } }

export const merchantEndpoints = {
  createMerchant: {
    method: 'POST', path: '/v1/merchants', operation: 'createMerchant', summary: 'Make a merchant', tags: ['Merchants'], scope: 'administrator',
    description: 'Answers its credentials for every dialect, once.',
    headers: postHeaders, idempotent: true, maxBody: 131_072,
    body: json(z.strictObject({ name: line(200), id: idOf('mch').optional(), credentials: z.partialRecord(z.enum(dialects), given).optional() })),
    answers: { 201: answer('Made.', z.object({ id: z.string(), name: z.string(), credentials: z.record(z.string(), shown) })) },
    failures: [...serverPostFailures, 'merchant_exists', 'credentials_taken', 'credentials_invalid'],
    examples: {
      made: { body: { name: 'Mill Ceramics' }, status: 201 },
      fixed: { summary: 'With a key that is known before', body: { name: 'Tea House', credentials: { native: { key: 'pk_test_fixed_for_a_test_0001' } } }, status: 201 },
      nameless: { body: {}, status: 400 },
    },
  },
  listMerchants: {
    method: 'GET', path: '/v1/merchants', operation: 'listMerchants', summary: 'List merchants', tags: ['Merchants'], scope: 'administrator', headers, query: z.object(pageQuery),
    answers: { 200: answer('A page of merchants.', pageOf(merchant), { data: [exampleMerchant], next_cursor: null }) }, failures: [...serverFailures, 'invalid_cursor'],
    examples: { all: { status: 200 }, limit: { query: { limit: '0' }, status: 400 } },
  },
  getMerchant: {
    method: 'GET', path: '/v1/merchants/{id}', operation: 'getMerchant', summary: 'Read a merchant', tags: ['Merchants'], scope: 'read', headers,
    params: idParams('mch'), notFound: 'merchant_not_found',
    answers: { 200: answer('The merchant.', merchant, exampleMerchant) }, failures: [...serverFailures, 'merchant_not_found'],
    examples: { one: { params: { id: sample.merchant }, status: 200 }, unknown: { params: { id: 'mch_00000000000000000000000000' }, status: 404 } },
  },
  listCredentials: {
    method: 'GET', path: '/v1/merchants/{id}/credentials', operation: 'listCredentials', summary: 'List credentials', tags: ['Merchants'], scope: 'admin', headers,
    params: idParams('mch'), notFound: 'merchant_not_found',
    answers: { 200: answer('All credentials, without their secrets.', z.object({ data: z.array(credential) }), { data: [exampleCredential] }) },
    failures: [...serverFailures, 'merchant_not_found'],
    examples: { all: { params: { id: sample.merchant }, status: 200 }, unknown: { params: { id: 'mch_00000000000000000000000000' }, status: 404 } },
  },
  createCredential: {
    method: 'POST', path: '/v1/merchants/{id}/credentials', operation: 'createCredential', summary: 'Make a credential', tags: ['Merchants'], scope: 'admin',
    description: '`read` sees, `decide` decides too, `admin` manages credentials and webhooks too. A native credential sees every dispute of the merchant, and `see_all: false` is refused for it; any other sees those of its own dialect, unless `see_all` says that it sees all.',
    headers: postHeaders, idempotent: true, params: idParams('mch'), notFound: 'merchant_not_found',
    body: json(z.strictObject({ dialect: dialect.default('native'), scope: scope.default('decide'), see_all: z.boolean().optional(), expires_at: instantIn.optional(), given: given.optional() })),
    answers: { 201: answer('Made; its secrets are shown this once.', newCredential, exampleShown) },
    failures: [...serverPostFailures, 'merchant_not_found', 'credentials_taken', 'credentials_invalid'],
    examples: {
      reader: { params: { id: sample.merchant }, body: { scope: 'read' }, status: 201 },
      root: { summary: 'There is no such scope', params: { id: sample.merchant }, body: { scope: 'administrator' }, status: 400 },
    },
  },
  rotateCredential: {
    method: 'POST', path: '/v1/credentials/{id}/rotate', operation: 'rotateCredential', summary: 'Turn a credential over', tags: ['Merchants'], scope: 'admin',
    description: 'Makes a new secret; the old one lives on for `overlap_seconds`.',
    headers: postHeaders, idempotent: true, params: idParams('key'), notFound: 'credential_not_found',
    body: json(z.strictObject({ overlap_seconds: z.int().min(0).max(604_800).default(86_400) }), { optional: true }),
    answers: { 201: answer('Made; its secrets are shown this once.', newCredential, exampleShown) }, failures: [...postFailures, 'credential_not_found'],
    examples: { turned: { params: { id: sample.credential }, body: { overlap_seconds: 3600 }, status: 201 }, unknown: { params: { id: 'key_00000000000000000000000000' }, status: 404 } },
  },
  revokeCredential: {
    method: 'POST', path: '/v1/credentials/{id}/revoke', operation: 'revokeCredential', summary: 'End a credential', tags: ['Merchants'], scope: 'admin',
    headers: postHeaders, idempotent: true, params: idParams('key'), notFound: 'credential_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 200: answer('Ended.', credential, { ...exampleCredential, revoked_at: '2026-11-21T10:00:00Z' }) }, failures: [...postFailures, 'credential_not_found'],
    examples: { ended: { params: { id: sample.credential }, status: 200 }, unknown: { params: { id: 'key_00000000000000000000000000' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>

