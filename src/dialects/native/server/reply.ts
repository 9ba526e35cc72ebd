// How answers are printed: as bytes, so that a repetition gets the same ones. It decides nothing.

import { wireJson } from '../../../core/json.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Answer, Performed } from '../../../engine/job.ts'
import type { Services } from '../../dialect.ts'
import { detailOf, problemContentType, problemOf, type ProblemCode } from '../problems.ts'
import type { AnyCall, Reply, Sent } from './call.ts'

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Sent {
  return { status, headers: { 'content-type': 'application/json', ...headers }, raw: wireJson(body) }
}

export const nothing = (status: number): Sent => ({ status, headers: {}, raw: '' })

export function answerOf(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: wireJson(body) }
}

/** A refusal as it is kept under the key. */
export function refusalAnswer({ publicUrl }: Services, { request }: AnyCall, { refused, facts }: Refusal): Answer {
  const problem = problemOf(refused, { base: publicUrl ?? '', request: request.id, detail: detailOf(refused, facts) })
  return { status: problem.status, headers: { 'content-type': problemContentType }, body: wireJson(problem) }
}

export const failure = (code: ProblemCode, facts: Refusal['facts'] = {}): Reply => ({ failure: code, detail: detailOf(code, facts) })

/** What came of a job: its answer, the answer it got the first time, or why it was not taken. */
export function told(services: Services, performed: Performed<unknown>): Reply {
  if (performed.kind === 'turned_away') {
    services.count('refusals', performed.refusal.refused)
    return failure(performed.refusal.refused, performed.refusal.facts)
  }
  if (!performed.answer) throw new Error('A job without an answer')
  return sent(services, performed.answer, performed.kind === 'replayed')
}

function sent({ vault }: Services, answer: Answer, replayed: boolean): Sent {
  const { [sealedMark]: sealed, ...headers } = answer.headers
  const raw = sealed ? vault.open(answer.body, sealedFor) : answer.body
  return { status: answer.status, headers: replayed ? { ...headers, 'idempotency-replayed': 'true' } : headers, raw }
}

/** An answer that shows a secret is kept sealed: a repetition shows it again, a look into the store does not. */
export function secretAnswer({ vault }: Services, status: number, body: unknown): Answer {
  const open = answerOf(status, body)
  return { ...open, headers: { ...open.headers, [sealedMark]: '1' }, body: vault.seal(open.body, sealedFor) }
}

const sealedMark = 'parley-sealed'
const sealedFor = 'native answer'
