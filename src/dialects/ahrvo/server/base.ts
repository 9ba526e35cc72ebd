// Where links lead: the configured address; else, on the machine itself, the one that was called. A host that a caller merely claims is
// never repeated: then links are paths.

import { splitTarget, type WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import { root } from '../contract/shapes.ts'

export function baseOf({ publicUrl, finixPrefix = null }: Pick<Services, 'publicUrl' | 'finixPrefix'>, request: WireRequest): string {
  return originOf(publicUrl, request) + (finixPrefix && isUnder(finixPrefix, splitTarget(request.target).path) ? finixPrefix : root)
}

export const isUnder = (prefix: string, path: string): boolean => path === prefix || path.startsWith(`${prefix}/`)

function originOf(publicUrl: string | null, { headers }: WireRequest): string {
  const host = headers.get('host') ?? ''
  return publicUrl ?? (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/.test(host) ? `http://${host}` : '')
}
