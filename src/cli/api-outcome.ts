// What an answer comes to: one of the documented ones, a refusal in words, or that nobody knows what happened.

import type { ProblemCode } from '../dialects/native/problems.ts'
import type { Endpoint } from '../wire/contract.ts'
import type { Sending } from './api.ts'
import type { Connection } from './connection.ts'
import { Ended, exitOfProblem, exits, type Exit } from './exit.ts'
import { safeJson } from './text.ts'

export type Asked = { endpoint: Endpoint; sending: Sending; key: string | null; connection: Connection; version: string }
export type Received = { status: number; text: string }

export function answered(asked: Asked, { status, text }: Received): { status: number; body: unknown; json: string } {
  const body = parsed(text)
  const answer = asked.endpoint.answers[status]
  if (answer && (answer.schema ? answer.schema.safeParse(body).success : true)) return { status, body, json: safeJson(text) }
  if (status >= 300 && isProblem(body)) throw refused(asked, status, body, safeJson(text))
  throw strange(asked, status)
}

type Problem = { code: string; title: string; detail: string; next: string; errors?: { pointer: string; expected: string }[] }

function refused(asked: Asked, status: number, problem: Problem, json: string): Ended {
  const exit = exitOf(asked, status, problem.code)
  if (exit === exits.unknown) return unknown(asked, `${problem.title}: ${problem.detail}`)
  const where = (problem.errors ?? []).map(({ pointer, expected }) => `${pointer}: ${expected}`)
  return new Ended(exit, [`${problem.title}${/[?.!]$/.test(problem.title) ? '' : ':'} ${problem.detail}`, ...where].join(' '), { next: nextOf(asked, problem), json })
}

/** A server that broke while it changed something may have changed it, whatever it calls that. */
function exitOf({ endpoint }: Asked, status: number, code: string): Exit {
  const known: Exit | undefined = exitOfProblem[code as ProblemCode]
  if (endpoint.method === 'GET') return known ?? (status < 500 ? exits.invalid : exits.bug)
  if (known === exits.bug || (known === undefined && status >= 500)) return exits.unknown
  return known ?? exits.invalid
}

function nextOf({ connection: { keyFrom } }: Asked, { code, next }: Problem): string {
  if (code === 'merchant_required') return 'Name the merchant with --merchant mch_…; parley merchant list shows them.'
  return code === 'unauthenticated' ? `The key came from ${keyFrom}. Set PARLEY_KEY, or name a file with --key-file.` : next
}

/** Not an answer of Parley: a proxy on the way, another server, or an answer that was cut. */
function strange(asked: Asked, status: number): Ended {
  const what = `an answer with status ${status} that is not Parley's`
  if (asked.endpoint.method !== 'GET' && !stopsBefore(status)) return unknown(asked, what)
  return new Ended(exits.unreachable, `${asked.connection.url} gave ${what}. Nothing happened.`, { next: 'Is PARLEY_URL the address of a Parley, without a redirect?' })
}

/** Said by whoever did not pass the request on; 408 and 499 are said in the middle of it too. */
const stopsBefore = (status: number): boolean => status >= 300 && status < 500 && status !== 408 && status !== 499

export function unknown({ key, sending: { look = 'parley list' } }: Asked, why: string): Ended {
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
