// A webhook's row as this API shows it. The key that signs is never shown; how the receiver is authenticated to is, as in Ahrvo's samples.

import type { WebhookId } from '../../../core/ids.ts'
import { formatInstant } from '../../../core/time.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Authentication } from '../contract/webhooks.ts'
import { eventsOf, readBody } from '../events.ts'
import { webhookIdOf } from '../ids.ts'

export function toWebhook(row: Tables['endpoint'], authentication: Authentication, base: string) {
  const { id, url, createdAt, disabledAt, body } = row
  const shown = webhookIdOf(id as WebhookId)
  return {
    id: shown, created_at: formatInstant(createdAt), updated_at: formatInstant(readBody(body).updated_at ?? createdAt), url, enabled: disabledAt === null, authentication,
    enabled_events: eventsOf(row), secret_signing_key: null, _links: { self: { href: `${base}/webhooks/${shown}` } },
  }
}
