// Ids in Moov's form. Every id on its dispute endpoints is a UUID; ours are turned into one, the same each time. Pure.

import { hash } from 'node:crypto'

/** An id of ours keeps its time and almost all of its chance as a UUID of version 7; any other text is hashed into version 8. */
export function uuidOf(name: string): string {
  const bytes = bytesOfId(name) ?? hashed(name)
  bytes[8] = (bytes[8]! & 63) | 128
  return Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export const isUuid = (text: string): boolean => form.test(text)

/** Whether it may be what `uuidOf` made of a text, so that nobody finds it under that text. */
export const isHashed = (text: string): boolean => text[14] === '8'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const idForm = /^[a-z]{3}_([0-7][0-9a-hjkmnp-tv-z]{25})$/

/** 26 characters of five bits hold 130, of which the first two are none. */
function bytesOfId(name: string): Uint8Array | null {
  const text = idForm.exec(name)?.[1]
  if (text === undefined) return null
  const bytes = new Uint8Array(16)
  let [held, bits, at] = [0, -2, 0]
  for (const character of text) {
    held = ((held << 5) | alphabet.indexOf(character)) & 0xfff
    bits += 5
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255
  }
  bytes[6] = (bytes[6]! & 15) | 112
  return bytes
}

function hashed(name: string): Uint8Array {
  const bytes = Uint8Array.from(hash('sha256', name, 'buffer').subarray(0, 16))
  bytes[6] = (bytes[6]! & 15) | 128
  return bytes
}
