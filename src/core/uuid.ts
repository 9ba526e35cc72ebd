// An id of ours as a UUID of version 7: it keeps its time and almost all of its chance. For APIs whose ids are UUIDs. Pure.

/** Null for what is no id of ours. */
export function uuidOfId(id: string): string | null {
  const bytes = bytesOfId(id)
  if (!bytes) return null
  bytes[6] = (bytes[6]! & 15) | 112
  return uuidFrom(bytes)
}

/** RFC 9562: its variant is set, its version has to be there. */
export function uuidFrom(bytes: Uint8Array): string {
  bytes[8] = (bytes[8]! & 63) | 128
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const idForm = /^[a-z]{3}_([0-7][0-9a-hjkmnp-tv-z]{25})$/

/** 26 characters of five bits hold 130, of which the first two are none. */
function bytesOfId(id: string): Uint8Array | null {
  const text = idForm.exec(id)?.[1]
  if (text === undefined) return null
  const bytes = new Uint8Array(16)
  let [held, bits, at] = [0, -2, 0]
  for (const character of text) {
    held = ((held << 5) | alphabet.indexOf(character)) & 0xfff
    bits += 5
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255
  }
  return bytes
}
