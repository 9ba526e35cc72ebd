// Reads an Idempotency-Key, which only a draft of the provider's pages knows, and says what request it stands for.

import { createHash } from 'node:crypto'
import type { Key } from '../../../engine/job.ts'
import type { WireRequest } from '../../../wire/http.ts'

export function keyOf(request: WireRequest, principal: string): Key | null | 'invalid' {
  const sent = request.headers.get('idempotency-key')
  if (sent === undefined) return null
  return visible.test(sent) ? { principal, key: sent, fingerprint: fingerprintOf(request, principal) } : 'invalid'
}

const visible = /^[\x21-\x7e]{1,255}$/

function fingerprintOf({ method, path, headers, body }: WireRequest, principal: string): string {
  const about = ['omise', method, path, principal, headers.get('omise-version') ?? '', body.byteLength].join('\n')
  return createHash('sha256').update(`${about}\n`).update(body).digest('hex')
}
