// What a merchant is told, as Standard Webhooks says (standardwebhooks.com, specification 1.0.0): signed over id, time and body.
// It makes the message and never sends it.

import { createHmac } from 'node:crypto'
import { wireJson } from '../../core/json.ts'
import { secondsOf } from '../../core/time.ts'
import type { Chance, NoticeFormat, NoticeToSend } from '../dialect.ts'
import { instantText, toWireDispute } from './translate.ts'

const minute = 60
const hour = 60 * minute

export const nativeNotices: NoticeFormat = {
  /** Ten attempts over about 75 hours. */
  schedule: [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
  render: notice => ({ type: notice.kind, body: bodyOf(notice) }),
  sign({ id, body }, secrets, now) {
    const timestamp = secondsOf(now)
    const signatures = secrets.map(secret => signatureOf(secret, id, timestamp, body))
    return {
      headers: {
        'content-type': 'application/json',
        'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' '),
      },
      body,
    }
  },
  acknowledged: status => (status >= 200 && status < 300 ? 'delivered' : status === 410 ? 'gone' : 'failed'),
}

/** `whsec_` and 24 to 64 bytes of base 64; ours have 32. */
export function makeWebhookSecret({ random }: Chance): string {
  return prefix + Buffer.from(random(32)).toString('base64')
}

/** Of anything else no signature could be verified. */
export const isWebhookSecret = (text: string): boolean => /^whsec_[A-Za-z0-9+/]{20,}={0,2}$/.test(text)

export function signatureOf(secret: string, id: string, timestamp: number, body: string | Uint8Array): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

const prefix = 'whsec_'

/** The specification asks for less than 20 kB; what is larger names the dispute, and its reader fetches it. */
const largest = 20_000

function bodyOf({ kind, at, dispute }: NoticeToSend): string {
  const envelope = { type: kind, timestamp: instantText(at) }
  const full = wireJson({ ...envelope, data: { dispute: toWireDispute(dispute) } })
  if (Buffer.byteLength(full) < largest) return full
  const { id, merchant, state, revision } = dispute
  return wireJson({ ...envelope, data: { thin: true, dispute: { id, merchant, state, revision } } })
}
