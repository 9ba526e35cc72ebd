// Paths as real clients write them: omise-php lists with a slash at the end. A missing id is the id of no dispute. No other route is
// reached by any of this.

import type { WireHandle, WireRequest } from '../../../wire/http.ts'

export function tolerant(handle: WireHandle): WireHandle {
  const tolerating = (request: WireRequest) => {
    const path = pathOf(request.method, request.path)
    return handle(path === request.path ? request : onPath(request, path))
  }
  return Object.assign(tolerating, { bodyLimit: (method: string, path: string) => handle.bodyLimit(method, pathOf(method, path)) })
}

function pathOf(method: string, path: string): string {
  if (path.startsWith('/disputes//')) return path.replace('//', '/-/')
  return method === 'GET' && path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

/** Field by field: the host's request is a class that keeps some of them private. */
function onPath(request: WireRequest, path: string): WireRequest {
  const { method, target, search, headers, rawHeaders, body, bodyTooLarge, remote, id } = request
  return { method, target, path, search, headers, rawHeaders, body, ...(bodyTooLarge === undefined ? {} : { bodyTooLarge }), remote, id, get signal() { return request.signal } }
}
