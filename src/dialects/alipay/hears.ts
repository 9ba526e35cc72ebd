// Hears Alipay's notifications, the only eyes on a dispute: verified over address, client, time and the bytes as they came, before
// anything of them is read. What cannot be read is not acknowledged, so that it comes again.

import { hash } from 'node:crypto'
import { formatInstantAt, parseInstant, type Instant } from '../../core/time.ts'
import type { Acknowledgement, Incoming, Notified } from '../../engine/upstream.ts'
import { splitTarget } from '../../wire/http.ts'
import { uriOf } from './address.ts'
import { clientKeysOf } from './keys.ts'
import { resultOf, success, type Result } from './results.ts'
import { verifyHeader } from './signature.ts'
import { toldOf } from './told.ts'
import { objectOf } from './values.ts'

const minute = 60_000
/** The last of eight sends is 24 hours and 22 minutes after the first, and no page says that it has a new time (docs.antom.com/ac/ref_zh-cn/notification). */
const oldest = 25 * 60 * minute
const farthestAhead = 5 * minute

export async function readNotice({ method, target, headers, raw, receivedAt }: Incoming, credentials: Readonly<Record<string, string>>): Promise<Notified> {
  const keys = clientKeysOf(credentials)
  if (typeof keys === 'string') return { kind: 'forged', why: `There is nothing to verify it with: ${keys}` }
  const [clientId, time, signature] = ['client-id', 'request-time', 'signature'].map(name => headers.get(name))
  if (method !== 'POST' || !clientId || !time || !signature) return { kind: 'forged', why: 'It is not signed' }
  if (clientId !== keys.clientId) return { kind: 'forged', why: 'It is for another client' }
  const uri = addressOf(credentials['notification_url'], target)
  if (!await verifyHeader({ uri, clientId, time, body: raw }, signature, keys.platform)) return { kind: 'forged', why: 'The signature does not fit' }
  const sentAt = sentAtOf(time)
  if (sentAt === null || receivedAt - sentAt > oldest || sentAt - receivedAt > farthestAhead) return { kind: 'stale', why: 'It was signed too long ago, in the future, or at no time' }
  return newsIn(raw, Math.min(sentAt, receivedAt))
}

/** Where it was sent to, as they were told it; a proxy may have changed the path on the way. */
function addressOf(url: string | undefined, target: string): string {
  if (url && URL.canParse(url)) return uriOf(url)
  const { path, search } = splitTarget(target)
  return path + search
}

/** ISO 8601 in the documents' samples, epoch milliseconds as requests have it. */
const sentAtOf = (time: string): Instant | null => (/^\d{13}$/.test(time) ? Number(time) : parseInstant(time))

function newsIn(raw: Uint8Array, sentAt: Instant): Notified {
  const text = textOf(raw)
  const body = text === null ? null : objectOf(jsonOf(text))
  if (!body || text === null) return { kind: 'unreadable', why: 'It is no JSON object' }
  // Advice on a defense, and what else the same address may be told of (docs.antom.com/ac/ams/notifyDefenseDocument).
  if (body['disputeNotificationType'] === undefined) return { kind: 'not_about_disputes', why: 'It has no type of a dispute' }
  const told = toldOf(body, text, sentAt)
  return told ? { kind: 'news', id: hash('sha256', raw), told: [told], thin: [] } : { kind: 'unreadable', why: 'It names no dispute' }
}

function textOf(raw: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return null
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** Only HTTP 200 with SUCCESS ends the sending; it needs no signature (docs.antom.com/ac/ref_zh-cn/notification). */
export function acknowledge(kind: Notified['kind'] | 'failed', { headers, receivedAt }: Pick<Incoming, 'headers' | 'receivedAt'>): Acknowledgement {
  const { status, result } = replies[kind]
  const clientId = headers.get('client-id')
  return {
    status, body: JSON.stringify({ result }),
    headers: { 'content-type': 'application/json', 'response-time': formatInstantAt(receivedAt, 0, { fraction: false }), ...(status === 200 && clientId ? { 'client-id': clientId } : {}) },
  }
}

const heard: { status: number; result: Result } = { status: 200, result: { ...success, resultMessage: 'success' } }
const replies: Record<Notified['kind'] | 'failed', { status: number; result: Result }> = {
  news: heard, not_about_disputes: heard,
  forged: { status: 401, result: resultOf('INVALID_SIGNATURE') }, stale: { status: 401, result: resultOf('INVALID_SIGNATURE') },
  unreadable: { status: 400, result: resultOf('PARAM_ILLEGAL') }, failed: { status: 503, result: resultOf('UNKNOWN_EXCEPTION') },
}
