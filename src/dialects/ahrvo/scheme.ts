// How Ahrvo's callers prove who they are: HTTP Basic with user name and password. How its webhooks are signed, for who sends them and
// for who receives them. The webhook secret is sealed, since it signs.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { secondsOf, type Instant } from '../../core/time.ts'
import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'
import { base58 } from './ids.ts'

/** `finix_version: required` is the strict reading of Ahrvo's pages: the header is then mandatory where they list it. */
export const ahrvoScheme: CredentialScheme = { make }

async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const username = given.username || `US${twentyTwo(chance)}`
  const password = given.password || Buffer.from(chance.random(24)).toString('base64url')
  const webhookSecret = given.webhook_secret || Buffer.from(chance.random(32)).toString('hex')
  if (username.includes(':')) throw new RangeError('username may not contain a colon, which ends it in HTTP Basic')
  return {
    shown: { username, password, webhook_secret: webhookSecret },
    presented: `${username}:${password}`,
    public: { username, ...(given.finix_version === 'required' && { finix_version: 'required' }) },
    sealed: { webhook_secret: webhookSecret },
  }
}

/** `DP` as on Ahrvo's pages, where the rest is masked, and 22 characters of base 58 as in Finix's samples. */
export const ahrvoDisputeId = (chance: Chance): string => `DP${twentyTwo(chance)}`

export const signatureHeader = 'Finix-Signature'
/** How old a signature may be; receivers choose it for themselves, and those that are published chose this. */
export const signatureLastsMs = 5 * 60_000

/** `timestamp=<unix seconds>, sig=<hex>`: an HMAC-SHA256 under the text of the key over the timestamp, a colon and the raw body. */
export function sign(body: string, key: string, now: Instant): string {
  const timestamp = String(secondsOf(now))
  return `timestamp=${timestamp}, sig=${macOf(timestamp, body, key).toString('hex')}`
}

/** Whether one of the keys signed exactly these bytes at about this time. */
export function verify(header: string | undefined, body: string | Uint8Array, keys: readonly string[], now: Instant): boolean {
  const [, timestamp, hex] = /^timestamp=([1-9]\d{0,11}), ?sig=([0-9a-f]{64})$/.exec(header ?? '') ?? []
  if (timestamp === undefined || hex === undefined || Math.abs(now - Number(timestamp) * 1000) > signatureLastsMs) return false
  const given = Buffer.from(hex, 'hex')
  return keys.filter(key => timingSafeEqual(macOf(timestamp, body, key), given)).length > 0
}

const macOf = (timestamp: string, body: string | Uint8Array, key: string): Buffer =>
  createHmac('sha256', key).update(`${timestamp}:`).update(body).digest()

function twentyTwo(chance: Chance): string {
  const numbers = new Uint32Array(Uint8Array.from(chance.random(22 * 4)).buffer)
  return Array.from(numbers, number => base58[number % 58]).join('')
}
