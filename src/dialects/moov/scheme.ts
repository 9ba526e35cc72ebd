// How Moov's callers prove who they are: HTTP Basic with a key pair, which also buys access tokens. The webhook secret is sealed,
// since it signs.

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
