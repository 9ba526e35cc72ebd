// Where a merchant wants to be told. Data only.

import { z } from 'zod'
import { dialects } from '../../../core/dispute.ts'
import { noticeKinds } from '../../../core/notice.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, readFailures, writeFailures } from './common.ts'
import { sample } from './examples.ts'
import { headers, idParams, instant, postHeaders, text } from './shapes.ts'

const kind = z.enum(noticeKinds)
const kinds = z.array(kind).min(1).max(noticeKinds.length).nullable().meta({ description: 'Which notices; null for all.' })
/** Whose words and signature: another dialect's tells of its own disputes only. */
const inDialect = z.enum(dialects).default('native').meta({ description: 'In which provider\'s form, with its signature and its retries; other than native, of that provider\'s disputes only.' })
const url = z.string().min(1).max(2000)

const webhook = z.object({
  id: z.string(), url: z.string(), dialect: z.enum(dialects), kinds: z.array(z.string()).nullable(), enabled: z.boolean(), description: z.string().nullable(),
  created_at: instant, disabled_at: instant.nullable(),
  secret_until: instant.nullable().meta({ description: 'Until when the secret before the newest signs too.' }),
})
const withSecret = z.object({ webhook, secret: z.string().meta({ description: 'Shown this once. Standard Webhooks: whsec_ and base 64.' }) })

const exampleWebhook = {
  id: sample.webhook, url: 'https://mill.example/parley', dialect: 'native' as const, kinds: ['dispute.opened', 'dispute.due_soon'], enabled: true, description: 'The back office',
  created_at: '2026-11-21T09:00:00Z', disabled_at: null, secret_until: null,
}

export const webhookEndpoints = {
  createWebhook: {
    method: 'POST', path: '/v1/webhooks', operation: 'createWebhook', summary: 'Make a webhook', tags: ['Webhooks'], scope: 'admin',
    headers: postHeaders, idempotent: true,
    body: json(z.strictObject({ url, kinds: kinds.optional(), description: text(200).optional(), enabled: z.boolean().default(true), dialect: inDialect })),
    answers: { 201: answer('Made; its secret is shown this once.', withSecret, { webhook: exampleWebhook, secret: 'whsec_(44 characters of base 64)' }) },
    failures: [...postFailures, 'webhook_url_refused', 'too_many_webhooks', 'credential_not_found'],
    examples: {
      made: { body: { url: 'https://mill.example/parley', kinds: ['dispute.opened', 'dispute.due_soon'], description: 'The back office' }, status: 201 },
      inward: { summary: 'Not into a private network', body: { url: 'https://169.254.169.254/latest/meta-data' }, status: 422 },
    },
  },
  listWebhooks: {
    method: 'GET', path: '/v1/webhooks', operation: 'listWebhooks', summary: 'List webhooks', tags: ['Webhooks'], scope: 'read', headers,
    answers: { 200: answer('All webhooks; there are 20 at most.', z.object({ data: z.array(webhook) }), { data: [exampleWebhook] }) }, failures: readFailures,
    examples: { all: { status: 200 }, strange: { query: { enabled: 'true' }, status: 400 } },
  },
  getWebhook: {
    method: 'GET', path: '/v1/webhooks/{id}', operation: 'getWebhook', summary: 'Read a webhook', tags: ['Webhooks'], scope: 'read', headers,
    params: idParams('whk'), notFound: 'webhook_not_found',
    answers: { 200: answer('The webhook.', webhook, exampleWebhook) }, failures: [...readFailures, 'webhook_not_found'],
    examples: { one: { params: { id: sample.webhook }, status: 200 }, unknown: { params: { id: 'whk_00000000000000000000000000' }, status: 404 } },
  },
  updateWebhook: {
    method: 'PATCH', path: '/v1/webhooks/{id}', operation: 'updateWebhook', summary: 'Change a webhook', tags: ['Webhooks'], scope: 'admin', headers,
    params: idParams('whk'), notFound: 'webhook_not_found',
    body: json(z.strictObject({ url: url.optional(), kinds: kinds.optional(), description: text(200).nullable().optional(), enabled: z.boolean().optional() })),
    answers: { 200: answer('The webhook.', webhook, { ...exampleWebhook, enabled: false, disabled_at: '2026-11-21T10:00:00Z' }) },
    failures: [...writeFailures, 'webhook_not_found', 'webhook_url_refused'],
    examples: { off: { params: { id: sample.webhook }, body: { enabled: false }, status: 200 }, strange: { params: { id: sample.webhook }, body: { kinds: ['dispute.vanished'] }, status: 400 } },
  },
  deleteWebhook: {
    method: 'DELETE', path: '/v1/webhooks/{id}', operation: 'deleteWebhook', summary: 'Delete a webhook', tags: ['Webhooks'], scope: 'admin', headers,
    params: idParams('whk'), notFound: 'webhook_not_found',
    answers: { 204: { description: 'Deleted.' } }, failures: [...writeFailures, 'webhook_not_found'],
    examples: { gone: { params: { id: sample.webhook }, status: 204 }, unknown: { params: { id: 'whk_00000000000000000000000000' }, status: 404 } },
  },
  rotateWebhook: {
    method: 'POST', path: '/v1/webhooks/{id}/rotate', operation: 'rotateWebhook', summary: 'Turn a webhook\'s secret over', tags: ['Webhooks'], scope: 'admin',
    description: 'Makes a new secret; for 24 hours notices are signed with both.',
    headers: postHeaders, idempotent: true, params: idParams('whk'), notFound: 'webhook_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 200: answer('Turned over; the new secret is shown this once.', withSecret, { webhook: { ...exampleWebhook, secret_until: '2026-11-22T10:00:00Z' }, secret: 'whsec_(44 characters of base 64)' }) },
    failures: [...postFailures, 'webhook_not_found', 'credential_not_found'],
    examples: { turned: { params: { id: sample.webhook }, status: 200 }, unknown: { params: { id: 'whk_00000000000000000000000000' }, status: 404 } },
  },
  testWebhook: {
    method: 'POST', path: '/v1/webhooks/{id}/test', operation: 'testWebhook', summary: 'Send a test notice', tags: ['Webhooks'], scope: 'admin',
    description: 'Sends a notice of the kind `webhook.test` with an invented dispute to this webhook alone. Read the notice to see how it went.',
    headers: postHeaders, idempotent: true, params: idParams('whk'), notFound: 'webhook_not_found', body: json(z.strictObject({}), { optional: true }),
    answers: { 202: answer('On its way.', z.object({ notice: z.string() }), { notice: sample.notice }) }, failures: [...postFailures, 'webhook_not_found'],
    examples: { sent: { params: { id: sample.webhook }, status: 202 }, unknown: { params: { id: 'whk_00000000000000000000000000' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
