// The filter line as text: `provider:omise due:<48h lost parcel`. Tokens have a name and a value, the rest is searched for. What cannot be
// understood is kept and shown, never silently left out.

import { isCurrency } from '../../../src/core/currency.ts'
import { dialects, phases, reasonCategories } from '../../../src/core/dispute.ts'
import { parseFriendlyDuration } from '../../../src/core/duration.ts'
import { parseMajor } from '../../../src/core/money.ts'
import type { InputOf } from '../../api/contract.ts'

export type ListQuery = NonNullable<InputOf<'GET /v1/disputes'>['query']>
export const tokenNames = ['provider', 'reason', 'stage', 'amount', 'due', 'opened', 'assignee', 'evidence', 'snoozed', 'outcome', 'currency'] as const
export type TokenName = (typeof tokenNames)[number]
export type Token = { name: TokenName; value: string }
export type Filter = { tokens: Token[]; text: string }

export const emptyFilter: Filter = { tokens: [], text: '' }

export function parseFilter(line: string): Filter {
  const words = line.split(/\s+/).filter(word => word !== '')
  const tokens = words.flatMap(word => tokenOf(word) ?? [])
  return { tokens, text: words.filter(word => tokenOf(word) === null).join(' ') }
}

export const filterText = ({ tokens, text }: Filter): string => [...tokens.map(tokenText), text].filter(part => part !== '').join(' ')
export const tokenText = ({ name, value }: Token): string => `${name}:${value}`

export function withToken({ tokens, text }: Filter, token: Token): Filter {
  return { tokens: [...tokens.filter(({ name }) => name !== token.name || repeats(name)), token], text }
}

export const withoutToken = (filter: Filter, token: Token): Filter => ({ ...filter, tokens: filter.tokens.filter(one => one !== token) })

/** Null where a token has no meaning: then nothing is asked at all. */
export function queryOf(filter: Filter, now: number): ListQuery | null {
  const parts = filter.tokens.map(token => meaningOf(token, now))
  if (parts.some(part => part === null)) return null
  return Object.assign({}, ...parts, filter.text === '' ? {} : { text: filter.text }) as ListQuery
}

export const isWrong = (token: Token): boolean => meaningOf(token, 0) === null

/** What could be typed next. */
export function suggestionsFor(typed: string): string[] {
  const [name = '', value] = typed.toLowerCase().split(':')
  if (value === undefined) return typed === '' ? [] : tokenNames.filter(one => one.startsWith(name)).map(one => `${one}:`)
  return (values[name as TokenName] ?? []).filter(one => one.startsWith(value) && one !== value).map(one => `${name}:${one}`)
}

const values: Record<TokenName, readonly string[]> = {
  provider: dialects, reason: reasonCategories, stage: phases, amount: ['>100usd', '<20eur'], due: ['today', 'overdue', '<48h', '<7d', '>7d'], opened: ['<24h', '<7d', '<30d'],
  assignee: ['me', 'none'], evidence: ['some', 'none'], snoozed: ['yes', 'no'], outcome: ['unknown'], currency: ['usd', 'eur', 'thb', 'jpy'],
}

/** An amount has two bounds; of everything else the last said counts. */
const repeats = (name: TokenName): boolean => name === 'amount' || name === 'due'

function tokenOf(word: string): Token | null {
  const at = word.indexOf(':')
  const name = tokenNames.find(one => one === word.slice(0, at).toLowerCase())
  return name === undefined || at === word.length - 1 ? null : { name, value: word.slice(at + 1) }
}

function meaningOf({ name, value }: Token, now: number): ListQuery | null {
  switch (name) {
    case 'provider': return among(dialects, value) && { dialect: value }
    case 'reason': return among(reasonCategories, value) && { reason: value }
    case 'stage': return among(phases, value) && { phase: value }
    case 'assignee': return { owner: value }
    case 'evidence': return value === 'some' || value === 'none' ? { evidence: value } : null
    case 'snoozed': return value === 'yes' || value === 'no' ? { snoozed: value } : null
    case 'outcome': return value === 'unknown' ? { outcome: value } : null
    case 'currency': return isCurrency(value.toUpperCase()) ? { currency: value.toUpperCase() } : null
    case 'amount': return amountMeaning(value)
    case 'due': return dueMeaning(value, now)
    case 'opened': return agoMeaning(value, now)
  }
}

const among = (allowed: readonly string[], value: string): true | null => (value.split(',').every(one => allowed.includes(one)) ? true : null)

/** ">100usd" is more than 100.00; an amount means nothing without its currency. */
function amountMeaning(value: string): ListQuery | null {
  const [, sign, digits, letters = ''] = /^([<>])([\d.]+)([a-z]{3})$/i.exec(value) ?? []
  const currency = letters.toUpperCase()
  const units = isCurrency(currency) ? parseMajor(digits, currency)?.amount : undefined
  if (units === undefined) return null
  return { currency, ...(sign === '>' ? { amount_min: `${units + 1n}` } : { amount_max: `${units > 0n ? units - 1n : 0n}` }) }
}

function dueMeaning(value: string, now: number): ListQuery | null {
  if (value === 'overdue') return { due_before: iso(now) }
  if (value === 'today') return { due_before: iso(new Date(now).setHours(24, 0, 0, 0)) }
  const length = lengthOf(value.slice(1))
  if (length === null) return null
  return value.startsWith('<') ? { due_before: iso(now + length) } : value.startsWith('>') ? { due_after: iso(now + length) } : null
}

function agoMeaning(value: string, now: number): ListQuery | null {
  const length = lengthOf(value.slice(1))
  if (length === null) return null
  return value.startsWith('<') ? { opened_after: iso(now - length) } : value.startsWith('>') ? { opened_before: iso(now - length) } : null
}

function lengthOf(text: string): number | null {
  const length = parseFriendlyDuration(text)
  return length && length.days * 86_400_000 + length.ms
}

const iso = (at: number): string => new Date(at).toISOString()
