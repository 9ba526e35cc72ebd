// How a caller of the native API proves who it is: one bearer key. It can be told from noise by its checksum, so that secret scanners
// find leaked ones. The key itself is never kept.

import { hash } from 'node:crypto'
import type { Chance, CredentialScheme, NewCredential } from '../dialect.ts'

export const nativeScheme: CredentialScheme = {
  make: async (given, chance) => credentialOf(given.key ?? makeKey(chance)),
}

/** `pk_`, 43 characters of base 62 for 32 random bytes, and 6 of checksum over all that stands before them. */
export function makeKey({ random }: Chance): string {
  const body = `pk_${base62(random(32), 43)}`
  return body + checksum(body)
}

export function isKey(text: string): boolean {
  return /^pk_[0-9A-Za-z]{49}$/.test(text) && text.endsWith(checksum(text.slice(0, -6)))
}

/** RFC 6750; null where the header is missing or is something else. A key that we did not make may have been given. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^bearer ([\x21-\x7e]{1,256})$/i.exec(authorization ?? '')?.[1] ?? null
}

function credentialOf(key: string): NewCredential {
  if (!given.test(key)) throw new RangeError('A native key is 16 to 200 visible ASCII characters')
  return { shown: { key }, presented: key, public: { hint: `${key.slice(0, 6)}…${key.slice(-4)}` }, sealed: {} }
}

const given = /^[\x21-\x7e]{16,200}$/

function checksum(text: string): string {
  return base62(Buffer.from(hash('sha256', text), 'hex').subarray(0, 4), 6)
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export function base62(bytes: Uint8Array, length: number): string {
  let rest = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n)
  let text = ''
  for (let place = 0; place < length; place += 1, rest /= 62n) text = digits[Number(rest % 62n)]! + text
  return text
}
