// Ids as Ahrvo writes them, for what has an id of ours: two letters and 22 characters of base 58. The two can be told from each other
// without looking anything up, so that nothing has to be kept. Nothing here is a secret.

import { isId, type DisputeId, type EvidenceId, type Id, type Prefix, type WebhookId } from '../../core/ids.ts'

export const evidenceIdOf = (id: EvidenceId): string => `EV${base58Of(bitsOf(id), width)}`
export const evidenceOf = (text: string): EvidenceId | null => ours('evd', 'EV', text)

export const webhookIdOf = (id: WebhookId): string => `WH${base58Of(bitsOf(id), width)}`
export const webhookOf = (text: string): WebhookId | null => ours('whk', 'WH', text)

/** The transfer of a payment that nobody named. */
export const transferIdOf = (id: DisputeId): string => `TR${base58Of(bitsOf(id), width)}`
export const disputeOfTransfer = (text: string): DisputeId | null => ours('dsp', 'TR', text)

/** A posting of a dispute: its transfer's id and what of it moved. */
export const adjustmentIdOf = (id: DisputeId, seq: number, leg: number): string => transferIdOf(id) + base58Of(BigInt(seq * legs + leg), 4)
export function adjustmentOf(text: string): DisputeId | null {
  return text.length === 2 + width + 4 ? disputeOfTransfer(text.slice(0, 2 + width)) : null
}

/** What an id may look like to be looked up at all. */
export const isTheirId = (text: string): boolean => /^[\w-]{1,64}$/.test(text)

export const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

const width = 22
const legs = 16
const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

function bitsOf(id: Id): bigint {
  return digitsIn(id.slice(4), crockford)
}

function ours<P extends Prefix>(prefix: P, mark: string, text: string): Id<P> | null {
  if (!text.startsWith(mark) || text.length !== mark.length + width || !/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return null
  const id = `${prefix}_${inDigits(digitsIn(text.slice(mark.length), base58), crockford, 26)}`
  return isId(prefix, id) ? id : null
}

const base58Of = (value: bigint, places: number): string => inDigits(value, base58, places)

function digitsIn(text: string, alphabet: string): bigint {
  const base = BigInt(alphabet.length)
  return [...text].reduce((value, digit) => value * base + BigInt(alphabet.indexOf(digit)), 0n)
}

function inDigits(value: bigint, alphabet: string, places: number): string {
  const base = BigInt(alphabet.length)
  let text = ''
  for (let rest = value; text.length < places; rest /= base) text = alphabet[Number(rest % base)]! + text
  return text
}
