// How Omise's callers prove who they are (HTTP Basic with the secret key as user) and how its events are signed. The webhook secret is
// sealed, since it signs. `api_version` is the version of the account, in which its events are told.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { secondsOf, type Instant } from '../../core/time.ts'
import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'
import { base36 } from './ids.ts'
import { isVersion } from './view.ts'

export const omiseScheme: CredentialScheme = { make }

async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const publicKey = given.public_key || `pkey_test_${nineteen(chance)}`
  const secretKey = given.secret_key || `skey_test_${nineteen(chance)}`
  const webhookSecret = given.webhook_secret || Buffer.from(chance.random(32)).toString('base64')
  const version = versionGiven(given.api_version)
  return {
    shown: { public_key: publicKey, secret_key: secretKey, webhook_secret: webhookSecret },
    presented: secretKey,
    public: { public_key: publicKey, ...version },
    sealed: { webhook_secret: webhookSecret },
  }
}

function versionGiven(version: string | undefined): { api_version?: string } {
  if (!version) return {}
  if (!isVersion(version)) throw new RangeError('The api_version of an Omise account is 2019-05-29, 2017-11-02, 2015-11-17 or 2014-07-27')
  return { api_version: version }
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

/** The user of a Basic credential; the password is not looked at. Null for whatever is broken, in the alphabet or in its form. */
export function secretKeyOf(authorization: string | undefined): string | null {
  const encoded = /^basic +([A-Za-z0-9+/]{2,400}={0,2})$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return null
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.toString('base64').replace(/=+$/, '') !== encoded.replace(/=+$/, '')) return null
  const [, user] = /^([\x21-\x39\x3b-\x7e]{1,256}):/.exec(bytes.toString('utf8')) ?? []
  return user ?? null
}

/** Every key that is not marked as one for tests works in live mode; a string of another form was fixed for a test. */
export const isLiveKey = (key: string): boolean => /^skey_(?!test_)/.test(key)

/** Lower-case hex, one per secret: while a secret is turned over there are two, with a comma between. */
export function signatureOf(secrets: readonly string[], timestamp: number, body: string): string {
  return secrets.map(secret => macOf(secret, String(timestamp), body)).join(',')
}

/** How a caller proves itself: the secret key as user, no password. */
export const authorizationOf = (secretKey: string): string => `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`

export type Signature = { timestamp: string | undefined; signature: string | undefined; body: string | Uint8Array }

/** For whoever is told: true when one of the signatures fits one of the secrets and the time is within the tolerance (in seconds). */
export function verify({ timestamp, signature, body }: Signature, secrets: readonly string[], now: Instant, tolerance = 300): boolean {
  if (!timestamp || !/^\d{1,12}$/.test(timestamp) || !signature || signature.length > longestSignature) return false
  if (Math.abs(secondsOf(now) - Number(timestamp)) > tolerance) return false
  const given = signature.split(',').map(each => each.trim()).filter(each => /^[0-9a-f]{64}$/.test(each))
  return secrets.map(secret => macOf(secret, timestamp, body)).some(wanted => given.some(each => isSame(each, wanted)))
}

const longestSignature = 1000

/** Both are 64 characters of hex. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other))

const macOf = (secret: string, timestamp: string, body: string | Uint8Array): string =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(`${timestamp}.`).update(body).digest('hex')
