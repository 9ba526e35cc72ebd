// How Omise's callers prove who they are: HTTP Basic with the secret key as user. The webhook secret is sealed, since it signs.

import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

export const omiseScheme: CredentialScheme = { make }

async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const publicKey = given.public_key || `pkey_test_${nineteen(chance)}`
  const secretKey = given.secret_key || `skey_test_${nineteen(chance)}`
  const webhookSecret = given.webhook_secret || Buffer.from(chance.random(32)).toString('base64')
  return {
    shown: { public_key: publicKey, secret_key: secretKey, webhook_secret: webhookSecret },
    presented: secretKey,
    public: { public_key: publicKey },
    sealed: { webhook_secret: webhookSecret },
  }
}

/** 19 characters of base 36, as in `skey_test_5xuy4w91xqz7d1w9u0t`: 98 bits of chance. */
function nineteen(chance: Chance): string {
  return base36(BigInt(`0x${Buffer.from(chance.random(24)).toString('hex')}`) % 36n ** 19n, 19)
}

/** The first eight of the 19 are time, since Omise's ids sort by it: 36 to the power of 8 milliseconds last until 2059. */
export function omiseDisputeId(chance: Chance, at: number): string {
  const number = BigInt(`0x${Buffer.from(chance.random(16)).toString('hex')}`) % 36n ** 11n
  return `dspt_test_${base36(BigInt(at) % 36n ** 8n, 8)}${base36(number, 11)}`
}

const base36 = (number: bigint, length: number): string => number.toString(36).padStart(length, '0')
