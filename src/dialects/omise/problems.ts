// Every way in which this API says no, and the one shape in which it says it: four keys, always JSON, whatever the caller looks at.

import type { RefusalCode } from '../../core/refusal.ts'
import type { BuiltInFailure } from '../../wire/contract.ts'
import { ownProblems, type OwnCode } from './problems/own.ts'
import type { Problem } from './problems/problem.ts'
import { refusalProblems } from './problems/refusals.ts'
import { wireProblems } from './problems/wire.ts'

export type ProblemCode = RefusalCode | BuiltInFailure | OwnCode

export const problems = { ...refusalProblems, ...wireProblems, ...ownProblems } satisfies Record<ProblemCode, Problem>

export type WireError = { object: 'error'; location: string; code: string; message: string }

/** `location` leads to the page of errors, its fragment is the code with hyphens. */
export function errorOf(code: ProblemCode, message: string = problems[code].detail): WireError {
  const word = problems[code].code
  return { object: 'error', location: `https://www.omise.co/api-errors#${word.replaceAll('_', '-')}`, code: word, message }
}

export const contentType = 'application/json; charset=utf-8'
