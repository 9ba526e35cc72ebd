// Every way in which the native API says no, as one table: status, words, and what to do next. Data and its reading only. A refusal of
// the core or a failure of the wire that has no line here does not compile.

import { isTransient, type RefusalCode } from '../../core/refusal.ts'
import { formatInstant } from '../../core/time.ts'
import type { BuiltInFailure, Failure } from '../../wire/contract.ts'
import { ownProblems, type OwnCode } from './problems/own.ts'
import { refusalProblems } from './problems/refusals.ts'
import { wireProblems } from './problems/wire.ts'

export type ProblemCode = RefusalCode | BuiltInFailure | OwnCode

/** `precise` is said instead of `detail` when the refusal brings every fact that it names in braces. */
export type ProblemText = Omit<Failure, 'transient'> & { precise?: string }
export type Facts = Record<string, string | number | boolean>

export const problems = {
  ...withTransience(refusalProblems),
  ...wireProblems,
  ...ownProblems,
} satisfies Record<ProblemCode, Failure>

export const problemCodes = Object.keys(problems) as ProblemCode[]

export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(problems, text)

/** The sentence of a refusal with its facts in it. */
export function detailOf(code: ProblemCode, facts: Facts = {}): string {
  const parts = partsOf.get(code)
  if (!parts || parts.some((part, at) => isFact(at) && !(part in facts))) return problems[code].detail
  return parts.map((part, at) => (isFact(at) ? shown(part, facts[part]!) : part)).join('')
}

/** RFC 9457. `instance` is the request's id, which is also in the log. */
export type Problem = {
  type: string; title: string; status: number; detail: string; code: ProblemCode; next: string; transient: boolean; instance: string
  errors?: readonly { in: string; pointer: string; expected: string }[]
}

export type ProblemAbout = { base: string; request: string; detail?: string | undefined; errors?: Problem['errors'] | undefined }

export function problemOf(code: ProblemCode, { base, request, detail, errors }: ProblemAbout): Problem {
  const { title, status, next, transient, detail: usual } = problems[code]
  return {
    type: `${base}/docs/problems/${code}`, title, status, detail: detail ?? usual, code, next, transient, instance: request,
    ...(errors?.length ? { errors } : {}),
  }
}

export const problemContentType = 'application/problem+json'

/** Of each precise sentence its texts and the names of its facts in turn: a list of disputes asks for hundreds. */
const partsOf = new Map<string, string[]>(Object.entries<Failure & { precise?: string }>(problems).flatMap(([code, { precise }]) => (precise ? [[code, precise.split(/\{(\w+)\}/)]] : [])))
const isFact = (at: number): boolean => at % 2 === 1

/** Facts whose names say that they are instants; they travel as numbers. */
const instants = new Set(['at', 'respond_by', 'submitted_at', 'latest'])

function shown(name: string, fact: string | number | boolean): string {
  return instants.has(name) && typeof fact === 'number' ? formatInstant(fact) : String(fact)
}

function withTransience(texts: Record<RefusalCode, ProblemText>): Record<RefusalCode, Failure & { precise?: string }> {
  const pairs = Object.entries(texts) as [RefusalCode, ProblemText][]
  return Object.fromEntries(pairs.map(([code, text]) => [code, { ...text, transient: isTransient(code) }])) as Record<RefusalCode, Failure>
}

/** For what is told outside of any call. */
export function problemText(code: ProblemCode, base: string, request: string): { contentType: string; body: string } {
  return { contentType: problemContentType, body: JSON.stringify(problemOf(code, { base, request })) }
}
