/** A story as text: a sentence that says what it shows, then one step a line. Read strictly: a word that means nothing is an error. */
import { parseMajor, type Money } from '../../src/core/money.ts'
import { isCurrency } from '../../src/core/currency.ts'
import { addDuration, parseFriendlyDuration } from '../../src/core/duration.ts'
import { parseInstant } from '../../src/core/time.ts'

export type Line = { number: number; verb: string; words: Words; expected: string | null; text: string }
export type Story = { title: string; lines: Line[] }

export function readStory(text: string): Story {
  const [title = '', ...rest] = text.split('\n')
  const lines = rest.flatMap((raw, index) => {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    return line ? [lineOf(line, index + 2)] : []
  })
  if (!/\.$/.test(title.trim())) throw new Error('A story begins with a sentence that says what it shows')
  return { title: title.trim(), lines }
}

function lineOf(text: string, number: number): Line {
  const [before = '', expected] = text.split('→').map(part => part.trim())
  const [verb = '', ...words] = before.match(/"[^"]*"|\S+/g) ?? []
  return { number, verb, words: wordsOf(words), expected: expected ?? null, text }
}

/** The words of a line, taken one after the other or by the name that stands before them. */
export type Words = {
  next(what: string): string
  /** Takes `name value` from anywhere in the rest. */
  named(name: string): string | null
  flag(name: string): boolean
  money(name: string): Money | null
  /** `in 7d`, or an instant. */
  instant(name: string, now: number): number | null
  rest(): string[]
  end(): void
}

export function wordsOf(given: string[]): Words {
  const words = [...given]
  const words_: Words = {
    next: what => words.shift() ?? wrong(`${what} is missing`),
    named(name) {
      const at = words.indexOf(name)
      return at < 0 ? null : unquoted(words.splice(at, 2)[1] ?? wrong(`${name} says nothing`))
    },
    flag(name) {
      const at = words.indexOf(name)
      return at >= 0 && words.splice(at, 1).length === 1
    },
    money(name) {
      const at = words.indexOf(name)
      if (at < 0) return null
      const [, amount = '', currency = ''] = words.splice(at, 3)
      return moneyOf(amount, currency)
    },
    instant(name, now) {
      const at = words.indexOf(name)
      if (at < 0) return null
      const [, first = '', second = ''] = words.splice(at, words[at + 1] === 'in' ? 3 : 2)
      return first === 'in' ? later(now, second) : parseInstant(first) ?? wrong(`${first} is no instant`)
    },
    rest: () => words.splice(0),
    end: () => void (words.length && wrong(`did not understand: ${words.join(' ')}`)),
  }
  return words_
}

export function moneyOf(amount: string, currency: string): Money {
  if (!isCurrency(currency)) return wrong(`${currency} is no currency`)
  return parseMajor(amount, currency, undefined, { negative: true }) ?? wrong(`${amount} is no amount in ${currency}`)
}

export function later(now: number, text: string): number {
  const total = text.split('+').map(part => parseFriendlyDuration(part) ?? wrong(`${part} is no time`))
  return total.reduce((at, duration) => addDuration(at, duration), now)
}

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1) : text)

function wrong(why: string): never {
  throw new Error(why)
}
