// What the record of an attempt keeps of what went over the line: how it was answered, and a little of the answer's text, without
// anything that looks like a secret or a card number.

import type { Exchange } from './line.ts'
import { keptAnswer } from './kept-answer.ts'

/** The request that could have an effect, else the last one. */
function decisive(exchanges: readonly Exchange[]): Exchange | null {
  return exchanges.findLast(({ effect }) => effect) ?? exchanges.at(-1) ?? null
}

export function statusOf(exchanges: readonly Exchange[]): number | null {
  const sent = decisive(exchanges)?.sent
  return sent && sent.kind !== 'unsent' ? sent.status : null
}

/** Their id of the request where they gave one, and what was asked. */
export function requestOf(exchanges: readonly Exchange[]): string | null {
  const exchange = decisive(exchanges)
  if (!exchange) return null
  const id = exchange.sent.kind === 'answered' ? ['x-request-id', 'request-id', 'x-correlation-id'].map(name => (exchange.sent as { headers: ReadonlyMap<string, string> }).headers.get(name)).find(Boolean) : null
  return `${exchange.method} ${exchange.path.split('?')[0]}${id ? ` ${id}` : ''}`.slice(0, 500).toWellFormed()
}

export function excerptOf(exchanges: readonly Exchange[]): string | null {
  const sent = decisive(exchanges)?.sent
  return sent?.kind === 'answered' ? scrubbed(keptAnswer(sent.bytes)) : null
}

/** Thirteen to nineteen digits that could be a card number, and what is named like a secret. */
export function scrubbed(text: string | null): string | null {
  if (!text) return text
  const unnamed = secretWord.test(text) ? text.replace(secretMember, '$1***"') : text
  return unnamed.replace(/\b\d(?:[ -]?\d){12,18}\b/g, digits => (passesLuhn(digits.replace(/\D/g, '')) ? '***' : digits))
}

/** Looked for alone first: most answers have none of them. */
const secretWord = /secret|token|password|authorization|private|api_?key/i
const secretMember = new RegExp(String.raw`("[^"]*(?:${secretWord.source})[^"]*"\s*:\s*")(?:[^"\\]|\\.)*"?`, 'gi')

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
