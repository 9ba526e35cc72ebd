// Ids in Moov's form. Every id on its dispute endpoints is a UUID; ours are turned into one, the same each time. Pure.

import { hash } from 'node:crypto'
import { uuidFrom, uuidOfId } from '../../core/uuid.ts'

/** An id of ours becomes a UUID of version 7; any other text is hashed into version 8. */
export const uuidOf = (name: string): string => uuidOfId(name) ?? uuidFrom(hashed(name))

export const isUuid = (text: string): boolean => form.test(text)

/** Whether it may be what `uuidOf` made of a text, so that nobody finds it under that text. */
export const isHashed = (text: string): boolean => text[14] === '8'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
function hashed(name: string): Uint8Array {
  const bytes = Uint8Array.from(hash('sha256', name, 'buffer').subarray(0, 16))
  bytes[6] = (bytes[6]! & 15) | 128
  return bytes
}
