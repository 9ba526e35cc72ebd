// Sees who a caller says it is. Strict: two spellings of one credential must not both be taken. It knows no secret.

/** User and password of `Basic`, canonical base64 of UTF-8 only; null for anything else. */
export function parseBasic(authorization: string | undefined): { user: string; password: string } | null {
  const text = decodeBase64(credentialsOf(authorization, 'basic') ?? '')
  const colon = text?.indexOf(':') ?? -1
  if (text === null || colon < 0 || /[\u0000-\u001f\u007f]/.test(text)) return null
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** The token of `Bearer` (RFC 6750 token68 characters); null for anything else. */
export function parseBearer(authorization: string | undefined): string | null {
  const token = credentialsOf(authorization, 'bearer')
  return token !== null && /^[A-Za-z0-9._~+/-]+=*$/.test(token) ? token : null
}

/** Bytes of canonical, padded base64; null where another text would decode to the same bytes. */
export function base64Bytes(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  try {
    const binary = atob(text)
    return btoa(binary) === text ? Uint8Array.from(binary, (char) => char.charCodeAt(0)) : null
  } catch {
    return null
  }
}

export type TimingSafeEqual = (one: Uint8Array, other: Uint8Array) => boolean

/** Compares two hashes of the same algorithm; node's comparison throws on unequal lengths, which would tell something. */
export function sameHash(one: Uint8Array, other: Uint8Array, timingSafeEqual: TimingSafeEqual): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other)
}

/** What follows the scheme's name and exactly one blank. */
function credentialsOf(authorization: string | undefined, scheme: string): string | null {
  if (authorization === undefined || authorization.length > LONGEST) return null
  const blank = authorization.indexOf(' ')
  return authorization.slice(0, Math.max(blank, 0)).toLowerCase() === scheme ? authorization.slice(blank + 1) : null
}

function decodeBase64(text: string): string | null {
  const bytes = base64Bytes(text)
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Longer than any token we give out; a limit so that no check runs over a whole 16 KiB header. */
const LONGEST = 4096
