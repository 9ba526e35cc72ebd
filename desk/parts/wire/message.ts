// An exchange as it went over the wire: request line, headers, body, and the same of the answer; and as a line for a shell.

import type { AnswerOf } from '../../api/contract.ts'
import { curlText } from './curl.ts'

export type WholeExchange = AnswerOf<'GET /v1/requests/{id}'>
export type Side = WholeExchange['request']

/** What stands where something was left out. */
const masked = '***'

export const requestText = (exchange: WholeExchange): string => textOf(`${exchange.method} ${exchange.path} HTTP/1.1`, exchange.request)
export const answerText = (exchange: WholeExchange): string => textOf(`HTTP/1.1 ${exchange.status}`, exchange.response)

function textOf(firstLine: string, { headers, body }: Side): string {
  return [firstLine, ...headers.map(({ name, value }) => `${name}: ${value}`), '', body ?? ''].join('\n').trimEnd()
}

/** JSON is indented for reading, unless that could lose a digit. */
export function bodyText({ body }: Side): string {
  if (body === null || /\d{16}/.test(body)) return body ?? ''
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

export const bodyNote = ({ kept, size, sha256 }: Side): string | null => ({
  whole: null,
  cut: `The first 64 kB of ${size} bytes.`,
  hash_only: `${size} bytes, of which nothing is kept but their SHA-256: ${sha256}`,
  streamed: 'It was sent piece by piece and is not kept.',
})[kept]

/** What was masked is a variable for whoever has it; what the connection adds by itself is left out. */
export function exchangeCurl({ method, path, request }: WholeExchange): string {
  const headers = request.headers.filter(({ name }) => !byItself.test(name)).map(({ name, value }) => [name, value === masked ? variableOf(name) : value.replaceAll('$', '')] as const)
  return curlText({ method, target: path.replaceAll(masked, 'SECRET'), headers, body: request.body })
}

const byItself = /^(?:host|connection|content-length|transfer-encoding|accept-encoding|user-agent|cookie|parley-csrf|parley-background|origin|referer|sec-.*)$/i
const variableOf = (name: string): string => `$${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`

/** A dispute that a native call or answer names. */
export function disputeIn({ path, request, response }: WholeExchange): string | null {
  return [path, response.body, request.body].map(text => /\bdsp_[0-9a-hjkmnp-tv-z]{26}\b/.exec(text ?? '')?.[0]).find(Boolean) ?? null
}

/** The last part of a path that looks like a provider's reference. */
export const referenceIn = ({ path }: WholeExchange): string | null => path.split('?')[0]!.split('/').toReversed().find(part => /\d/.test(part) && part.length >= 8) ?? null
