// JSON in two voices. `canonicalJson` is for hashing and storing: one text per value, and money comes back as money.
// `wireJson` is for answers: members in the order written, bigint as a bare integer. Neither ever drops or bends a value silently.

export function canonicalJson(value: unknown): string {
  return canonical(value, 0)
}

/** Reads what `canonicalJson` wrote. */
export function reviveMoney(text: string): unknown {
  const value: unknown = JSON.parse(text)
  revive(value)
  return value
}

export function wireJson(value: unknown): string {
  return wire(value, 0)
}

const deepest = 64

function canonical(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string': return wellFormed(value)
    case 'number': return finite(value)
    case 'boolean': return value ? 'true' : 'false'
    case 'object': break
    default: throw unprintable(value)
  }
  if (value === null) return 'null'
  if (depth === deepest) throw new TypeError('A value nests deeper than 64 levels, or contains itself')
  return Array.isArray(value) ? list(value, depth + 1, canonical) : canonicalObject(plain(value), depth + 1)
}

function canonicalObject(value: Members, depth: number): string {
  const keys = definedKeys(value).sort()
  if (keys.length === 2 && keys[1] === 'currency' && typeof value.currency === 'string') {
    const amount = value[keys[0]!]
    if (keys[0] === 'amount' && typeof amount === 'bigint') return `{"amount":"${amount}","currency":${wellFormed(value.currency)}}`
    if (looksLikeMoney(keys[0]!, amount)) return `{"=${keys[0]}":"${amount}","currency":${wellFormed(value.currency)}}`
  }
  let text = ''
  for (const key of keys) text += `${text === '' ? '' : ','}${wellFormed(key)}:${canonical(value[key], depth)}`
  return `{${text}}`
}

// Somebody's metadata may hold {"amount":"120","currency":"THB"} as text. It is stored under "=amount" (and that under "==amount"),
// so that only money comes back as money.
function looksLikeMoney(key: string, amount: unknown): amount is string {
  return typeof amount === 'string' && amountKey.test(key) && integer.test(amount)
}

const amountKey = /^=*amount$/
const integer = /^(?:0|-?[1-9][0-9]*)$/

function revive(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) return value.forEach(revive)
  const members = value as Members
  const keys = Object.keys(members)
  for (const key of keys) revive(members[key])
  if (keys.length !== 2 || typeof members.currency !== 'string') return
  const key = keys[0] === 'currency' ? keys[1]! : keys[0]!
  const amount = members[key]
  if (!looksLikeMoney(key, amount)) return
  if (key === 'amount') members.amount = BigInt(amount)
  else rename(members, key, key.slice(1))
}

function rename(members: Members, from: string, to: string): void {
  members[to] = members[from]
  delete members[from]
}

function wire(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string': return quote(value)
    case 'number': return finite(value)
    case 'bigint': return value.toString()
    case 'boolean': return value ? 'true' : 'false'
    case 'object': break
    default: throw unprintable(value)
  }
  if (value === null) return 'null'
  if (depth === deepest) throw new TypeError('A value nests deeper than 64 levels, or contains itself')
  return Array.isArray(value) ? list(value, depth + 1, wire) : wireObject(plain(value), depth + 1)
}

function wireObject(value: Members, depth: number): string {
  let text = ''
  for (const key of definedKeys(value)) text += `${text === '' ? '' : ','}${quote(key)}:${wire(value[key], depth)}`
  return `{${text}}`
}

type Members = Record<string, unknown>

function list(values: unknown[], depth: number, print: (value: unknown, depth: number) => string): string {
  let text = ''
  for (let index = 0; index < values.length; index += 1) text += (index === 0 ? '' : ',') + print(values[index], depth)
  return `[${text}]`
}

function plain(value: object): Members {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw unprintable(value)
  return value as Members
}

function definedKeys(value: Members): string[] {
  const keys = Object.keys(value)
  for (const key of keys) if (value[key] === undefined) return keys.filter((other) => value[other] !== undefined)
  return keys
}

function finite(value: number): string {
  if (!Number.isFinite(value)) throw unprintable(value)
  return `${value}`
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('Text with half a surrogate pair has no UTF-8 form')
  return quote(text)
}

function quote(text: string): string {
  return JSON.stringify(text)
}

function unprintable(value: unknown): TypeError {
  return new TypeError(`JSON cannot hold ${typeof value === 'object' ? value?.constructor?.name : String(value)}`)
}
