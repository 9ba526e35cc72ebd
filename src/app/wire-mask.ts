// What of an exchange is kept, and what never is: secrets are replaced here, before anything is put away. Texts without a word that
// could name a secret are kept as they are; the others are read, and each value under such a name is replaced.

import { hash } from 'node:crypto'
import type { KeptSide } from '../dialects/dialect.ts'

export const longestKept = 65_536
export const masked = '***'

type Body = string | Uint8Array | AsyncIterable<string>

export const emptySide = { body: null, size: 0, sha256: null, kept: 'whole' } as const satisfies Omit<KeptSide, 'headers'>

/** `isFile` where a file travels inside of a text: then no byte of it is kept. */
export function keptBody(body: Body, type: string | undefined, isFile: boolean): Omit<KeptSide, 'headers'> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return { body: null, size: null, sha256: null, kept: 'streamed' }
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  if (size === 0) return emptySide
  const form = type !== undefined && formType.test(type)
  const text = isFile || type === undefined || !(form || textType.test(type)) ? null : withoutSecrets(textOf(body), form)
  return text === null ? { body: null, size, sha256: hash('sha256', body), kept: 'hash_only' } : { body: text, size, sha256: null, kept: size > longestKept ? 'cut' : 'whole' }
}

const textType = /^(?:text\/|application\/(?:[\w.+-]*json|xml|javascript))/i
const formType = /^application\/x-www-form-urlencoded/i

/** A copy where it is cut: a part of a long text keeps all of it in memory. */
function textOf(body: string | Uint8Array): string {
  if (typeof body === 'string') return body.length > longestKept ? Buffer.from(body.slice(0, longestKept)).toString() : body
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, longestKept)).toString()
}

/** Null for what might hold a secret and cannot be read. */
function withoutSecrets(text: string, form: boolean): string | null {
  if (form) return maskedQuery(text)
  if (!mayHoldSecret.test(text)) return text
  try {
    return JSON.stringify(maskedValue(JSON.parse(text), false))
  } catch {
    return null
  }
}

const secretName = /secret|passw|token|private_?key|api_?key|signature|authoriz|cookie|csrf|^keys?$|^shown$|^credentials$/i
/** `"key"` alone is also a word of ours: who decides by a key is of that kind. */
const mayHoldSecret = /secret|passw|token|"(?:shown|credentials|keys?)"\s*:|[?&]keys?=|private|api_?key|signature|authoriz|cookie|csrf|\\u00|%[2-7]/i

function maskedValue(value: unknown, secret: boolean): unknown {
  if (typeof value === 'string') return secret ? masked : value.replace(/\?\S*/g, maskedQuery)
  if (typeof value === 'number') return secret ? masked : value
  if (Array.isArray(value)) return value.map(item => maskedValue(item, secret))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskedValue(member, secret || secretName.test(name))]))
}

/** Of `?a=1&token=2`, each value whose name may name a secret. */
export const maskedQuery = (query: string): string => query.replace(/([^?&=]+)=([^&]*)/g, (pair, name: string) => (secretName.test(decoded(name)) ? `${name}=${masked}` : pair))

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

/** Names and values in turn. */
export function keptHeaders(raw: readonly string[]): [string, string][] {
  const kept: [string, string][] = []
  for (let at = 0; at < raw.length; at += 2) kept.push([raw[at]!, isSecretHeader(raw[at]!) ? masked : raw[at + 1]!])
  return kept
}

export const keptPairs = (headers: Readonly<Record<string, string>>): [string, string][] => Object.keys(headers).map(name => [name, isSecretHeader(name) ? masked : headers[name]!])

/** Each name is judged once; callers choose names, so only so many are remembered. */
const judged = new Map<string, boolean>()

function isSecretHeader(name: string): boolean {
  const known = judged.get(name)
  if (known !== undefined) return known
  const secret = /auth|cookie|secret|token|csrf|signature|passw|api[-_]?key|private/i.test(name)
  if (judged.size < 500) judged.set(name, secret)
  return secret
}
