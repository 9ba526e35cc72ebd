// Calls an endpoint of a contract: builds the request, has it signed over its raw bytes, sends it through whatever sender it is
// given, and reads the answer forgivingly. It judges no answer: what a status means is the connector's to say.

import type { Endpoint } from './contract.ts'
import { askedWaitMs } from './asked-wait.ts'
import { bodyOf, type CallBody } from './call-body.ts'

/**
 * `path` is the target as it goes out, query included: what some signatures cover. `effect` says whether it may change anything at the
 * provider; where nothing is said, its verb is taken for it. It does not go out.
 */
export type Outgoing = { method: string; url: string; path: string; headers: Record<string, string>; body: Uint8Array; effect?: boolean | undefined }

/**
 * `unsent`: no byte of the request left (name, address, connection, TLS, turned away by ourselves). `lost`: bytes left and no whole
 * answer came; the status stands beside where its head did.
 */
export type Sent =
  | { kind: 'answered'; status: number; headers: ReadonlyMap<string, string>; bytes: Uint8Array }
  | { kind: 'unsent'; cause: string; retryAfterMs?: number }
  | { kind: 'lost'; cause: string; status: number | null }
export type Sender = (request: Outgoing) => Promise<Sent>

/** `body` is undefined where the bytes are not JSON, whatever their content type says. */
export type Answered = Extract<Sent, { kind: 'answered' }> & { text: string; body: unknown; retryAfterMs: number | null }
export type Called = Answered | Exclude<Sent, { kind: 'answered' }>

export type QueryValue = string | number | boolean | readonly (string | number)[] | null | undefined
export type CallInput = {
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, QueryValue>>
  headers?: Readonly<Record<string, string>>
  body?: CallBody
  /** What the connector knows of the call, where its verb tells otherwise. */
  effect?: boolean
}
export type Calling = {
  /** Scheme, host, and a path before the contract's own where there is one. */
  baseUrl: string
  send: Sender
  /** Headers that prove who asks; sees the request as it will go out. */
  sign?(request: Outgoing): Record<string, string> | Promise<Record<string, string>>
  /** For `Retry-After` as a date. */
  now?(): number
}

export async function call(endpoint: Pick<Endpoint, 'method' | 'path'>, input: CallInput, calling: Calling): Promise<Called> {
  const request = requestOf(endpoint, input, calling.baseUrl)
  const signature = (await calling.sign?.(request)) ?? {}
  const sent = await calling.send({ ...request, headers: { ...request.headers, ...signature } })
  return sent.kind === 'answered' ? read(sent, calling.now?.() ?? null) : sent
}

/** The request without its signature. */
export function requestOf({ method, path }: Pick<Endpoint, 'method' | 'path'>, { params = {}, query = {}, headers = {}, body, effect }: CallInput, baseUrl: string): Outgoing {
  const base = new URL(baseUrl)
  const target = `${base.pathname.replace(/\/+$/, '')}${filled(path, params)}${queryText(query)}`
  const { bytes, contentType } = bodyOf(body)
  return {
    method, path: target, url: base.origin + target, body: bytes,
    headers: { accept: 'application/json', ...(contentType ? { 'content-type': contentType } : {}), ...headers },
    ...(effect === undefined ? {} : { effect }),
  }
}

function filled(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === '' || value === '.' || value === '..') throw new Error(`The path ${path} needs a value for ${name}`)
    return encodeURIComponent(value)
  })
}

function queryText(query: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue
    for (const one of Array.isArray(value) ? (value as readonly (string | number)[]) : [value]) search.append(name, String(one))
  }
  return search.size ? `?${search}` : ''
}

const utf8 = new TextDecoder()

function read(sent: Extract<Sent, { kind: 'answered' }>, now: number | null): Answered {
  const text = utf8.decode(sent.bytes)
  return { ...sent, text, body: jsonOf(text), retryAfterMs: askedWaitMs(sent.headers, now) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
