// Hears Omise's events: verified over the bytes as they came before anything of them is read. An event says which dispute, in the account's
// version and to the second; what is so now is asked, as Omise's own page on webhooks advises.

import type { Acknowledgement, Incoming, Notified } from '../../engine/upstream.ts'
import { verify } from './scheme.ts'
import { isId } from './told.ts'
import { objectOf, textOf } from './wire-values.ts'

export function readEvent({ headers, raw, receivedAt }: Incoming, secret: string | null): Notified {
  if (!secret) return { kind: 'forged', why: 'There is no secret to verify it with' }
  const timestamp = headers.get('omise-signature-timestamp')
  const signed = { timestamp, signature: headers.get('omise-signature'), body: raw }
  if (verify(signed, [secret], receivedAt)) return newsIn(raw)
  const wasGenuine = verify(signed, [secret], Number(timestamp) * 1000)
  return wasGenuine ? { kind: 'stale', why: 'It was signed too long ago, or in the future' } : { kind: 'forged', why: 'It is not signed, or the signature does not fit' }
}

/** Whatever key it has: what happened is read from the dispute. */
function newsIn(raw: Uint8Array): Notified {
  const event = objectOf(jsonOf(raw))
  const key = textOf(event?.['key'])
  if (!event || event['object'] !== 'event' || key === null) return { kind: 'unreadable', why: 'It is no event' }
  const data = objectOf(event['data'])
  if (data?.['object'] !== 'dispute' && !key.startsWith('dispute.')) return { kind: 'not_about_disputes', why: key.slice(0, 100) }
  const id = data?.['id']
  if (!isId(id)) return { kind: 'unreadable', why: 'It names no dispute' }
  return { kind: 'news', id: textOf(event['id'])?.slice(0, 200) ?? null, told: [], thin: [id] }
}

function jsonOf(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) as unknown
  } catch {
    return null
  }
}

/** Any 2xx is an acknowledgement; what cannot be read would be no better a second time. */
export function acknowledge(kind: Notified['kind'] | 'failed'): Acknowledgement {
  const status = kind === 'failed' ? 503 : kind === 'forged' || kind === 'stale' ? 401 : 200
  return { status, headers: {}, body: '' }
}
