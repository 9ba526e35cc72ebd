// JSON in two voices. `canonicalJson` is for hashing and storing: one text per value, and bigint comes back as bigint.
// `wireJson` is for answers: members in the order written, bigint as a bare integer. Neither drops or bends a value silently.
import { deeper, list, plain, quote, scalar, sorted, wellFormed, withoutUndefined } from './json-text.ts'
import type { Members } from './json-text.ts'

/** Keys by code unit; money as {"amount":"12000","currency":"THB"}, any other bigint as {"=":"12000"}. */
export function canonicalJson(value: unknown): string {
  return canonical(value, 0)
}

/** Reads what `canonicalJson` wrote. */
export function reviveMoney(text: string): unknown {
  return revived(JSON.parse(text))
}

export function wireJson(value: unknown): string {
  return wire(value, 0)
}

function canonical(value: unknown, depth: number): string {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value === 'bigint') return `{"=":"${value}"}`
  if (typeof value !== 'object' || value === null) return scalar(value)
  if (Array.isArray(value)) return list(value, deeper(depth), canonical)
  return canonicalObject(plain(value), deeper(depth))
}

function canonicalObject(members: Members, depth: number): string {
  const keys = sorted(Object.keys(members))
  const marked = keys.length > 2 ? null : moneyOrLookalike(keys, members)
  if (marked !== null) return marked
  let text = '{'
  for (const key of keys) {
    const member = members[key]
    if (member === undefined) return canonicalObject(withoutUndefined(members), depth)
    text += (text === '{' ? '' : ',') + wellFormed(key) + ':' + canonical(member, depth)
  }
  return text + '}'
}

// Somebody's metadata may hold {"amount":"120","currency":"THB"} or {"=":"120"} as text. Its key is stored with one "=" more and read
// with one less, so that only money comes back as money.
function moneyOrLookalike(keys: string[], members: Members): string | null {
  const [key, second] = keys
  if (key === undefined || (second !== undefined && !(second === 'currency' && typeof members.currency === 'string'))) return null
  const value = members[key]
  const rest = second === undefined ? '}' : `,"currency":${wellFormed(members.currency as string)}}`
  if (typeof value === 'bigint' && key === 'amount' && second !== undefined) return `{"amount":"${value}"${rest}`
  return typeof value === 'string' && isMark(key, second, value) ? `{"=${key}":"${value}"${rest}` : null
}

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const members = value as Members
  const keys = Object.keys(members)
  for (const key of keys) {
    const before = members[key]
    if (typeof before === 'object' && before !== null) members[key] = revived(before)
  }
  return keys.length > 2 || Array.isArray(value) ? value : unmarked(sorted(keys), members)
}

function unmarked([key, second]: string[], members: Members): unknown {
  if (key === undefined || (second !== undefined && !(second === 'currency' && typeof members.currency === 'string'))) return members
  const text = members[key]
  if (typeof text !== 'string' || !isMark(key, second, text)) return members
  if (key === '=') return BigInt(text)
  if (key === 'amount') return { amount: BigInt(text), currency: members.currency }
  return { [key.slice(1)]: text, ...(second === undefined ? {} : { currency: members.currency }) }
}

function isMark(key: string, second: string | undefined, value: string): boolean {
  return (second === undefined ? bareMark : amountMark).test(key) && integer.test(value)
}

const bareMark = /^=+$/
const amountMark = /^=*amount$/
const integer = /^(?:0|-?[1-9][0-9]*)$/

function wire(value: unknown, depth: number): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return scalar(value)
  if (Array.isArray(value)) return list(value, deeper(depth), wire)
  return wireObject(plain(value), deeper(depth))
}

function wireObject(members: Members, depth: number): string {
  let text = '{'
  for (const key of Object.keys(members)) {
    const member = members[key]
    if (member !== undefined) text += (text === '{' ? '' : ',') + quote(key) + ':' + wire(member, depth)
  }
  return text + '}'
}
