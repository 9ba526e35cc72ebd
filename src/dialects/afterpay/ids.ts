// Afterpay's ids: `dp_` and `fi_` with 22 characters of base 58. A file's token is our own evidence id in other digits, so that
// both name the same row. A token is a name, never a secret.

import type { EvidenceId } from '../../core/ids.ts'
import { isId } from '../../core/ids.ts'
import type { Chance } from '../dialect.ts'

export const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

/** All of base 58 in the documented samples. */
export function afterpayDisputeId(chance: Chance): string {
  const numbers = new Uint32Array(Uint8Array.from(chance.random(22 * 4)).buffer)
  return `dp_${Array.from(numbers, number => base58[number % 58]).join('')}`
}

/** 128 bits are 22 digits of base 58. */
export function tokenOf(evidence: EvidenceId): string {
  return `fi_${rewritten(evidence.slice('evd_'.length), crockford, base58, 22)}`
}

/** Null for what is no token of ours. */
export function evidenceOf(token: string): EvidenceId | null {
  if (!/^fi_[1-9A-HJ-NP-Za-km-z]{22}$/.test(token)) return null
  const id = `evd_${rewritten(token.slice('fi_'.length), base58, crockford, 26)}`
  return isId('evd', id) ? id : null
}

function rewritten(text: string, from: string, to: string, length: number): string {
  let number = 0n
  for (const digit of text) number = number * BigInt(from.length) + BigInt(from.indexOf(digit))
  let digits = ''
  for (; number > 0n; number /= BigInt(to.length)) digits = to[Number(number % BigInt(to.length))]! + digits
  return digits.padStart(length, to[0])
}
