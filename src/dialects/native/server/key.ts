// Reads an Idempotency-Key and says what request it stands for. It looks nothing up.

import { createHash } from 'node:crypto'
import type { Key } from '../../../engine/job.ts'
import type { WireRequest } from '../../../wire/http.ts'

export function keyOf(request: WireRequest, route: string, principal: string): Key | null | 'invalid' {
  const sent = request.headers.get('idempotency-key')
  if (sent === undefined) return null
  const key = unquoted(sent)
  return key === null ? 'invalid' : { principal, key, fingerprint: fingerprintOf(request, route, principal) }
}

/** Draft 7 of the header says a quoted string, most clients send it bare: both name the same key. */
export function unquoted(sent: string): string | null {
  const key = /^"(?:[^"\\]|\\["\\])*"$/.test(sent) ? sent.slice(1, -1).replace(/\\(["\\])/g, '$1') : sent
  return (key === sent && sent.startsWith('"')) || !visible.test(key) ? null : key
}

const visible = /^[\x21-\x7e]{1,255}$/

function fingerprintOf({ method, path, headers, body }: WireRequest, route: string, principal: string): string {
  const about = [method, route, path, principal, headers.get('parley-merchant') ?? '', body.byteLength].join('\n')
  return createHash('sha256').update(`${about}\n`).update(body).digest('hex')
}
