// What an answer of Moov's proves. It has no codes: only its statuses say something, and only of an answer that is its own. Pure.

import type { Dispute } from '../../../core/dispute.ts'
import { sameMoney } from '../../../core/money.ts'
import { done, refused, unknown, unsent, type Outcome } from '../../../core/outcome.ts'
import type { ListPage, Told } from '../../../engine/upstream.ts'
import type { Answered, Called } from '../../../wire/call.ts'
import { toldOf } from '../told.ts'

type Refused = Extract<Outcome<never>, { kind: 'refused' }>
/** Refused is what the call for an access token was: then nothing else was sent. */
export type Heard = Called | Refused

const usualWaitMs = 1_000

export const isAnswer = (heard: Heard, status: number): heard is Answered => heard.kind === 'answered' && heard.status === status

/** 5xx and all that is not documented may have happened: 504 says so itself. 429 was turned away before it was looked at. */
export function failed(heard: Heard): Outcome<never> {
  if (heard.kind === 'unsent' || heard.kind === 'refused') return heard
  if (heard.kind === 'lost') return unknown(heard.cause)
  const { status, retryAfterMs } = heard
  if (!isTheirs(heard)) return unknown(`status_${status}`)
  if (status === 429) return unsent('rate_limited', retryAfterMs ?? usualWaitMs)
  if (status === 401 || status === 403) return refused(String(status), null, false)
  return [400, 404, 409, 422].includes(status) ? refused(String(status), sentenceOf(heard)) : unknown(`status_${status}`)
}

/** Every answer of its API names the request; 400 and 409 carry a sentence as well. A gateway's page has neither. */
export function isTheirs(answer: Answered): boolean {
  const named = Boolean(answer.headers.get('x-request-id'))
  return named && (answer.status === 400 || answer.status === 409 ? sentenceOf(answer) !== null : true)
}

function sentenceOf({ body, status, text }: Answered): string | null {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: unknown }
  return typeof error === 'string' && error !== '' ? error : status === 422 && text !== '' ? text.slice(0, 500) : null
}

/** A dispute by itself. One of another id proves nothing. */
export function toldBy(heard: Heard, theirId: string): Outcome<Told> {
  if (!isAnswer(heard, 200)) return failed(heard)
  const told = toldOf(heard.body, heard.text)
  if (!told) return unknown('answer_unreadable')
  return told.theirId === theirId ? done(told) : unknown('answer_of_another_dispute')
}

/** Moov's page shows a 200 with the old status: only the status that was asked for confirms, and only of the dispute that was decided about. */
export function proven(heard: Heard, { theirs, money }: Dispute, state: 'accepted' | 'under_review'): Outcome<Told> {
  const read = toldBy(heard, theirs.id)
  if (read.kind !== 'done') return read
  const { reading, facts } = read.value
  if (reading.state !== state) return unknown('answer_with_old_state')
  return facts && sameMoney(facts.money, money) ? read : unknown('answer_of_other_money')
}

/** What has no id cannot be asked for either; when that is all there is, it is no list of disputes. */
export function itemsOf(heard: Heard, merchant?: string): Outcome<ListPage['items']> {
  if (!isAnswer(heard, 200)) return failed(heard)
  if (!Array.isArray(heard.body)) return unknown('answer_unreadable')
  const own = heard.body.filter(item => !isForeign(item, merchant))
  const items = own.flatMap(item => toldOf(item) ?? [])
  return items.length === 0 && own.length > 0 ? unknown('answer_unreadable') : done(items)
}

/** A platform's key sees the disputes of all its merchants. */
export function isForeign(dispute: unknown, merchant: string | undefined): boolean {
  const account = (dispute as { merchantAccountID?: unknown } | null)?.merchantAccountID
  return Boolean(merchant) && typeof account === 'string' && account.toLowerCase() !== merchant!.toLowerCase()
}
