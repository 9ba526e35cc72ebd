// What every JSON printer here needs: strings, numbers, lists, and the refusal of whatever JSON has no word for.

export type Members = Record<string, unknown>

export function list(values: unknown[], depth: number, print: (value: unknown, depth: number) => string): string {
  let text = '['
  for (let index = 0; index < values.length; index += 1) text += (index === 0 ? '' : ',') + print(values[index], depth)
  return text + ']'
}

export function scalar(value: unknown): string {
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return `${value as number}`
  throw unprintable(value)
}

export function deeper(depth: number): number {
  if (depth === 64) throw new TypeError('JSON nests deeper than 64 levels, or contains itself')
  return depth + 1
}

export function plain(value: object): Members {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw unprintable(value)
  return value as Members
}

export function withoutUndefined(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined))
}

// By insertion while they are few: on a dispute the whole text is ready a fifth sooner than with Array.sort.
export function sorted(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort()
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end]!
    let place = end
    for (; place > 0 && keys[place - 1]! > key; place -= 1) keys[place] = keys[place - 1]!
    keys[place] = key
  }
  return keys
}

export function wellFormed(text: string): string {
  if (!needsCare.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new TypeError('Text with half a surrogate pair has no UTF-8 form')
  return JSON.stringify(text)
}

export function quote(text: string): string {
  return needsCare.test(text) ? JSON.stringify(text) : `"${text}"`
}

// Printable ASCII without quote and backslash, which is nearly every key and value, is its own JSON.
const needsCare = /[^ !#-[\]-~]/

// Says what kind of thing it was and not what was in it, because the message is logged.
function unprintable(value: unknown): TypeError {
  const kind = typeof value === 'object' ? value?.constructor?.name : typeof value === 'number' ? String(value) : typeof value
  return new TypeError(`JSON cannot hold ${kind}`)
}
