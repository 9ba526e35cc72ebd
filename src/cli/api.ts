// Calls the native API by its contract. It never repeats a request, and says of each failure whether something may have happened.

import type { z } from 'zod'
import type { NativeContract } from '../dialects/native/contract.ts'
import type { ProblemCode } from '../dialects/native/problems.ts'
import type { Endpoint } from '../wire/contract.ts'
import { connectionOf, type Connection } from './connection.ts'
import { Ended, exitOfProblem, exits, type Exit } from './exit.ts'
import type { Io } from './io.ts'
import { nothingWasSent, reasonOf } from './lost.ts'
import { safeJson } from './text.ts'
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
      return await answered(asked, await sent(io, asked, timeout)) as Answered<O>
    },
  }
}

type Asked = { endpoint: Endpoint; sending: Sending; key: string | null; connection: Connection; version: string }
type Received = { status: number; text: string }

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

async function answered(asked: Asked, { status, text }: Received): Promise<{ status: number; body: unknown; json: string }> {
  const body = parsed(text)
  const answer = asked.endpoint.answers[status]
  if (answer && (answer.schema ? answer.schema.safeParse(body).success : true)) return { status, body, json: safeJson(text) }
  if (status >= 300 && isProblem(body)) throw refused(asked, body, safeJson(text))
  throw strange(asked, status)
}

type Problem = { code: string; title: string; detail: string; next: string; errors?: { pointer: string; expected: string }[] }

function refused(asked: Asked, problem: Problem, json: string): Ended {
  const exit = exitOf(asked, problem.code)
  if (exit === exits.unknown) return unknown(asked, `${problem.title}: ${problem.detail}`)
  const where = (problem.errors ?? []).map(({ pointer, expected }) => `${pointer}: ${expected}`)
  return new Ended(exit, [`${problem.title}${/[?.!]$/.test(problem.title) ? '' : ':'} ${problem.detail}`, ...where].join(' '), { next: nextOf(asked, problem), json })
}

/** A server that broke while it changed something may have changed it. A code from a newer server is judged by nothing but that. */
function exitOf({ endpoint }: Asked, code: string): Exit {
  if (code === 'internal_error' && endpoint.method !== 'GET') return exits.unknown
  return exitOfProblem[code as ProblemCode] ?? exits.invalid
}

function nextOf({ connection: { keyFrom } }: Asked, { code, next }: Problem): string {
  if (code === 'merchant_required') return 'Name the merchant with --merchant mch_…; parley merchant list shows them.'
  return code === 'unauthenticated' ? `The key came from ${keyFrom}. Set PARLEY_KEY, or name a file with --key-file.` : next
}

/** Not an answer of Parley: a proxy on the way, another server, or an answer that was cut. */
function strange(asked: Asked, status: number): Ended {
  const what = `an answer with status ${status} that is not Parley's`
  const beforeParley = (status >= 300 && status < 500) || asked.endpoint.method === 'GET'
  if (!beforeParley) return unknown(asked, what)
  return new Ended(exits.unreachable, `${asked.connection.url} gave ${what}. Nothing happened.`, { next: 'Is PARLEY_URL the address of a Parley, without a redirect?' })
}

function unknown({ key, sending: { look = 'parley list' } }: Asked, why: string): Ended {
  const next = `Look with: ${look}. Never repeat it with a new key${key === null ? '' : `; the same key is safe: ${key}`}.`
  const json = { code: 'outcome_unknown', detail: why, next, transient: true, idempotency_key: key }
  return new Ended(exits.unknown, `The outcome is unknown: ${why}. It may have happened.`, { next, json: safeJson(JSON.stringify(json)) })
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && ['code', 'title', 'detail', 'next'].every(name => typeof (body as Record<string, unknown>)[name] === 'string')
