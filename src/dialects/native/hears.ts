// Hears another Parley's notices: Standard Webhooks, verified over the bytes as they came before anything of them is read.

import { timingSafeEqual } from 'node:crypto'
import type { Acknowledgement, Incoming, Notified } from '../../engine/upstream.ts'
import { sameHash } from '../../wire/scheme.ts'
import { signatureOf } from './notices.ts'
import { toldOf } from './told.ts'

/** As Standard Webhooks' own libraries have it. */
const toleranceMs = 5 * 60_000

export function readNotice({ headers, raw, receivedAt }: Incoming, secret: string | null): Notified {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => headers.get(name))
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return { kind: 'forged', why: 'It is not signed' }
  if (!secret) return { kind: 'forged', why: 'There is no secret to verify it with' }
  const text = Buffer.from(raw).toString('latin1')
  if (!isSigned(text, id, Number(timestamp), signatures, secret)) return { kind: 'forged', why: 'The signature does not fit' }
  if (Math.abs(receivedAt - Number(timestamp) * 1000) > toleranceMs) return { kind: 'stale', why: 'It was signed too long ago, or in the future' }
  return newsIn(raw, id)
}

function isSigned(text: string, id: string, timestamp: number, signatures: string, secret: string): boolean {
  const wanted = Buffer.from(signatureOf(secret, id, timestamp, Buffer.from(text, 'latin1')))
  return signatures.split(' ').slice(0, 10).some(one => sameHash(Buffer.from(one), wanted, timingSafeEqual))
}

function newsIn(raw: Uint8Array, id: string): Notified {
  const body = jsonOf(raw)
  const told = toldOf(body?.data?.dispute)
  if (body?.type === 'webhook.test') return { kind: 'not_about_disputes', why: 'A test' }
  if (body?.data?.thin === true && typeof body.data.dispute?.id === 'string') return { kind: 'news', id, told: [], thin: [body.data.dispute.id] }
  return told ? { kind: 'news', id, told: [told], thin: [] } : { kind: 'unreadable', why: 'It holds no dispute' }
}

function jsonOf(raw: Uint8Array): { type?: unknown; data?: { thin?: unknown; dispute?: { id?: unknown } } } | null {
  try {
    const value = JSON.parse(new TextDecoder().decode(raw)) as unknown
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

export function acknowledge(kind: Notified['kind'] | 'failed'): Acknowledgement {
  const status = kind === 'failed' ? 503 : kind === 'forged' || kind === 'stale' ? 401 : 204
  return { status, headers: {}, body: '' }
}
