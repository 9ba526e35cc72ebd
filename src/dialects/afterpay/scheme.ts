// How Afterpay's callers prove who they are: HTTP Basic with merchant id and secret key. Only a hash of the pair is kept.

import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

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

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** `dp_` and 22 characters, all of base 58 in the documented samples. */
export function afterpayDisputeId(chance: Chance): string {
  const numbers = new Uint32Array(Uint8Array.from(chance.random(22 * 4)).buffer)
  return `dp_${Array.from(numbers, number => base58[number % 58]).join('')}`
}
