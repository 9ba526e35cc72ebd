// Several contracts on one origin: the most exact prefix owns a path, so that an unknown path is answered in its owner's shape.
import type { WireHandle, WireRequest } from './http.ts'

export type Mounted = { prefixes: readonly string[]; handle: WireHandle }
type Prefix = { segments: readonly string[]; handle: WireHandle }

/** A prefix owns itself and everything below it; a `*` in it stands for one segment. */
export function mount(apis: readonly Mounted[], otherwise: WireHandle): WireHandle {
  const prefixes = apis.flatMap(({ prefixes, handle }) => prefixes.map((prefix) => ({ segments: segmentsOf(prefix), handle })))
  prefixes.sort(byExactness)
  const ownerOf = (path: string) => {
    const segments = segmentsOf(path)
    return prefixes.find((prefix) => owns(prefix.segments, segments))?.handle ?? otherwise
  }
  const handle = (request: WireRequest) => ownerOf(request.path)(request)
  return Object.assign(handle, { bodyLimit: (method: string, path: string) => ownerOf(path).bodyLimit(method, path) })
}

function owns(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((segment, at) => segment === '*' || segment === path[at])
}

/** Longer first; among equals the one with fewer stars. */
function byExactness(one: Prefix, other: Prefix): number {
  return other.segments.length - one.segments.length || stars(one) - stars(other)
}

function stars(prefix: Prefix): number {
  return prefix.segments.filter((segment) => segment === '*').length
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment, at) => at > 0 && segment !== '')
}
