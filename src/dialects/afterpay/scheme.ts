// How Afterpay's callers prove who they are (HTTP Basic with merchant id and secret key, of which only a hash is kept), and how its
// webhooks are signed and verified. It compares no secret by itself, save signatures, and those in constant time.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { secondsOf, type Instant } from '../../core/time.ts'
import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

export { afterpayDisputeId } from './ids.ts'

export const afterpayScheme: CredentialScheme = { make }

async function make(given: Record<string, string>, chance: Chance): Promise<NewCredential> {
  const merchantId = given.merchant_id || newMerchantId(chance)
  const secretKey = given.secret_key || Buffer.from(chance.random(32)).toString('hex')
  if (merchantId.includes(':')) throw new RangeError('merchant_id may not contain a colon, which ends it in HTTP Basic')
  return {
    shown: { merchant_id: merchantId, secret_key: secretKey },
    presented: `${merchantId}:${secretKey}`,
    public: { merchant_id: merchantId },
    sealed: {},
  }
}

/** Nine digits, as in the samples of its User-Agent rule (`Merchantname/600032000`). */
function newMerchantId(chance: Chance): string {
  const number = BigInt(`0x${Buffer.from(chance.random(12)).toString('hex')}`) % 10n ** 8n
  return `6${String(number).padStart(8, '0')}`
}

/** As callers send it: the unencoded pair of the published samples is taken by nobody. */
export const authorizationOf = (merchantId: string, secretKey: string): string => `Basic ${Buffer.from(`${merchantId}:${secretKey}`).toString('base64')}`

/** RFC 7617: what stands behind `Basic`, decoded. Null for everything else, the unencoded pair of the published samples included. */
export function basicOf(authorization: string | undefined): string | null {
  const encoded = /^basic +([A-Za-z0-9+/]{1,1024}={0,2})$/i.exec(authorization ?? '')?.[1]
  const pair = encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8')
  return pair?.includes(':') ? pair : null
}

export const dateHeader = 'x-afterpay-request-date'
export const signatureHeader = 'x-afterpay-request-signature'

export type SignedNotice = { url: string; date: string; body: string | Uint8Array }

/** Over the destination, the date and the bytes as they are sent, each on its own line; the key is taken as the text it is. */
export function signatureOf({ url, date, body }: SignedNotice, key: string): string {
  return digestOf({ url, date, body }, key).toString('base64')
}

export type Received = { url: string; date: string | undefined; signature: string | undefined; body: string | Uint8Array }

/** For whoever receives webhooks. What is late or from the future by more than five minutes is dropped, however well it is signed. */
export function verify({ url, date = '', signature = '', body }: Received, keys: readonly string[], now: Instant): 'genuine' | 'forged' | 'stale' {
  const received = Buffer.from(signature, 'base64')
  if (!/^[A-Za-z0-9+/]{43}=$/.test(signature) || received.length !== digestBytes) return 'forged'
  if (!/^\d{1,12}$/.test(date)) return 'forged'
  const genuine = keys.map(key => timingSafeEqual(digestOf({ url, date, body }, key), received)).includes(true)
  if (!genuine) return 'forged'
  return Math.abs(secondsOf(now) - Number(date)) > freshSeconds ? 'stale' : 'genuine'
}

function digestOf({ url, date, body }: SignedNotice, key: string): Buffer {
  return createHmac('sha256', key).update(`${url}\n${date}\n`).update(body).digest()
}

const digestBytes = 32
const freshSeconds = 5 * 60

