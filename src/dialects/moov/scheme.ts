// How Moov's callers prove who they are: HTTP Basic with a key pair, which also buys access tokens. And how its webhooks do: HMAC-SHA512
// over time, nonce and webhook, not over the body, so a receiver reads the dispute before it acts. The webhook secret is sealed.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseInstant, type Instant } from '../../core/time.ts'
import { sameHash } from '../../wire/scheme.ts'
import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

export const moovScheme: CredentialScheme = { make }

async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const accountId = given.account_id || uuid(chance)
  const publicKey = given.public_key || text(chance, 12)
  const secretKey = given.secret_key || text(chance, 24)
  const webhookSecret = given.webhook_secret || text(chance, 24)
  if (publicKey.includes(':')) throw new RangeError('public_key may not contain a colon, which ends it in HTTP Basic')
  return {
    shown: { account_id: accountId, public_key: publicKey, secret_key: secretKey, webhook_secret: webhookSecret },
    presented: `${publicKey}:${secretKey}`,
    public: { account_id: accountId, public_key: publicKey },
    sealed: { webhook_secret: webhookSecret },
  }
}

const text = (chance: Chance, bytes: number): string => Buffer.from(chance.random(bytes)).toString('base64url')

/** Every id on Moov's dispute endpoints is a UUID (its OpenAPI document). */
export const moovDisputeId = (chance: Chance): string => uuid(chance)

/** RFC 9562, version 4. */
function uuid(chance: Chance): string {
  const bytes = Uint8Array.from(chance.random(16))
  bytes[6] = (bytes[6]! & 15) | 64
  bytes[8] = (bytes[8]! & 63) | 128
  return Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export type SignedText = { timestamp: string; nonce: string; webhook: string }

export function signatureOf(secret: string, { timestamp, nonce, webhook }: SignedText): string {
  return createHmac('sha512', secret).update(`${timestamp}|${nonce}|${webhook}`).digest('hex')
}

export type Verifying = {
  secrets: readonly string[]
  now: Instant
  /** No tolerance is published: five minutes. */
  toleranceMs?: number
  /** Remembers a nonce, and says whether it is new. */
  isNew(nonce: string): boolean
}

/** A forged one is not remembered, so nobody can use up the nonce of another. */
export function verifyWebhook(headers: { get(name: string): string | null | undefined }, { secrets, now, toleranceMs = 300_000, isNew }: Verifying): 'valid' | 'forged' | 'stale' | 'repeated' {
  const [timestamp, nonce, webhook, signature] = ['x-timestamp', 'x-nonce', 'x-webhook-id', 'x-signature'].map(name => headers.get(name) ?? '')
  if (!timestamp || !nonce || !webhook || !/^[0-9a-f]{128}$/.test(signature!)) return 'forged'
  const signed = Buffer.from(signature!, 'hex')
  const fits = secrets.map(secret => sameHash(signed, Buffer.from(signatureOf(secret, { timestamp, nonce, webhook }), 'hex'), timingSafeEqual))
  if (!fits.includes(true)) return 'forged'
  const at = parseInstant(timestamp)
  if (at === null || Math.abs(now - at) > toleranceMs) return 'stale'
  return isNew(nonce) ? 'valid' : 'repeated'
}
