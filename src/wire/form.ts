// Reads form bodies and query strings. Objects it makes have no prototype, so that no key can reach one.
import { isUnsafeKey, textOf, type Parsed } from './body.ts'

const MAX_KEYS = 1000
const MAX_FORM_DEPTH = 5

type Node = { [key: string]: string | string[] | Node }
export type Flat = { ok: true; value: Record<string, string> } | { ok: false; why: string }

/** `a=1&b[c]=2&d[]=3&d[]=4` gives { a: '1', b: { c: '2' }, d: ['3', '4'] }. */
export function parseForm(body: Uint8Array): Parsed {
  const text = textOf(body)
  if (text === null) return refuse('The form is not valid UTF-8.')
  const pairs = pairsOf(text)
  if (!Array.isArray(pairs)) return refuse(pairs.why)
  const root = emptyNode()
  for (const [name, value] of pairs) {
    const why = put(root, name, value)
    if (why) return refuse(why)
  }
  return { ok: true, value: root }
}

/** Each parameter once; brackets are part of the name. */
export function parseQuery(search: string): Flat {
  const values = Object.create(null) as Record<string, string>
  if (search.length < 2) return { ok: true, value: values }
  const pairs = pairsOf(search.slice(1))
  if (!Array.isArray(pairs)) return pairs
  for (const [name, value] of pairs) {
    if (name in values) return refuse(`The parameter ${shown(name)} comes twice. Send it once.`)
    values[name] = value
  }
  return { ok: true, value: values }
}

/** Percent-decodes once; null where an escape is broken or is not UTF-8. */
export function percentDecoded(text: string): string | null {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function pairsOf(text: string): [string, string][] | { ok: false; why: string } {
  if (text === '') return []
  const parts = text.split('&', MAX_KEYS + 1)
  if (parts.length > MAX_KEYS) return refuse(`There are more than ${MAX_KEYS} parameters. Send fewer.`)
  const pairs: [string, string][] = []
  for (const part of parts) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decoded(equals < 0 ? part : part.slice(0, equals))
    const value = decoded(equals < 0 ? '' : part.slice(equals + 1))
    if (name === null || value === null) return refuse('A parameter is not valid percent-encoded UTF-8. Encode % as %25.')
    pairs.push([name, value])
  }
  return pairs
}

function decoded(text: string): string | null {
  return percentDecoded(text.includes('+') ? text.replaceAll('+', ' ') : text)
}

function put(root: Node, name: string, value: string): string | null {
  const path = pathOf(name)
  if (!path) return `The parameter ${shown(name)} is not well formed: write name, name[key] or name[].`
  if (path.length > MAX_FORM_DEPTH) return `A parameter is nested deeper than ${MAX_FORM_DEPTH} levels. Send a flatter one.`
  if (path.some(isUnsafeKey)) return 'A parameter has a name that is not allowed. Use another name.'
  const isList = path.at(-1) === ''
  const keys = isList ? path.slice(0, -1) : path
  const parent = parentOf(root, keys)
  const last = keys.at(-1)!
  const there = parent?.[last]
  if (parent && isList && (there === undefined || Array.isArray(there))) parent[last] = [...(there ?? []), value]
  else if (parent && !isList && there === undefined) parent[last] = value
  else return `The parameter ${shown(name)} comes twice or in two shapes. Send it once.`
  return null
}

/** `a[b][]` gives ['a', 'b', '']; null where brackets do not match or an empty key is not the last. */
function pathOf(name: string): string[] | null {
  const open = name.indexOf('[')
  if (open < 0) return name.includes(']') || name === '' ? null : [name]
  if (open === 0 || !name.endsWith(']')) return null
  const keys = name.slice(open + 1, -1).split('][', MAX_FORM_DEPTH + 1)
  const clean = keys.every((key, at) => !/[[\]]/.test(key) && (key !== '' || at === keys.length - 1))
  return clean ? [name.slice(0, open), ...keys] : null
}

function parentOf(root: Node, keys: readonly string[]): Node | null {
  let node = root
  for (const key of keys.slice(0, -1)) {
    const next = (node[key] ??= emptyNode())
    if (typeof next === 'string' || Array.isArray(next)) return null
    node = next
  }
  return node
}

function emptyNode(): Node {
  return Object.create(null) as Node
}

function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

function refuse(why: string): { ok: false; why: string } {
  return { ok: false, why }
}
