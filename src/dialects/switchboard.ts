// How an operator turns what a provider's documents leave open: words with commas between, for every dialect alike. The words are data,
// in each dialect's switches.ts. It reads and knows no provider.

/** A plain word, or one with a value behind it (`word=value`). */
export type Word<S> = { about: string } & ({ to: Partial<S> } | { takes: string; example: string; reads(value: string): Partial<S> | undefined })

/** `usual` is what nobody asked about. */
export type Switchboard<S extends object> = { usual: S; words: Readonly<Record<string, Word<S>>> }

/** Undefined for a word that is none, a value that does not fit, and two words that turn the same switch. */
export function turned<S extends object>({ usual, words }: Switchboard<S>, text: string): S | undefined {
  const turns = text.split(',').map(part => turnOf(words, part.trim()))
  const names = turns.flatMap(turn => Object.keys(turn ?? {}))
  if (turns.includes(undefined) || new Set(names).size < names.length) return undefined
  return turns.reduce<S>((switches, turn) => ({ ...switches, ...turn }), usual)
}

/** As they are written, a value by what it may be. */
export const spelled = <S extends object>({ words }: Switchboard<S>): string[] =>
  Object.entries(words).map(([name, word]) => ('takes' in word ? `${name}=${word.takes}` : name))

/** One text in which a word is turned that shows how. */
export const exampleOf = (name: string, word: Word<object>): string => ('takes' in word ? `${name}=${word.example}` : name)

function turnOf<S>(words: Readonly<Record<string, Word<S>>>, text: string): Partial<S> | undefined {
  const [name = '', ...rest] = text.split('=')
  const word = Object.hasOwn(words, name) ? words[name] : undefined
  if (!word) return undefined
  const value = rest.length > 0 ? rest.join('=') : undefined
  if ('takes' in word) return value === undefined ? undefined : word.reads(value)
  return value === undefined ? word.to : undefined
}
