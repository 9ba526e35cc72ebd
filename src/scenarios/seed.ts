// Chance that is always the same: ids of the cast follow from names and one fixed instant, never from the run. Never use it for secrets.

import { makeId, type Id, type Prefix } from '../core/ids.ts'
import type { DialectName } from '../core/dispute.ts'

/** 1 January 2026: the instant inside every id of the cast. */
const epoch = Date.UTC(2026, 0, 1)

export const fixedId = <P extends Prefix>(prefix: P, name: string): Id<P> => makeId(prefix, epoch, seeded(`${prefix} ${name}`, 10))

/** An id as the provider would write it. */
export function fixedTheirId(dialect: DialectName, name: string): string {
  switch (dialect) {
    case 'native': return `nd_${letters(name, 17, base62)}`
    case 'alipay': return `20260101${letters(name, 20, '0123456789')}`
    case 'afterpay': return `dp_${letters(name, 22, base58)}`
    case 'omise': return `dspt_test_${letters(name, 19, base36)}`
    case 'moov': return uuid(name)
    case 'ahrvo': return `DP${letters(name, 22, base58)}`
  }
}

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz'
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

export const letters = (name: string, count: number, alphabet: string): string =>
  [...seeded(name, count)].map(byte => alphabet[byte % alphabet.length]).join('')

/** RFC 9562, version 4. */
export function uuid(name: string): string {
  const hex = letters(name, 32, '0123456789abcdef')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** FNV-1a of 64 bits over name and place, its middle byte. */
function seeded(name: string, count: number): Uint8Array {
  const bytes = new TextEncoder().encode(name)
  return Uint8Array.from({ length: count }, (_, place) => Number((fnv1a(bytes, place) >> 24n) & 255n))
}

function fnv1a(bytes: Uint8Array, place: number): bigint {
  let hash = 0xcbf29ce484222325n
  for (const byte of [place, ...bytes, place]) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash
}
