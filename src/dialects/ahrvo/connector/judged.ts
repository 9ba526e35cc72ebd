// What an answer proves. Done only when it says so of this very dispute; refused only in Finix's own shape and by a status that it
// documents for that; all else is unknown. Pure.

import type { Currency } from '../../../core/currency.ts'
import type { Dispute } from '../../../core/dispute.ts'
import { sameMoney } from '../../../core/money.ts'
import { done, refused, unknown, unsent, type Outcome } from '../../../core/outcome.ts'
import type { Told } from '../../../engine/upstream.ts'
import type { Answered, Called } from '../../../wire/call.ts'
import { toldOf } from '../told.ts'

/** The answer to a decision. `state` moves later: only that the dispute is answered, and how, is to be read in it. */
export function decided(answer: Called, { theirs, money }: Dispute, wanted: 'accepted' | 'under_review', currency: Currency | null): Outcome<Told> {
  if (answer.kind !== 'answered' || answer.status !== 200) return failed(answer, theirs.id)
  return proves(toldOf(answer.body, currency, answer.text), { theirs, money }, wanted)
}

/** Whether a no may be about how the dispute stands: that is fetched and compared. */
export const isClash = (answer: Called): boolean => answer.kind === 'answered' && (answer.status === 409 || answer.status === 422)

/** After a no that clashes: an acceptance that stands there is what was asked for, since it is for good. */
export function clashed(no: Outcome<Told>, there: Outcome<Told | null>, dispute: Dispute): Outcome<Told> {
  if (there.kind !== 'done') return unknown('clash_unread')
  return there.value?.reading.state === 'accepted' ? proves(there.value, dispute, 'accepted') : no
}

function proves(told: Told | null, { theirs, money }: Pick<Dispute, 'theirs' | 'money'>, wanted: 'accepted' | 'under_review'): Outcome<Told> {
  if (!told) return unknown('answer_unreadable')
  if (told.theirId !== theirs.id) return unknown('answer_of_another_dispute')
  if (!told.facts || !sameMoney(told.facts.money, money)) return unknown('answer_of_another_amount')
  return told.reading.state === wanted ? done(told) : unknown(`answer_says_${told.reading.state ?? 'nothing'}`)
}

export function found(answer: Called, theirId: string, currency: Currency | null): Outcome<Told | null> {
  if (isMissing(answer, theirId)) return done(null)
  if (answer.kind !== 'answered' || answer.status !== 200) return failedToRead(answer, theirId)
  const told = toldOf(answer.body, currency, answer.text)
  return told?.theirId === theirId ? done(told) : unknown(told ? 'answer_of_another_dispute' : 'answer_unreadable')
}

/** Errors are documented for these (docs.finix.com, HTTP codes): nothing was done. True where the same request will never go well. */
const refusing: Readonly<Record<number, boolean>> = { 400: true, 401: false, 403: false, 404: true, 405: true, 406: true, 409: true, 422: true }

/**
 * Nothing is published that proves of a 429 or of any 5xx that nothing happened: the dispute is fetched first (there is no idempotency
 * key). A 404 counts where it names what was asked for; a wrong address has one too.
 */
export function failed(answer: Called, about: string | null = null): Outcome<never> {
  if (answer.kind === 'unsent') return answer
  if (answer.kind === 'lost') return unknown(answer.cause)
  const error = errorOf(answer)
  const final = refusing[answer.status]
  if (!error || final === undefined || (answer.status === 404 && about !== null && !isMissing(answer, about))) return unknown(`status_${answer.status}`)
  return refused(error.code, error.message, final)
}

/** Reading changes nothing, so that whoever is asked to come later may. */
export function failedToRead(answer: Called, about: string | null = null): Outcome<never> {
  const later = answer.kind === 'answered' && (answer.status === 429 || answer.status === 503)
  return later ? unsent(`status_${answer.status}`, answer.retryAfterMs ?? 1_000) : failed(answer, about)
}

/** `<id> was not found` (finix-payments/finix-python: tests/test_exceptions.py). */
function isMissing(answer: Called, id: string): boolean {
  const error = answer.kind === 'answered' && answer.status === 404 ? errorOf(answer) : null
  return error?.code === 'NOT_FOUND' && error.message?.startsWith(`${id} `) === true
}

function errorOf({ body }: Answered): { code: string; message: string | null } | null {
  const errors = (body as { _embedded?: { errors?: unknown } } | null | undefined)?._embedded?.errors
  const { code, message } = (Array.isArray(errors) ? (errors[0] as { code?: unknown; message?: unknown } | null) : null) ?? {}
  return typeof code === 'string' && code !== '' ? { code, message: typeof message === 'string' ? message : null } : null
}
