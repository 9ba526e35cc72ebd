// Where an account wants to be told. Data only. Source: @moovio/sdk 26.7.1, its requests observed; the OpenAPI files do not have these.

import { z } from 'zod'
import { ignored, json, type Endpoint } from '../../../wire/contract.ts'
import { always, answer, anyQuery, dateTime, headers, nothing, sample, uuid } from './shapes.ts'

/** What is told here; the others may be asked for and never come. */
export const toldTypes = ['dispute.created', 'dispute.updated'] as const
const webhook = z.object({
  webhookID: uuid, url: z.string(), status: z.enum(['enabled', 'disabled']), eventTypes: z.array(z.string()), description: z.string(), createdOn: dateTime, updatedOn: dateTime,
}).meta({ id: 'Webhook' })
export type WireWebhook = z.input<typeof webhook>
const unfit = z.object({ url: z.string().optional(), status: z.string().optional(), eventTypes: z.string().optional(), description: z.string().optional() })
  .meta({ id: 'WebhookValidationError' })
export type WebhookUnfit = z.input<typeof unfit>
/** What does not fit is told in the provider's own shape, so nothing is refused here. */
const asked = z.looseObject({ url: z.unknown().optional(), status: z.unknown().optional(), eventTypes: z.unknown().optional(), description: z.unknown().optional() })

const ping = z.object({ webhook, requestBodySent: z.looseObject({}), responseStatusCode: z.int() }).meta({ id: 'PingResponse' })

const example: WireWebhook = {
  webhookID: sample.webhook, url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['dispute.created', 'dispute.updated'], description: 'Back office',
  createdOn: '2024-12-23T18:00:00Z', updatedOn: '2024-12-23T18:00:00Z',
}
const body = { url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['*'], description: '' }
const one = { params: { webhookID: sample.webhook }, status: 200 }
const unknown = { params: { webhookID: sample.unknown }, status: 404 }
const about = { tags: ['Webhooks'], headers, query: anyQuery } as const
const found = [...always, 'webhook_not_found'] as const
const bodies = ['invalid_body', 'unsupported_media_type', 'credential_revoked'] as const
const wrong = answer('The webhook does not fit.', unfit, { url: 'Expected a public https address.' })

export const webhookEndpoints = {
  createWebhook: {
    method: 'POST', path: '/webhooks', operation: 'createWebhook', summary: 'Make a webhook', scope: 'webhooks.write', ...about, body: json(asked),
    answers: { 201: answer('Made.', webhook, example), 422: wrong }, failures: [...always, ...bodies, 'too_many_webhooks'],
    examples: { made: { body, status: 201 }, inward: { body: { ...body, url: 'https://169.254.169.254/' }, status: 422 } },
  },
  listWebhooks: {
    method: 'GET', path: '/webhooks', operation: 'listWebhooks', summary: 'List webhooks', scope: 'webhooks.read', ...about, body: ignored(),
    answers: { 200: answer('All webhooks.', z.array(webhook), [example]) }, failures: always, examples: { all: { status: 200 } },
  },
  getWebhook: {
    method: 'GET', path: '/webhooks/{webhookID}', operation: 'getWebhook', summary: 'Read a webhook', scope: 'webhooks.read', ...about, body: ignored(),
    answers: { 200: answer('The webhook.', webhook, example) }, failures: found, examples: { one, unknown },
  },
  updateWebhook: {
    method: 'PUT', path: '/webhooks/{webhookID}', operation: 'updateWebhook', summary: 'Change a webhook', scope: 'webhooks.write', ...about, body: json(asked),
    answers: { 200: answer('Changed.', webhook, { ...example, status: 'disabled' }), 422: wrong }, failures: [...found, ...bodies],
    examples: { off: { ...one, body: { ...body, status: 'disabled' } }, strange: { ...one, body: { ...body, status: 'asleep' }, status: 422 } },
  },
  disableWebhook: {
    method: 'DELETE', path: '/webhooks/{webhookID}', operation: 'disableWebhook', summary: 'Disable a webhook', scope: 'webhooks.write', ...about, body: ignored(),
    answers: { 204: nothing('Disabled.') }, failures: [...found, 'credential_revoked'], examples: { off: { ...one, status: 204 }, unknown },
  },
  getWebhookSecret: {
    method: 'GET', path: '/webhooks/{webhookID}/secret', operation: 'getWebhookSecret', summary: 'Read what signs', scope: 'webhooks.write', ...about, body: ignored(),
    answers: { 200: answer('The secret.', z.object({ secret: z.string() }).meta({ id: 'WebhookSecret' }), { secret: '(text)' }) }, failures: found, examples: { one, unknown },
  },
  pingWebhook: {
    method: 'POST', path: '/webhooks/{webhookID}/ping', operation: 'pingWebhook', summary: 'Send a test event', scope: 'webhooks.write', ...about, body: ignored(),
    description: 'Sends `event.test` to this webhook once and answers what its receiver said. Without an answer within its time: 504.',
    answers: { 200: answer('What was sent, and the status that came back.', ping) }, failures: [...found, 'webhook_disabled', 'receiver_silent'], examples: { unknown },
  },
  listEventTypes: {
    method: 'GET', path: '/event-types', operation: 'listEventTypes', summary: 'What can be told', scope: 'webhooks.read', ...about, body: ignored(),
    answers: { 200: answer('The types of events.', z.array(z.object({ eventTypeID: uuid, type: z.string(), description: z.string() }))) }, failures: always, examples: { all: { status: 200 } },
  },
} as const satisfies Record<string, Endpoint<string>>
