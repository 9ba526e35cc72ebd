// A webhook's row as this API shows it. The key that signs is never shown; how the receiver is authenticated to is, as in Ahrvo's samples.

import type { WebhookId } from '../../../core/ids.ts'
import { formatInstant, type Instant } from '../../../core/time.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Authentication, EnabledEvents } from '../contract/webhooks.ts'
import { webhookIdOf } from '../ids.ts'
import { kindsOf } from '../notices.ts'

type Row = Tables['endpoint']
type Body = { description: null; enabled_events: EnabledEvents; updated_at: Instant }

export const writeBody = (events: EnabledEvents, at: Instant): string => JSON.stringify({ description: null, enabled_events: events, updated_at: at } satisfies Body)

/** None at all is all of them. Entities that are not ours are kept and never told of. */
export function kindsFor(events: EnabledEvents): string {
  if (events.length === 0) return '*'
  const kinds = events.filter(({ entity }) => entity === 'dispute').flatMap(({ types }) => types.flatMap(kindsOf))
  return [...new Set(kinds)].join(',') || 'none'
}

export function toWebhook(row: Row, authentication: Authentication, base: string) {
  const { id, url, createdAt, disabledAt } = row
  const body = JSON.parse(row.body) as Partial<Body>
  const shown = webhookIdOf(id as WebhookId)
  return {
    id: shown, created_at: formatInstant(createdAt), updated_at: formatInstant(body.updated_at ?? createdAt), url, enabled: disabledAt === null, authentication,
    enabled_events: eventsOf(row, body), secret_signing_key: null, _links: { self: { href: `${base}/webhooks/${shown}` } },
  }
}

/** The native API may have made or changed it: then what it listens to tells. */
function eventsOf({ kinds }: Row, { enabled_events: events }: Partial<Body>): EnabledEvents {
  if (events && kindsFor(events) === kinds) return events
  if (kinds === '*') return []
  const types = ['created', 'updated'].filter(type => kindsOf(type).some(kind => kinds.split(',').includes(kind)))
  return types.length > 0 ? [{ entity: 'dispute', types }] : []
}
