// Reads JSON and refuses whatever two readers could understand differently. It never rounds and never guesses.

export type Parsed = { ok: true; value: unknown } | { ok: false; why: string }

export const MAX_DEPTH = 32
/** Members and elements together: more of them would keep the schema check busy for longer than a request may. */
export const MAX_VALUES = 20_000

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype'])

export function parseJson(bytes: Uint8Array): Parsed {
  const text = textOf(bytes)
  if (text === null) return refuse('The body is not valid UTF-8. Send JSON in UTF-8.')
  if (text.charCodeAt(0) === BOM) return refuse('The body begins with a byte order mark. Send JSON without one.')
  const scan = scanJson(text)
  if ('why' in scan) return refuse(scan.why)
  const value = parsed(text)
  if (value === undefined) return refuse('The body is not valid JSON. Check quotes, commas and brackets.')
  const seen = { members: 0, why: '' }
  inspect(value, seen, text.includes('\\u'))
  if (seen.why) return refuse(seen.why)
  // A repeated key is one member less after parsing than there are colons in the text.
  if (seen.members !== scan.colons) return refuse('An object of the body names the same key twice. Send each key once.')
  return { ok: true, value }
}

export function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

export function isUnsafeKey(key: string): boolean {
  return unsafeKeys.has(key)
}

type Scan = { colons: number } | { why: string }

/** One pass over the text, before any parser recurses: depth, number of values, and numbers that would be rounded. */
function scanJson(text: string): Scan {
  let depth = 0
  let colons = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) at = endOfString(text, at)
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return { why: `The body is nested deeper than ${MAX_DEPTH} levels. Send a flatter one.` }
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--
    else if (char === COLON) colons++
    else if (char === COMMA) values++
    else if (char === MINUS || isDigit(char)) {
      const end = endOfNumber(text, at)
      if (end - at > SHORT_NUMBER && losesDigits(text.slice(at, end))) return { why: tooPrecise }
      at = end - 1
    }
  }
  return values > MAX_VALUES ? { why: `The body has more than ${MAX_VALUES} values. Send fewer.` } : { colons }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === BACKSLASH) at++
    else if (char === QUOTE) return at
  }
  return text.length
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && isNumberChar(text.charCodeAt(at))) at++
  return at
}

/** True where the double would silently be another number than the one written. */
function losesDigits(token: string): boolean {
  if (token.length > LONGEST_NUMBER) return true
  const value = Number(token)
  if (token.length <= 15 && !/[.eE]/.test(token)) return false
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return !Number.isNaN(value)
  const digits = token.replace(/[eE].*/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '')
  if (value === 0) return digits !== ''
  return Number.isInteger(value) && /[.eE]/.test(token) && digits.length > 15
}

function inspect(value: unknown, seen: { members: number; why: string }, escapes: boolean): void {
  if (typeof value === 'string') {
    if (escapes && !value.isWellFormed()) seen.why = 'A text of the body holds half of a surrogate pair. Send whole characters.'
  } else if (Array.isArray(value)) {
    for (const item of value) inspect(item, seen, escapes)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      seen.members++
      if (unsafeKeys.has(key)) seen.why = `The body has a key ${key}, which is not allowed. Use another name.`
      inspect(key, seen, escapes)
      inspect(item, seen, escapes)
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function refuse(why: string): Parsed {
  return { ok: false, why }
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39
}

function isNumberChar(char: number): boolean {
  return isDigit(char) || char === MINUS || char === 0x2b || char === 0x2e || char === 0x45 || char === 0x65
}

const tooPrecise =
  'A number of the body is too large or has more digits than can be kept exactly. Whole numbers go up to 9007199254740991; send larger ones as text where the field allows it.'
/** No number of this length or less can be rounded, overflow or vanish, but for an exponent: `1e400` has five characters. */
const SHORT_NUMBER = 3
/** Longer than any double prints itself, and short enough for the patterns above. */
const LONGEST_NUMBER = 60
const BOM = 0xfeff
const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
