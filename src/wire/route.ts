// Finds the endpoint of a path, segment by segment on the raw path, so that no escape can turn one route into another.
import type { Endpoint } from './contract.ts'
import { percentDecoded } from './form.ts'

export type Route = { byMethod: ReadonlyMap<string, Endpoint>; values: readonly string[] }
type Branch = { fixed: Map<string, Branch>; open: Branch | null; endpoints: Map<string, Endpoint> }

/** Null where no endpoint has this path, or where a parameter of it is not decent text. */
export function routesOf(endpoints: Iterable<Endpoint>): (path: string) => Route | null {
  const root = branch()
  for (const endpoint of endpoints) plant(root, endpoint)
  return (path) => {
    if (path.charCodeAt(0) !== SLASH) return null
    const raw: string[] = []
    const found = climb(root, path.slice(1).split('/', MAX_SEGMENTS), 0, raw)
    const values = found && raw.map(decentText)
    return values && isWhole(values) ? { byMethod: found.endpoints, values } : null
  }
}

function plant(root: Branch, endpoint: Endpoint): void {
  let node = root
  for (const segment of endpoint.path.slice(1).split('/')) {
    const next = segment.startsWith('{') ? (node.open ?? branch()) : (node.fixed.get(segment) ?? branch())
    if (segment.startsWith('{')) node.open = next
    else node.fixed.set(segment, next)
    node = next
  }
  node.endpoints.set(endpoint.method, endpoint)
}

/** A fixed segment goes before a parameter. */
function climb(node: Branch, segments: readonly string[], at: number, raw: string[]): Branch | null {
  const segment = segments[at]
  if (segment === undefined) return node.endpoints.size > 0 ? node : null
  const fixed = node.fixed.get(segment)
  const found = fixed && climb(fixed, segments, at + 1, raw)
  if (found || !node.open || segment === '') return found ?? null
  raw.push(segment)
  const opened = climb(node.open, segments, at + 1, raw)
  if (!opened) raw.pop()
  return opened
}

/** Control characters, slashes and dot segments are never part of an id. */
function decentText(segment: string): string | null {
  const text = percentDecoded(segment)
  return text === null || text === '.' || text === '..' || /[\u0000-\u001f\u007f/\\]/.test(text) ? null : text
}

function isWhole(values: readonly (string | null)[]): values is readonly string[] {
  return !values.includes(null)
}

function branch(): Branch {
  return { fixed: new Map(), open: null, endpoints: new Map() }
}

const SLASH = 0x2f
const MAX_SEGMENTS = 32
