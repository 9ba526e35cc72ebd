// Hears Moov's events. What is signed is time, nonce and webhook, never the body: an event says no more than which dispute to read, and a
// nonce that comes again with another body is a forgery.

import { hash } from 'node:crypto'
import type { Instant } from '../../core/time.ts'
import type { Acknowledgement, Incoming, Notified } from '../../engine/upstream.ts'
import { isUuid } from './ids.ts'
import { verifyWebhook } from './scheme.ts'

/** Nonces that were heard of late, each with the body it came with. */
export type Nonces = Map<string, { digest: string; at: Instant }>

const rememberedMs = 15 * 60_000
const mostRemembered = 10_000

export function readEvent(incoming: Incoming, secret: string | null, nonces: Nonces): Notified {
  if (!secret) return { kind: 'forged', why: 'There is no secret to verify it with' }
  const { headers, receivedAt, raw } = incoming
  const verdict = verifyWebhook(headers, { secrets: [secret], now: receivedAt, isNew: nonce => isOwn(nonces, nonce, hash('sha256', raw), receivedAt) })
  switch (verdict) {
    case 'forged': return { kind: 'forged', why: 'It is not signed, or the signature does not fit' }
    case 'stale': return { kind: 'stale', why: 'It was signed too long ago, or in the future' }
    case 'repeated': return { kind: 'forged', why: 'Its nonce came before with another body' }
    case 'valid': return newsIn(raw)
  }
}

/** The same event sent again is let through: what it asks to read may not have been read. */
function isOwn(nonces: Nonces, nonce: string, digest: string, now: Instant): boolean {
  const before = nonces.get(nonce)
  if (before) return before.digest === digest
  for (const [old, { at }] of nonces) {
    if (now - at <= rememberedMs && nonces.size < mostRemembered) break
    nonces.delete(old)
  }
  nonces.set(nonce, { digest, at: now })
  return true
}

function newsIn(raw: Uint8Array): Notified {
  const event = jsonOf(raw)
  const { type, eventID, data } = event ?? {}
  if (typeof type !== 'string') return { kind: 'unreadable', why: 'It is no event' }
  if (!type.startsWith('dispute.')) return { kind: 'not_about_disputes', why: type.slice(0, 100) }
  const id = typeof data === 'object' && data !== null ? (data as { disputeID?: unknown }).disputeID : null
  if (typeof id !== 'string' || !isUuid(id)) return { kind: 'unreadable', why: 'It names no dispute' }
  return { kind: 'news', id: typeof eventID === 'string' && eventID !== '' ? eventID : null, told: [], thin: [id] }
}

function jsonOf(raw: Uint8Array): { type?: unknown; eventID?: unknown; data?: unknown } | null {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) as unknown
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

/** As its sample receiver: 400 for a bad signature and for what cannot be read. Anything but 2xx comes again for a day. */
export function acknowledge(kind: Notified['kind'] | 'failed'): Acknowledgement {
  const status = kind === 'failed' ? 503 : kind === 'news' || kind === 'not_about_disputes' ? 200 : 400
  return { status, headers: {}, body: '' }
}
