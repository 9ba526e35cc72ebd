// Ids: a prefix that says of what, and 128 bits as 26 characters of lower-case Crockford base 32: 48 bits of time, 80 of chance.
// Text order is time order. An id is a name, never a secret: the next one within a millisecond can be guessed.
import type { Instant } from './time.ts'

export const prefixes = ['mch', 'dsp', 'act', 'evt', 'evd', 'ntc', 'whk', 'dlv', 'key', 'req', 'con', 'pst', 'usr', 'viw'] as const
export type Prefix = (typeof prefixes)[number]
export type Id<P extends Prefix = Prefix> = `${P}_${string}`

export type MerchantId = Id<'mch'>
export type DisputeId = Id<'dsp'>
export type ActId = Id<'act'>
export type EventId = Id<'evt'>
export type EvidenceId = Id<'evd'>
export type NoticeId = Id<'ntc'>
export type WebhookId = Id<'whk'>
export type DeliveryId = Id<'dlv'>
export type CredentialId = Id<'key'>
export type RequestId = Id<'req'>
export type ConnectionId = Id<'con'>
export type PostingId = Id<'pst'>
export type UserId = Id<'usr'>
export type SavedViewId = Id<'viw'>

export type Ids = { next<P extends Prefix>(prefix: P): Id<P> }

export function makeId<P extends Prefix>(prefix: P, at: Instant, random: Uint8Array): Id<P> {
  if (random.length !== 10) throw new RangeError(`An id takes 10 random bytes, not ${random.length}`)
  return `${prefix}_${timeText(at)}${fiveBytes(random, 0)}${fiveBytes(random, 5)}`
}

export function isId<P extends Prefix>(prefix: P, text: unknown): text is Id<P> {
  return typeof text === 'string' && text.startsWith(prefix + '_') && body.test(text.slice(prefix.length + 1))
}

export function timeOfId(id: Id): Instant {
  let at = 0
  for (const character of id.slice(4, 14)) at = at * 32 + alphabet.indexOf(character)
  return at
}

/** Strictly increasing, also within one millisecond and when the clock steps back. */
export function idsFrom(now: () => Instant, random: (n: number) => Uint8Array): Ids {
  let at = -1
  let chance: Uint8Array = new Uint8Array(10)
  return {
    next(prefix) {
      const time = now()
      if (time > at || !increment(chance)) {
        at = Math.max(time, at + 1)
        chance = Uint8Array.from(random(10))
      }
      return makeId(prefix, at, chance)
    },
  }
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const body = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/
const timeLimit = 2 ** 48

function timeText(at: Instant): string {
  if (!Number.isInteger(at) || at < 0 || at >= timeLimit) throw new RangeError(`Not an instant: ${at}`)
  return fiveBits(Math.floor(at / 2 ** 25), 5) + fiveBits(at % 2 ** 25, 5)
}

function fiveBytes(bytes: Uint8Array, from: number): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes.subarray(from, from + 5)
  return fiveBits((a << 12) | (b << 4) | (c >> 4), 4) + fiveBits(((c & 15) << 16) | (d << 8) | e, 4)
}

function fiveBits(value: number, characters: number): string {
  let text = ''
  for (let shift = (characters - 1) * 5; shift >= 0; shift -= 5) text += alphabet[(value >> shift) & 31]
  return text
}

// False when every bit was set and the counter is back at nothing.
function increment(bytes: Uint8Array): boolean {
  for (let place = bytes.length - 1; place >= 0; place -= 1) {
    bytes[place] = (bytes[place]! + 1) & 255
    if (bytes[place] !== 0) return true
  }
  return false
}
