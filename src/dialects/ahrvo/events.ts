// Which of our notices their events are, and what a webhook asked to hear of. Pure.

import { noticeKinds, type NoticeKind } from '../../core/notice.ts'
import type { Instant } from '../../core/time.ts'
import type { EnabledEvents } from './contract/webhooks.ts'

type Body = { description: string | null; enabled_events: EnabledEvents; updated_at: Instant }

/** What the native API keeps there stays. */
export const writeBody = (before: string, events: EnabledEvents | undefined, at: Instant): string =>
  JSON.stringify({ ...readBody(before), ...(events && { enabled_events: events }), updated_at: at })
export const readBody = (text: string): Partial<Body> => JSON.parse(text) as Partial<Body>

/** A deadline that comes near changes nothing and has no event of theirs. */
export function typeOf(kind: NoticeKind): 'created' | 'updated' | 'test' | null {
  if (kind === 'dispute.due_soon') return null
  if (kind === 'webhook.test') return 'test'
  return kind === 'dispute.opened' ? 'created' : 'updated'
}

/** None at all is all of them. Entities that are not ours are kept and never told of. */
export function kindsFor(events: EnabledEvents): string {
  if (events.length === 0) return '*'
  return [...new Set(events.flatMap(({ entity, types }) => types.flatMap(type => kindsOf(entity, type))))].join(',') || 'none'
}

/** Whatever happens to evidence changes its dispute. */
function kindsOf(entity: string, type: string): NoticeKind[] {
  if (entity === 'evidence') return type === 'created' || type === 'updated' ? ['dispute.updated'] : []
  return entity === 'dispute' ? noticeKinds.filter(kind => typeOf(kind) === type) : []
}

type Webhook = { kinds: string; body: string }

/** The native API may have made or changed it: then what it listens to tells. */
export function eventsOf(webhook: Webhook): EnabledEvents {
  const { kinds } = webhook
  const asked = askedOf(webhook)
  if (asked) return asked
  if (kinds === '*') return []
  const types = ['created', 'updated'].filter(type => kindsOf('dispute', type).some(kind => kinds.split(',').includes(kind)))
  return types.length > 0 ? [{ entity: 'dispute', types }] : []
}

/** What asked in no words of theirs hears of everything that it listens to. */
export function wants(webhook: Webhook, told: { entity: string; type: string }): boolean {
  const asked = askedOf(webhook) ?? []
  return asked.length === 0 || asked.some(({ entity, types }) => entity === told.entity && types.includes(told.type))
}

function askedOf({ kinds, body }: Webhook): EnabledEvents | null {
  const { enabled_events: events } = readBody(body)
  return events && kindsFor(events) === kinds ? events : null
}
