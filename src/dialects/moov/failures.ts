// Every way in which this dialect says no, as one table: the status of Moov's document and a sentence. 400 and 409 carry the sentence,
// all others are told by their status alone. A refusal of the core or a failure of the wire that has no line here does not compile.

import { isTransient, type RefusalCode } from '../../core/refusal.ts'
import type { BuiltInFailure, Failure } from '../../wire/contract.ts'
import { ownFailures, type OwnCode } from './failures/own.ts'
import { refusalFailures } from './failures/refusals.ts'
import { wireFailures } from './failures/wire.ts'

export type MoovCode = RefusalCode | BuiltInFailure | OwnCode
export type Line = readonly [status: number, detail: string]

export const failures = { ...told(refusalFailures), ...told(wireFailures), ...told(ownFailures) } satisfies Record<MoovCode, Failure>

/** The statuses that its documents give a body, `{"error": "..."}`. */
export function tells(status: number): boolean {
  return status === 400 || status === 409
}

function told<Code extends string>(lines: Record<Code, Line>): Record<Code, Failure> {
  const pairs = Object.entries<Line>(lines).map(([code, [status, detail]]) => [code, failureOf(code, status, detail)])
  return Object.fromEntries(pairs) as Record<Code, Failure>
}

function failureOf(code: string, status: number, detail: string): Failure {
  const transient = status >= 429 || isTransient(code as RefusalCode)
  return { status, title: code.replaceAll('_', ' '), detail, next: transient ? 'Read the dispute, then repeat if it did not move.' : 'Correct the request.', transient, ...(tells(status) ? {} : { bare: true }) }
}
