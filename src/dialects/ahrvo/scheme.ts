// How Ahrvo's callers prove who they are: HTTP Basic with user name and password. The webhook secret is sealed, since it signs.

import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

export const ahrvoScheme: CredentialScheme = { make }

async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const username = given.username || `US${twentyTwo(chance)}`
  const password = given.password || Buffer.from(chance.random(24)).toString('base64url')
  const webhookSecret = given.webhook_secret || Buffer.from(chance.random(32)).toString('hex')
  if (username.includes(':')) throw new RangeError('username may not contain a colon, which ends it in HTTP Basic')
  return {
    shown: { username, password, webhook_secret: webhookSecret },
    presented: `${username}:${password}`,
    public: { username },
    sealed: { webhook_secret: webhookSecret },
  }
}

/** `DP` as on Ahrvo's pages, where the rest is masked, and 22 characters of base 58 as in Finix's samples. */
export const ahrvoDisputeId = (chance: Chance): string => `DP${twentyTwo(chance)}`

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function twentyTwo(chance: Chance): string {
  const numbers = new Uint32Array(Uint8Array.from(chance.random(22 * 4)).buffer)
  return Array.from(numbers, number => base58[number % 58]).join('')
}
