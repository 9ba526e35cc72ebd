// Calls the native API by its contract, over the network that is handed in. It never repeats a request.

import type { z } from 'zod'
import type { NativeContract } from '../dialects/native/contract.ts'
import type { Endpoint } from '../wire/contract.ts'
import { answered, unknown, type Asked, type Received } from './api-outcome.ts'
import { connectionOf } from './connection.ts'
import { Ended, exits } from './exit.ts'
import type { Io } from './io.ts'
import { nothingWasSent, reasonOf } from './lost.ts'
import { readMillis } from './when.ts'

type Endpoints = NativeContract['endpoints']
export type Operation = keyof Endpoints
type Answers<O extends Operation> = Endpoints[O]['answers']
type AnswerOf<A> = A extends { schema: infer S extends z.ZodType } ? z.output<S> : undefined
/** One of the documented answers: its status tells which. */
export type Answered<O extends Operation> = { [S in keyof Answers<O> & number]: { status: S; body: AnswerOf<Answers<O>[S]>; json: string } }[keyof Answers<O> & number]

export type Sending = {
  params?: Record<string, string>
  query?: Record<string, string | undefined>
  body?: unknown
  /** Bytes that are sent as they are, instead of a body in JSON. */
  bytes?: { type: string; bytes: Uint8Array<ArrayBuffer> }
  key?: string
  /** What to look at when the outcome is unknown. */
  look?: string
}
export type Api = {
  call<O extends Operation>(operation: O, sending?: Sending): Promise<Answered<O>>
}

type ClientValues = { readonly [name: string]: string | boolean | undefined }

export async function apiOf(io: Io, values: ClientValues): Promise<Api> {
  const text = (name: string): string | undefined => values[name] as string | undefined
  const timeout = readMillis(text('timeout') ?? '30s')
  const connection = await connectionOf(io, { 'key-file': text('key-file'), merchant: text('merchant') })
  const { nativeContract, parleyVersion } = await import('../dialects/native/contract.ts')
  return {
    async call<O extends Operation>(operation: O, sending: Sending = {}) {
      const endpoint: Endpoint = nativeContract.endpoints[operation]
      const asked: Asked = { endpoint, sending, key: endpoint.method === 'POST' ? sending.key ?? io.newKey() : null, connection, version: parleyVersion }
      return answered(asked, await sent(io, asked, timeout)) as Answered<O>
    },
  }
}

async function sent(io: Io, asked: Asked, timeout: number): Promise<Received> {
  const { endpoint, connection: { url } } = asked
  try {
    const response = await io.fetch(url + targetOf(asked), { method: endpoint.method, redirect: 'manual', signal: AbortSignal.timeout(timeout), ...contentOf(asked) })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    if (nothingWasSent(error)) throw new Ended(exits.unreachable, `Nothing answers at ${url} (${reasonOf(error)}). Nothing was sent.`, { next: 'Is it running? parley start, or PARLEY_URL for another place.' })
    if (endpoint.method === 'GET') throw new Ended(exits.unreachable, `${url} did not answer (${reasonOf(error)}). Reading changes nothing.`)
    throw unknown(asked, reasonOf(error))
  }
}

function targetOf({ endpoint, sending: { params = {}, query = {} } }: Asked): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString()
  return search ? `${path}?${search}` : path
}

function contentOf({ key, sending: { body, bytes }, connection, version }: Asked): { headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> } {
  const headers: Record<string, string> = { authorization: `Bearer ${connection.key}`, 'parley-version': version, accept: 'application/json' }
  if (connection.merchant !== undefined) headers['parley-merchant'] = headerSafe(connection.merchant)
  if (key !== null) headers['idempotency-key'] = headerSafe(key)
  if (bytes) return { headers: { ...headers, 'content-type': bytes.type }, body: bytes.bytes }
  return body === undefined ? { headers } : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function headerSafe(text: string): string {
  if (/^[!-~]{1,255}$/.test(text)) return text
  throw new Ended(exits.invalid, `${JSON.stringify(text)} is not 1 to 255 visible ASCII characters.`)
}
