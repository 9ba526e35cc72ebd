// Calls the native API by route, typed by its contract. A decision has three outcomes; one that nobody heard of is `unknown` and
// never a failure, because the money may be gone.

import type { AnswerOf, InputOf, ReadRoute, Route, WriteRoute } from './contract.ts'
import { parseExactly } from './json.ts'
import { isAttended } from './attended.ts'
import { ProblemError, readProblem, unreachable, type Problem } from './problem.ts'
import { answeredTo, callerHeaders, tokenNow } from './session.ts'

/** `unknown` stays so, whatever a repetition under another key would say: only one under the same key tells more. */
export type Outcome<T> = { kind: 'done'; value: T; status: number } | { kind: 'refused'; problem: Problem } | { kind: 'unknown'; problem: Problem }

type Options = { signal?: AbortSignal }
/** The same key is the same request: made once per intention and kept through every repetition. */
type Sending = Options & { key?: string }

/** For queries: the answer, or a ProblemError. */
export async function read<R extends ReadRoute>(route: R, input: InputOf<R>, { signal }: Options = {}): Promise<AnswerOf<R>> {
  const heard = await exchange(route, input, isAttended() ? {} : { 'parley-background': '1' }, signal)
  if (heard === null) throw new ProblemError(unreachable)
  if (heard.status >= 400) throw new ProblemError(readProblem(heard.status, heard.body))
  return heard.body as AnswerOf<R>
}

/** Bytes that somebody uploaded. They are data: nothing here may show them as a document of this origin. */
export async function readBytes<R extends ReadRoute>(route: R, input: InputOf<R>, { signal }: Options = {}): Promise<ArrayBuffer> {
  try {
    const response = await fetch(filled(route, input), { headers: callerHeaders(), signal: signal ?? null })
    if (response.ok) return await response.arrayBuffer()
    throw new ProblemError(readProblem(response.status, parseExactly(await response.text())))
  } catch (error) {
    throw signal?.aborted || error instanceof ProblemError ? error : new ProblemError(unreachable)
  }
}

/** For whatever changes something. It does not throw and does not repeat. */
export async function send<R extends WriteRoute>(route: R, input: InputOf<R>, { key, signal }: Sending = {}): Promise<Outcome<AnswerOf<R>>> {
  const heard = await exchange(route, input, key === undefined ? {} : { 'idempotency-key': key }, signal)
  if (heard === null) return { kind: 'unknown', problem: unreachable }
  if (heard.status < 400) return { kind: 'done', value: heard.body as AnswerOf<R>, status: heard.status }
  const problem = readProblem(heard.status, heard.body)
  return { kind: heard.status >= 500 || problem.code === 'key_in_flight' ? 'unknown' : 'refused', problem }
}

/** A key for one intention of one person. */
export const newKey = (): string => `desk-${crypto.randomUUID()}`

/** The path and query of a call: for links, downloads, and to show which call a screen makes. */
export const targetOf = <R extends Route>(route: R, input: InputOf<R>): string => filled(route, input)

type Loose = { params?: Readonly<Record<string, string>> | undefined; query?: object | undefined; body?: unknown }

function filled(route: Route, { params, query }: Loose): string {
  const path = route.slice(route.indexOf(' ') + 1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params![name]!))
  const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
  return search.size ? `${path}?${search}` : path
}

type Heard = { status: number; body: unknown }

async function exchange(route: Route, input: Loose, more: Record<string, string>, signal?: AbortSignal): Promise<Heard | null> {
  const { body } = input
  const token = tokenNow()
  const form = body instanceof Blob
  const headers = { accept: 'application/json', ...(body === undefined || form ? {} : { 'content-type': 'application/json' }), ...callerHeaders(), ...more }
  try {
    const response = await fetch(filled(route, input), { method: route.slice(0, route.indexOf(' ')), headers, body: form ? body : body === undefined ? null : JSON.stringify(body), signal: signal ?? null })
    const text = await response.text()
    const heard = { status: response.status, body: text === '' ? undefined : parseExactly(text) }
    answeredTo(token, response.ok ? null : readProblem(heard.status, heard.body).code)
    return heard
  } catch (error) {
    if (signal?.aborted) throw error
    return null
  }
}
