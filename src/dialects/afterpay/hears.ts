// Hears Afterpay's webhooks: verified over the bytes as they came before anything of them is read. They say which dispute, and never what
// is so: that is asked for.

import type { Acknowledgement, Incoming, Notified } from '../../engine/upstream.ts'
import { dateHeader, signatureHeader, verify } from './scheme.ts'
import { isId } from './told.ts'
import { objectOf, textOf } from './wire-values.ts'

/** `url` is where Afterpay was told to send, letter by letter: the signature covers it. */
export type Receiving = { url: string | undefined; key: string | undefined }

export function readNotice({ headers, raw, receivedAt }: Incoming, { url, key }: Receiving): Notified {
  if (!key || !url) return { kind: 'forged', why: 'There is no key, or no address that was agreed on, to verify it with' }
  const received = { url, date: headers.get(dateHeader), signature: headers.get(signatureHeader), body: raw }
  switch (verify(received, [key], receivedAt)) {
    case 'forged': return { kind: 'forged', why: 'The signature does not fit' }
    case 'stale': return { kind: 'stale', why: 'It was signed too long ago, or in the future' }
    case 'genuine': return newsIn(raw)
  }
}

/** Whatever type it has: what happened is read from the dispute. */
function newsIn(raw: Uint8Array): Notified {
  const body = objectOf(jsonOf(raw))
  if (!body) return { kind: 'unreadable', why: 'It is no JSON object' }
  const dispute = body['dispute_id']
  if (dispute === undefined || dispute === null) return { kind: 'not_about_disputes', why: 'It names no dispute' }
  if (typeof dispute !== 'string' || !isId(dispute)) return { kind: 'unreadable', why: 'It names a dispute in no known form' }
  return { kind: 'news', id: textOf(body['webhook_event_id'])?.slice(0, 200) ?? null, told: [], thin: [dispute] }
}

function jsonOf(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw)) as unknown
  } catch {
    return null
  }
}

/** Anything but 200 makes Afterpay send it again. */
export function acknowledge(kind: Notified['kind'] | 'failed'): Acknowledgement {
  const status = kind === 'failed' ? 503 : kind === 'forged' || kind === 'stale' ? 401 : 200
  return { status, headers: {}, body: '' }
}
