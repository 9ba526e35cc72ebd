// Where this API's notices go. Data only.

import { z } from 'zod'
import { ignored, type Endpoint } from '../../../wire/contract.ts'
import * as sample from './samples.ts'
import { answer, hal, headers, limit, listOf, offset, root, usual } from './shapes.ts'

const authentication = z.union([
  z.looseObject({ type: z.literal('NONE') }),
  z.looseObject({ type: z.literal('BASIC'), basic: z.looseObject({ username: z.string().min(1).max(200).regex(/^[^:\p{Cc}]*$/u), password: z.string().max(200).regex(/^\P{Cc}*$/u) }) }),
  z.looseObject({ type: z.literal('BEARER'), bearer: z.looseObject({ token: z.string().min(1).max(2000).regex(/^[\x21-\x7e]+$/) }) }),
])
export type Authentication = z.output<typeof authentication>
const events = z.array(z.looseObject({ entity: z.string().min(1).max(40), types: z.array(z.string().min(1).max(60)).min(1).max(20) })).max(40)
export type EnabledEvents = z.output<typeof events>

const url = z.string().min(1).max(120)
const webhook = z.object({
  id: z.string(), created_at: z.string(), updated_at: z.string(), url: z.string(), enabled: z.boolean(), authentication: z.looseObject({ type: z.string() }),
  enabled_events: z.array(z.looseObject({ entity: z.string(), types: z.array(z.string()) })),
  secret_signing_key: z.null().meta({ description: 'Never told here: it is the `webhook_secret` of the credential that made the webhook.' }),
  _links: z.object({ self: z.object({ href: z.string() }) }),
}).meta({ id: 'Webhook' })

const one = { params: { id: sample.ids.webhook } }
const unknown = { params: { id: 'WHnope' }, status: 404 }
const onWebhook = [...usual, 'not_found'] as const

export const webhookEndpoints = {
  createWebhook: {
    method: 'POST', path: `${root}/webhooks`, operation: 'createWebhook', summary: 'Make a webhook', tags: ['Webhooks'], scope: 'decide', headers,
    body: hal(z.looseObject({ url, enabled_events: events.optional(), authentication: authentication.optional(), enabled: z.boolean().optional() })),
    answers: { 201: answer('Made.', webhook, sample.webhook) }, failures: [...usual, 'url_refused', 'too_many_webhooks'],
    examples: {
      made: { body: { url: sample.webhook.url, enabled_events: sample.webhook.enabled_events }, status: 201 },
      inward: { body: { url: 'https://169.254.169.254/' }, status: 422 },
    },
  },
  listWebhooks: {
    method: 'GET', path: `${root}/webhooks`, operation: 'listWebhooks', summary: 'List webhooks', tags: ['Webhooks'], scope: 'read', headers, body: ignored(),
    query: z.looseObject({ limit: limit.unwrap().default(10), offset, after_cursor: z.string().optional(), before_cursor: z.string().optional() }),
    answers: { 200: answer('A page, the oldest first.', listOf('webhooks', webhook), sample.listed('webhooks', sample.webhook, `${root}/webhooks`)) }, failures: onWebhook,
    examples: { all: { status: 200 }, strange: { query: { limit: '0' }, status: 422 } },
  },
  getWebhook: {
    method: 'GET', path: `${root}/webhooks/{id}`, operation: 'getWebhook', summary: 'Fetch a webhook', tags: ['Webhooks'], scope: 'read', headers, body: ignored(),
    query: z.looseObject({}), answers: { 200: answer('The webhook.', webhook, sample.webhook) }, failures: onWebhook, examples: { one: { ...one, status: 200 }, unknown },
  },
  updateWebhook: {
    method: 'PUT', path: `${root}/webhooks/{id}`, operation: 'updateWebhook', summary: 'Change a webhook', tags: ['Webhooks'], scope: 'decide', headers,
    body: hal(z.looseObject({ url: url.optional(), enabled_events: events.optional(), authentication: authentication.optional(), enabled: z.boolean().optional() })),
    answers: { 200: answer('The webhook.', webhook, { ...sample.webhook, enabled: false }) }, failures: [...onWebhook, 'url_refused'],
    examples: { off: { ...one, body: { enabled: false }, status: 200 }, unknown: { ...unknown, body: { enabled: false } } },
  },
} as const satisfies Record<string, Endpoint>
