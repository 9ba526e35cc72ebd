// A call on Ahrvo, or on Finix, whose API it serves under another prefix: who asks, in which version, at which address. It reads no answer.

import { call, type Called, type CallInput } from '../../../wire/call.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import type { ConnectParts } from '../../dialect.ts'
import { root, version } from '../contract/shapes.ts'

export type Ask = (endpoint: Endpoint, input: CallInput) => Promise<Called>

export function askingOf({ baseUrl, credentials, switches, send, now }: ConnectParts): Ask {
  const authorization = `Basic ${Buffer.from(`${credentials['username'] ?? ''}:${credentials['password'] ?? ''}`).toString('base64')}`
  const isRootAbove = switches['prefix'] === 'none' || new URL(baseUrl).pathname.replace(/\/+$/, '').endsWith(root)
  return ({ method, path }, input) =>
    call({ method, path: isRootAbove ? path.slice(root.length) as Endpoint['path'] : path }, { ...input, headers: headersOf(input) }, { baseUrl, send, now, sign: () => ({ authorization }) })
}

/** The version where only some pages list it, and the content type where there is no body: Ahrvo's own samples, and harmless elsewhere. */
function headersOf({ headers = {}, body }: CallInput): Record<string, string> {
  return { accept: 'application/hal+json, application/json', 'finix-version': version, ...(body ? {} : { 'content-type': 'application/json' }), ...headers }
}
