// Hears Ahrvo's notifications. What is configured is verified over the bytes as they came, before anything of them is read; and even
// then nothing in them is believed: they name disputes, which are then fetched.

import { timingSafeEqual, hash } from 'node:crypto'
import type { Acknowledgement, Incoming, Notified } from '../../engine/upstream.ts'
import { isTheirId } from './ids.ts'
import { signatureHeader, verify } from './scheme.ts'

/** The key of the webhook, and the whole `Authorization` that it was made with: Ahrvo's samples have no key, Finix's have one. */
export type HearingSecrets = { key: string | null; authorization: string | null }

export function readNotification(incoming: Incoming, secrets: HearingSecrets): Notified {
  const text = Buffer.from(incoming.raw).toString('utf8').trim()
  // Sent, unsigned perhaps, when a webhook is made, and has to be answered well (docs.finix.com, integrating webhooks).
  if (text === '' || text === '{}') return { kind: 'not_about_disputes', why: 'A test: it is empty' }
  return turnedAway(incoming, secrets) ?? newsIn(text)
}

function turnedAway({ headers, raw, receivedAt }: Incoming, { key, authorization }: HearingSecrets): Notified | null {
  if (key === null && authorization === null) return { kind: 'forged', why: 'There is no secret to verify it with' }
  if (authorization !== null && !isSame(headers.get('authorization') ?? '', authorization)) return { kind: 'forged', why: 'It does not say who sends it' }
  if (key === null) return null
  const header = headers.get(signatureHeader.toLowerCase())
  if (verify(header, raw, [key], receivedAt)) return null
  const signedAt = Number(/^timestamp=(\d{1,12}),/.exec(header ?? '')?.[1] ?? NaN) * 1000
  if (verify(header, raw, [key], signedAt)) return { kind: 'stale', why: 'It was signed too long ago, or in the future' }
  return { kind: 'forged', why: header ? 'The signature does not fit' : 'It is not signed' }
}

type Envelope = { id?: unknown; entity?: unknown; _embedded?: { disputes?: unknown } | null }
type Named = { id?: unknown; updated_at?: unknown; response_state?: unknown; state?: unknown } | null

function newsIn(text: string): Notified {
  const body = jsonOf(text) as Envelope | null | undefined
  if (typeof body !== 'object' || body === null) return { kind: 'unreadable', why: 'It is no JSON object' }
  if (body.entity !== 'dispute') return { kind: 'not_about_disputes', why: typeof body.entity === 'string' ? 'It is about something else' : 'It does not say what it is about' }
  const disputes: Named[] = Array.isArray(body._embedded?.disputes) ? (body._embedded.disputes as Named[]) : []
  const thin = disputes.flatMap(dispute => (typeof dispute?.id === 'string' && isTheirId(dispute.id) ? [dispute.id] : []))
  return thin.length > 0 ? { kind: 'news', id: idOf(body, disputes), told: [], thin: [...new Set(thin)] } : { kind: 'unreadable', why: 'It names no dispute' }
}

/** Where the envelope has no id of its own, as in 2020, what the dispute says is what repeats share. */
function idOf({ id }: Envelope, disputes: readonly Named[]): string {
  if (typeof id === 'string' && id !== '') return id
  return hash('sha256', JSON.stringify(disputes.map(dispute => [dispute?.id, dispute?.updated_at, dispute?.response_state, dispute?.state].map(String))))
}

function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', wanted, 'buffer'))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** 200, as the newer text has it; what cannot be read would be no better the next time. */
export function acknowledge(kind: Notified['kind'] | 'failed'): Acknowledgement {
  const status = kind === 'failed' ? 503 : kind === 'forged' || kind === 'stale' ? 401 : 200
  return { status, headers: {}, body: '' }
}
