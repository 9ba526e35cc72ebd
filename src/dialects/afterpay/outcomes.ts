// What an answer of Afterpay's proves. Only its own four fields say that nothing happened; a 5xx, a broken answer and a success that does
// not name the very dispute in the very state prove nothing.

import type { Dispute } from '../../core/dispute.ts'
import { sameMoney } from '../../core/money.ts'
import { done, refused, unknown, unsent, type Outcome } from '../../core/outcome.ts'
import type { ReadState } from '../../core/observation.ts'
import type { Told } from '../../engine/upstream.ts'
import type { Answered, Called } from '../../wire/call.ts'
import { objectOf, textOf } from './wire-values.ts'

/** Whether the call could have changed a dispute: of one that could not, being lost is nothing to fear. */
export type Effect = 'decides' | 'reads'

/** What will go better once rights or settings are others. */
const mayGoLater = [401, 403, 405]
const refusals = [400, 401, 404, 405, 406, 412, 413, 415, 422]

export function failed(answer: Called, effect: Effect): Outcome<never> {
  if (answer.kind === 'unsent') return answer
  if (answer.kind === 'lost') return effect === 'reads' ? unsent(answer.cause) : unknown(answer.cause)
  const { status, retryAfterMs } = answer
  const said = errorOf(answer)
  if ((status === 429 && said) || (effect === 'reads' && (status === 429 || status === 503))) return unsent(`status_${status}`, retryAfterMs ?? shortestWaitMs)
  // The edge in front of the API refuses in HTML.
  if (status === 403 || (said && refusals.includes(status))) return refused(said?.code ?? null, said?.message ?? null, !mayGoLater.includes(status))
  return unknown(`status_${status}`)
}

/** They promise no `Retry-After`. */
const shortestWaitMs = 1_000

/** The four fields; where the code is another's, the status alone counts. */
export function errorOf({ body, status }: Answered): { code: string; message: string | null } | null {
  const error = objectOf(body)
  const code = textOf(error?.['errorCode'])
  return error && code !== null && error['httpStatusCode'] === status ? { code: code.slice(0, 200), message: textOf(error['message'])?.slice(0, 500) ?? null } : null
}

/** Done only when it is this dispute, about this money, in the state that was asked for. */
export function proved(told: Told | null, { theirs, money }: Dispute, state: ReadState): Outcome<Told> {
  if (!told) return unknown('answer_unreadable')
  if (told.theirId !== theirs.id) return unknown('answer_of_another')
  if (!told.facts || !sameMoney(told.facts.money, money)) return unknown('answer_of_other_money')
  return told.reading.state === state ? done(told) : unknown(`answer_${told.theirs.status ?? 'without_status'}`)
}
