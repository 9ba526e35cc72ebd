// What an answer of Omise's proves. Only its own error object says that nothing happened; a 5xx, a broken answer and a success that does
// not name the very dispute in the very status prove nothing. Pure.

import type { Dispute } from '../../../core/dispute.ts'
import { sameMoney } from '../../../core/money.ts'
import { done, refused, unknown, unsent, type Outcome } from '../../../core/outcome.ts'
import type { ReadState } from '../../../core/observation.ts'
import type { Told } from '../../../engine/upstream.ts'
import type { Answered, Called } from '../../../wire/call.ts'
import { objectOf, textOf } from '../wire-values.ts'

/** Whether the call could have changed a dispute: of one that could not, being lost is nothing to fear. */
export type Effect = 'decides' | 'reads'

const refusals = [400, 401, 403, 404, 405, 413, 415, 422]
/** What will go better once the key is another. */
const mayGoLater = [401, 403]
/** Omise promises no `Retry-After`. */
const shortestWaitMs = 1_000

/** 503 does not say whether anything happened: it may be the answer to a decision that is on its way there. */
export function failed(answer: Called, effect: Effect): Outcome<never> {
  if (answer.kind === 'unsent') return answer
  if (answer.kind === 'lost') return effect === 'reads' ? unsent(answer.cause) : unknown(answer.cause)
  const { status, retryAfterMs } = answer
  const said = errorOf(answer)
  const mustWait = effect === 'reads' ? status === 429 || status >= 500 : status === 429 && said !== null
  if (mustWait) return unsent(`status_${status}`, retryAfterMs ?? shortestWaitMs)
  return said && refusals.includes(status) ? refused(said.code, said.message, !mayGoLater.includes(status)) : unknown(`status_${status}`)
}

/** A gateway's page has no such object, and a success must not have one. */
export function errorOf({ body, status }: Answered): { code: string; message: string | null } | null {
  const error = objectOf(body)
  const code = textOf(error?.['code'])
  return error?.['object'] === 'error' && code !== null && status >= 400 ? { code: code.slice(0, 200), message: textOf(error['message'])?.slice(0, 500) ?? null } : null
}

/** Done only when it is this dispute, about this money, in a state that was asked for. */
export function proved(told: Told | null, { theirs, money }: Dispute, states: readonly ReadState[]): Outcome<Told> {
  if (!told) return unknown('answer_unreadable')
  if (told.theirId !== theirs.id) return unknown('answer_of_another')
  if (!told.facts || !sameMoney(told.facts.money, money)) return unknown('answer_of_other_money')
  return told.reading.state !== null && states.includes(told.reading.state) ? done(told) : unknown(`answer_${told.theirs.status ?? 'without_status'}`)
}
