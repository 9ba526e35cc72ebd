// How answers are printed: as bytes, so that a repetition gets the same ones. Every success is 200 and says its version; no error does.

import type { Answer, Performed } from '../../../engine/job.ts'
import type { Services } from '../../dialect.ts'
import { contentType, errorOf, problems, type ProblemCode } from '../problems.ts'
import type { Version } from '../view.ts'
import type { Failed, Reply, Sent } from './call.ts'

const uncached = { 'content-type': contentType, 'cache-control': 'no-cache, no-store' }

export function answerOf(version: Version, body: unknown): Answer {
  return { status: 200, headers: { ...uncached, 'omise-version': version }, body: JSON.stringify(body) }
}

export function errorAnswer(code: ProblemCode, message?: string): Answer {
  return { status: problems[code].status, headers: uncached, body: JSON.stringify(errorOf(code, message)) }
}

export const sent = ({ status, headers, body }: Answer): Sent => ({ status, headers, raw: body })
export const json = (version: Version, body: unknown): Sent => sent(answerOf(version, body))
export const failure = (code: ProblemCode, message?: string): Failed => ({ failure: code, detail: message })
type Noun = 'dispute' | 'document' | 'event' | 'charge'
/** By the name it was asked under, as in the recordings. */
export const notFound = (noun: Noun, id: string): Failed => failure(`${noun}_not_found`, `${noun} ${id.slice(0, 80).toWellFormed()} was not found`)

/** What came of a job: its answer, the answer it got the first time, or why it was not taken. */
export function told({ count }: Services, performed: Performed<unknown>): Reply {
  if (performed.kind === 'turned_away') {
    count('refusals', performed.refusal.refused)
    return failure(performed.refusal.refused)
  }
  if (!performed.answer) throw new Error('A job without an answer')
  return sent(performed.answer)
}
